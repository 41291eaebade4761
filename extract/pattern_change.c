/* Idea: both trees are walked side by side as long as they have the same form. Where they part, an alternative that only one
 * of them has is a part by itself; so is a sequence of which anything else differs, as a whole, since the longer an
 * expression the rarer it is. Of classes the characters are a part that only one of them has.
 */
#include "extract/pattern_change.h"

#include "extract/regex.h"

#include <string.h>

struct side {
	struct maek_text source;
	const struct maek_regex *node;
};

struct comparison {
	struct maek_arena *arena;
	struct maek_pattern_parts *parts;
};

static struct maek_text text_of(struct side side)
{
	return maek_text_slice(side.source, (struct maek_span){side.node->start, side.node->end});
}

static bool equal(struct side a, struct side b)
{
	return maek_text_equal(text_of(a), text_of(b));
}

static struct side item(struct side side, size_t index)
{
	return (struct side){side.source, side.node->items.items[index]};
}

static bool is_listed_range(struct maek_regex_range range)
{
	return range.last < 0xE000 && (range.last < '\n' || range.first > '\n');
}

/* Made of characters that it names, with no look beyond them. */
static bool is_listed(const struct maek_regex *node)
{
	bool listed = node->kind == MAEK_REGEX_SET || node->kind == MAEK_REGEX_SEQUENCE ||
	              node->kind == MAEK_REGEX_CHOICE || node->kind == MAEK_REGEX_REPEAT || node->kind == MAEK_REGEX_GROUP;
	if (node->kind == MAEK_REGEX_SET)
		listed = !node->negated && !node->any && !node->properties.count;
	for (size_t i = 0; i < node->ranges.count && listed; i++)
		listed = is_listed_range(node->ranges.items[i]);
	for (size_t i = 0; i < node->items.count && listed; i++)
		listed = is_listed(node->items.items[i]);
	return listed;
}

static bool has_looks(const struct maek_regex *node)
{
	bool found = node->kind == MAEK_REGEX_LOOK || node->kind == MAEK_REGEX_ASSERT;
	for (size_t i = 0; i < node->items.count && !found; i++)
		found = has_looks(node->items.items[i]);
	return found;
}

static void add_text(const struct comparison *comparison, struct maek_text source)
{
	const struct maek_regex *tree = maek_regex_parse(comparison->arena, source);
	*MAEK_PUSH(comparison->arena, comparison->parts) =
		(struct maek_pattern_part){source, tree && is_listed(tree), !tree || has_looks(tree)};
}

static void add(const struct comparison *comparison, struct side side)
{
	add_text(comparison, text_of(side));
}

static void add_both(const struct comparison *comparison, struct side a, struct side b)
{
	add(comparison, a);
	add(comparison, b);
}

static bool compare(const struct comparison *comparison, struct side a, struct side b);

/* ---- classes */

static bool has_range(const struct maek_regex *set, struct maek_regex_range range)
{
	for (size_t i = 0; i < set->ranges.count; i++)
		if (set->ranges.items[i].first == range.first && set->ranges.items[i].last == range.last)
			return true;
	return false;
}

static bool same_properties(const struct maek_regex *a, const struct maek_regex *b)
{
	if (a->properties.count != b->properties.count)
		return false;
	for (size_t i = 0; i < a->properties.count; i++)
		if (!maek_text_equal(a->properties.items[i], b->properties.items[i]))
			return false;
	return true;
}

static void add_ranges(struct maek_buffer *out, const struct maek_regex *from, const struct maek_regex *other)
{
	for (size_t i = 0; i < from->ranges.count; i++) {
		struct maek_regex_range range = from->ranges.items[i];
		if (!has_range(other, range))
			maek_buffer_format(out, "\\x{%x}-\\x{%x}", (unsigned)range.first, (unsigned)range.last);
	}
}

static bool compare_sets(const struct comparison *comparison, struct side a, struct side b)
{
	const struct maek_regex *x = a.node, *y = b.node;
	if (a.source.bytes[x->start] != '[' || b.source.bytes[y->start] != '[' || x->negated != y->negated || x->any ||
	    y->any || !same_properties(x, y))
		return false;
	struct maek_buffer out = {.arena = comparison->arena};
	maek_buffer_string(&out, "[");
	add_ranges(&out, x, y);
	add_ranges(&out, y, x);
	if (out.size == 1) /* the same in another order */
		return true;
	maek_buffer_string(&out, "]");
	add_text(comparison, (struct maek_text){out.bytes, out.size});
	return true;
}

