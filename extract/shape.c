/* Idea: one walk over the tree that copies the source and puts a dot in the place of each macro, and that adds up on the way
 * what the pattern would take.
 */
#include "extract/shape.h"

#include "extract/pattern.h"

#include <string.h>

/* PCRE2 refuses patterns of more than 64 KiB once compiled, 12 of them for the syllables, and more than 250 parentheses in
 * each other. */
enum { MOST_SIZE = 48000, MOST_DEPTH = 200 };
enum { OF_CHARACTER = 5, OF_SET = 40, OF_RANGE = 8, OF_NODE = 8, OF_QUESTION = 20 };

struct shaper {
	struct maek_guards *guards;
	const struct maek_expansion *expansion;
	struct maek_buffer out;
	bool failed;
	uint32_t deepest;
};

static const struct maek_shape_macro *macro_of(const struct shaper *shaper, const struct maek_regex *node)
{
	return shaper->expansion->macros.items[node->code].macro->shape;
}

static uint32_t sum(uint32_t a, uint32_t b)
{
	return a + b > MOST_SIZE ? MOST_SIZE + 1 : a + b;
}

static uint32_t size_of(struct shaper *shaper, const struct maek_regex *node, uint32_t depth)
{
	uint32_t size = node->kind == MAEK_REGEX_SET && node->code ? OF_CHARACTER : OF_NODE;
	if (node->kind == MAEK_REGEX_KNOWN) {
		size = sum(size + OF_QUESTION, macro_of(shaper, node)->size);
		depth += macro_of(shaper, node)->depth;
	}
	shaper->deepest = depth > shaper->deepest ? depth : shaper->deepest;
	if (node->kind == MAEK_REGEX_SET && !node->code)
		size += OF_SET + OF_RANGE * (uint32_t)node->ranges.count;
	for (size_t i = 0; i < node->items.count && size <= MOST_SIZE; i++)
		size = sum(size, size_of(shaper, node->items.items[i], depth + 1));
	if (maek_compact_asks(shaper->guards, shaper->expansion, node)) { /* a pattern of its own */
		shaper->failed |= size > MOST_SIZE;
		return OF_QUESTION;
	}
	if (node->kind != MAEK_REGEX_REPEAT)
		return size;
	uint32_t times = node->max == MAEK_REGEX_FOREVER ? node->min + 1 : node->max;
	return times > MOST_SIZE / size ? MOST_SIZE + 1 : size * (times ? times : 1);
}

static bool may_be_empty(const struct shaper *shaper, const struct maek_regex *node)
{
	bool any = false, all = true;
	for (size_t i = 0; i < node->items.count; i++) {
		bool item = may_be_empty(shaper, node->items.items[i]);
		any |= item;
		all &= item;
	}
	switch (node->kind) {
	case MAEK_REGEX_SET:
		return false;
	case MAEK_REGEX_KNOWN:
		return macro_of(shaper, node)->may_be_empty;
	case MAEK_REGEX_CHOICE:
		return any;
	case MAEK_REGEX_REPEAT:
		return node->min == 0 || all;
	case MAEK_REGEX_SEQUENCE:
	case MAEK_REGEX_GROUP:
		return all;
	default:
		return true;
	}
}

static void copy(struct shaper *shaper, uint32_t start, uint32_t end)
{
	maek_buffer_add(&shaper->out, shaper->expansion->source.bytes + start, end - start);
}

static void emit(struct shaper *shaper, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_KNOWN) {
		shaper->failed |= !macro_of(shaper, node)->stands;
		maek_buffer_string(&shaper->out, macro_of(shaper, node)->may_be_empty ? "(?:.?)" : "(?:.)");
		return;
	}
	if (node->kind == MAEK_REGEX_SET && (node->open || node->closed) && shaper->expansion->source.bytes[node->start] == '(') {
		maek_buffer_string(&shaper->out, ".");
		return;
	}
	shaper->failed |= node->kind == MAEK_REGEX_UNKNOWN;
	uint32_t at = node->start;
	bool whole = node->kind == MAEK_REGEX_LOOK && node->behind; /* its length matters */
	for (size_t i = 0; i < node->items.count && !whole; i++) {
		copy(shaper, at, node->items.items[i]->start);
		emit(shaper, node->items.items[i]);
		at = node->items.items[i]->end;
	}
	copy(shaper, at, node->end);
}

bool maek_shape(struct maek_arena *scrap, struct maek_guards *guards, const struct maek_expansion *expansion,
                const struct maek_regex *tree, struct maek_shape *out)
{
	struct shaper shaper = {.guards = guards, .expansion = expansion, .out = {.arena = scrap}};
	out->is_large = size_of(&shaper, tree, 0) > MOST_SIZE || shaper.deepest > MOST_DEPTH;
	emit(&shaper, tree);
	out->source = (struct maek_text){shaper.out.bytes ? shaper.out.bytes : "", shaper.out.size};
	return !shaper.failed;
}

const struct maek_shape_macro *maek_shape_of_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                                   struct maek_guards *guards, const struct maek_expansion *expanded,
                                                   const struct maek_regex *tree, bool pure)
{
	struct shaper shaper = {.guards = guards, .expansion = expanded};
	struct maek_shape_macro *kept = maek_arena_alloc(arena, sizeof *kept);
	struct maek_shape shape;
	struct maek_pattern_problem problem;
	bool has_shape = pure && maek_shape(scrap, guards, expanded, tree, &shape) && !shape.is_large;
	struct maek_pattern *right = has_shape ? maek_pattern_new(shape.source, &problem) : NULL;
	kept->stands = right != NULL;
	kept->may_be_empty = may_be_empty(&shaper, tree);
	kept->size = size_of(&shaper, tree, 1);
	kept->depth = shaper.deepest;
	maek_pattern_free(right);
	return kept;
}
