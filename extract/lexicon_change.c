/* See the header. */
#include "extract/lexicon_change.h"

#include <string.h>

const char *maek_lexicon_squeeze(struct maek_arena *arena, struct maek_text text)
{
	char *out = maek_arena_alloc(arena, text.size + 1);
	size_t size = 0;
	for (size_t at = 0; at < text.size;) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		for (; !maek_is_space(c) && at < next; at++)
			out[size++] = text.bytes[at] >= 'A' && text.bytes[at] <= 'Z' ? (char)(text.bytes[at] + 32) : text.bytes[at];
		at = next;
	}
	return out;
}

/* A row as one text, and its spellings. */
struct row {
	struct maek_buffer text;
	MAEK_LIST(const char *) spellings;
};

static struct row *rows_of(struct maek_arena *arena, const struct maek_lexicon *lexicon)
{
	struct row *rows = maek_arena_alloc(arena, (lexicon->rows.count + 1) * sizeof *rows);
	for (size_t i = 0; i < lexicon->rows.count; i++) {
		const struct maek_lexicon_row *row = &lexicon->rows.items[i];
		rows[i].text.arena = arena;
		maek_buffer_string(&rows[i].text, row->name);
		for (size_t k = 0; k < row->columns.count; k++)
			maek_buffer_format(&rows[i].text, "\t%s=%s", row->columns.items[k].key, row->columns.items[k].value);
	}
	for (size_t i = 0; i < lexicon->ends.count; i++) {
		struct row *row = &rows[lexicon->ends.items[i].row];
		maek_buffer_format(&row->text, "|%s", lexicon->ends.items[i].spelling);
		*MAEK_PUSH(arena, &row->spellings) = lexicon->ends.items[i].spelling;
	}
	return rows;
}

static void add_spellings(struct maek_arena *arena, const struct row *row, struct maek_spellings *out)
{
	for (size_t i = 0; i < row->spellings.count; i++)
		*MAEK_PUSH(arena, out) = maek_lexicon_squeeze(arena, maek_text_of(row->spellings.items[i]));
}

void maek_lexicon_compare(struct maek_arena *arena, const struct maek_lexicon *before, const struct maek_lexicon *after,
                          struct maek_spellings *out)
{
	const struct row *old = rows_of(arena, before), *new = rows_of(arena, after);
	struct maek_table index = {.arena = arena};
	bool *kept = maek_arena_alloc(arena, before->rows.count + 1);
	uint32_t last = 0;
	for (size_t i = 0; i < before->rows.count; i++)
		maek_table_add(&index, (struct maek_text){old[i].text.bytes, old[i].text.size}, (uint32_t)i, NULL);
	for (size_t i = 0; i < after->rows.count; i++) {
		const uint32_t *at = maek_table_find(&index, (struct maek_text){new[i].text.bytes, new[i].text.size});
		bool same = at && *at >= last; /* of two rows with one spelling the first counts */
		if (!same) {
			add_spellings(arena, &new[i], out);
			continue;
		}
		kept[*at] = true;
		last = *at;
	}
	for (size_t i = 0; i < before->rows.count; i++)
		if (!kept[i])
			add_spellings(arena, &old[i], out);
}
