/* Composition goes cluster by cluster (a character and the combining ones behind it); all characters of a composed
 * cluster come from the original bytes of the whole cluster. A cluster ends after 64 characters, so that endless
 * combining marks cost no more than text.
 */
#include "extract/draft.h"

#include "extract/entities.h"

#include <string.h>

enum { LONGEST_CLUSTER = 64 };

static void add(struct maek_draft *draft, uint32_t code, size_t start, size_t end)
{
	*MAEK_PUSH(draft->arena, &draft->chars) =
		(struct maek_draft_char){code, (uint32_t)(start + draft->skip), (uint32_t)(end + draft->skip)};
}

void maek_draft_add(struct maek_draft *draft, size_t start, size_t end)
{
	struct maek_text text = {draft->original.bytes, end};
	for (size_t at = start; at < end;) {
		uint32_t codes[2];
		size_t count = 0, next, size = text.bytes[at] == '&' ? maek_entity_read(text, at, codes, &count) : 0;
		if (size) {
			for (size_t i = 0; i < count; i++)
				add(draft, codes[i] == '\r' ? '\n' : codes[i], at, at + size);
			at += size;
			continue;
		}
		uint32_t code = maek_text_decode(text, at, &next);
		if (code == '\r') {
			code = '\n';
			next += next < end && text.bytes[next] == '\n';
		}
		add(draft, code, at, next);
		at = next;
	}
}

void maek_draft_insert(struct maek_draft *draft, const char *ascii, size_t at)
{
	for (; *ascii; ascii++)
		add(draft, (unsigned char)*ascii, at, at);
}

void maek_draft_stand(struct maek_draft *draft, char ascii, size_t start, size_t end)
{
	add(draft, (unsigned char)ascii, start, end);
}

void maek_draft_trim(struct maek_draft *draft, size_t down_to)
{
	while (draft->chars.count > down_to && maek_is_space(draft->chars.items[draft->chars.count - 1].code))
		draft->chars.count--;
}

struct output {
	struct maek_buffer text;
	uint32_t *starts, *ends;
	size_t room;
};

static void put(struct output *output, struct maek_arena *arena, struct maek_text bytes, uint32_t start, uint32_t end)
{
	if (output->text.size + bytes.size + 1 > output->room) {
		size_t room = 2 * (output->room + bytes.size) + 256;
		uint32_t *starts = maek_arena_alloc(arena, room * sizeof *starts);
		uint32_t *ends = maek_arena_alloc(arena, room * sizeof *ends);
		if (output->text.size) {
			memcpy(starts, output->starts, output->text.size * sizeof *starts);
			memcpy(ends, output->ends, output->text.size * sizeof *ends);
		}
		output->starts = starts;
		output->ends = ends;
		output->room = room;
	}
	for (size_t i = 0; i < bytes.size; i++) {
		output->starts[output->text.size + i] = start;
		output->ends[output->text.size + i] = end;
	}
	maek_buffer_text(&output->text, bytes);
}

/* Blocks that no composition changes: nearly all characters of Korean text. The others ask utf8proc. */
static bool is_plain(uint32_t c)
{
	return c < 0x300 || maek_is_hangul_syllable(c) || (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3029) ||
	       (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

/* Puts the cluster that begins at `from`; returns the index behind it. */
static size_t put_cluster(struct maek_draft *draft, struct output *output, size_t from)
{
	const struct maek_draft_char *chars = draft->chars.items;
	size_t to = from + 1;
	while (to < draft->chars.count && to - from < LONGEST_CLUSTER && maek_is_combining(chars[to].code))
		to++;
	if (to == from + 1) {
		char bytes[4];
		struct maek_text one = {bytes, maek_text_encode(chars[from].code, bytes)};
		put(output, draft->arena, is_plain(chars[from].code) ? one : maek_text_nfc(draft->arena, one), chars[from].start,
		    chars[from].end);
		return to;
	}
	struct maek_buffer cluster = {.arena = draft->arena};
	for (size_t i = from; i < to; i++)
		maek_buffer_code_point(&cluster, chars[i].code);
	struct maek_text whole = {cluster.bytes, cluster.size};
	put(output, draft->arena, maek_text_nfc(draft->arena, whole), chars[from].start, chars[to - 1].end);
	return to;
}

static uint32_t *count_code_points(struct maek_arena *arena, struct maek_text text)
{
	uint32_t *counts = maek_arena_alloc(arena, (text.size + 1) * sizeof *counts);
	uint32_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		counts[i] = ((unsigned char)text.bytes[i] & 0xC0) == 0x80 ? count - 1 : count++;
	counts[text.size] = count;
	return counts;
}

void maek_draft_finish(struct maek_draft *draft, size_t title, size_t body, struct maek_document *document)
{
	struct output output = {.text = {.arena = draft->arena}};
	maek_buffer_add(&output.text, "", 0);
	size_t title_end = 0, body_start = 0;
	for (size_t i = 0; i < draft->chars.count;) {
		size_t next = put_cluster(draft, &output, i);
		if (i < title)
			title_end = output.text.size;
		if (i < body)
			body_start = output.text.size;
		i = next;
	}
	uint32_t end = (uint32_t)(draft->original.size + draft->skip);
	put(&output, draft->arena, (struct maek_text){"", 0}, end, end);
	document->original = draft->original;
	document->text = (struct maek_text){output.text.bytes, output.text.size};
	document->title = (struct maek_span){0, (uint32_t)title_end};
	document->body_start = (uint32_t)body_start;
	output.starts[output.text.size] = output.ends[output.text.size] = end;
	document->origin_start = output.starts;
	document->origin_end = output.ends;
	document->code_points = count_code_points(draft->arena, document->text);
}
