/* See the header. Hashes are those of Content Security Policy: base64 of SHA-256 over the bytes between the tags.
 */
#include "graph/page_template.h"

#include "graph/page_words.h"

#include <stdlib.h>
#include <string.h>

static const char *entity_of(unsigned char c)
{
	static const char *const entities[128] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
	return c < 128 ? entities[c] : NULL;
}

void maek_page_escape_text(struct maek_buffer *to, struct maek_text text)
{
	size_t start = 0;
	for (size_t at = 0; at < text.size; at++) {
		unsigned char c = (unsigned char)text.bytes[at];
		bool is_hidden = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
		if (!entity_of(c) && !is_hidden)
			continue;
		maek_buffer_add(to, text.bytes + start, at - start);
		if (!is_hidden)
			maek_buffer_string(to, entity_of(c));
		start = at + 1;
	}
	maek_buffer_add(to, text.bytes + start, text.size - start);
}

void maek_page_escape(struct maek_buffer *to, const char *text)
{
	maek_page_escape_text(to, maek_text_of(text));
}

void maek_page_anchor(struct maek_buffer *to, const char *id)
{
	for (const char *c = id; *c; c++) {
		if (strchr("%<>&\"'# `\\^{}", *c) || (unsigned char)*c < 0x20)
			maek_buffer_format(to, "%%%02X", (unsigned char)*c);
		else
			maek_buffer_add(to, c, 1);
	}
}

static void add_hash(struct maek_buffer *to, const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[65];
	unsigned bits = 0, count = 0;
	maek_sha256(maek_text_of(text), hex);
	maek_buffer_string(to, "'sha256-");
	for (size_t i = 0; i < 64; i++) { /* four bits a digit in, six a digit out */
		unsigned digit = (unsigned)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
		bits = bits << 4 | digit;
		count += 4;
		if (count >= 6) {
			count -= 6;
			maek_buffer_add(to, &digits[bits >> count & 63], 1);
		}
	}
	maek_buffer_add(to, &digits[bits << (6 - count) & 63], 1); /* 256 bits leave four */
	maek_buffer_string(to, "='");
}

static void add_policy(struct maek_buffer *to, const char *style, const char *script)
{
	maek_buffer_string(to, "default-src 'none'; style-src ");
	add_hash(to, style);
	maek_buffer_string(to, "; script-src ");
	add_hash(to, script);
	maek_buffer_string(to, "; base-uri 'none'; form-action 'none'");
}

static void add_part(struct maek_buffer *to, const char *name, const struct maek_diagram *page,
                     const struct maek_page_part *parts)
{
	if (strncmp(name, "word:", 5) == 0) {
		maek_page_escape(to, maek_page_word(page, name + 5));
		return;
	}
	for (; parts->name; parts++)
		if (strcmp(parts->name, name) == 0)
			maek_buffer_string(to, parts->html);
}

void maek_page_fill(struct maek_buffer *to, const char *template, const struct maek_diagram *page,
                    const struct maek_page_part *parts, const char *style, const char *script)
{
	for (const char *at; (at = strstr(template, "{{"));) {
		char name[40];
		const char *end = strstr(at, "}}");
		if (!end)
			break;
		snprintf(name, sizeof name, "%.*s", (int)(end - at - 2), at + 2);
		maek_buffer_add(to, template, (size_t)(at - template));
		if (strcmp(name, "style") == 0)
			maek_buffer_string(to, style);
		else if (strcmp(name, "script") == 0)
			maek_buffer_string(to, script);
		else if (strcmp(name, "policy") == 0)
			add_policy(to, style, script);
		else
			add_part(to, name, page, parts);
		template = end + 2;
	}
	maek_buffer_string(to, template);
}
