/* Idea: one walk over the pattern that copies bytes until a brace with a name, and recurses for macros. Invariant: the
 * pieces are ordered by start and cover the whole source.
 */
#include "extract/expand.h"

#include "extract/pattern.h"

#include <stdio.h>
#include <string.h>

struct walk {
	const struct maek_expand_context *context;
	struct maek_expansion *out;
	struct maek_buffer buffer;
	const char *stack[32]; /* macros being expanded */
	int depth;
	struct maek_errors *errors;
	size_t classes; /* of mentions, so far */
	bool failed;
};

/* The parts of {name}, {!A|B}, {Type:group}, {Type:group+sep}, {Type~item:group+sep}. */
struct brace {
	bool negated, list;
	struct maek_text name, item, group, separator;
	size_t size; /* with both braces */
};

static bool walk_text(struct walk *walk, const struct maek_yaml *scalar);

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct maek_text take(struct maek_text text, size_t *at, const char *also)
{
	size_t start = *at;
	while (*at < text.size && (is_word(text.bytes[*at]) || (text.bytes[*at] && strchr(also, text.bytes[*at]))))
		(*at)++;
	return (struct maek_text){text.bytes + start, *at - start};
}

static bool is_letter(struct maek_text text, size_t at)
{
	char c = at < text.size ? text.bytes[at] : 0;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Reads the brace at `at`; false when it is none of ours ({2,4}, a lone brace). */
static bool read_brace(struct maek_text text, size_t at, struct brace *brace)
{
	*brace = (struct brace){0};
	size_t start = at++;
	if (at < text.size && text.bytes[at] == '!') {
		brace->negated = true;
		at++;
	}
	if (!is_letter(text, at))
		return false;
	brace->name = take(text, &at, brace->negated ? ".|" : ".");
	if (at < text.size && text.bytes[at] == '~') {
		at++;
		brace->item = take(text, &at, ".");
	}
	if (at < text.size && text.bytes[at] == ':') {
		at++;
		brace->group = take(text, &at, "");
		if (brace->group.size && at < text.size && text.bytes[at] == '+') {
			at++;
			brace->list = true;
			brace->separator = take(text, &at, ".");
		}
	}
	if (at >= text.size || text.bytes[at] != '}' || (brace->negated && brace->group.size))
		return false;
	brace->size = at + 1 - start;
	return true;
}

/* {2}, {2,} or {2,4} */
static bool is_quantifier(struct maek_text text, size_t at)
{
	size_t first = ++at;
	while (at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		at++;
	if (at == first)
		return false;
	if (at < text.size && text.bytes[at] == ',')
		at++;
	while (at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		at++;
	return at < text.size && text.bytes[at] == '}';
}

static void add_piece(struct walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, bool literal)
{
	if (walk->context->types_only)
		return;
	struct maek_piece *piece = MAEK_PUSH(walk->buffer.arena, &walk->out->pieces);
	*piece = (struct maek_piece){walk->buffer.size, scalar, from, size, literal};
}

static void fail(struct walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, const char *id,
                 const char *nearest, const char *message, struct maek_text name)
{
	char hint[160];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	maek_errors_add(walk->errors, MAEK_ERROR, id, maek_yaml_place(scalar, from, size), nearest ? hint : NULL,
	                "%s '%.*s'", message, (int)name.size, name.bytes);
	walk->failed = true;
}

struct maek_macro *maek_macros_find(const struct maek_macros *macros, struct maek_text name)
{
	for (size_t i = 0; i < macros->list.count; i++)
		if (maek_text_equal(maek_text_of(macros->list.items[i].name), name))
			return &macros->list.items[i];
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

static bool walk_macro_value(struct walk *walk, const struct maek_yaml *value)
{
	if (value->kind == MAEK_YAML_SCALAR)
		return walk_text(walk, value);
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
		if (!walk_text(walk, items[i]))
			return false;
	}
	return true;
}

/* How far an expansion has come. */
struct mark {
	size_t size, pieces, macros;
};

/* What was added since `before`, as an expansion of its own. */
static const struct maek_expansion *keep_expanded(const struct walk *walk, struct mark before)
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

static void append_expanded(struct walk *walk, const struct maek_expansion *kept)
{
	size_t start = walk->buffer.size;
	if (walk->context->types_only)
		return;
	maek_buffer_text(&walk->buffer, kept->source);
	for (size_t i = 0; i < kept->pieces.count; i++) {
		struct maek_piece *piece = MAEK_PUSH(walk->buffer.arena, &walk->out->pieces);
		*piece = kept->pieces.items[i];
		piece->start += start;
	}
	for (size_t i = 0; i < kept->macros.count; i++) {
		struct maek_expanded_macro *macro = MAEK_PUSH(walk->buffer.arena, &walk->out->macros);
		*macro = kept->macros.items[i];
		macro->start += start;
		macro->end += start;
	}
}

static bool walk_macro(struct walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, struct maek_text name)
{
	bool open = maek_text_equal(name, maek_text_of("open"));
	if (open || maek_text_equal(name, maek_text_of("closed"))) {
		add_piece(walk, scalar, from, size, false);
		maek_buffer_string(&walk->buffer, open ? MAEK_PATTERN_OPEN : MAEK_PATTERN_CLOSED);
		return true;
	}
	struct maek_macro *macro = maek_macros_find(walk->context->macros, name);
	if (!macro) {
		fail(walk, scalar, from, size, "unknown-macro", nearest_macro(walk->context->macros, walk->context->arena, name),
		     "unknown macro", name);
		return false;
	}
	macro->used = true;
	for (int i = 0; i < walk->depth; i++)
		if (strcmp(walk->stack[i], macro->name) == 0) {
			fail(walk, scalar, from, size, "macro-cycle", NULL, "the macro stands within itself:", name);
			return false;
		}
	if (walk->depth == 32) {
		fail(walk, scalar, from, size, "macro-depth", NULL, "macros nest more than 32 deep at", name);
		return false;
	}
	walk->stack[walk->depth++] = macro->name;
	add_piece(walk, scalar, from, size, false);
	size_t index = walk->out->macros.count, classes = walk->classes;
	*MAEK_PUSH(walk->buffer.arena, &walk->out->macros) = (struct maek_expanded_macro){.start = walk->buffer.size, .macro = macro};
	maek_buffer_string(&walk->buffer, "(?:");
	struct mark before = {walk->buffer.size, walk->out->pieces.count, walk->out->macros.count};
	bool ok = true;
	if (macro->expanded)
		append_expanded(walk, macro->expanded);
	else
		ok = walk_macro_value(walk, macro->value);
	if (ok && !walk->failed && walk->classes == classes && !macro->expanded && !walk->context->types_only)
		macro->expanded = keep_expanded(walk, before);
	add_piece(walk, scalar, from, size, false);
	maek_buffer_string(&walk->buffer, ")");
	walk->out->macros.items[index].end = walk->buffer.size;
	if (walk->classes > classes)
		walk->out->macros.items[index].macro = NULL;
	walk->depth--;
	return ok;
}

/* The types of `A|B` as a mask; unknown names are errors. */
static uint64_t types_of(struct walk *walk, const struct maek_yaml *scalar, size_t from, struct maek_text names)
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
			fail(walk, scalar, from + start, name.size, "unknown-type",
			     maek_schema_nearest_type(walk->context->schema, maek_arena_copy(walk->context->arena, name.bytes, name.size)),
			     "unknown type", name);
		else
			types |= walk->context->schema->types.items[type].family;
		start = end + 1;
	}
	return types;
}

static void add_class(struct walk *walk, uint64_t types, bool negated)
{
	walk->classes++;
	maek_alphabet_class(walk->context->alphabet, &walk->buffer, types, negated);
}

static bool walk_member(struct walk *walk, const struct maek_yaml *scalar, size_t from, const struct brace *brace,
                        uint64_t types)
{
	if (!brace->item.size) {
		add_class(walk, types, false);
		return true;
	}
	maek_buffer_string(&walk->buffer, "(?:");
	add_class(walk, types, false);
	maek_buffer_string(&walk->buffer, "|");
	bool ok = walk_macro(walk, scalar, from, brace->size, brace->item);
	maek_buffer_string(&walk->buffer, ")");
	return ok;
}

/* The macro for the notes behind members: that of the separator itself, when it has one. */
static const char *tail_of(struct walk *walk, struct maek_text separator)
{
	const char *own = maek_arena_format(walk->context->arena, "%.*s.tail", (int)separator.size, separator.bytes);
	return maek_macros_find(walk->context->macros, maek_text_of(own)) ? own : "list.tail";
}

/* member (tail)? (separator member (tail)?)* */
static bool walk_list(struct walk *walk, const struct maek_yaml *scalar, size_t from, const struct brace *brace,
                      uint64_t types, struct maek_text separator)
{
	struct maek_text tail = maek_text_of(tail_of(walk, separator));
	if (!walk_member(walk, scalar, from, brace, types) || !walk_macro(walk, scalar, from, brace->size, tail))
		return false;
	maek_buffer_string(&walk->buffer, "?(?:");
	if (!walk_macro(walk, scalar, from, brace->size, separator) || !walk_member(walk, scalar, from, brace, types) ||
	    !walk_macro(walk, scalar, from, brace->size, tail))
		return false;
	maek_buffer_string(&walk->buffer, "?)*");
	return true;
}

static bool walk_group(struct walk *walk, const struct maek_yaml *scalar, size_t from, const struct brace *brace,
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

static bool walk_brace(struct walk *walk, const struct maek_yaml *scalar, size_t from, const struct brace *brace)
{
	char first = brace->name.bytes[0];
	if (first >= 'a' && first <= 'z' && !brace->negated && !brace->group.size && !brace->item.size)
		return walk_macro(walk, scalar, from, brace->size, brace->name);
	uint64_t types = types_of(walk, scalar, from + (brace->negated ? 2 : 1), brace->name);
	if (walk->failed)
		return false;
	add_piece(walk, scalar, from, brace->size, false);
	if (!brace->negated)
		walk->out->types |= types;
	if (brace->group.size)
		return walk_group(walk, scalar, from, brace, types);
	add_class(walk, types, brace->negated);
	return true;
}

/* Size of an escape at `at`, with the braces of \p{..}, \x{..}, \k{..} and the like. */
static size_t escape_size(struct maek_text text, size_t at)
{
	if (at + 1 >= text.size)
		return 1;
	if (!strchr("pPxNgko", text.bytes[at + 1]) || at + 2 >= text.size || text.bytes[at + 2] != '{')
		return 2;
	size_t end = at + 3;
	while (end < text.size && text.bytes[end] != '}')
		end++;
	return end < text.size ? end + 1 - at : 2;
}

static bool is_reserved(struct walk *walk, const struct maek_yaml *scalar, size_t at)
{
	static const char *const reserved[] = {"(*", "(?C"};
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
		struct maek_text word = maek_text_of(reserved[i]);
		if (scalar->value.size - at < word.size || memcmp(scalar->value.bytes + at, word.bytes, word.size) != 0)
			continue;
		fail(walk, scalar, at, word.size, "reserved-construct", NULL, "verbs and callouts are not for rules:", word);
		return true;
	}
	return false;
}

/* A brace that is neither a quantifier nor one of ours: mostly a mistake in one of ours. */
static bool wrong_brace(struct walk *walk, const struct maek_yaml *scalar, size_t at)
{
	struct maek_text text = scalar->value;
	bool is_named = at + 1 < text.size && (text.bytes[at + 1] == '!' || is_letter(text, at + 1));
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

/* The size of a character class at `at`, in which a brace is a character as others are. */
static size_t class_size(struct maek_text text, size_t at)
{
	size_t end = at + 1;
	end += end < text.size && text.bytes[end] == '^';
	end += end < text.size && text.bytes[end] == ']';
	while (end < text.size && text.bytes[end] != ']') {
		const char *posix = text.bytes[end] == '[' && end + 1 < text.size && text.bytes[end + 1] == ':'
		                        ? memmem(text.bytes + end, text.size - end, ":]", 2)
		                        : NULL;
		end = posix ? (size_t)(posix - text.bytes) + 2 : end + (text.bytes[end] == '\\' ? 2 : 1);
	}
	return end < text.size ? end + 1 - at : 1;
}

static bool walk_text(struct walk *walk, const struct maek_yaml *scalar)
{
	struct maek_text text = scalar->value;
	if (scalar->style == MAEK_YAML_DOUBLE) {
		maek_errors_add(walk->errors, MAEK_ERROR, "double-quoted-pattern", scalar->place,
		                "write it in single quotes; double quotes eat backslashes", "a pattern in double quotes");
		walk->failed = true;
		return false;
	}
	add_piece(walk, scalar, 0, 0, true);
	for (size_t at = 0; at < text.size;) {
		size_t size = 1;
		struct brace brace;
		if (text.bytes[at] == '\\') {
			size = escape_size(text, at);
		} else if (text.bytes[at] == '[') {
			size = class_size(text, at);
		} else if (text.bytes[at] == '{' && read_brace(text, at, &brace)) {
			if (!walk_brace(walk, scalar, at, &brace))
				return false;
			at += brace.size;
			add_piece(walk, scalar, at, 0, true);
			continue;
		} else if (text.bytes[at] == '{' && !is_quantifier(text, at)) {
			return wrong_brace(walk, scalar, at);
		} else if (text.bytes[at] == '(' && is_reserved(walk, scalar, at)) {
			return false;
		}
		while (text.bytes[at] != '\\' && at + size < text.size && !strchr("\\{(", text.bytes[at + size]))
			size++;
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
static void finish(const struct walk *walk, struct maek_expansion *out)
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
	struct walk walk = {.context = context, .out = out, .buffer = {.arena = scrap}, .errors = errors};
	if (!walk_text(&walk, scalar) || walk.failed)
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

struct maek_place maek_expansion_place(const struct maek_expansion *expansion, size_t offset)
{
	const struct maek_piece *found = NULL;
	for (size_t i = 0; i < expansion->pieces.count && expansion->pieces.items[i].start <= offset; i++)
		found = &expansion->pieces.items[i];
	if (!found)
		return (struct maek_place){0};
	if (!found->literal)
		return maek_yaml_place(found->scalar, found->from, found->size);
	size_t at = found->from + (offset - found->start);
	return maek_yaml_place(found->scalar, at < found->scalar->value.size ? at : found->scalar->value.size, 0);
}
