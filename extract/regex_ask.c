/* Questions about trees. All are answered on the safe side: what is UNKNOWN requires nothing and forbids nothing. */
#include "extract/regex.h"

uint32_t maek_regex_least(const struct maek_regex *node)
{
	uint32_t least = node->kind == MAEK_REGEX_SET, part;
	if (node->kind == MAEK_REGEX_REPEAT) {
		part = maek_regex_least(node->items.items[0]);
		return part && node->min > 1000000 / part ? 1000000 : part * node->min;
	}
	if (node->kind != MAEK_REGEX_SEQUENCE && node->kind != MAEK_REGEX_CHOICE && node->kind != MAEK_REGEX_GROUP)
		return least;
	for (size_t i = 0; i < node->items.count; i++) {
		part = maek_regex_least(node->items.items[i]);
		if (node->kind == MAEK_REGEX_CHOICE)
			least = i == 0 || part < least ? part : least;
		else
			least = least + part > 1000000 ? 1000000 : least + part;
	}
	return least;
}

bool maek_regex_requires(const struct maek_regex *node, maek_regex_test test, const void *context)
{
	if (node->kind == MAEK_REGEX_SET)
		return test(node, context);
	if (node->kind == MAEK_REGEX_REPEAT && node->min == 0)
		return false;
	if (node->kind == MAEK_REGEX_LOOK && node->negated)
		return false;
	bool is_choice = node->kind == MAEK_REGEX_CHOICE;
	for (size_t i = 0; i < node->items.count; i++)
		if (maek_regex_requires(node->items.items[i], test, context) != is_choice)
			return !is_choice;
	return is_choice;
}

bool maek_regex_edge(const struct maek_regex *node, bool last, maek_regex_test test, const void *context)
{
	if (node->kind == MAEK_REGEX_SET)
		return test(node, context);
	if (node->kind == MAEK_REGEX_UNKNOWN)
		return true;
	if (node->kind == MAEK_REGEX_LOOK || node->kind == MAEK_REGEX_ASSERT)
		return false;
	for (size_t i = 0; i < node->items.count; i++) {
		const struct maek_regex *item = node->items.items[last ? node->items.count - 1 - i : i];
		if (maek_regex_edge(item, last, test, context))
			return true;
		if (node->kind == MAEK_REGEX_SEQUENCE && maek_regex_least(item) > 0)
			return false;
	}
	return false;
}

/* ---- the first character */

struct firsts {
	struct maek_arena *arena;
	struct maek_regex_ranges *out;
	bool any;
};

static void add_ranges(struct firsts *firsts, const struct maek_regex_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*MAEK_PUSH(firsts->arena, firsts->out) = ranges[i];
}

/* Supersets of \s and \d do. */
static bool add_property(struct firsts *firsts, struct maek_text property)
{
	static const struct maek_regex_range spaces[] = {{0x09, 0x0D}, {0x20, 0x20}, {0x85, 0x85}, {0xA0, 0xA0},
	                                                 {0x1680, 0x180E}, {0x2000, 0x206F}, {0x3000, 0x3000}};
	static const struct maek_regex_range digits[] = {{'0', '9'}, {0x660, 0x1FFF}, {0xA620, 0xABFF}, {0xFF10, 0xFF19},
	                                                 {0x10000, 0x1FFFF}};
	if (maek_text_equal(property, maek_text_of("s")))
		add_ranges(firsts, spaces, sizeof spaces / sizeof *spaces);
	else if (maek_text_equal(property, maek_text_of("d")))
		add_ranges(firsts, digits, sizeof digits / sizeof *digits);
	else
		return false;
	return true;
}

static void add_set(struct firsts *firsts, const struct maek_regex *set)
{
	static const struct maek_regex_range syllables = {0xAC00, 0xD7A3};
	firsts->any |= set->any || set->negated;
	add_ranges(firsts, set->ranges.items, set->ranges.count);
	if (set->open || set->closed)
		add_ranges(firsts, &syllables, 1);
	for (size_t i = 0; i < set->properties.count; i++)
		firsts->any |= !add_property(firsts, set->properties.items[i]);
}

/* Returns whether it can match without a character. */
static bool add_firsts(struct firsts *firsts, const struct maek_regex *node)
{
	bool empty = node->kind != MAEK_REGEX_CHOICE;
	switch (node->kind) {
	case MAEK_REGEX_SET:
		add_set(firsts, node);
		return false;
	case MAEK_REGEX_REPEAT:
		return add_firsts(firsts, node->items.items[0]) || node->min == 0;
	case MAEK_REGEX_LOOK:
	case MAEK_REGEX_ASSERT:
		return true;
	case MAEK_REGEX_KNOWN:
	case MAEK_REGEX_UNKNOWN:
		firsts->any = true;
		return true;
	default:
		for (size_t i = 0; i < node->items.count && (empty || node->kind == MAEK_REGEX_CHOICE); i++) {
			bool item = add_firsts(firsts, node->items.items[i]);
			empty = node->kind == MAEK_REGEX_CHOICE ? empty || item : item;
		}
		return empty;
	}
}

