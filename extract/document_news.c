/* News markdown: a header of `key: value` lines between two `---`, `# title`, a line about the outlet, `---`, the body,
 * `---` and what the crawler left. The header is not YAML: values may run over lines that begin with blanks.
 */
#include "extract/document_format.h"

#include <string.h>

enum { HEADER_SIZE = 64 << 10 };

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

static void set_field(struct maek_draft *draft, struct maek_document *document, struct maek_text key,
                      const struct maek_buffer *value)
{
	if (!key.size || !value->size)
		return;
	struct maek_text quoted = trimmed((struct maek_text){value->bytes, value->size});
	struct maek_text clean = maek_document_decode(draft->arena, unquoted(quoted));
	if (clean.size)
		maek_document_set(draft->arena, document, maek_arena_copy(draft->arena, key.bytes, key.size),
		                  maek_arena_copy(draft->arena, clean.bytes, clean.size));
}

static bool begins_field(struct maek_text line)
{
	return line.size && line.bytes[0] != ' ' && line.bytes[0] != '\t' && memchr(line.bytes, ':', line.size);
}

static void read_fields(struct maek_draft *draft, struct maek_document *document, size_t start, size_t end)
{
	struct maek_text text = draft->original, key = {"", 0};
	struct maek_buffer value = {.arena = draft->arena};
	for (size_t at = start; at < end;) {
		struct maek_line place = maek_line_at(text, at);
		struct maek_text line = {text.bytes + place.start, place.end - place.start};
		at = place.next;
		if (begins_field(line)) {
			set_field(draft, document, key, &value);
			size_t colon = (size_t)((const char *)memchr(line.bytes, ':', line.size) - line.bytes);
			key = trimmed((struct maek_text){line.bytes, colon});
			value = (struct maek_buffer){.arena = draft->arena};
			line = (struct maek_text){line.bytes + colon + 1, line.size - colon - 1};
		}
		struct maek_text more = trimmed(line);
		maek_buffer_string(&value, value.size && more.size ? " " : "");
		maek_buffer_text(&value, more);
	}
	set_field(draft, document, key, &value);
}

static struct maek_line skip_blank(struct maek_text text, size_t at)
{
	struct maek_line line = maek_line_at(text, at);
	while (line.next > line.start && line.next < text.size && maek_line_is_blank(text, line))
		line = maek_line_at(text, line.next);
	return line;
}

/* Where the crawler's footer begins: a line `---` before "*Crawled at". */
static size_t body_end(struct maek_text text, size_t start)
{
	for (size_t at = start; at < text.size;) {
		struct maek_line line = maek_line_at(text, at);
		if (maek_line_is_dashes(text, line) && starts_with(text, skip_blank(text, line.next), "*Crawled at"))
			return line.start;
		at = line.next;
	}
	return text.size;
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

/* Title and outlet line; returns where the body begins. */
static size_t add_title(struct maek_draft *draft, struct maek_parts *parts, size_t start)
{
	struct maek_text text = draft->original;
	struct maek_line line = skip_blank(text, start);
	if (!starts_with(text, line, "# "))
		return line.start;
	maek_draft_add(draft, line.start + 2, line.end);
	maek_draft_trim(draft, 0);
	parts->title = draft->chars.count;
	if (parts->title)
		maek_draft_insert(draft, "\n\n", line.end);
	line = skip_blank(text, line.next);
	if (starts_with(text, line, "**"))
		line = skip_blank(text, line.next);
	return maek_line_is_dashes(text, line) ? skip_blank(text, line.next).start : line.start;
}

bool maek_format_news(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                      struct maek_errors *errors)
{
	struct maek_text text = draft->original;
	size_t start = maek_line_at(text, 0).next;
	struct maek_line line = maek_line_at(text, start);
	while (!maek_line_is_dashes(text, line)) {
		if (line.next >= text.size || line.next > HEADER_SIZE)
			return maek_errors_add(errors, MAEK_ERROR, "front-matter", (struct maek_place){document->source, 1, 1, 4},
			                       "close the header with a line ---", "the header that begins here has no end");
		line = maek_line_at(text, line.next);
	}
	read_fields(draft, document, start, line.start);
	size_t body = add_title(draft, parts, line.next);
	parts->body = draft->chars.count;
	add_body(draft, body, body_end(text, body));
	maek_draft_trim(draft, parts->body);
	return true;
}
