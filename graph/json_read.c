/* Idea: what maek wrote itself has its members in the order of the tables, so the next field is tried first. Invariant: the text was
 * found to be UTF-8 without NUL before; so bytes above 0x7F need no look.
 */
#include "graph/json_read.h"

#include "extract/document.h"
#include "graph/json_write.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 64 };

struct reader {
	const char *start, *at, *end;
	struct maek_arena *arena;
	struct maek_json_fault *fault;
	int depth;
};

static bool fail(struct reader *reader, const char *problem)
{
	reader->fault->problem = problem;
	reader->fault->at = (size_t)(reader->at - reader->start);
	return false;
}

static bool wrong(struct reader *reader, const char *key)
{
	reader->fault->key = key;
	return false;
}

/* The next byte that is no white space, or 0 at the end. */
static char peek(struct reader *reader)
{
	if (reader->at < reader->end && (unsigned char)*reader->at > ' ')
		return *reader->at;
	while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r'))
		reader->at++;
	return reader->at < reader->end ? *reader->at : '\0';
}

static bool expect(struct reader *reader, char c, const char *problem)
{
	if (peek(reader) != c)
		return fail(reader, problem);
	reader->at++;
	return true;
}

static bool accept_word(struct reader *reader, const char *word, size_t size)
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
static int32_t read_unit(struct reader *reader)
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

static bool read_code_point(struct reader *reader, uint32_t *code_point)
{
	int32_t first = read_unit(reader), second = 0;
	bool is_pair = first >= 0xD800 && first < 0xDC00;
	if (is_pair && accept_word(reader, "\\u", 2))
		second = read_unit(reader);
	if (first <= 0 || (first >= 0xDC00 && first < 0xE000) || (is_pair && (second < 0xDC00 || second >= 0xE000)))
		return fail(reader, "a wrong \\u escape");
	*code_point = is_pair ? 0x10000 + (uint32_t)((first - 0xD800) << 10 | (second - 0xDC00)) : (uint32_t)first;
	return true;
}

/* Behind a backslash. */
static bool read_escape(struct reader *reader, struct maek_buffer *to)
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
		return fail(reader, "a wrong escape");
	reader->at++;
	if (!read_code_point(reader, &code_point))
		return false;
	maek_buffer_code_point(to, code_point);
	return true;
}

