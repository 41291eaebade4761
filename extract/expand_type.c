/* {Type}, {!Type}, {Type:group} and lists: classes of the characters that stand for mentions in a view.
 */
#include "extract/expand_parts.h"

/* The types of `A|B` as a mask; unknown names are errors. */
static uint64_t types_of(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, struct maek_text names)
{
	uint64_t types = 0;
	for (size_t start = 0; start <= names.size;) {
		size_t end = start;
		while (end < names.size && names.bytes[end] != '|')
			end++;
		struct maek_text name = {names.bytes + start, end - start};
		int type = maek_schema_type(walk->context->schema, name);
		if (type < 0 && maek_macros_find(walk->context->macros, name)) {
			maek_errors_add(walk->errors, MAEK_ERROR, "unknown-type", maek_yaml_place(scalar, from + start, name.size),
			                "a macro is captured so: (?<name>{macro})", "'%.*s' is a macro, not a type", (int)name.size, name.bytes);
			walk->failed = true;
		} else if (type < 0)
			maek_walk_fail(walk, scalar, from + start, name.size, "unknown-type",
			     maek_schema_nearest_type(walk->context->schema, maek_arena_copy(walk->context->arena, name.bytes, name.size)),
			     "unknown type", name);
		else
			types |= walk->context->schema->types.items[type].family;
		start = end + 1;
	}
	return types;
}

static void add_class(struct maek_walk *walk, uint64_t types, bool negated)
{
	walk->classes++;
	if (walk->context->types_only)
		return;
	maek_alphabet_class(walk->context->alphabet, &walk->buffer, types, negated);
}

static bool walk_member(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, const struct maek_brace *brace,
                        uint64_t types)
{
	if (!brace->item.size) {
		add_class(walk, types, false);
		return true;
	}
	maek_buffer_string(&walk->buffer, "(?:");
	add_class(walk, types, false);
	maek_buffer_string(&walk->buffer, "|");
	bool ok = maek_walk_macro(walk, scalar, from, brace->size, brace->item);
	maek_buffer_string(&walk->buffer, ")");
	return ok;
}

/* The macro for the notes behind members: that of the separator itself, when it has one. */
static const char *tail_of(struct maek_walk *walk, struct maek_text separator)
{
	const char *own = maek_arena_format(walk->context->arena, "%.*s.tail", (int)separator.size, separator.bytes);
	return maek_macros_find(walk->context->macros, maek_text_of(own)) ? own : "list.tail";
}

/* member (tail)? (separator member (tail)?)* */
static bool walk_list(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, const struct maek_brace *brace,
                      uint64_t types, struct maek_text separator)
{
	struct maek_text tail = maek_text_of(tail_of(walk, separator));
	if (!walk_member(walk, scalar, from, brace, types) || !maek_walk_macro(walk, scalar, from, brace->size, tail))
		return false;
	maek_buffer_string(&walk->buffer, "?(?:");
	if (!maek_walk_macro(walk, scalar, from, brace->size, separator) || !walk_member(walk, scalar, from, brace, types) ||
	    !maek_walk_macro(walk, scalar, from, brace->size, tail))
		return false;
	maek_buffer_string(&walk->buffer, "?)*");
	return true;
}

static bool walk_group(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, const struct maek_brace *brace,
                       uint64_t types)
{
	struct maek_arena *arena = walk->context->arena;
	struct maek_text separator = brace->separator.size ? brace->separator : maek_text_of("list.separator");
	struct maek_typed_group *group = MAEK_PUSH(arena, &walk->out->groups);
	group->name = maek_arena_copy(arena, brace->group.bytes, brace->group.size);
	group->type = maek_schema_type(walk->context->schema, brace->name);
	group->list = brace->list;
	if (brace->list) {
		group->separator = maek_arena_copy(arena, separator.bytes, separator.size);
		group->tail = tail_of(walk, separator);
		group->item = brace->item.size ? maek_arena_copy(arena, brace->item.bytes, brace->item.size) : NULL;
	}
	size_t index = walk->out->groups.count - 1;
	maek_buffer_format(&walk->buffer, "(?<%s>", group->name);
	if (brace->list) {
		maek_buffer_format(&walk->buffer, "(?C%d)", MAEK_CALLOUT_LIST + (int)index);
		if (!walk_list(walk, scalar, from, brace, types, separator))
			return false;
	} else {
		add_class(walk, types, false);
	}
	maek_buffer_string(&walk->buffer, ")");
	if (walk->context->group_callouts && !brace->list)
		maek_buffer_format(&walk->buffer, "(?C%d)", MAEK_CALLOUT_GROUP);
	return true;
}

bool maek_walk_brace(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, const struct maek_brace *brace)
{
	char first = brace->name.bytes[0];
	if (first >= 'a' && first <= 'z' && !brace->negated && !brace->group.size && !brace->item.size)
		return maek_walk_macro(walk, scalar, from, brace->size, brace->name);
	uint64_t types = types_of(walk, scalar, from + (brace->negated ? 2 : 1), brace->name);
	if (walk->failed)
		return false;
	maek_walk_piece(walk, scalar, from, brace->size, false);
	if (!brace->negated)
		walk->out->types |= types;
	if (brace->group.size)
		return walk_group(walk, scalar, from, brace, types);
	add_class(walk, types, brace->negated);
	return true;
}
