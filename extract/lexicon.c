/* Idea: a trie over code points. Where a space is optional the spelling holds the code point 0, an edge that may be
 * taken with or without a space in the text. Invariant: node 0 is the root; a node's ends are in order of addition, and
 * the first that fits wins.
 */
#include "extract/lexicon.h"

#include "extract/bundle.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAY_SPACE = 0, SHORT_NAME = 4, LONGEST = 400 };

enum script { OTHER, HANGUL, LATIN, DIGIT };

static enum script script_of(uint32_t c)
{
	if (maek_is_hangul_syllable(c))
		return HANGUL;
	if (maek_is_digit(c))
		return DIGIT;
	return maek_is_letter(c) ? LATIN : OTHER;
}

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* Code points of a spelling as the trie holds them; at most LONGEST. */
static size_t spell(const struct maek_lexicon *lexicon, struct maek_text spelling, uint32_t *codes)
{
	size_t count = 0;
	uint32_t before = ' ';
	for (size_t at = 0; at < spelling.size && count + 2 < LONGEST;) {
		uint32_t c = maek_fold_width(maek_text_decode(spelling, at, &at));
		if (lexicon->fold_space && c == ' ') {
			before = c;
			continue;
		}
		enum script a = script_of(before), b = script_of(c);
		if (lexicon->fold_space && count && (before == ' ' || (a != b && a != OTHER && b != OTHER)))
			codes[count++] = MAY_SPACE;
		codes[count++] = lexicon->fold_case ? lower(c) : c;
		before = c;
	}
	return count;
}

static size_t slot_of(const struct maek_lexicon *lexicon, uint32_t node, uint32_t code)
{
	uint64_t hash = ((uint64_t)node << 32 | code) * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) & (lexicon->slot_count - 1);
	while (lexicon->edges[slot].child && (lexicon->edges[slot].node != node || lexicon->edges[slot].code_point != code))
		slot = (slot + 1) & (lexicon->slot_count - 1);
	return slot;
}

static uint32_t child_of(const struct maek_lexicon *lexicon, uint32_t node, uint32_t code)
{
	return lexicon->slot_count ? lexicon->edges[slot_of(lexicon, node, code)].child : 0;
}

static void grow_edges(struct maek_lexicon *lexicon, struct maek_arena *arena)
{
	struct maek_lexicon_edge *old = lexicon->edges;
	size_t old_count = lexicon->slot_count;
	lexicon->slot_count = old_count ? 2 * old_count : 64;
	lexicon->edges = maek_arena_alloc(arena, lexicon->slot_count * sizeof *lexicon->edges);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].child)
			lexicon->edges[slot_of(lexicon, old[i].node, old[i].code_point)] = old[i];
}

static uint32_t add_node(struct maek_lexicon *lexicon, struct maek_arena *arena)
{
	if (lexicon->node_count == lexicon->node_room) {
		size_t room = lexicon->node_room ? 2 * lexicon->node_room : 256;
		uint32_t *ends = maek_arena_alloc(arena, room * sizeof *ends);
		if (lexicon->node_count)
			memcpy(ends, lexicon->end_at, lexicon->node_count * sizeof *ends);
		lexicon->end_at = ends;
		lexicon->node_room = room;
	}
	return (uint32_t)lexicon->node_count++;
}

static uint32_t add_edge(struct maek_lexicon *lexicon, struct maek_arena *arena, uint32_t node, uint32_t code)
{
	if (2 * (lexicon->edge_count + 1) > lexicon->slot_count)
		grow_edges(lexicon, arena);
	size_t slot = slot_of(lexicon, node, code);
	if (!lexicon->edges[slot].child) {
		lexicon->edges[slot] = (struct maek_lexicon_edge){node, code, add_node(lexicon, arena)};
		lexicon->edge_count++;
	}
	return lexicon->edges[slot].child;
}

/* Short names in capitals (KT, AMD) keep their case even when case is folded. */
static bool case_counts(struct maek_text spelling)
{
	if (spelling.size > SHORT_NAME)
		return false;
	for (size_t i = 0; i < spelling.size; i++)
		if (spelling.bytes[i] < 'A' || spelling.bytes[i] > 'Z')
			return false;
	return true;
}

