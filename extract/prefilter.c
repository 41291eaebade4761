/* Idea: a trie over code points, entered at each character that begins a literal (most do not: a bitmap tells). Clauses
 * that many patterns share are kept once, so a found literal costs one bit for each clause that it is in.
 */
#include "extract/prefilter.h"

#include <string.h>

struct edge {
	uint32_t node, code_point, child;
};

struct clause_of_literal {
	uint32_t clause, next; /* next: index + 1 */
};

struct maek_prefilter {
	struct maek_arena *arena;
	struct maek_table clause_index;
	MAEK_LIST(struct maek_clause) clauses;
	struct edge *edges;
	size_t edge_count, slot_count;
	MAEK_LIST(uint32_t) clauses_at; /* by node: its first clause_of_literal + 1 */
	MAEK_LIST(struct clause_of_literal) links;
	uint64_t begins[0x10000 / 64]; /* does a literal begin with this character? */
};

struct maek_prefilter *maek_prefilter_new(struct maek_arena *arena)
{
	struct maek_prefilter *prefilter = maek_arena_alloc(arena, sizeof *prefilter);
	prefilter->arena = arena;
	prefilter->clause_index.arena = arena;
	MAEK_PUSH(arena, &prefilter->clauses_at);
	return prefilter;
}

/* ---- the trie */

static size_t slot_of(const struct maek_prefilter *prefilter, uint32_t node, uint32_t code)
{
	uint64_t hash = ((uint64_t)node << 32 | code) * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash >> 32) & (prefilter->slot_count - 1);
	while (prefilter->edges[slot].child &&
	       (prefilter->edges[slot].node != node || prefilter->edges[slot].code_point != code))
		slot = (slot + 1) & (prefilter->slot_count - 1);
	return slot;
}

static void grow_edges(struct maek_prefilter *prefilter)
{
	struct edge *old = prefilter->edges;
	size_t old_count = prefilter->slot_count;
	prefilter->slot_count = old_count ? 2 * old_count : 1024;
	prefilter->edges = maek_arena_alloc(prefilter->arena, prefilter->slot_count * sizeof *old);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].child)
			prefilter->edges[slot_of(prefilter, old[i].node, old[i].code_point)] = old[i];
}

static uint32_t add_edge(struct maek_prefilter *prefilter, uint32_t node, uint32_t code)
{
	if (2 * (prefilter->edge_count + 1) > prefilter->slot_count)
		grow_edges(prefilter);
	struct edge *edge = &prefilter->edges[slot_of(prefilter, node, code)];
	if (!edge->child) {
		*edge = (struct edge){node, code, (uint32_t)prefilter->clauses_at.count};
		MAEK_PUSH(prefilter->arena, &prefilter->clauses_at);
		prefilter->edge_count++;
	}
	return edge->child;
}

static void add_literal(struct maek_prefilter *prefilter, struct maek_text literal, uint32_t clause)
{
	uint32_t node = 0;
	for (size_t at = 0; at < literal.size;) {
		uint32_t code = maek_text_decode(literal, at, &at);
		if (!node && code < 0x10000)
			prefilter->begins[code / 64] |= UINT64_C(1) << code % 64;
		node = add_edge(prefilter, node, code);
	}
	uint32_t first = prefilter->clauses_at.items[node];
	*MAEK_PUSH(prefilter->arena, &prefilter->links) = (struct clause_of_literal){clause, first};
	prefilter->clauses_at.items[node] = (uint32_t)prefilter->links.count;
}

/* ---- clauses */

static uint32_t add_clause(struct maek_prefilter *prefilter, struct maek_arena *scrap, const struct maek_clause *clause)
{
	struct maek_arena *arena = prefilter->arena;
	struct maek_buffer key = {.arena = scrap};
	for (size_t i = 0; i < clause->count; i++)
		maek_buffer_add(&key, clause->items[i].bytes, clause->items[i].size), maek_buffer_add(&key, "\n", 1);
	bool is_new;
	uint32_t index = (uint32_t)prefilter->clauses.count;
	index = *maek_table_add(&prefilter->clause_index, (struct maek_text){key.bytes, key.size}, index, &is_new);
	if (!is_new)
		return index;
	const char *kept = prefilter->clause_index.entries[index].key.bytes;
	struct maek_clause *own = MAEK_PUSH(arena, &prefilter->clauses);
	*own = (struct maek_clause){maek_arena_alloc(arena, clause->count * sizeof *own->items), clause->count, clause->rate};
	for (size_t i = 0, at = 0; i < clause->count; at += clause->items[i++].size + 1) {
		own->items[i] = (struct maek_text){kept + at, clause->items[i].size};
		add_literal(prefilter, own->items[i], index);
	}
	return index;
}

struct maek_trigger maek_prefilter_add(struct maek_prefilter *prefilter, struct maek_arena *scrap,
                                       const struct maek_need *need)
{
	struct maek_trigger trigger = {.clause_count = need->clause_count, .type_count = need->type_count};
	for (size_t i = 0; i < need->clause_count; i++)
		trigger.clauses[i] = add_clause(prefilter, scrap, &need->clauses[i]);
	memcpy(trigger.types, need->types, sizeof trigger.types);
	return trigger;
}

