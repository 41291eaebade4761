/* Runs of plain bytes are copied whole; numbers are printed backwards into a small array. */
#include "graph/json_write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put(struct maek_buffer *to, char c)
{
	maek_buffer_add(to, &c, 1);
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

void maek_json_write_text(struct maek_buffer *to, struct maek_text text)
{
	if (maek_text_invalid_at(text) < text.size)
		text = (struct maek_text){"\xEF\xBF\xBD", 3};
	put(to, '"');
	size_t start = 0;
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		maek_buffer_add(to, text.bytes + start, i - start);
		write_escape(to, c);
		start = i + 1;
	}
	maek_buffer_add(to, text.bytes + start, text.size - start);
	put(to, '"');
}

void maek_json_write_string(struct maek_buffer *to, const char *string)
{
	maek_json_write_text(to, maek_text_of(string));
}

void maek_json_write_integer(struct maek_buffer *to, int64_t value)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10));
	if (value < 0)
		digits[--at] = '-';
	maek_buffer_add(to, digits + at, sizeof digits - at);
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
	put(to, '[');
	maek_json_write_integer(to, pair[0]);
	put(to, ',');
	maek_json_write_integer(to, pair[1]);
	put(to, ']');
}

void maek_json_write_next(struct maek_buffer *to)
{
	if (to->size && to->bytes[to->size - 1] != '[' && to->bytes[to->size - 1] != '{')
		put(to, ',');
}

void maek_json_write_key(struct maek_buffer *to, const char *key)
{
	maek_json_write_next(to);
	put(to, '"');
	maek_buffer_string(to, key);
	maek_buffer_add(to, "\":", 2);
}

void maek_json_write_name(struct maek_buffer *to, const char *key)
{
	maek_json_write_next(to);
	maek_json_write_string(to, key);
	put(to, ':');
}

void maek_json_write_string_at(struct maek_buffer *to, const char *key, const char *string)
{
	maek_json_write_key(to, key);
	maek_json_write_string(to, string);
}

void maek_json_write_integer_at(struct maek_buffer *to, const char *key, int64_t value)
{
	maek_json_write_key(to, key);
	maek_json_write_integer(to, value);
}

void maek_json_write_pair_at(struct maek_buffer *to, const char *key, const uint32_t pair[2])
{
	maek_json_write_key(to, key);
	maek_json_write_pair(to, pair);
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
