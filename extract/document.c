/* Which format, then the draft, then its sentences. Plain text is here; the other formats have files of their own. */
#include "extract/document.h"

#include "extract/document_format.h"
#include "extract/input.h"
#include "extract/sentence.h"

#include <string.h>

/* ---- lines */

struct maek_line maek_line_at(struct maek_text text, size_t at)
{
	struct maek_line line = {at, at, at};
	while (line.end < text.size && text.bytes[line.end] != '\n' && text.bytes[line.end] != '\r')
		line.end++;
	line.next = line.end;
	if (line.next < text.size)
		line.next += text.bytes[line.next] == '\r' && line.next + 1 < text.size && text.bytes[line.next + 1] == '\n' ? 2 : 1;
	return line;
}

bool maek_line_is_blank(struct maek_text text, struct maek_line line)
{
	for (size_t i = line.start; i < line.end; i++)
		if (text.bytes[i] != ' ' && text.bytes[i] != '\t')
			return false;
	return true;
}

bool maek_line_is_dashes(struct maek_text text, struct maek_line line)
{
	while (line.end > line.start && strchr(" \t", text.bytes[line.end - 1]))
		line.end--;
	/* cppcheck-suppress knownConditionTrueFalse -- it takes the loop to go on until the line is empty */
	return line.end - line.start == 3 && memcmp(text.bytes + line.start, "---", 3) == 0;
}

bool maek_line_is_table_rule(struct maek_text text, struct maek_line line)
{
	bool bar = false, dash = false;
	for (size_t i = line.start; i < line.end; i++) {
		if (!strchr("|-: ", text.bytes[i]))
			return false;
		bar |= text.bytes[i] == '|';
		dash |= text.bytes[i] == '-';
	}
	return bar && dash;
}

/* ---- fields */

const char *maek_document_get(const struct maek_document *document, const char *key)
{
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, key) == 0)
			return document->meta.items[i].value;
	return NULL;
}

static void set_one(struct maek_arena *arena, struct maek_document *document, const char *key, const char *value)
{
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, key) == 0) {
			document->meta.items[i].value = value;
			return;
		}
	*MAEK_PUSH(arena, &document->meta) = (struct maek_field){key, value};
}

void maek_document_set(struct maek_arena *arena, struct maek_document *document, const char *key, const char *value)
{
	set_one(arena, document, key, value);
	if (strcmp(key, "published_at") == 0 && !maek_document_get(document, "date"))
		set_one(arena, document, "date", value);
}

/* ---- plain text */

static struct maek_line first_line(struct maek_text text, size_t at)
{
	struct maek_line line = maek_line_at(text, at);
	while (line.next < text.size && maek_line_is_blank(text, line))
		line = maek_line_at(text, line.next);
	return line;
}

void maek_format_text(struct maek_draft *draft, struct maek_parts *parts)
{
	struct maek_text text = draft->original;
	struct maek_line first = first_line(text, 0), second = maek_line_at(text, first.next);
	size_t body = first.start;
	if (second.next < text.size && maek_line_is_blank(text, second)) {
		size_t next = first_line(text, second.next).start;
		maek_draft_add(draft, first.start, first.end);
		maek_draft_trim(draft, 0);
		parts->title = draft->chars.count;
		if (parts->title) {
			maek_draft_stand(draft, '\n', first.end, first.next);
			maek_draft_stand(draft, '\n', second.start, next);
		}
		body = next;
	}
	parts->body = draft->chars.count;
	maek_draft_add(draft, body, text.size);
	maek_draft_trim(draft, parts->body);
}

/* ---- all formats */

bool maek_document_check(struct maek_text bytes, struct maek_place place, struct maek_errors *errors)
{
	size_t bad = maek_text_invalid_at(bytes);
	if (bad == bytes.size)
		return true;
	bool is_nul = bytes.bytes[bad] == 0;
	return maek_errors_add(errors, MAEK_ERROR, is_nul ? "nul" : "invalid-utf8", place, NULL, "%s at byte offset %zu",
	                       is_nul ? "a NUL character" : "invalid UTF-8", bad);
}

void maek_document_finish(struct maek_draft *draft, struct maek_parts parts, struct maek_document *document)
{
	maek_draft_finish(draft, parts.title, parts.body, document);
	if (parts.title && !maek_document_get(document, "title")) {
		struct maek_text title = maek_text_slice(document->text, document->title);
		maek_document_set(draft->arena, document, "title", maek_arena_copy(draft->arena, title.bytes, title.size));
	}
	maek_sentences_find(draft->arena, document);
}