/* ---- choices and sequences */

/* Anything but a choice is one alternative. */
static size_t alternatives(struct side side)
{
	return side.node->kind == MAEK_REGEX_CHOICE ? side.node->items.count : 1;
}

static struct side alternative(struct side side, size_t index)
{
	return side.node->kind == MAEK_REGEX_CHOICE ? item(side, index) : side;
}

static bool is_among(struct side wanted, struct side choice)
{
	for (size_t i = 0; i < alternatives(choice); i++)
		if (equal(wanted, alternative(choice, i)))
			return true;
	return false;
}

/* Alternatives that both have stand in the same order, each once. */
static bool same_order(struct side a, struct side b)
{
	for (size_t i = 0, k = 0;; i++, k++) {
		while (i < alternatives(a) && !is_among(alternative(a, i), b))
			i++;
		while (k < alternatives(b) && !is_among(alternative(b, k), a))
			k++;
		if (i == alternatives(a) || k == alternatives(b))
			return i == alternatives(a) && k == alternatives(b);
		if (!equal(alternative(a, i), alternative(b, k)))
			return false;
	}
}

/* How many of `a` are not among those of `b`. */
static size_t count_alone(struct side a, struct side b)
{
	size_t count = 0;
	for (size_t i = 0; i < alternatives(a); i++)
		count += !is_among(alternative(a, i), b);
	return count;
}

static void add_alone(const struct comparison *comparison, struct side a, struct side b)
{
	for (size_t i = 0; i < alternatives(a); i++)
		if (!is_among(alternative(a, i), b))
			add(comparison, alternative(a, i));
}

static size_t count_unequal(struct side a, struct side b)
{
	size_t count = 0;
	for (size_t i = 0; i < alternatives(a); i++)
		count += !equal(alternative(a, i), alternative(b, i));
	return count;
}

/* One by one, when they are as many and it leaves no more of them over; else by which of them the other has not. */
static bool compare_choices(const struct comparison *comparison, struct side a, struct side b)
{
	bool is_ordered = same_order(a, b);
	if (alternatives(a) == alternatives(b) &&
	    (!is_ordered || 2 * count_unequal(a, b) <= count_alone(a, b) + count_alone(b, a))) {
		for (size_t i = 0; i < alternatives(a); i++)
			if (!compare(comparison, alternative(a, i), alternative(b, i)))
				add_both(comparison, alternative(a, i), alternative(b, i));
		return true;
	}
	if (!is_ordered)
		return false;
	add_alone(comparison, a, b);
	add_alone(comparison, b, a);
	return true;
}

/* What stands behind the item of a repeat. */
static struct maek_text count_of(struct side side)
{
	uint32_t start = side.node->items.items[0]->end;
	return maek_text_slice(side.source, (struct maek_span){start, side.node->end});
}

static bool differ_in_counts(struct side a, struct side b)
{
	if (a.node->kind != MAEK_REGEX_REPEAT || b.node->kind != MAEK_REGEX_REPEAT || a.node->min != b.node->min ||
	    !equal(item(a, 0), item(b, 0)))
		return false;
	struct maek_text x = count_of(a), y = count_of(b);
	return !maek_text_equal(x, y) && x.bytes[0] == '{' && y.bytes[0] == '{' &&
	       x.bytes[x.size - 1] == y.bytes[y.size - 1];
}

/* Counted alike but for the most: they part where, behind what stands before it in its sequence, it can be repeated once
 * more than the smaller count. */
static bool compare_counts(const struct comparison *comparison, struct maek_text before, struct side a, struct side b)
{
	enum { MOST = 1000 };
	uint32_t least = a.node->max < b.node->max ? a.node->max : b.node->max;
	struct maek_text inner = text_of(item(a, 0));
	if (least >= MOST)
		return false;
	add_text(comparison,
	         maek_text_of(maek_arena_format(comparison->arena, "%.*s(?:%.*s){%u}", (int)before.size, before.bytes,
	                                        (int)inner.size, inner.bytes, (unsigned)least + 1)));
	return true;
}