bool maek_regex_first(struct maek_arena *arena, const struct maek_regex *node, struct maek_regex_ranges *out)
{
	struct firsts firsts = {arena, out, false};
	return !add_firsts(&firsts, node) && !firsts.any;
}

static bool holds_line_end(const struct maek_regex *set, const void *context)
{
	(void)context;
	return maek_regex_holds(set, '\n');
}

static bool is_anchor(const struct maek_regex *node, uint32_t code)
{
	return node->kind == MAEK_REGEX_ASSERT && node->code == code;
}

/* ^ behind and $ before what is no line end; \A behind and \z before anything. */
static bool contradicts(const struct maek_regex *sequence, size_t at)
{
	const struct maek_regex *anchor = sequence->items.items[at];
	bool back = is_anchor(anchor, '^') || is_anchor(anchor, 'A');
	if (!back && !is_anchor(anchor, '$') && !is_anchor(anchor, 'z'))
		return false;
	for (size_t i = back ? at - 1 : at + 1; i < sequence->items.count; i += back ? SIZE_MAX : 1) {
		const struct maek_regex *item = sequence->items.items[i];
		bool consumes = maek_regex_least(item) > 0;
		if (consumes && (anchor->code == 'A' || anchor->code == 'z'))
			return true;
		if (maek_regex_edge(item, back, holds_line_end, NULL))
			return false;
		if (consumes)
			return true;
	}
	return false;
}

const struct maek_regex *maek_regex_contradiction(const struct maek_regex *node, maek_regex_test impossible,
                                                  const void *context)
{
	if (node->kind == MAEK_REGEX_SET)
		return impossible(node, context) ? node : NULL;
	if ((node->kind == MAEK_REGEX_REPEAT && node->min == 0) || (node->kind == MAEK_REGEX_LOOK && node->negated))
		return NULL;
	const struct maek_regex *found = NULL;
	for (size_t i = 0; i < node->items.count; i++) {
		const struct maek_regex *blamed = maek_regex_contradiction(node->items.items[i], impossible, context);
		if (!blamed && node->kind == MAEK_REGEX_SEQUENCE && contradicts(node, i))
			blamed = node->items.items[i];
		if (!blamed && node->kind == MAEK_REGEX_CHOICE)
			return NULL;
		if (blamed && node->kind != MAEK_REGEX_CHOICE)
			return blamed;
		found = found ? found : blamed;
	}
	return found;
}

const struct maek_regex *maek_regex_set_of(const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_SET)
		return node;
	if (node->kind != MAEK_REGEX_GROUP && node->kind != MAEK_REGEX_SEQUENCE)
		return NULL;
	const struct maek_regex *found = NULL;
	for (size_t i = 0; i < node->items.count; i++) {
		const struct maek_regex *item = node->items.items[i];
		if (item->kind == MAEK_REGEX_LOOK || item->kind == MAEK_REGEX_ASSERT)
			continue;
		const struct maek_regex *set = maek_regex_set_of(item);
		if (!set || found)
			return NULL;
		found = set;
	}
	return found;
}

static bool is_within(const struct maek_regex *node, const struct maek_regex *target)
{
	return node->start <= target->start && target->end <= node->end;
}

static void write_member(const struct maek_regex *node, struct maek_buffer *text)
{
	if (node->kind == MAEK_REGEX_SET)
		maek_buffer_code_point(text, maek_regex_member(node));
	if (node->kind == MAEK_REGEX_LOOK)
		return;
	size_t count = node->kind == MAEK_REGEX_CHOICE ? 1 : node->items.count;
	uint32_t times = node->kind == MAEK_REGEX_REPEAT ? (node->min < 8 ? node->min : 8) : 1;
	for (uint32_t k = 0; k < times; k++)
		for (size_t i = 0; i < count; i++)
			write_member(node->items.items[i], text);
}

/* One round of a repeat: at least one character, so that an optional inside still goes forward. */
static void write_once(const struct maek_regex *node, struct maek_buffer *text)
{
	size_t before = text->size;
	write_member(node, text);
	while (text->size == before && node->items.count) {
		node = node->items.items[0];
		if (node->kind != MAEK_REGEX_REPEAT)
			write_member(node, text);
	}
}

void maek_regex_pump(const struct maek_regex *node, const struct maek_regex *target, uint32_t times,
                     struct maek_buffer *text)
{
	if (node == target) {
		for (uint32_t i = 0; i < times; i++)
			write_once(node->items.items[0], text);
		return;
	}
	for (size_t i = 0; i < node->items.count; i++) {
		struct maek_regex *item = node->items.items[i];
		if (is_within(item, target)) {
			maek_regex_pump(item, target, times, text);
			return;
		}
		if (node->kind == MAEK_REGEX_SEQUENCE)
			write_member(item, text);
	}
}
