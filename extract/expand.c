/* Idea: one walk over the pattern that copies bytes until a brace with a name, and recurses for macros
 * (expand_macro.c). Invariant: the pieces are ordered by start and cover the whole source.
 */
#include "extract/expand_parts.h"

#include <stdio.h>
#include <string.h>

void maek_walk_piece(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, bool literal)
{
	if (walk->context->types_only)
		return;
	struct maek_piece *piece = MAEK_PUSH(walk->buffer.arena, &walk->out->pieces);
	*piece = (struct maek_piece){walk->buffer.size, scalar, from, size, literal, NULL};
}

void maek_walk_fail(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, const char *id,
                 const char *nearest, const char *message, struct maek_text name)
{
	char hint[160];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	maek_errors_add(walk->errors, MAEK_ERROR, id, maek_yaml_place(scalar, from, size), nearest ? hint : NULL,
	                "%s '%.*s'", message, (int)name.size, name.bytes);
	walk->failed = true;
}

static bool is_reserved(struct maek_walk *walk, const struct maek_yaml *scalar, size_t at)
{
	static const char *const reserved[] = {"(*", "(?C"};
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
		struct maek_text word = maek_text_of(reserved[i]);
		if (scalar->value.size - at < word.size || memcmp(scalar->value.bytes + at, word.bytes, word.size) != 0)
			continue;
		maek_walk_fail(walk, scalar, at, word.size, "reserved-construct", NULL, "verbs and callouts are not for rules:", word);
		return true;
	}
	return false;
}

/* A brace that is neither a quantifier nor one of ours: mostly a mistake in one of ours. */
static bool wrong_brace(struct maek_walk *walk, const struct maek_yaml *scalar, size_t at)
{
	struct maek_text text = scalar->value;
	bool is_named = at + 1 < text.size && (text.bytes[at + 1] == '!' || maek_letter_at(text, at + 1));
	size_t end = at + 1;
	while (is_named && end < text.size && !strchr("{}'()", text.bytes[end]))
		end++;
	end += is_named && end < text.size && text.bytes[end] == '}';
	maek_errors_add(walk->errors, MAEK_ERROR, "brace", maek_yaml_place(scalar, at, end - at),
	                is_named ? "write {macro}, {Type}, {Type:name}, {Type:name+} or {!Type|Other}; names are a-z, A-Z, 0-9 and _"
	                         : "write \\{ for the character itself",
	                "'%.*s' is neither a macro, nor a type, nor a count such as {2,4}", (int)(end - at), text.bytes + at);
	walk->failed = true;
	return false;
}

/* What the walk has to look at: an escape, a class, a brace, a parenthesis. */
static bool is_special(char c)
{
	return c == '\\' || c == '[' || c == '{' || c == '(' || c == 0;
}

bool maek_walk_text(struct maek_walk *walk, const struct maek_yaml *scalar)
{
	struct maek_text text = scalar->value;
	if (scalar->style == MAEK_YAML_DOUBLE) {
		maek_errors_add(walk->errors, MAEK_ERROR, "double-quoted-pattern", scalar->place,
		                "write it in single quotes; double quotes eat backslashes", "a pattern in double quotes");
		walk->failed = true;
		return false;
	}
	maek_walk_piece(walk, scalar, 0, 0, true);
	for (size_t at = 0; at < text.size;) {
		size_t size = 1;
		struct maek_brace brace;
		if (text.bytes[at] == '\\') {
			size = maek_escape_size(text, at);
		} else if (text.bytes[at] == '[') {
			size = maek_class_size(text, at);
		} else if (text.bytes[at] == '{' && maek_brace_read(text, at, &brace)) {
			if (!maek_walk_brace(walk, scalar, at, &brace))
				return false;
			at += brace.size;
			maek_walk_piece(walk, scalar, at, 0, true);
			continue;
		} else if (text.bytes[at] == '{' && !maek_brace_counts(text, at)) {
			return wrong_brace(walk, scalar, at);
		} else if (text.bytes[at] == '(' && is_reserved(walk, scalar, at)) {
			return false;
		}
		while (text.bytes[at] != '\\' && at + size < text.size && !is_special(text.bytes[at + size]))
			size++;
		if (!walk->context->types_only)
			maek_buffer_add(&walk->buffer, text.bytes + at, size);
		at += size;
	}
	return true;
}