static void add_spelling(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *spelling, uint32_t row)
{
	uint32_t codes[LONGEST];
	size_t count = spell(lexicon, maek_text_of(spelling), codes);
	if (!count)
		return;
	if (!lexicon->node_count)
		add_node(lexicon, arena);
	uint32_t node = 0;
	for (size_t i = 0; i < count; i++)
		node = add_edge(lexicon, arena, node, codes[i]);
	uint32_t index = (uint32_t)lexicon->ends.count;
	struct maek_lexicon_end *end = MAEK_PUSH(arena, &lexicon->ends);
	*end = (struct maek_lexicon_end){.node = node, .row = row, .spelling = spelling};
	end->exact = lexicon->fold_case && case_counts(maek_text_of(spelling)) ? spelling : NULL;
	uint32_t *link = &lexicon->end_at[node];
	while (*link)
		link = &lexicon->ends.items[*link - 1].next;
	*link = index + 1;
}

void maek_lexicon_add(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *name, struct maek_place place,
                      const char *const *aliases, size_t alias_count)
{
	uint32_t row = (uint32_t)lexicon->rows.count;
	struct maek_lexicon_row *added = MAEK_PUSH(arena, &lexicon->rows);
	added->name = name;
	added->place = place;
	if (lexicon->keys)
		add_spelling(lexicon, arena, name, row);
	for (size_t i = 0; i < alias_count; i++)
		add_spelling(lexicon, arena, aliases[i], row);
}

void maek_lexicon_except(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *phrase,
                         struct maek_place place)
{
	uint32_t row = (uint32_t)lexicon->rows.count;
	*MAEK_PUSH(arena, &lexicon->rows) = (struct maek_lexicon_row){.name = phrase, .place = place, .except = true};
	add_spelling(lexicon, arena, phrase, row);
}

/* Cuts `text` at `separator`; the parts are terminated strings in the arena. */
static size_t split(struct maek_arena *arena, struct maek_text text, char separator, const char ***parts)
{
	size_t count = 1;
	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == separator;
	*parts = maek_arena_alloc(arena, count * sizeof **parts);
	size_t at = 0, start = 0;
	for (size_t i = 0; i <= text.size; i++)
		if (i == text.size || text.bytes[i] == separator) {
			(*parts)[at++] = maek_arena_copy(arena, text.bytes + start, i - start);
			start = i + 1;
		}
	return count;
}

/* The place of a part of the line, from its first character to its last. */
static struct maek_place part_at(struct maek_place line, const char *const *parts, size_t index)
{
	line.column = 1;
	for (size_t i = 0; i < index; i++)
		line.column += (int)maek_text_count(maek_text_of(parts[i]), strlen(parts[i])) + 1;
	line.end_column = line.column + (int)maek_text_count(maek_text_of(parts[index]), strlen(parts[index]));
	return line;
}

/* The parts from the third on. */
static void add_columns(struct maek_lexicon *lexicon, struct maek_arena *arena, const char **parts, size_t count,
                        struct maek_place line, struct maek_errors *errors)
{
	struct maek_lexicon_row *row = &lexicon->rows.items[lexicon->rows.count - 1];
	for (size_t i = 2; i < count; i++) {
		const char *equals = strchr(parts[i], '=');
		if (!parts[i][0])
			continue;
		if (!equals) {
			maek_errors_add(errors, MAEK_ERROR, "lexicon-column", part_at(line, parts, i), "write key=value; aliases stand in the second column, with | between them",
			                "the column '%s' has no '='",
			                parts[i]);
			continue;
		}
		struct maek_field *field = MAEK_PUSH(arena, &row->columns);
		field->key = maek_arena_copy(arena, parts[i], (size_t)(equals - parts[i]));
		field->value = equals + 1;
	}
}

