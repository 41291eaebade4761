#include "graph/json_token.h"

#include "graph/json_write.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

bool maek_json_token_fail(struct maek_json_reader *reader, const char *problem)
{
	reader->fault->problem = problem;
	reader->fault->at = (size_t)(reader->at - reader->start);
	return false;
}

/* The next byte that is no white space, or 0 at the end. */
char maek_json_token_peek(struct maek_json_reader *reader)
{
	if (reader->at < reader->end && (unsigned char)*reader->at > ' ')
		return *reader->at;
	while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r'))
		reader->at++;
	return reader->at < reader->end ? *reader->at : '\0';
}

bool maek_json_token_expect(struct maek_json_reader *reader, char c, const char *problem)
{
	if (maek_json_token_peek(reader) != c)
		return maek_json_token_fail(reader, problem);
	reader->at++;
	return true;
}

bool maek_json_token_accept(struct maek_json_reader *reader, const char *word, size_t size)
{
	if ((size_t)(reader->end - reader->at) < size || memcmp(reader->at, word, size) != 0)
		return false;
	reader->at += size;
	return true;
}

/* ---- strings */

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits; -1: there are none. */
static int32_t read_unit(struct maek_json_reader *reader)
{
	int32_t unit = 0;
	if (reader->end - reader->at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(reader->at[i]);
		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	reader->at += 4;
	return unit;
}

static bool read_code_point(struct maek_json_reader *reader, uint32_t *code_point)
{
	int32_t first = read_unit(reader), second = 0;
	bool is_pair = first >= 0xD800 && first < 0xDC00;
	if (is_pair && maek_json_token_accept(reader, "\\u", 2))
		second = read_unit(reader);
	if (first <= 0 || (first >= 0xDC00 && first < 0xE000) || (is_pair && (second < 0xDC00 || second >= 0xE000)))
		return maek_json_token_fail(reader, "a wrong \\u escape");
	*code_point = is_pair ? 0x10000 + (uint32_t)((first - 0xD800) << 10 | (second - 0xDC00)) : (uint32_t)first;
	return true;
}

/* Behind a backslash. */
static bool read_escape(struct maek_json_reader *reader, struct maek_buffer *to)
{
	static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	char letter = reader->at < reader->end ? *reader->at : '\0';
	const char *known = letter ? strchr(letters, letter) : NULL;
	uint32_t code_point;
	if (known) {
		reader->at++;
		maek_buffer_add(to, &bytes[known - letters], 1);
		return true;
	}
	if (letter != 'u')
		return maek_json_token_fail(reader, "a wrong escape");
	reader->at++;
	if (!read_code_point(reader, &code_point))
		return false;
	maek_buffer_code_point(to, code_point);
	return true;
}

/* A string; the text ends in NUL. */
bool maek_json_token_string(struct maek_json_reader *reader, struct maek_text *text)
{
	if (!maek_json_token_expect(reader, '"', "a string is expected"))
		return false;
	const char *end = maek_json_plain_run(reader->at, reader->end);
	if (end < reader->end && *end == '"') {
		size_t size = (size_t)(end - reader->at);
		*text = (struct maek_text){maek_arena_copy(reader->arena, reader->at, size), size};
		reader->at = end + 1;
		return true;
	}
	struct maek_buffer decoded = {.arena = reader->arena};
	for (;;) {
		end = maek_json_plain_run(reader->at, reader->end);
		maek_buffer_add(&decoded, reader->at, (size_t)(end - reader->at));
		reader->at = end;
		if (end == reader->end || (unsigned char)*end < 0x20)
			return maek_json_token_fail(reader, "a string without an end");
		reader->at++;
		if (*end == '"')
			break;
		if (!read_escape(reader, &decoded))
			return false;
	}
	*text = (struct maek_text){decoded.bytes, decoded.size};
	return true;
}

/* ---- numbers */

static size_t count_digits(struct maek_json_reader *reader)
{
	const char *start = reader->at;
	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
		reader->at++;
	return (size_t)(reader->at - start);
}

/* A number as it is written. */
bool maek_json_token_number(struct maek_json_reader *reader, struct maek_text *number, bool *is_integer)
{
	maek_json_token_peek(reader);
	const char *start = reader->at;
	maek_json_token_accept(reader, "-", 1);
	bool is_zero = reader->at < reader->end && *reader->at == '0';
	size_t digits = count_digits(reader);
	bool ok = digits > 0 && (!is_zero || digits == 1);
	*is_integer = true;
	if (ok && maek_json_token_accept(reader, ".", 1)) {
		*is_integer = false;
		ok = count_digits(reader) > 0;
	}
	if (ok && (maek_json_token_accept(reader, "e", 1) || maek_json_token_accept(reader, "E", 1))) {
		*is_integer = false;
		if (!maek_json_token_accept(reader, "+", 1))
			maek_json_token_accept(reader, "-", 1);
		ok = count_digits(reader) > 0;
	}
	*number = (struct maek_text){start, (size_t)(reader->at - start)};
	return ok || maek_json_token_fail(reader, "a value is expected");
}

static bool begins_number(struct maek_json_reader *reader)
{
	char c = maek_json_token_peek(reader);
	return c == '-' || (c >= '0' && c <= '9');
}

bool maek_json_token_integer(struct maek_json_reader *reader, int64_t *value)
{
	struct maek_text number;
	bool is_integer, is_negative = maek_json_token_peek(reader) == '-';
	if (!begins_number(reader) || !maek_json_token_number(reader, &number, &is_integer) || !is_integer)
		return false;
	uint64_t sum = 0, most = (uint64_t)INT64_MAX + is_negative;
	for (size_t i = is_negative; i < number.size; i++) {
		uint64_t digit = (uint64_t)(number.bytes[i] - '0');
		if (sum > (most - digit) / 10)
			return maek_json_token_fail(reader, "a number of more than 64 bits");
		sum = sum * 10 + digit;
	}
	*value = is_negative ? (int64_t)-sum : (int64_t)sum;
	return true;
}

/* Both the digits and the power of ten are exact, so their quotient is the nearest double. */
static bool read_short_real(struct maek_text number, double *value)
{
	double power = 1;
	uint64_t digits = 0;
	bool behind_point = false;
	if (number.size > 16)
		return false;
	for (size_t i = 0; i < number.size; i++) {
		char c = number.bytes[i];
		if (c == '.') {
			behind_point = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		digits = digits * 10 + (uint64_t)(c - '0');
		power *= behind_point ? 10 : 1;
	}
	*value = (double)digits / power;
	return true;
}

bool maek_json_token_real(struct maek_json_reader *reader, double *value)
{
	struct maek_text number;
	bool is_integer;
	if (!begins_number(reader) || !maek_json_token_number(reader, &number, &is_integer))
		return false;
	if (read_short_real(number, value))
		return true;
	char *copy = maek_arena_copy(reader->arena, number.bytes, number.size), *point = strchr(copy, '.');
	if (point)
		*point = localeconv()->decimal_point[0];
	*value = strtod(copy, NULL);
	return *value <= 1e300 && *value >= -1e300 ? true : maek_json_token_fail(reader, "a number that is too large");
}