/* Bytes that are no UTF-8 become U+FFFD: ids are written to JSON. */
static const char *clean_name(struct maek_arena *arena, struct maek_text name)
{
	struct maek_buffer clean = {.arena = arena};
	for (size_t bad; (bad = maek_text_invalid_at(name)) < name.size;) {
		maek_buffer_add(&clean, name.bytes, bad);
		maek_buffer_code_point(&clean, 0xFFFD);
		name = (struct maek_text){name.bytes + bad + 1, name.size - bad - 1};
	}
	maek_buffer_text(&clean, name);
	struct maek_text composed = maek_text_nfc(arena, (struct maek_text){clean.bytes, clean.size});
	return maek_arena_copy(arena, composed.bytes, composed.size);
}

static const char *last_name(const char *source)
{
	const char *slash = strrchr(source, '/');
	return strcmp(source, "-") == 0 ? "stdin" : slash ? slash + 1 : source;
}

const char *maek_document_id(struct maek_arena *arena, const char *source)
{
	struct maek_text name = maek_input_plain_name(last_name(source));
	const char *dot = memrchr(name.bytes, '.', name.size);
	return clean_name(arena, (struct maek_text){name.bytes, dot && dot > name.bytes ? (size_t)(dot - name.bytes) : name.size});
}

const char *maek_document_line_id(struct maek_arena *arena, const char *source, int number)
{
	return maek_arena_format(arena, "%s:%d", clean_name(arena, maek_text_of(last_name(source))), number);
}

static enum maek_format detect(struct maek_text bytes, const char *source)
{
	if (maek_line_is_dashes(bytes, maek_line_at(bytes, 0)))
		return MAEK_FORMAT_NEWS;
	return maek_text_ends(maek_input_plain_name(source), maek_text_of(".md")) ? MAEK_FORMAT_MARKDOWN : MAEK_FORMAT_TEXT;
}

static bool fill(struct maek_draft *draft, enum maek_format format, struct maek_document *document, struct maek_parts *parts,
                 struct maek_errors *errors)
{
	switch (format == MAEK_FORMAT_AUTO ? detect(draft->original, document->source) : format) {
	case MAEK_FORMAT_NEWS:
		return maek_format_news(draft, document, parts, errors);
	case MAEK_FORMAT_MARKDOWN:
		return maek_format_markdown(draft, document, parts, errors);
	default:
		maek_format_text(draft, parts);
		return true;
	}
}

bool maek_document_read(struct maek_arena *arena, struct maek_text bytes, const char *source, enum maek_format format,
                        struct maek_document **out, struct maek_errors *errors)
{
	struct maek_document *document = maek_arena_alloc(arena, sizeof *document);
	struct maek_place place = {source, 0, 0, 0};
	*out = document;
	document->source = maek_arena_copy(arena, source, strlen(source));
	document->id = maek_document_id(arena, source);
	maek_sha256(bytes, document->sha256);
	if (bytes.size > UINT32_MAX / 8)
		return maek_errors_add(errors, MAEK_ERROR, "document-too-big", place, NULL, "a document of more than 512 MiB");
	if (!maek_document_check(bytes, place, errors))
		return false;
	struct maek_text kept = {maek_arena_copy(arena, bytes.bytes, bytes.size), bytes.size};
	size_t mark = bytes.size >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	struct maek_draft draft = {.arena = arena, .original = {kept.bytes + mark, kept.size - mark}, .skip = mark};
	struct maek_parts parts = {0};
	bool ok = fill(&draft, format, document, &parts, errors);
	const char *id = maek_document_get(document, "id");
	if (id)
		document->id = id;
	if (!ok)
		return false;
	maek_document_finish(&draft, parts, document);
	document->original = kept;
	return true;
}

/* ---- questions */

struct maek_anchor maek_document_anchor(const struct maek_document *document, struct maek_span span)
{
	struct maek_anchor anchor = {{document->origin_start[span.start], document->origin_start[span.start]},
	                             {document->code_points[span.start], document->code_points[span.end]}};
	if (span.end > span.start)
		anchor.byte[1] = document->origin_end[span.end - 1];
	return anchor;
}

/* Index of the last span that starts at or before `at`, -1 when there is none. */
static int last_from(const struct maek_span *spans, size_t count, uint32_t at)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (spans[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return (int)low - 1;
}

int maek_document_sentence(const struct maek_document *document, uint32_t at)
{
	return last_from(document->sentences.items, document->sentences.count, at);
}

struct maek_span maek_document_paragraph(const struct maek_document *document, uint32_t at)
{
	int index = last_from(document->paragraphs.items, document->paragraphs.count, at);
	if (index < 0 || at >= document->paragraphs.items[index].end)
		return (struct maek_span){0, 0};
	return document->paragraphs.items[index];
}

struct maek_text maek_document_decode(struct maek_arena *arena, struct maek_text original)
{
	struct maek_draft draft = {.arena = arena, .original = original};
	struct maek_document document = {0};
	maek_draft_add(&draft, 0, original.size);
	maek_draft_finish(&draft, 0, 0, &document);
	return document.text;
}