static void *copy_items(struct maek_arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = maek_arena_alloc(arena, count * size + 1);
	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

/* Out of the scratch memory, without the macros that name types. */
static void finish(const struct maek_walk *walk, struct maek_expansion *out)
{
	struct maek_arena *arena = walk->context->arena;
	size_t kept = 0;
	for (size_t i = 0; i < out->macros.count; i++)
		if (out->macros.items[i].macro)
			out->macros.items[kept++] = out->macros.items[i];
	out->macros.count = out->macros.room = kept;
	out->pieces.room = out->pieces.count;
	out->macros.items = copy_items(arena, out->macros.items, kept, sizeof *out->macros.items);
	out->pieces.items = copy_items(arena, out->pieces.items, out->pieces.count, sizeof *out->pieces.items);
	const char *bytes = walk->buffer.bytes ? walk->buffer.bytes : "";
	out->source = (struct maek_text){maek_arena_copy(arena, bytes, walk->buffer.size), walk->buffer.size};
}

bool maek_expand(const struct maek_expand_context *context, const struct maek_yaml *scalar, struct maek_expansion *out,
                 struct maek_errors *errors)
{
	*out = (struct maek_expansion){0};
	struct maek_arena *scrap = context->scrap ? context->scrap : context->arena;
	struct maek_walk walk = {.context = context, .out = out, .buffer = {.arena = scrap}, .errors = errors};
	if (!maek_walk_text(&walk, scalar) || walk.failed)
		return false;
	if (context->types_only)
		return true;
	if (context->end_callout) { /* in a group of its own, so that it stands behind every alternative */
		struct maek_buffer whole = {.arena = scrap};
		maek_buffer_string(&whole, "(?:");
		maek_buffer_add(&whole, walk.buffer.bytes, walk.buffer.size);
		maek_buffer_format(&whole, ")(?C%d)", MAEK_CALLOUT_END);
		for (size_t i = 0; i < out->pieces.count; i++)
			out->pieces.items[i].start += 3;
		for (size_t i = 0; i < out->macros.count; i++) {
			out->macros.items[i].start += 3;
			out->macros.items[i].end += 3;
		}
		walk.buffer = whole;
	}
	finish(&walk, out);
	return true;
}

bool maek_expand_source(const struct maek_expand_context *context, const char *source, struct maek_place place,
                        struct maek_expansion *out, struct maek_errors *errors)
{
	struct maek_yaml *scalar = maek_arena_alloc(context->arena, sizeof *scalar);
	*scalar = (struct maek_yaml){.kind = MAEK_YAML_SCALAR, .style = MAEK_YAML_PLAIN, .place = place};
	scalar->value = scalar->raw = maek_text_of(maek_arena_copy(context->arena, source, strlen(source)));
	return maek_expand(context, scalar, out, errors);
}

struct maek_piece maek_expansion_piece(const struct maek_expansion *expansion, size_t offset)
{
	struct maek_piece found = {0};
	for (size_t i = 0; i < expansion->pieces.count && expansion->pieces.items[i].start <= offset; i++)
		found = expansion->pieces.items[i];
	if (!found.inner)
		return found;
	struct maek_piece inner = maek_expansion_piece(found.inner, offset - found.start);
	inner.start += found.start;
	return inner.scalar ? inner : found;
}

struct maek_place maek_expansion_place(const struct maek_expansion *expansion, size_t offset)
{
	struct maek_piece found = maek_expansion_piece(expansion, offset);
	if (!found.scalar)
		return (struct maek_place){0};
	if (!found.literal)
		return maek_yaml_place(found.scalar, found.from, found.size);
	size_t at = found.from + (offset - found.start);
	return maek_yaml_place(found.scalar, at < found.scalar->value.size ? at : found.scalar->value.size, 0);
}
