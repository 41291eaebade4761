/* {macro}: its value, expanded in turn. What a macro without types stands for is kept with it, since it is the same
 * wherever it stands.
 */
#include "extract/expand_parts.h"

#include "extract/pattern.h"

#include <string.h>

struct maek_macro *maek_macros_find(const struct maek_macros *macros, struct maek_text name)
{
	for (size_t i = 0; name.size && i < macros->list.count; i++) {
		const char *known = macros->list.items[i].name;
		if (known[0] == name.bytes[0] && strncmp(known, name.bytes, name.size) == 0 && !known[name.size])
			return &macros->list.items[i];
	}
	return NULL;
}

static const char *nearest_macro(const struct maek_macros *macros, struct maek_arena *arena, struct maek_text name)
{
	const char **names = maek_arena_alloc(arena, (macros->list.count + 1) * sizeof *names);
	for (size_t i = 0; i < macros->list.count; i++)
		names[i] = macros->list.items[i].name;
	return maek_nearest_name(maek_arena_copy(arena, name.bytes, name.size), names, macros->list.count);
}

static bool is_plain_word(struct maek_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (strchr("\\^$.[]|()?*+{}", text.bytes[i]))
			return false;
	return text.size > 0;
}

/* Words first, longest first (a shorter one would hide a longer one), then patterns as written. */
static void order_items(const struct maek_yaml *list, const struct maek_yaml **items)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		if (is_plain_word(list->items[i]->value))
			items[count++] = list->items[i];
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && items[k]->value.size > items[k - 1]->value.size; k--) {
			const struct maek_yaml *swap = items[k];
			items[k] = items[k - 1];
			items[k - 1] = swap;
		}
	for (size_t i = 0; i < list->count; i++)
		if (!is_plain_word(list->items[i]->value))
			items[count++] = list->items[i];
}

static bool walk_macro_value(struct maek_walk *walk, const struct maek_yaml *value)
{
	if (value->kind == MAEK_YAML_SCALAR)
		return maek_walk_text(walk, value);
	if (value->kind != MAEK_YAML_LIST)
		return false;
	const struct maek_yaml **items = maek_arena_alloc(walk->context->arena, (value->count + 1) * sizeof *items);
	for (size_t i = 0; i < value->count; i++)
		if (value->items[i]->kind != MAEK_YAML_SCALAR)
			return false;
	order_items(value, items);
	for (size_t i = 0; i < value->count; i++) {
		if (i)
			maek_buffer_string(&walk->buffer, "|");
		if (!maek_walk_text(walk, items[i]))
			return false;
	}
	return true;
}

/* How far an expansion has come. */
struct mark {
	size_t size, pieces, macros;
};

/* What was added since `before`, as an expansion of its own. */
static const struct maek_expansion *keep_expanded(const struct maek_walk *walk, struct mark before)
{
	struct maek_arena *arena = walk->context->arena;
	struct maek_expansion *kept = maek_arena_alloc(arena, sizeof *kept);
	size_t size = walk->buffer.size - before.size;
	kept->source = (struct maek_text){maek_arena_copy(arena, walk->buffer.bytes + before.size, size), size};
	for (size_t i = before.pieces; i < walk->out->pieces.count; i++) {
		struct maek_piece *piece = MAEK_PUSH(arena, &kept->pieces);
		*piece = walk->out->pieces.items[i];
		piece->start -= before.size;
	}
	for (size_t i = before.macros; i < walk->out->macros.count; i++) {
		struct maek_expanded_macro *macro = MAEK_PUSH(arena, &kept->macros);
		*macro = walk->out->macros.items[i];
		macro->start -= before.size;
		macro->end -= before.size;
	}
	return kept;
}

/* Its pieces and the macros in it stay where they are. */
static void append_expanded(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size,
                            const struct maek_expansion *kept)
{
	if (walk->context->types_only)
		return;
	maek_walk_piece(walk, scalar, from, size, false);
	walk->out->pieces.items[walk->out->pieces.count - 1].inner = kept;
	maek_buffer_text(&walk->buffer, kept->source);
}

bool maek_walk_macro(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, struct maek_text name)
{
	bool open = maek_text_equal(name, maek_text_of("open"));
	if (open || maek_text_equal(name, maek_text_of("closed"))) {
		maek_walk_piece(walk, scalar, from, size, false);
		maek_buffer_string(&walk->buffer, open ? MAEK_PATTERN_OPEN : MAEK_PATTERN_CLOSED);
		return true;
	}
	struct maek_macro *macro = maek_macros_find(walk->context->macros, name);
	if (!macro) {
		maek_walk_fail(walk, scalar, from, size, "unknown-macro", nearest_macro(walk->context->macros, walk->context->arena, name),
		     "unknown macro", name);
		return false;
	}
	macro->used = true;
	for (int i = 0; i < walk->depth; i++)
		if (strcmp(walk->stack[i], macro->name) == 0) {
			maek_walk_fail(walk, scalar, from, size, "macro-cycle", NULL, "the macro stands within itself:", name);
			return false;
		}
	if (walk->depth == MAEK_MACRO_DEPTH) {
		maek_walk_fail(walk, scalar, from, size, "macro-depth", NULL, "macros nest more than 32 deep at", name);
		return false;
	}
	walk->stack[walk->depth++] = macro->name;
	maek_walk_piece(walk, scalar, from, size, false);
	size_t index = walk->out->macros.count, classes = walk->classes;
	*MAEK_PUSH(walk->buffer.arena, &walk->out->macros) = (struct maek_expanded_macro){.start = walk->buffer.size, .macro = macro};
	maek_buffer_string(&walk->buffer, "(?:");
	struct mark before = {walk->buffer.size, walk->out->pieces.count, walk->out->macros.count};
	bool ok = true;
	if (macro->expanded)
		append_expanded(walk, scalar, from, size, macro->expanded);
	else
		ok = walk_macro_value(walk, macro->value);
	if (ok && !walk->failed && walk->classes == classes && !macro->expanded && !walk->context->types_only)
		macro->expanded = keep_expanded(walk, before);
	maek_walk_piece(walk, scalar, from, size, false);
	maek_buffer_string(&walk->buffer, ")");
	walk->out->macros.items[index].end = walk->buffer.size;
	if (walk->classes > classes)
		walk->out->macros.items[index].macro = NULL;
	walk->depth--;
	return ok;
}
