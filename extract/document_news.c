/* News markdown: a header of `key: value` lines between two `---`, `# title`, a line about the outlet, `---`, the body,
 * `---` and what the crawler left. The header is not YAML: values may run over lines that begin with blanks.
 */
#include "extract/document_format.h"

#include <string.h>

enum { HEADER_SIZE = 64 << 10 };

static bool is_dashes(struct maek_text text, struct maek_line line)
{
	return line.end - line.start == 3 && memcmp(text.bytes + line.start, "---", 3) == 0;
}

static bool starts_with(struct maek_text text, struct maek_line line, const char *start)
{
	size_t size = strlen(start);
	return line.end - line.start >= size && memcmp(text.bytes + line.start, start, size) == 0;
}

static struct maek_text trimmed(struct maek_text text)
{
	while (text.size && strchr(" \t", text.bytes[0])) {
		text.bytes++;
		text.size--;
	}
	while (text.size && strchr(" \t", text.bytes[text.size - 1]))
		text.size--;
	return text;
}

static struct maek_text unquoted(struct maek_text text)
{
	if (text.size >= 2 && (text.bytes[0] == '"' || text.bytes[0] == '\'') && text.bytes[text.size - 1] == text.bytes[0])
		return (struct maek_text){text.bytes + 1, text.size - 2};
	return text;
}

static void set_field(struct maek_draft *draft, struct maek_document *document, const char *key, struct maek_text value)
{
	struct maek_text clean = maek_document_decode(draft->arena, unquoted(trimmed(value)));
	if (!key || !clean.size)
		return;
	const char *kept = maek_arena_copy(draft->arena, clean.bytes, clean.size);
	maek_document_set(draft->arena, document, key, kept);
	if (strcmp(key, "published_at") == 0)
		maek_document_set(draft->arena, document, "date", kept);
}

static void read_fields(struct maek_draft *draft, struct maek_document *document, size_t start, size_t end)
{
	struct maek_text text = draft->original;
	const char *key = NULL;
	struct maek_buffer value = {.arena = draft->arena};
	for (size_t at = start; at < end;) {
		struct maek_line line = maek_line_at(text, at);
		struct maek_text whole = {text.bytes + line.start, line.end - line.start};
		const char *colon = memchr(whole.bytes, ':', whole.size);
		bool continues = whole.size == 0 || whole.bytes[0] == ' ' || whole.bytes[0] == '\t';
		at = line.next;
		if (continues || !colon) {
			struct maek_text more = trimmed(whole);
			if (value.size && more.size)
				maek_buffer_string(&value, " ");
			maek_buffer_text(&value, more);
			continue;
		}
		set_field(draft, document, key, (struct maek_text){value.bytes ? value.bytes : "", value.size});
		struct maek_text name = trimmed((struct maek_text){whole.bytes, (size_t)(colon - whole.bytes)});
		key = maek_arena_copy(draft->arena, name.bytes, name.size);
		value = (struct maek_buffer){.arena = draft->arena};
		maek_buffer_text(&value, trimmed((struct maek_text){colon + 1, whole.size - name.size - 1}));
	}
	set_field(draft, document, key, (struct maek_text){value.bytes ? value.bytes : "", value.size});
}

static struct maek_line skip_blank(struct maek_text text, size_t at)
{
	struct maek_line line = maek_line_at(text, at);
	while (line.next > line.start && line.next < text.size && maek_line_is_blank(text, line))
		line = maek_line_at(text, line.next);
	return line;
}

/* Where the crawler's footer begins: the last `---` that only "*Crawled at" and the like follow. */
static size_t body_end(struct maek_text text, size_t start)
{
	size_t found = text.size;
	for (size_t at = start; at < text.size;) {
		struct maek_line line = maek_line_at(text, at);
		if (is_dashes(text, line) && starts_with(text, skip_blank(text, line.next), "*Crawled at"))
			found = line.start;
		at = line.next;
	}
	return found;
}

static void add_body(struct maek_draft *draft, size_t start, size_t end)
{
	for (size_t at = start; at < end;) {
		struct maek_line line = maek_line_at(draft->original, at);
		if (!maek_line_is_table_rule(draft->original, line))
			maek_draft_add(draft, line.start, line.next < end ? line.next : end);
		at = line.next;
	}
}

bool maek_format_news(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                      struct maek_errors *errors)
{
	struct maek_text text = draft->original;
	size_t start = maek_line_at(text, 0).next, end = start;
	struct maek_line line = maek_line_at(text, start);
	while (!is_dashes(text, line)) {
		if (line.next >= text.size || line.next > HEADER_SIZE)
			return maek_errors_add(errors, MAEK_ERROR, "front-matter", (struct maek_place){document->source, 1, 1, 4},
			                       "close the header with a line ---", "the header that begins here has no end");
		end = line.next;
		line = maek_line_at(text, line.next);
	}
	read_fields(draft, document, start, end);
	line = skip_blank(text, line.next);
	if (starts_with(text, line, "# ")) {
		maek_draft_add(draft, line.start + 2, line.end);
		maek_draft_trim(draft, 0);
		parts->title = draft->chars.count;
		maek_draft_insert(draft, "\n\n", line.end);
		line = skip_blank(text, line.next);
		if (starts_with(text, line, "**"))
			line = skip_blank(text, line.next);
		if (is_dashes(text, line))
			line = skip_blank(text, line.next);
	}
	parts->body = draft->chars.count;
	add_body(draft, line.start, body_end(text, line.start));
	maek_draft_trim(draft, parts->body);
	return true;
}