static bool compare_items(const struct comparison *comparison, struct side a, struct side b, size_t index)
{
	struct side x = item(a, index), y = item(b, index);
	if (!differ_in_counts(x, y))
		return compare(comparison, x, y);
	struct maek_text x_before = maek_text_slice(a.source, (struct maek_span){a.node->start, x.node->start});
	struct maek_text y_before = maek_text_slice(b.source, (struct maek_span){b.node->start, y.node->start});
	return maek_text_equal(x_before, y_before) && compare_counts(comparison, x_before, x, y);
}

static bool compare_sequences(const struct comparison *comparison, struct side a, struct side b)
{
	size_t before = comparison->parts->count;
	bool same = a.node->items.count == b.node->items.count;
	for (size_t i = 0; i < a.node->items.count && same; i++)
		same = compare_items(comparison, a, b, i);
	if (!same)
		comparison->parts->count = before;
	return same;
}

static bool compare_repeats(const struct comparison *comparison, struct side a, struct side b)
{
	if (maek_text_equal(count_of(a), count_of(b)))
		return compare(comparison, item(a, 0), item(b, 0));
	return differ_in_counts(a, b) && compare_counts(comparison, maek_text_of(""), a, b);
}

static bool compare_groups(const struct comparison *comparison, struct side a, struct side b)
{
	struct maek_text x = {a.source.bytes + a.node->start, a.node->items.items[0]->start - a.node->start};
	struct maek_text y = {b.source.bytes + b.node->start, b.node->items.items[0]->start - b.node->start};
	if (!maek_text_equal(x, y))
		return false;
	if (!compare(comparison, item(a, 0), item(b, 0)))
		add_both(comparison, item(a, 0), item(b, 0));
	return true;
}

/* False: they differ, and whoever holds them is a part. */
static bool compare(const struct comparison *comparison, struct side a, struct side b)
{
	if (equal(a, b))
		return true;
	if (a.node->kind != b.node->kind)
		return (a.node->kind == MAEK_REGEX_CHOICE || b.node->kind == MAEK_REGEX_CHOICE) &&
		       compare_choices(comparison, a, b);
	switch (a.node->kind) {
	case MAEK_REGEX_SET:
		return compare_sets(comparison, a, b);
	case MAEK_REGEX_SEQUENCE:
		return compare_sequences(comparison, a, b);
	case MAEK_REGEX_CHOICE:
		return compare_choices(comparison, a, b);
	case MAEK_REGEX_REPEAT:
		return compare_repeats(comparison, a, b);
	case MAEK_REGEX_GROUP:
	case MAEK_REGEX_LOOK:
		return compare_groups(comparison, a, b);
	default:
		return false;
	}
}

/* ---- what can be compared */

/* What a part means must not hang on where it stands: on groups, flags, or the start of the match. */
static bool is_plain(const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_UNKNOWN ||
	    (node->kind == MAEK_REGEX_ASSERT && (node->code == 'G' || node->code == 'K')))
		return false;
	for (size_t i = 0; i < node->items.count; i++)
		if (!is_plain(node->items.items[i]))
			return false;
	return true;
}

static bool has_flags(struct maek_text source)
{
	for (size_t i = 0; i + 2 < source.size; i++)
		if (source.bytes[i] == '(' &&
		    ((source.bytes[i + 1] == '?' && strchr("imsxnJU^-|", source.bytes[i + 2])) || source.bytes[i + 1] == '*'))
			return true;
	return false;
}

bool maek_pattern_compare(struct maek_arena *arena, struct maek_text before, struct maek_text after,
                          struct maek_pattern_parts *out)
{
	if (maek_text_equal(before, after))
		return true;
	if (has_flags(before) || has_flags(after))
		return false;
	struct side a = {before, maek_regex_parse(arena, before)}, b = {after, maek_regex_parse(arena, after)};
	if (!a.node || !b.node || !is_plain(a.node) || !is_plain(b.node))
		return false;
	struct comparison comparison = {arena, out};
	if (!compare(&comparison, a, b))
		add_both(&comparison, a, b);
	return true;
}
