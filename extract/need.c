/* Idea: from the leaves up, each node is either `exact` (all texts that it can match, when these are few) or known by its
 * needs only. Neighbours in a sequence that are exact are multiplied out as long as they stay few; where that ends, what
 * was gathered becomes a clause. Of an alternation every branch must give a clause, and their union is one.
 */
#include "extract/need.h"

#include "extract/literal_rate.h"

#include <string.h>

enum {
	FEW = 16,        /* characters of a class that count as alternatives */
	PRODUCT = 128,   /* texts of neighbours multiplied out */
	UNION = 2000,    /* texts of an alternation */
	LONGEST = 64,    /* bytes of a literal: the rest adds nothing */
	MOST = 8,        /* needs of a node that are kept on the way */
};
static const double USELESS = 1.5; /* what so many places of a sentence meet is not worth a look */

struct texts {
	struct maek_text *items;
	size_t count, room;
};

/* What is known of a node; of a macro it is kept, since many patterns use it. */
struct maek_known {
	bool exact;
	struct texts texts; /* exact: all that it matches */
	struct maek_clause clauses[MOST];
	size_t clause_count;
	uint64_t types[MOST];
	size_t type_count;
};

struct reader {
	struct maek_arena *arena;
	const struct maek_alphabet *alphabet;
	const struct maek_expansion *expansion;
	bool folds; /* case is ignored somewhere */
};

/* ---- sets of texts */

static struct texts room_for(struct reader *reader, size_t count)
{
	return (struct texts){maek_arena_alloc(reader->arena, count * sizeof(struct maek_text)), 0, count};
}

static struct texts one_text(struct reader *reader, struct maek_text text)
{
	struct texts texts = room_for(reader, 1);
	texts.items[texts.count++] = text;
	return texts;
}

static bool holds_empty(const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		if (!texts->items[i].size)
			return true;
	return false;
}

static void append(struct reader *reader, struct texts *to, const struct texts *more)
{
	for (size_t i = 0; i < more->count; i++)
		*MAEK_PUSH(reader->arena, to) = more->items[i];
}

static bool multiply(struct reader *reader, const struct texts *a, const struct texts *b, struct texts *out)
{
	if (a->count * b->count > PRODUCT && a->count > 1 && b->count > 1)
		return false;
	if (a->count == 1 && !a->items[0].size) {
		*out = *b;
		return true;
	}
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (a->items[i].size + b->items[k].size > LONGEST)
				return false;
	struct texts product = room_for(reader, a->count * b->count);
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++) {
			struct maek_text x = a->items[i], y = b->items[k];
			char *whole = maek_arena_alloc(reader->arena, x.size + y.size + 1);
			memcpy(whole, x.bytes, x.size);
			memcpy(whole + x.size, y.bytes, y.size);
			product.items[product.count++] = (struct maek_text){whole, x.size + y.size};
		}
	*out = product;
	return true;
}

/* ---- needs */

static void add_rated(struct maek_known *known, struct maek_clause clause)
{
	size_t at = 0;
	while (at < known->clause_count && known->clauses[at].rate <= clause.rate)
		at++;
	if (clause.rate > USELESS || at == MOST)
		return;
	known->clause_count += known->clause_count < MOST;
	memmove(&known->clauses[at + 1], &known->clauses[at], (known->clause_count - 1 - at) * sizeof clause);
	known->clauses[at] = clause;
}

static void add_clause(struct maek_known *known, const struct texts *texts)
{
	if (!texts->count || holds_empty(texts))
		return;
	struct maek_clause clause = {texts->items, texts->count, 0};
	for (size_t i = 0; i < texts->count && clause.rate <= USELESS; i++)
		clause.rate += maek_literal_rate(texts->items[i]);
	add_rated(known, clause);
}

static void add_types(struct maek_known *known, uint64_t types)
{
	for (size_t i = 0; i < known->type_count; i++)
		if ((known->types[i] & types) == known->types[i])
			return;
	if (known->type_count < MOST)
		known->types[known->type_count++] = types;
}

static void take_needs(struct maek_known *known, const struct maek_known *part)
{
	for (size_t i = 0; i < part->clause_count; i++)
		add_rated(known, part->clauses[i]);
	for (size_t i = 0; i < part->type_count; i++)
		add_types(known, part->types[i]);
}

static struct maek_known exactly_nothing(struct reader *reader)
{
	return (struct maek_known){.exact = true, .texts = one_text(reader, (struct maek_text){"", 0})};
}

/* ---- nodes */