static void read_line(struct maek_lexicon *lexicon, struct maek_arena *arena, struct maek_text line,
                      struct maek_place place, struct maek_errors *errors)
{
	size_t bad = maek_text_invalid_at(line);
	if (bad < line.size) {
		place.column = (int)maek_text_count(line, bad) + 1;
		maek_errors_add(errors, MAEK_ERROR, "invalid-utf8", place, NULL, "invalid UTF-8");
		return;
	}
	line = maek_text_nfc(arena, line);
	const char **parts, **aliases = NULL;
	size_t count = split(arena, line, '\t', &parts), alias_count = 0;
	if (!parts[0][0]) {
		maek_errors_add(errors, MAEK_ERROR, "lexicon-name", part_at(place, parts, 0), "the name stands first: name, tab, alias|alias",
		                "a row without a name");
		return;
	}
	if (strchr(parts[0], '|')) {
		maek_errors_add(errors, MAEK_ERROR, "lexicon-name", part_at(place, parts, 0), "put a tab between the name and its aliases",
		                "a name with | in it: '%s'", parts[0]);
		return;
	}
	if (count > 1 && parts[1][0])
		alias_count = split(arena, maek_text_of(parts[1]), '|', &aliases);
	maek_lexicon_add(lexicon, arena, parts[0], place, aliases, alias_count);
	if (count > 2)
		add_columns(lexicon, arena, parts, count, place, errors);
}

bool maek_lexicon_read_tsv(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *path, const char *shown,
                           struct maek_errors *errors)
{
	FILE *file = maek_rule_file_open(path);
	if (!file) {
		maek_check_memory();
		return maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){shown, 0, 0, 0}, NULL, "%s",
		                       strerror(errno));
	}
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	for (int number = 1; (size = getline(&line, &room, file)) >= 0; number++) {
		while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
			size--;
		if (size > 0 && line[0] != '#')
			read_line(lexicon, arena, (struct maek_text){line, (size_t)size}, (struct maek_place){shown, number, 0, 0},
			          errors);
	}
	bool bad = !feof(file); /* ended by a failed read */
	if (bad) {
		maek_check_memory();
		maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){shown, 0, 0, 0}, NULL, "cannot be read: %s",
		                strerror(errno));
	}
	free(line);
	fclose(file);
	return !bad;
}

struct search {
	const struct maek_lexicon *lexicon;
	struct maek_text text;
	uint32_t start, best, row;
	maek_lexicon_edge_test may_end;
	void *context;
};

static bool spelled_so(struct maek_text found, const char *exact)
{
	return maek_text_equal(found, maek_text_of(exact));
}

static void test_end(struct search *search, uint32_t node, uint32_t end)
{
	if (end <= search->best)
		return;
	for (uint32_t i = search->lexicon->end_at[node]; i; i = search->lexicon->ends.items[i - 1].next) {
		const struct maek_lexicon_end *at = &search->lexicon->ends.items[i - 1];
		struct maek_span span = {search->start, end};
		if (at->exact && !spelled_so(maek_text_slice(search->text, span), at->exact))
			continue;
		if (!search->may_end(search->context, end))
			return;
		search->best = end;
		search->row = at->row;
		return;
	}
}

static void descend(struct search *search, uint32_t node, size_t at)
{
	test_end(search, node, (uint32_t)at);
	uint32_t spaced = child_of(search->lexicon, node, MAY_SPACE);
	if (spaced) {
		descend(search, spaced, at);
		if (at < search->text.size && search->text.bytes[at] == ' ')
			descend(search, spaced, at + 1);
	}
	if (at >= search->text.size)
		return;
	size_t next;
	uint32_t c = maek_text_decode(search->text, at, &next);
	uint32_t child = child_of(search->lexicon, node, search->lexicon->fold_case ? lower(c) : c);
	if (child)
		descend(search, child, next);
}

uint32_t maek_lexicon_match(const struct maek_lexicon *lexicon, struct maek_text text, uint32_t start,
                            maek_lexicon_edge_test may_end, void *context, uint32_t *row)
{
	if (!lexicon->node_count)
		return 0;
	struct search search = {lexicon, text, start, 0, 0, may_end, context};
	descend(&search, 0, start);
	*row = search.row;
	return search.best;
}
