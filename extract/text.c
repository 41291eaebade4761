/* UTF-8, Unicode properties (the only file that includes utf8proc.h) and growing strings. */
#include "extract/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- pieces of text */

struct maek_text maek_text_of(const char *string)
{
	return (struct maek_text){string, strlen(string)};
}

struct maek_text maek_text_slice(struct maek_text text, struct maek_span span)
{
	return (struct maek_text){text.bytes + span.start, span.end - span.start};
}

bool maek_text_equal(struct maek_text a, struct maek_text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool maek_text_ends(struct maek_text text, struct maek_text end)
{
	return text.size >= end.size && memcmp(text.bytes + text.size - end.size, end.bytes, end.size) == 0;
}

int maek_text_compare(struct maek_text a, struct maek_text b)
{
	size_t least = a.size < b.size ? a.size : b.size;
	int order = least ? memcmp(a.bytes, b.bytes, least) : 0;
	return order ? order : a.size < b.size ? -1 : a.size > b.size;
}

/* ---- UTF-8 */

uint32_t maek_text_decode(struct maek_text text, size_t at, size_t *next)
{
	const unsigned char *p = (const unsigned char *)text.bytes + at;
	size_t size = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	uint32_t c = size == 1 ? p[0] : p[0] & (0xFFu >> (size + 1));
	for (size_t i = 1; i < size; i++)
		c = c << 6 | (p[i] & 0x3F);
	if (next)
		*next = at + size;
	return c;
}

uint32_t maek_text_decode_before(struct maek_text text, size_t at, size_t *start)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80);
	if (start)
		*start = at;
	return maek_text_decode(text, at, NULL);
}

size_t maek_text_encode(uint32_t c, char *to)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* Bytes from `at` on that are plain, eight at a time: neither NUL nor above 0x7F. */
static size_t plain_words(struct maek_text text, size_t at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	uint64_t word;
	size_t start = at;
	for (; text.size - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text.bytes + at, sizeof word);
		if ((word | (word - ones)) & highs)
			break;
	}
	return at - start;
}

/* Three bytes from E1 to EC, in which every pair of continuations is a character: most of Korean. */
static bool is_common(const unsigned char *bytes)
{
	return bytes[0] >= 0xE1 && bytes[0] <= 0xEC && (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
}

size_t maek_text_invalid_at(struct maek_text text)
{
	for (size_t at = 0; at < text.size;) {
		const unsigned char *bytes = (const unsigned char *)text.bytes + at;
		if (text.size - at >= 3 && is_common(bytes)) {
			at += 3;
			continue;
		}
		if (*bytes && *bytes < 0x80) {
			size_t plain = plain_words(text, at);
			at += plain ? plain : 1;
			continue;
		}
		if (*bytes == 0)
			return at;
		utf8proc_int32_t c;
		utf8proc_ssize_t size =
			utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at, (utf8proc_ssize_t)(text.size - at), &c);
		if (size <= 0)
			return at;
		at += (size_t)size;
	}
	return text.size;
}

size_t maek_text_count(struct maek_text text, size_t end)
{
	size_t count = 0;
	for (size_t i = 0; i < end && i < text.size; i++)
		count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
	return count;
}

/* ---- properties */

