/* See the header. Invariant: columns never fall, so that every stretch of the document is a stretch of the drawing. */
#include "extract/drawing.h"

#include "extract/bundle.h"

#include <stdlib.h>
#include <string.h>

struct pen {
	const struct maek_state *state;
	uint64_t hidden;
	struct maek_span span;
	struct maek_buffer out;
	uint32_t column;
	uint32_t *columns;
};

static void put(struct pen *pen, uint32_t c)
{
	maek_buffer_code_point(&pen->out, c < 0x20 || c == 0x7F ? ' ' : c);
	pen->column++;
}

static void put_text(struct pen *pen, struct maek_span span)
{
	for (size_t at = span.start; at < span.end;) {
		size_t next;
		uint32_t c = maek_text_decode(pen->state->document->text, at, &next);
		for (size_t i = at; i < next; i++)
			pen->columns[i - pen->span.start] = pen->column;
		put(pen, c);
		at = next;
	}
}

static void put_word(struct pen *pen, const char *word)
{
	struct maek_text text = maek_text_of(word);
	for (size_t at = 0; at < text.size;)
		put(pen, maek_text_decode(text, at, &at));
}

static bool is_shown(const struct pen *pen, const struct maek_found *found)
{
	if (found->dead || found->owner != MAEK_NOT)
		return false;
	return !maek_state_hidden(pen->state, found->type) || pen->hidden >> found->type & 1;
}

/* All mentions of the run that stands at `*index` of the order. */
static void put_mention(struct pen *pen, size_t *index)
{
	const struct maek_state *state = pen->state;
	struct maek_span run = state->mentions.items[state->order.items[*index]].run;
	uint32_t start = pen->column;
	bool first = true;
	put(pen, 0x2039);
	for (; *index < state->order.count; (*index)++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[*index]];
		if (found->run.start != run.start || found->run.end != run.end)
			break;
		if (!is_shown(pen, found))
			continue;
		put_word(pen, first ? "" : "+");
		put_word(pen, state->rules->schema.types.items[found->type].name);
		first = false;
	}
	put(pen, ':');
	put_text(pen, run);
	put(pen, 0x203A);
	pen->columns[run.start - pen->span.start] = start;
}

struct maek_drawing maek_drawing_of(const struct maek_state *state, uint64_t hidden, struct maek_span span)
{
	struct pen pen = {.state = state, .hidden = hidden, .span = span, .out = {.arena = state->arena}, .column = 1};
	uint32_t at = span.start;
	pen.columns = maek_arena_alloc(state->arena, (span.end - span.start + 1) * sizeof *pen.columns);
	for (size_t i = 0; i < state->order.count;) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		if (found->run.start >= span.end)
			break;
		if (found->run.start < at || found->run.end > span.end || !is_shown(&pen, found)) {
			i++;
			continue;
		}
		uint32_t end = found->run.end;
		put_text(&pen, (struct maek_span){at, found->run.start});
		put_mention(&pen, &i);
		at = end;
	}
	put_text(&pen, (struct maek_span){at, span.end});
	pen.columns[span.end - span.start] = pen.column;
	maek_buffer_add(&pen.out, "", 0);
	return (struct maek_drawing){span, pen.out.bytes, pen.columns};
}

struct maek_pointer maek_drawing_point(const struct maek_drawing *drawing, struct maek_span span, int line)
{
	uint32_t start = span.start > drawing->span.start ? span.start : drawing->span.start;
	start = start < drawing->span.end ? start : drawing->span.end;
	uint32_t end = span.end < drawing->span.end ? span.end : drawing->span.end;
	uint32_t column = drawing->column[start - drawing->span.start];
	uint32_t last = end > start ? drawing->column[end - drawing->span.start] : column + 1;
	struct maek_place place = {NULL, line, (int)column, (int)(last > column ? last : column + 1)};
	return (struct maek_pointer){place, drawing->text};
}

struct maek_pointer maek_place_point(struct maek_arena *arena, struct maek_place place)
{
	struct maek_pointer pointer = {.place = place};
	FILE *file = place.file && place.line > 0 ? maek_rule_file_open(place.file) : NULL;
	char *line = NULL;
	size_t room = 0;
	ssize_t got = -1;
	for (int i = 0; file && i < place.line; i++)
		got = getline(&line, &room, file);
	if (file)
		fclose(file);
	while (got > 0 && (line[got - 1] == '\n' || line[got - 1] == '\r'))
		got--;
	if (got >= 0 && maek_text_invalid_at((struct maek_text){line, (size_t)got}) == (size_t)got)
		pointer.text = maek_arena_copy(arena, line, (size_t)got);
	free(line);
	return pointer;
}

int maek_document_line(const struct maek_document *document, uint32_t at)
{
	int line = 1;
	for (uint32_t i = 0; i < document->origin_start[at] && i < document->original.size; i++)
		line += document->original.bytes[i] == '\n';
	return line;
}