/* A string; the text ends in NUL. */
static bool read_string(struct reader *reader, struct maek_text *text)
{
	if (!expect(reader, '"', "a string is expected"))
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
			return fail(reader, "a string without an end");
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

static size_t count_digits(struct reader *reader)
{
	const char *start = reader->at;
	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
		reader->at++;
	return (size_t)(reader->at - start);
}

/* A number as it is written. */
static bool read_number(struct reader *reader, struct maek_text *number, bool *is_integer)
{
	peek(reader);
	const char *start = reader->at;
	accept_word(reader, "-", 1);
	bool is_zero = reader->at < reader->end && *reader->at == '0';
	size_t digits = count_digits(reader);
	bool ok = digits > 0 && (!is_zero || digits == 1);
	*is_integer = true;
	if (ok && accept_word(reader, ".", 1)) {
		*is_integer = false;
		ok = count_digits(reader) > 0;
	}
	if (ok && (accept_word(reader, "e", 1) || accept_word(reader, "E", 1))) {
		*is_integer = false;
		if (!accept_word(reader, "+", 1))
			accept_word(reader, "-", 1);
		ok = count_digits(reader) > 0;
	}
	*number = (struct maek_text){start, (size_t)(reader->at - start)};
	return ok || fail(reader, "a value is expected");
}

static bool begins_number(struct reader *reader)
{
	char c = peek(reader);
	return c == '-' || (c >= '0' && c <= '9');
}

static bool read_integer(struct reader *reader, int64_t *value)
{
	struct maek_text number;
	bool is_integer, is_negative = peek(reader) == '-';
	if (!begins_number(reader) || !read_number(reader, &number, &is_integer) || !is_integer)
		return false;
	uint64_t sum = 0, most = (uint64_t)INT64_MAX + is_negative;
	for (size_t i = is_negative; i < number.size; i++) {
		uint64_t digit = (uint64_t)(number.bytes[i] - '0');
		if (sum > (most - digit) / 10)
			return fail(reader, "a number of more than 64 bits");
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

static bool read_real(struct reader *reader, double *value)
{
	struct maek_text number;
	bool is_integer;
	if (!begins_number(reader) || !read_number(reader, &number, &is_integer))
		return false;
	if (read_short_real(number, value))
		return true;
	char *copy = maek_arena_copy(reader->arena, number.bytes, number.size), *point = strchr(copy, '.');
	if (point)
		*point = localeconv()->decimal_point[0];
	*value = strtod(copy, NULL);
	return *value <= 1e300 && *value >= -1e300 ? true : fail(reader, "a number that is too large");
}

/* ---- values */

static bool skip_value(struct reader *reader);

static bool skip_inside(struct reader *reader, char close, bool has_keys)
{
	struct maek_text key;
	reader->at++;
	if (++reader->depth > DEPTH)
		return fail(reader, "nested too deep");
	if (peek(reader) != close)
		do {
			if (has_keys && (!read_string(reader, &key) || !expect(reader, ':', "':' is expected")))
				return false;
			if (!skip_value(reader))
				return false;
		} while (peek(reader) == ',' && reader->at++);
	reader->depth--;
	return expect(reader, close, close == '}' ? "'}' is expected" : "']' is expected");
}

static bool skip_value(struct reader *reader)
{
	struct maek_text text;
	bool is_integer;
	char c = peek(reader);
	if (c == '{' || c == '[')
		return skip_inside(reader, c == '{' ? '}' : ']', c == '{');
	if (c == '"')
		return read_string(reader, &text);
	return accept_word(reader, "true", 4) || accept_word(reader, "false", 5) || accept_word(reader, "null", 4) ||
	       read_number(reader, &text, &is_integer);
}

static bool read_members(struct reader *reader, const struct maek_json_field *fields, void *target);

/* The lists of all element types have one layout; it is copied in and out, since their types differ. */
struct any_list {
	void *items;
	size_t count, room;
};

static void *push(struct maek_arena *arena, void *list, size_t size)
{
	struct any_list any;
	memcpy(&any, list, sizeof any);
	any.items = maek_arena_grow(arena, any.items, any.count, &any.room, size);
	void *item = (char *)any.items + any.count++ * size;
	memcpy(list, &any, sizeof any);
	return item;
}

static bool read_list(struct reader *reader, const struct maek_json_field *field, void *list)
{
	if (peek(reader) != '[')
		return wrong(reader, field->key);
	reader->at++;
	if (peek(reader) != ']')
		do {
			if (peek(reader) != '{')
				return wrong(reader, field->key);
			if (!read_members(reader, field->element, push(reader->arena, list, field->size)))
				return false;
		} while (peek(reader) == ',' && reader->at++);
	return expect(reader, ']', "']' is expected");
}

static bool read_map(struct reader *reader, const struct maek_json_field *field, void *list)
{
	MAEK_LIST(struct maek_field) fields = {0};
	if (peek(reader) != '{')
		return wrong(reader, field->key);
	reader->at++;
	if (peek(reader) != '}')
		do {
			struct maek_text key, value = {"", 0};
			if (!read_string(reader, &key) || !expect(reader, ':', "':' is expected"))
				return false;
			for (size_t i = 0; i < fields.count; i++)
				if (strcmp(fields.items[i].key, key.bytes) == 0)
					return fail(reader, "a member that stands twice");
			if (peek(reader) == '"' ? !read_string(reader, &value) : !skip_value(reader))
				return false;
			*MAEK_PUSH(reader->arena, &fields) = (struct maek_field){key.bytes, value.bytes};
		} while (peek(reader) == ',' && reader->at++);
	memcpy(list, &fields, sizeof fields);
	return expect(reader, '}', "'}' is expected");
}

static bool read_pair(struct reader *reader, uint32_t pair[2])
{
	int64_t first, second;
	if (peek(reader) != '[')
		return false;
	reader->at++;
	if (!read_integer(reader, &first) || peek(reader) != ',')
		return false;
	reader->at++;
	if (!read_integer(reader, &second) || peek(reader) != ']')
		return false;
	reader->at++;
	pair[0] = (uint32_t)first;
	pair[1] = (uint32_t)second;
	return first >= 0 && second >= first && second <= UINT32_MAX;
}

static bool read_within(struct reader *reader, int64_t least, int64_t most, int64_t *value)
{
	return read_integer(reader, value) && *value >= least && *value <= most;
}

static bool read_plain(struct reader *reader, const struct maek_json_field *field, void *to)
{
	struct maek_text text;
	int64_t integer = 0;
	bool ok = true;
	switch (field->kind) {
	case MAEK_JSON_FLAG:
		*(bool *)to = accept_word(reader, "true", 4);
		return *(bool *)to || skip_value(reader);
	case MAEK_JSON_INTEGER:
		return read_integer(reader, to);
	case MAEK_JSON_COUNT:
		ok = read_within(reader, 0, UINT32_MAX, &integer);
		*(uint32_t *)to = (uint32_t)integer;
		return ok;
	case MAEK_JSON_INDEX:
		ok = read_within(reader, -1, INT32_MAX, &integer);
		*(int *)to = (int)integer;
		return ok;
	case MAEK_JSON_REAL:
		return read_real(reader, to);
	case MAEK_JSON_PAIR:
		return read_pair(reader, to);
	default:
		break;
	}
	if (peek(reader) != '"' || !read_string(reader, &text))
		return false;
	if (field->kind == MAEK_JSON_HASH)
		return text.size == 64 && memcpy(to, text.bytes, 65);
	if (field->kind == MAEK_JSON_TEXT)
		*(struct maek_text *)to = text;
	else
		*(const char **)to = text.bytes;
	return true;
}

/* What is no fault of the JSON is one of the member. */
static bool read_value(struct reader *reader, const struct maek_json_field *field, void *target)
{
	void *to = (char *)target + field->offset;
	bool ok = field->kind == MAEK_JSON_LIST  ? read_list(reader, field, to)
	          : field->kind == MAEK_JSON_MAP ? read_map(reader, field, to)
	                                         : read_plain(reader, field, to);
	if (!ok && !reader->fault->problem && !reader->fault->key)
		wrong(reader, field->key);
	if (ok && field->seen)
		*((char *)target + field->seen) = true;
	return ok;
}

static bool is_key(const struct reader *reader, const struct maek_json_field *field)
{
	return reader->at[1] == field->key[0] && (size_t)(reader->end - reader->at) > field->key_size + 2 &&
	       reader->at[field->key_size + 1] == '"' && memcmp(reader->at + 1, field->key, field->key_size) == 0;
}

/* The field of the key that comes next, or NULL when no field has it; the key is read. First those from `hint` on, which is where it
 * mostly stands. */
static bool read_key(struct reader *reader, const struct maek_json_field *fields, const struct maek_json_field *hint,
                     const struct maek_json_field **found)
{
	struct maek_text key;
	*found = NULL;
	if (peek(reader) == '"' && reader->end - reader->at > 2)
		for (const struct maek_json_field *field = hint; field->key; field++)
			if (is_key(reader, field)) {
				reader->at += field->key_size + 2;
				*found = field;
				return true;
			}
	if (!read_string(reader, &key))
		return false;
	for (const struct maek_json_field *field = fields; field->key && !*found; field++)
		if (field->key_size == key.size && memcmp(field->key, key.bytes, key.size) == 0)
			*found = field;
	return true;
}

static bool read_member(struct reader *reader, const struct maek_json_field *fields, const struct maek_json_field **hint,
                        uint32_t *seen, void *target)
{
	const struct maek_json_field *field;
	if (!read_key(reader, fields, *hint, &field) || !expect(reader, ':', "':' is expected"))
		return false;
	if (!field)
		return skip_value(reader);
	*hint = field + 1;
	if (*seen >> (field - fields) & 1)
		return fail(reader, "a member that stands twice");
	if (peek(reader) == 'n')
		return skip_value(reader);
	*seen |= UINT32_C(1) << (field - fields);
	return read_value(reader, field, target);
}

static bool read_members(struct reader *reader, const struct maek_json_field *fields, void *target)
{
	const struct maek_json_field *hint = fields;
	uint32_t seen = 0;
	if (!expect(reader, '{', "'{' is expected"))
		return false;
	if (peek(reader) != '}')
		do {
			if (!read_member(reader, fields, &hint, &seen, target))
				return false;
		} while (peek(reader) == ',' && reader->at++);
	if (!expect(reader, '}', "'}' is expected"))
		return false;
	for (size_t i = 0; fields[i].key; i++)
		if (fields[i].required && !(seen >> i & 1))
			return wrong(reader, fields[i].key);
	return true;
}

bool maek_json_read(struct maek_arena *arena, struct maek_text text, const struct maek_json_field *fields, void *target,
                    struct maek_json_fault *fault)
{
	struct reader reader = {text.bytes, text.bytes, text.bytes + text.size, arena, fault, 0};
	*fault = (struct maek_json_fault){0};
	size_t bad = maek_text_invalid_at(text);
	if (bad < text.size) {
		reader.at += bad;
		return fail(&reader, text.bytes[bad] ? "no UTF-8" : "a NUL character");
	}
	return read_members(&reader, fields, target) && (!peek(&reader) || fail(&reader, "the end is expected"));
}