static bool is_plain(const struct reader *reader, uint32_t code)
{
	bool has_no_case = maek_is_hangul_syllable(code) || (code < 0x80 && !maek_is_letter(code));
	return code && code != '\n' && code != 0xFFFD && code < 0xE000 && (!reader->folds || has_no_case);
}

/* The types whose mentions a class of mentions holds; 0 when it holds other characters as well. */
static uint64_t types_of(const struct reader *reader, const struct maek_regex *set)
{
	const struct maek_alphabet *alphabet = reader->alphabet;
	uint64_t types = 0;
	for (size_t i = 0; i < set->ranges.count; i++)
		if (set->ranges.items[i].first < 0xF0000)
			return 0;
	for (int type = 0; type < MAEK_TYPES; type++) {
		uint64_t bit = UINT64_C(1) << type;
		bool hidden = alphabet->hidden & bit;
		if (((alphabet->visible | alphabet->hidden) & bit) &&
		    maek_regex_holds(set, maek_alphabet_code_point(alphabet, hidden ? MAEK_NO_TYPE : type, hidden ? bit : 0)))
			types |= bit;
	}
	return types;
}

static struct maek_known read_set(struct reader *reader, const struct maek_regex *set)
{
	struct maek_known known = {0};
	if (!maek_regex_is_listed(set) || !set->ranges.count)
		return known;
	uint64_t types = reader->alphabet ? types_of(reader, set) : 0;
	if (types)
		add_types(&known, types);
	uint32_t count = 0;
	for (size_t i = 0; i < set->ranges.count; i++) {
		struct maek_regex_range range = set->ranges.items[i];
		if (range.last < range.first || range.last - range.first >= FEW - count)
			return known;
		for (uint32_t code = range.first; code <= range.last; code++, count++)
			if (!is_plain(reader, code))
				return known;
	}
	known.exact = true;
	known.texts = room_for(reader, count);
	for (size_t i = 0; i < set->ranges.count; i++)
		for (uint32_t code = set->ranges.items[i].first; code <= set->ranges.items[i].last; code++) {
			char *bytes = maek_arena_alloc(reader->arena, 5);
			known.texts.items[known.texts.count++] = (struct maek_text){bytes, maek_text_encode(code, bytes)};
		}
	return known;
}

static struct maek_known read_node(struct reader *reader, const struct maek_regex *node);

static struct maek_known read_repeat(struct reader *reader, const struct maek_regex *node)
{
	struct maek_known item = read_node(reader, node->items.items[0]), known = {0};
	struct maek_known nothing = exactly_nothing(reader);
	if (node->max == 0)
		return nothing;
	if (node->min == 0) {
		known.exact = node->max == 1 && item.exact;
		if (!known.exact)
			return known;
		append(reader, &known.texts, &item.texts);
		append(reader, &known.texts, &nothing.texts);
		return known;
	}
	if (item.exact && node->min == 1 && node->max == 1)
		return item;
	take_needs(&known, &item);
	if (!item.exact)
		return known;
	struct texts all = item.texts;
	known.exact = node->min == node->max && node->max <= 4;
	for (uint32_t i = 1; i < node->max && known.exact; i++)
		known.exact = multiply(reader, &all, &item.texts, &all);
	if (known.exact)
		known.texts = all;
	else
		add_clause(&known, &item.texts);
	return known;
}

static struct maek_known read_sequence(struct reader *reader, const struct maek_regex *node)
{
	struct maek_known known = exactly_nothing(reader);
	struct texts run = known.texts, longer;
	for (size_t i = 0; i < node->items.count; i++) {
		struct maek_known item = read_node(reader, node->items.items[i]);
		take_needs(&known, &item);
		if (item.exact && multiply(reader, &run, &item.texts, &longer)) {
			run = longer;
			continue;
		}
		known.exact = false;
		add_clause(&known, &run);
		run = item.exact ? item.texts : exactly_nothing(reader).texts;
	}
	if (known.exact)
		known.texts = run;
	else
		add_clause(&known, &run);
	return known;
}

/* The clause of a branch that is best to know it by. */
static bool best_texts(const struct maek_known *branch, struct texts *out)
{
	struct maek_known own = *branch;
	if (branch->exact)
		add_clause(&own, &branch->texts);
	if (own.clause_count)
		*out = (struct texts){own.clauses[0].items, own.clauses[0].count, 0};
	return own.clause_count > 0;
}

