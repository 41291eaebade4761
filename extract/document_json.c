/* A line of JSONL (jansson). The text member is the original: byte anchors count in it. */
#include "extract/document_format.h"

#include <jansson.h>
#include <string.h>

/* NUL, which no field holds, becomes U+FFFD. */
static const char *string_of(struct maek_arena *arena, const json_t *value)
{
	if (json_is_string(value)) {
		const char *bytes = json_string_value(value), *end = bytes + json_string_length(value);
		struct maek_buffer text = {.arena = arena};
		for (const char *nul; (nul = memchr(bytes, 0, (size_t)(end - bytes))); bytes = nul + 1) {
			maek_buffer_add(&text, bytes, (size_t)(nul - bytes));
			maek_buffer_code_point(&text, 0xFFFD);
		}
		maek_buffer_add(&text, bytes, (size_t)(end - bytes));
		return maek_text_nfc(arena, (struct maek_text){text.bytes, text.size}).bytes;
	}
	if (json_is_integer(value))
		return maek_arena_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return NULL;
}

static bool wrong(struct maek_errors *errors, struct maek_place place, const char *message)
{
	return maek_errors_add(errors, MAEK_ERROR, "jsonl", place, NULL, "%s", message);
}

/* A title is one line; it stands for no bytes of the text member. */
static void add_title(struct maek_draft *draft, const char *title, struct maek_parts *parts)
{
	struct maek_text text = maek_document_decode(draft->arena, maek_text_of(title));
	for (size_t at = 0; at < text.size;) {
		uint32_t code = maek_text_decode(text, at, &at);
		struct maek_draft_char *c = MAEK_PUSH(draft->arena, &draft->chars);
		*c = (struct maek_draft_char){code == '\n' ? ' ' : code, 0, 0};
	}
	maek_draft_trim(draft, 0);
	parts->title = draft->chars.count;
	if (parts->title)
		maek_draft_insert(draft, "\n\n", 0);
}

static void add_fields(struct maek_arena *arena, json_t *root, struct maek_document *document)
{
	const char *key;
	json_t *value;
	json_object_foreach(root, key, value)
	{
		const char *text = string_of(arena, value);
		if (text && *text && strcmp(key, "text") != 0)
			maek_document_set(arena, document, maek_arena_copy(arena, key, strlen(key)), text);
	}
}

static bool read_root(struct maek_arena *arena, json_t *root, struct maek_place place, struct maek_document *document,
                      struct maek_errors *errors)
{
	if (!json_is_object(root))
		return wrong(errors, place, "a line must be an object");
	const char *id = string_of(arena, json_object_get(root, "id"));
	if (id && *id)
		document->id = id;
	const json_t *text = json_object_get(root, "text");
	if (!json_is_string(text))
		return wrong(errors, place, "no string `text`");
	size_t size = json_string_length(text);
	struct maek_text original = {maek_arena_copy(arena, json_string_value(text), size), size};
	if (!maek_document_check(original, place, errors))
		return false;
	maek_sha256(original, document->sha256);
	struct maek_draft draft = {.arena = arena, .original = original};
	struct maek_parts parts = {0};
	add_fields(arena, root, document);
	const char *title = maek_document_get(document, "title");
	if (title)
		add_title(&draft, title, &parts);
	parts.body = draft.chars.count;
	maek_draft_add(&draft, 0, size);
	maek_draft_trim(&draft, parts.body);
	maek_document_finish(&draft, parts, document);
	return true;
}

bool maek_document_read_json(struct maek_arena *arena, struct maek_text line, const char *source, int number,
                             struct maek_document **out, struct maek_errors *errors)
{
	struct maek_document *document = maek_arena_alloc(arena, sizeof *document);
	*out = document;
	document->source = maek_arena_copy(arena, source, strlen(source));
	document->id = maek_document_line_id(arena, source, number);
	json_error_t error;
	json_t *root = json_loadb(line.bytes, line.size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	struct maek_place place = {source, number, 0, 0}, there = {source, number, error.column, 0};
	const char *nul = memchr(line.bytes, 0, line.size); /* jansson passes over one behind a number */
	bool ok = root && !nul && read_root(arena, root, place, document, errors);
	if (nul)
		wrong(errors, place, "a NUL character");
	else if (!root) {
		wrong(errors, there, error.text);
		maek_errors_source(errors, line);
	}
	json_decref(root);
	return ok;
}