const struct maek_clause *maek_prefilter_clause(const struct maek_prefilter *prefilter, uint32_t clause)
{
	return &prefilter->clauses.items[clause];
}

/* ---- the scan */

struct scan {
	const struct maek_prefilter *prefilter;
	struct maek_arena *arena;
	struct maek_marks *marks;
	size_t cell;
};

static void mark(const struct scan *scan, uint32_t first)
{
	for (uint32_t link = first; link; link = scan->prefilter->links.items[link - 1].next) {
		uint64_t **met = &scan->marks->met[scan->prefilter->links.items[link - 1].clause];
		if (!*met)
			*met = maek_arena_alloc(scan->arena, (scan->marks->sentence_count / 64 + 1) * sizeof **met);
		(*met)[scan->cell / 64] |= UINT64_C(1) << scan->cell % 64;
	}
}

static void look_from(const struct scan *scan, struct maek_text text, uint32_t code, size_t at)
{
	const struct maek_prefilter *prefilter = scan->prefilter;
	for (uint32_t node = 0;;) {
		node = prefilter->edges[slot_of(prefilter, node, code)].child;
		if (!node)
			return;
		mark(scan, prefilter->clauses_at.items[node]);
		if (at >= text.size)
			return;
		code = maek_text_decode(text, at, &at);
	}
}

void maek_prefilter_scan(const struct maek_prefilter *prefilter, struct maek_arena *arena, struct maek_text text,
                         const uint32_t *from, const struct maek_span *sentences, size_t sentence_count,
                         struct maek_marks *out)
{
	*out = (struct maek_marks){.sentences = sentences, .sentence_count = sentence_count};
	out->met = maek_arena_alloc(arena, (prefilter->clauses.count + 1) * sizeof *out->met);
	out->types = maek_arena_alloc(arena, (sentence_count + 1) * sizeof *out->types);
	struct scan scan = {prefilter, arena, out, 0};
	for (size_t at = 0, next; at < text.size && prefilter->edge_count; at = next) {
		uint32_t code = maek_text_decode(text, at, &next);
		while (scan.cell < sentence_count && sentences[scan.cell].start <= from[at])
			scan.cell++;
		if (code < 0x10000 && prefilter->begins[code / 64] >> code % 64 & 1)
			look_from(&scan, text, code, next);
	}
}

/* ---- questions */

size_t maek_marks_cell(const struct maek_marks *marks, uint32_t at)
{
	size_t low = 0, high = marks->sentence_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (marks->sentences[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The cells of a part, [first, end); none when it is empty. */
struct cells {
	size_t first, end;
};

static struct cells cells_of(const struct maek_marks *marks, struct maek_span part)
{
	if (part.end <= part.start)
		return (struct cells){0, 0};
	size_t first = maek_marks_cell(marks, part.start), last = first;
	while (last < marks->sentence_count && marks->sentences[last].start < part.end)
		last++;
	return (struct cells){first, last + 1};
}

static bool is_met(const struct maek_marks *marks, uint32_t clause, struct cells cells)
{
	const uint64_t *met = marks->met[clause];
	for (size_t i = cells.first; met && i < cells.end; i++)
		if (met[i / 64] >> i % 64 & 1)
			return true;
	return false;
}

static uint64_t types_in(const struct maek_marks *marks, struct cells cells)
{
	uint64_t types = 0;
	for (size_t i = cells.first; i < cells.end; i++)
		types |= marks->types[i];
	return types;
}

bool maek_marks_meet(const struct maek_marks *marks, const struct maek_trigger *trigger)
{
	for (size_t i = 0; i < trigger->clause_count; i++)
		if (!marks->met[trigger->clauses[i]])
			return false;
	return true;
}

uint64_t maek_marks_cells(const struct maek_marks *marks, const struct maek_trigger *trigger, size_t word)
{
	uint64_t cells = UINT64_MAX;
	for (size_t i = 0; i < trigger->clause_count && cells; i++) {
		const uint64_t *met = marks->met[trigger->clauses[i]];
		cells &= met ? met[word] : 0;
	}
	return cells;
}

bool maek_marks_allow(const struct maek_marks *marks, const struct maek_trigger *trigger, struct maek_span first,
                      struct maek_span second)
{
	if (!maek_marks_meet(marks, trigger))
		return false;
	if (!trigger->clause_count && !trigger->type_count)
		return true;
	struct cells a = cells_of(marks, first), b = cells_of(marks, second);
	for (size_t i = 0; i < trigger->clause_count; i++)
		if (!is_met(marks, trigger->clauses[i], a) && !is_met(marks, trigger->clauses[i], b))
			return false;
	uint64_t types = trigger->type_count ? types_in(marks, a) | types_in(marks, b) : 0;
	for (size_t i = 0; i < trigger->type_count; i++)
		if (!(types & trigger->types[i]))
			return false;
	return true;
}