bool maek_is_letter(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool maek_is_digit(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool maek_is_space(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 ||
	       (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

bool maek_is_combining(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
	return (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) || (c >= 0x1160 && c <= 0x11FF) ||
	       (c >= 0xD7B0 && c <= 0xD7FF);
}

bool maek_is_hangul_syllable(uint32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

uint32_t maek_fold_width(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	return c == 0xA0 || c == 0x3000 ? ' ' : c;
}

int maek_char_width(uint32_t c)
{
	return utf8proc_charwidth((utf8proc_int32_t)c);
}

/* ---- normal forms */

static struct maek_text mapped(struct maek_arena *arena, struct maek_text text, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t size =
		utf8proc_map((const utf8proc_uint8_t *)text.bytes, (utf8proc_ssize_t)text.size, &out, options | UTF8PROC_STABLE);
	if (size == UTF8PROC_ERROR_NOMEM)
		maek_out_of_memory(text.size);
	if (size < 0)
		return text;
	struct maek_text copy = {maek_arena_copy(arena, (const char *)out, (size_t)size), (size_t)size};
	free(out);
	return copy;
}

/* Characters that composing neither changes nor joins to the one before: most texts hold no others. */
static bool stays(uint32_t c)
{
	return c < 0x300 || maek_is_hangul_syllable(c) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3020) ||
	       (c >= 0x4E00 && c <= 0x9FFF);
}

static bool is_composed(struct maek_text text)
{
	for (size_t at = 0; at < text.size;) {
		bool is_plain = (unsigned char)text.bytes[at] < 0x80;
		if (!is_plain && (text.size - at < 3 || !stays(maek_text_decode(text, at, NULL))))
			return false;
		at += is_plain ? 1 : (unsigned char)text.bytes[at] < 0xE0 ? 2 : 3;
	}
	return true;
}

struct maek_text maek_text_nfc(struct maek_arena *arena, struct maek_text text)
{
	if (is_composed(text))
		return text;
	struct maek_text composed = mapped(arena, text, UTF8PROC_COMPOSE);
	return maek_text_equal(composed, text) ? text : composed;
}

static bool is_dropped(uint32_t c)
{
	static const uint32_t dropped[] = {'-',    '\'',   '"',    0x2018, 0x2019, 0x201C, 0x201D, 0x300C, 0x300D,
	                                   0x300E, 0x300F, 0xB7,   '.',    ',',    '(',    ')'};
	if (maek_is_space(c) || (c >= 0x2010 && c <= 0x2015))
		return true;
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (dropped[i] == c)
			return true;
	return false;
}

static bool is_digit(struct maek_text text, size_t at)
{
	return at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* With `decimals`, a full stop between digits stays: 3.1 and 31 are two versions. */
static struct maek_text folded_with(struct maek_arena *arena, struct maek_text text, bool decimals)
{
	struct maek_text composed = mapped(arena, text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
	struct maek_text folded = mapped(arena, composed, UTF8PROC_CASEFOLD);
	char *out = maek_arena_alloc(arena, folded.size + 1);
	size_t size = 0;
	for (size_t at = 0; at < folded.size;) {
		size_t start = at;
		uint32_t c = maek_text_decode(folded, at, &at);
		bool is_point = decimals && c == '.' && start > 0 && is_digit(folded, start - 1) && is_digit(folded, at);
		if (is_dropped(c) && !is_point)
			continue;
		memcpy(out + size, folded.bytes + start, at - start);
		size += at - start;
	}
	return (struct maek_text){out, size};
}

struct maek_text maek_text_fold(struct maek_arena *arena, struct maek_text text)
{
	return folded_with(arena, text, false);
}

struct maek_text maek_text_name_key(struct maek_arena *arena, struct maek_text text)
{
	return folded_with(arena, text, true);
}

static bool is_quote_or_space(uint32_t c)
{
	return maek_is_space(c) || c == '\'' || c == '"' || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D ||
	       (c >= 0x3008 && c <= 0x300F);
}

struct maek_text maek_text_trim_quotes(struct maek_text text)
{
	size_t next, start;
	while (text.size && is_quote_or_space(maek_text_decode(text, 0, &next))) {
		text.bytes += next;
		text.size -= next;
	}
	while (text.size && is_quote_or_space(maek_text_decode_before(text, text.size, &start)))
		text.size = start;
	return text;
}

/* ---- growing strings */

char *maek_buffer_reserve(struct maek_buffer *buffer, size_t size)
{
	if (buffer->size + size + 1 > buffer->room) {
		size_t room = buffer->room ? buffer->room * 2 : size < 64 ? 64 : size + 1;
		while (room < buffer->size + size + 1)
			room *= 2;
		char *grown = maek_arena_alloc(buffer->arena, room);
		if (buffer->size)
			memcpy(grown, buffer->bytes, buffer->size);
		buffer->bytes = grown;
		buffer->room = room;
	}
	return buffer->bytes + buffer->size;
}

void maek_buffer_add(struct maek_buffer *buffer, const char *bytes, size_t size)
{
	char *to = maek_buffer_reserve(buffer, size);
	if (size)
		/* cppcheck-suppress uninitvar -- bytes that a caller has not set are of size 0 */
		memcpy(to, bytes, size);
	buffer->size += size;
	buffer->bytes[buffer->size] = 0;
}

void maek_buffer_text(struct maek_buffer *buffer, struct maek_text text)
{
	maek_buffer_add(buffer, text.bytes, text.size);
}

void maek_buffer_string(struct maek_buffer *buffer, const char *string)
{
	maek_buffer_add(buffer, string, strlen(string));
}

void maek_buffer_code_point(struct maek_buffer *buffer, uint32_t c)
{
	char bytes[4];
	maek_buffer_add(buffer, bytes, maek_text_encode(c, bytes));
}

void maek_buffer_format(struct maek_buffer *buffer, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	maek_buffer_string(buffer, maek_arena_vformat(buffer->arena, format, values));
	va_end(values);
}

/* ---- paths */

const char *maek_path_name(struct maek_arena *arena, const char *path)
{
	size_t size = strlen(path);
	while (size > 1 && path[size - 1] == '/')
		size--;
	size_t start = size;
	while (start > 0 && path[start - 1] != '/')
		start--;
	return maek_arena_copy(arena, path + start, size - start);
}
