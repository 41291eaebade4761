/* A key and its value are put into one reserved piece of the buffer, since calls for single bytes cost more than the bytes.
 */
#include "graph/json_write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put(struct maek_buffer *to, char c)
{
	maek_buffer_add(to, &c, 1);
}

/* Does one of eight bytes end a run: a quote, a backslash, a control character? */
static bool has_special(uint64_t word)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
	return (((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((word - ones * 0x20) & ~word)) & highs;
}

const char *maek_json_plain_run(const char *at, const char *end)
{
	uint64_t word;
	while ((size_t)(end - at) >= sizeof word) {
		memcpy(&word, at, sizeof word);
		if (has_special(word))
			break;
		at += sizeof word;
	}
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
		at++;
	return at;
}

static void write_escape(struct maek_buffer *to, unsigned char c)
{
	static const char names[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *name = strchr(names, c);
	char escape[8];
	int size = name ? snprintf(escape, sizeof escape, "\\%c", letters[name - names])
	                : snprintf(escape, sizeof escape, "\\u%04X", c);
	maek_buffer_add(to, escape, (size_t)size);
}

static void write_escaped(struct maek_buffer *to, struct maek_text text)
{
	const char *at = text.bytes, *end = at + text.size;
	for (;;) {
		const char *special = maek_json_plain_run(at, end);
		maek_buffer_add(to, at, (size_t)(special - at));
		if (special == end)
			break;
		write_escape(to, (unsigned char)*special);
		at = special + 1;
	}
	put(to, '"');
}

/* What stands before a value: a comma unless a bracket is before it, and the key if there is one; returns behind it. */
static char *begin(const struct maek_buffer *to, char *at, const char *key, size_t key_size)
{
	char before = to->size ? at[-1] : '[';
	if (before != '[' && before != '{')
		*at++ = ',';
	*at++ = '"';
	memcpy(at, key, key_size);
	at += key_size;
	*at++ = '"';
	*at++ = ':';
	return at;
}

static void end_at(struct maek_buffer *to, char *at)
{
	*at = '\0';
	to->size = (size_t)(at - to->bytes);
}

/* The text in quotes at `at`, for which there is room if it has no escapes. */
static void end_with_text(struct maek_buffer *to, char *at, struct maek_text text)
{
	if (maek_text_invalid_at(text) < text.size)
		text = (struct maek_text){"\xEF\xBF\xBD", 3};
	*at++ = '"';
	if (maek_json_plain_run(text.bytes, text.bytes + text.size) == text.bytes + text.size) {
		if (text.size)
			memcpy(at, text.bytes, text.size);
		at += text.size;
		*at++ = '"';
		end_at(to, at);
	} else {
		end_at(to, at);
		write_escaped(to, text);
	}
}

enum { AROUND = 16 }; /* a comma, quotes, a colon, U+FFFD */

void maek_json_write_text(struct maek_buffer *to, struct maek_text text)
{
	end_with_text(to, maek_buffer_reserve(to, text.size + AROUND), text);
}

void maek_json_write_string(struct maek_buffer *to, const char *string)
{
	maek_json_write_text(to, maek_text_of(string));
}

/* The digits, ended at `end`; returns their start. */
static char *digits_before(char *end, uint64_t value)
{
	do
		*--end = (char)('0' + value % 10);
	while ((value /= 10));
	return end;
}

enum { DIGITS = 24 };

static char *put_integer(char *at, int64_t value)
{
	/* cppcheck-suppress unassignedVariable -- digits_before() fills it from its end */
	char digits[DIGITS], *start = digits_before(digits + DIGITS, value < 0 ? -(uint64_t)value : (uint64_t)value);
	if (value < 0)
		*at++ = '-';
	memcpy(at, start, (size_t)(digits + DIGITS - start));
	return at + (digits + DIGITS - start);
}

static char *put_pair(char *at, const uint32_t pair[2])
{
	*at++ = '[';
	at = put_integer(at, pair[0]);
	*at++ = ',';
	at = put_integer(at, pair[1]);
	*at++ = ']';
	return at;
}

void maek_json_write_integer(struct maek_buffer *to, int64_t value)
{
	end_at(to, put_integer(maek_buffer_reserve(to, DIGITS), value));
}

/* As printf's %.6g, but 1 is 1.0 and 1e-07 is 1e-7, whatever the locale. */
static void write_any_real(struct maek_buffer *to, double value)
{
	char digits[40];
	snprintf(digits, sizeof digits, "%.6g", value);
	char *comma = strchr(digits, ','), *exponent = strchr(digits, 'e');
	if (comma)
		*comma = '.';
	if (!exponent) {
		maek_buffer_string(to, digits);
		if (!strchr(digits, '.'))
			maek_buffer_string(to, ".0");
		return;
	}
	maek_buffer_add(to, digits, (size_t)(exponent + 1 - digits));
	exponent += exponent[1] == '+' ? 2 : 1;
	if (*exponent == '-')
		put(to, *exponent++);
	maek_buffer_string(to, exponent + strspn(exponent, "0"));
}

void maek_json_write_real(struct maek_buffer *to, double value)
{
	uint32_t millionths = value >= 0.1 && value < 1 ? (uint32_t)lround(value * 1e6) : 0;
	if (!millionths || millionths == 1000000 || (double)millionths / 1e6 != value) {
		write_any_real(to, value);
		return;
	}
	char digits[] = "0.000000";
	size_t size = 8;
	for (size_t i = 7; i > 1; i--, millionths /= 10)
		digits[i] = (char)('0' + millionths % 10);
	while (digits[size - 1] == '0')
		size--;
	maek_buffer_add(to, digits, size);
}

void maek_json_write_pair(struct maek_buffer *to, const uint32_t pair[2])
{
	end_at(to, put_pair(maek_buffer_reserve(to, 2 * DIGITS), pair));
}

void maek_json_write_next(struct maek_buffer *to)
{
	if (to->size && to->bytes[to->size - 1] != '[' && to->bytes[to->size - 1] != '{')
		put(to, ',');
}

void maek_json_write_key(struct maek_buffer *to, const char *key)
{
	size_t size = strlen(key);
	end_at(to, begin(to, maek_buffer_reserve(to, size + AROUND), key, size));
}

void maek_json_write_name(struct maek_buffer *to, const char *key)
{
	maek_json_write_next(to);
	maek_json_write_string(to, key);
	put(to, ':');
}

void maek_json_write_string_at(struct maek_buffer *to, const char *key, const char *string)
{
	size_t key_size = strlen(key);
	struct maek_text text = maek_text_of(string);
	char *at = maek_buffer_reserve(to, key_size + text.size + AROUND);
	end_with_text(to, begin(to, at, key, key_size), text);
}

void maek_json_write_integer_at(struct maek_buffer *to, const char *key, int64_t value)
{
	size_t size = strlen(key);
	char *at = maek_buffer_reserve(to, size + DIGITS + AROUND);
	end_at(to, put_integer(begin(to, at, key, size), value));
}

void maek_json_write_pair_at(struct maek_buffer *to, const char *key, const uint32_t pair[2])
{
	size_t size = strlen(key);
	char *at = maek_buffer_reserve(to, size + 2 * DIGITS + AROUND);
	end_at(to, put_pair(begin(to, at, key, size), pair));
}

void maek_json_write_flag(struct maek_buffer *to, const char *key)
{
	maek_json_write_key(to, key);
	maek_buffer_string(to, "true");
}

void maek_json_write_packs(struct maek_buffer *to, const struct maek_fact_pack *packs, size_t count)
{
	maek_json_write_key(to, "rules");
	put(to, '[');
	for (size_t i = 0; i < count; i++) {
		maek_json_write_next(to);
		put(to, '{');
		maek_json_write_string_at(to, "pack", packs[i].name);
		maek_json_write_string_at(to, "sha256", packs[i].sha256);
		put(to, '}');
	}
	put(to, ']');
}

static bool is_without(const char *key, const char *const *without, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(without[i], key) == 0)
			return true;
	return false;
}

void maek_json_write_fields(struct maek_buffer *to, const struct maek_field *fields, size_t count, const char *const *without,
                            size_t without_count)
{
	for (size_t i = 0; i < count; i++) {
		size_t first = 0, last = i;
		while (strcmp(fields[first].key, fields[i].key) != 0)
			first++;
		for (size_t k = i + 1; k < count; k++)
			last = strcmp(fields[k].key, fields[i].key) == 0 ? k : last;
		if (first != i || is_without(fields[i].key, without, without_count))
			continue;
		maek_json_write_name(to, fields[i].key);
		maek_json_write_string(to, fields[last].value);
	}
}