static uint64_t narrowest(const struct maek_known *branch)
{
	uint64_t found = 0;
	for (size_t i = 0; i < branch->type_count; i++)
		if (!found || __builtin_popcountll(branch->types[i]) < __builtin_popcountll(found))
			found = branch->types[i];
	return found;
}

static struct maek_known read_choice(struct reader *reader, const struct maek_regex *node)
{
	struct maek_known known = {.exact = true};
	struct texts any = {0}, best;
	bool has_clause = true, has_types = true;
	uint64_t types = 0;
	for (size_t i = 0; i < node->items.count; i++) {
		struct maek_known branch = read_node(reader, node->items.items[i]);
		known.exact &= branch.exact && known.texts.count + branch.texts.count <= UNION;
		if (known.exact)
			append(reader, &known.texts, &branch.texts);
		has_clause = has_clause && any.count < UNION && best_texts(&branch, &best);
		if (has_clause)
			append(reader, &any, &best);
		has_types &= branch.type_count > 0;
		types |= narrowest(&branch);
	}
	if (has_clause && !known.exact)
		add_clause(&known, &any);
	if (has_types)
		add_types(&known, types);
	return known;
}

static struct maek_known read_look(struct reader *reader, const struct maek_regex *node)
{
	struct maek_known known = exactly_nothing(reader);
	if (node->negated)
		return known;
	struct maek_known item = read_node(reader, node->items.items[0]);
	take_needs(&known, &item);
	if (item.exact)
		add_clause(&known, &item.texts);
	return known;
}

static struct maek_known read_node(struct reader *reader, const struct maek_regex *node)
{
	switch (node->kind) {
	case MAEK_REGEX_SET:
		return read_set(reader, node);
	case MAEK_REGEX_SEQUENCE:
		return read_sequence(reader, node);
	case MAEK_REGEX_CHOICE:
		return read_choice(reader, node);
	case MAEK_REGEX_REPEAT:
		return read_repeat(reader, node);
	case MAEK_REGEX_GROUP:
		return read_node(reader, node->items.items[0]);
	case MAEK_REGEX_LOOK:
		return read_look(reader, node);
	case MAEK_REGEX_ASSERT:
		return exactly_nothing(reader);
	case MAEK_REGEX_KNOWN:
		return *reader->expansion->macros.items[node->code].macro->known;
	default:
		return (struct maek_known){0};
	}
}

/* ---- macros */

static struct maek_text *copy_texts(struct maek_arena *arena, const struct maek_text *from, size_t count)
{
	struct maek_text *to = maek_arena_alloc(arena, (count + 1) * sizeof *to);
	for (size_t i = 0; i < count; i++)
		to[i] = (struct maek_text){maek_arena_copy(arena, from[i].bytes, from[i].size), from[i].size};
	return to;
}

static const struct maek_known *keep(struct maek_arena *arena, const struct maek_known *known)
{
	struct maek_known *kept = maek_arena_alloc(arena, sizeof *kept);
	*kept = *known;
	kept->texts.items = copy_texts(arena, known->texts.items, known->exact ? known->texts.count : 0);
	kept->texts.room = 0;
	for (size_t i = 0; i < known->clause_count; i++)
		kept->clauses[i].items = copy_texts(arena, known->clauses[i].items, known->clauses[i].count);
	return kept;
}

const struct maek_known *maek_need_of_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                            const struct maek_expansion *expanded, const struct maek_regex *tree,
                                            bool folds)
{
	struct reader reader = {.arena = scrap, .expansion = expanded, .folds = folds};
	struct maek_known known = read_node(&reader, tree);
	return keep(arena, &known);
}

void maek_need_read(struct maek_arena *scrap, const struct maek_expansion *expansion, const struct maek_regex *tree,
                    bool folds, const struct maek_alphabet *alphabet, struct maek_need *out)
{
	struct reader reader = {.arena = scrap, .alphabet = alphabet, .expansion = expansion, .folds = folds};
	*out = (struct maek_need){0};
	if (tree && folds && expansion->macros.count) /* what is known of macros holds where case counts */
		tree = maek_regex_parse_known(scrap, expansion->source, NULL, 0, &folds);
	if (!tree)
		return;
	struct maek_known known = read_node(&reader, tree);
	if (known.exact)
		add_clause(&known, &known.texts);
	for (size_t i = 0; i < known.clause_count && i < MAEK_NEED_CLAUSES; i++)
		out->clauses[out->clause_count++] = known.clauses[i];
	for (size_t i = 0; i < known.type_count && i < MAEK_NEED_TYPES; i++)
		out->types[out->type_count++] = known.types[i];
}
