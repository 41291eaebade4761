/* Idea: what maek wrote itself has its members in the order of the tables, so the next field is tried first. Invariant: the text was
 * found to be UTF-8 without NUL before; so bytes above 0x7F need no look.
 */
#include "graph/json_read.h"

#include "extract/document.h"
#include "graph/json_token.h"

#include <string.h>

enum { DEPTH = 64 };

static bool wrong(struct maek_json_reader *reader, const char *key)
{
	reader->fault->key = key;
	return false;
}

static bool skip_value(struct maek_json_reader *reader);

static bool skip_inside(struct maek_json_reader *reader, char close, bool has_keys)
{
	struct maek_text key;
	reader->at++;
	if (++reader->depth > DEPTH)
		return maek_json_token_fail(reader, "nested too deep");
	if (maek_json_token_peek(reader) != close)
		do {
			if (has_keys && (!maek_json_token_string(reader, &key) || !maek_json_token_expect(reader, ':', "':' is expected")))
				return false;
			if (!skip_value(reader))
				return false;
		} while (maek_json_token_peek(reader) == ',' && reader->at++);
	reader->depth--;
	return maek_json_token_expect(reader, close, close == '}' ? "'}' is expected" : "']' is expected");
}

static bool skip_value(struct maek_json_reader *reader)
{
	struct maek_text text;
	bool is_integer;
	char c = maek_json_token_peek(reader);
	if (c == '{' || c == '[')
		return skip_inside(reader, c == '{' ? '}' : ']', c == '{');
	if (c == '"')
		return maek_json_token_string(reader, &text);
	return maek_json_token_accept(reader, "true", 4) || maek_json_token_accept(reader, "false", 5) || maek_json_token_accept(reader, "null", 4) ||
	       maek_json_token_number(reader, &text, &is_integer);
}

static bool read_members(struct maek_json_reader *reader, const struct maek_json_field *fields, void *target);

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

static bool read_list(struct maek_json_reader *reader, const struct maek_json_field *field, void *list)
{
	if (maek_json_token_peek(reader) != '[')
		return wrong(reader, field->key);
	reader->at++;
	if (maek_json_token_peek(reader) != ']')
		do {
			if (maek_json_token_peek(reader) != '{')
				return wrong(reader, field->key);
			if (!read_members(reader, field->element, push(reader->arena, list, field->size)))
				return false;
		} while (maek_json_token_peek(reader) == ',' && reader->at++);
	return maek_json_token_expect(reader, ']', "']' is expected");
}

static bool read_map(struct maek_json_reader *reader, const struct maek_json_field *field, void *list)
{
	MAEK_LIST(struct maek_field) fields = {0};
	if (maek_json_token_peek(reader) != '{')
		return wrong(reader, field->key);
	reader->at++;
	if (maek_json_token_peek(reader) != '}')
		do {
			struct maek_text key, value = {"", 0};
			if (!maek_json_token_string(reader, &key) || !maek_json_token_expect(reader, ':', "':' is expected"))
				return false;
			for (size_t i = 0; i < fields.count; i++)
				if (strcmp(fields.items[i].key, key.bytes) == 0)
					return maek_json_token_fail(reader, "a member that stands twice");
			if (maek_json_token_peek(reader) == '"' ? !maek_json_token_string(reader, &value) : !skip_value(reader))
				return false;
			*MAEK_PUSH(reader->arena, &fields) = (struct maek_field){key.bytes, value.bytes};
		} while (maek_json_token_peek(reader) == ',' && reader->at++);
	memcpy(list, &fields, sizeof fields);
	return maek_json_token_expect(reader, '}', "'}' is expected");
}

static bool read_pair(struct maek_json_reader *reader, uint32_t pair[2])
{
	int64_t first, second;
	if (maek_json_token_peek(reader) != '[')
		return false;
	reader->at++;
	if (!maek_json_token_integer(reader, &first) || maek_json_token_peek(reader) != ',')
		return false;
	reader->at++;
	if (!maek_json_token_integer(reader, &second) || maek_json_token_peek(reader) != ']')
		return false;
	reader->at++;
	pair[0] = (uint32_t)first;
	pair[1] = (uint32_t)second;
	return first >= 0 && second >= first && second <= UINT32_MAX;
}

static bool read_within(struct maek_json_reader *reader, int64_t least, int64_t most, int64_t *value)
{
	return maek_json_token_integer(reader, value) && *value >= least && *value <= most;
}

static bool read_plain(struct maek_json_reader *reader, const struct maek_json_field *field, void *to)
{
	struct maek_text text;
	int64_t integer = 0;
	bool ok = true;
	switch (field->kind) {
	case MAEK_JSON_FLAG:
		*(bool *)to = maek_json_token_accept(reader, "true", 4);
		return *(bool *)to || skip_value(reader);
	case MAEK_JSON_INTEGER:
		return maek_json_token_integer(reader, to);
	case MAEK_JSON_COUNT:
		ok = read_within(reader, 0, UINT32_MAX, &integer);
		*(uint32_t *)to = (uint32_t)integer;
		return ok;
	case MAEK_JSON_INDEX:
		ok = read_within(reader, -1, INT32_MAX, &integer);
		*(int *)to = (int)integer;
		return ok;
	case MAEK_JSON_REAL:
		return maek_json_token_real(reader, to);
	case MAEK_JSON_PAIR:
		return read_pair(reader, to);
	default:
		break;
	}
	if (maek_json_token_peek(reader) != '"' || !maek_json_token_string(reader, &text))
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
static bool read_value(struct maek_json_reader *reader, const struct maek_json_field *field, void *target)
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

static bool is_key(const struct maek_json_reader *reader, const struct maek_json_field *field)
{
	return reader->at[1] == field->key[0] && (size_t)(reader->end - reader->at) > field->key_size + 2 &&
	       reader->at[field->key_size + 1] == '"' && memcmp(reader->at + 1, field->key, field->key_size) == 0;
}

/* The field of the key that comes next, or NULL when no field has it; the key is read. First those from `hint` on, which is where it
 * mostly stands. */
static bool read_key(struct maek_json_reader *reader, const struct maek_json_field *fields, const struct maek_json_field *hint,
                     const struct maek_json_field **found)
{
	struct maek_text key;
	*found = NULL;
	if (maek_json_token_peek(reader) == '"' && reader->end - reader->at > 2)
		for (const struct maek_json_field *field = hint; field->key; field++)
			if (is_key(reader, field)) {
				reader->at += field->key_size + 2;
				*found = field;
				return true;
			}
	if (!maek_json_token_string(reader, &key))
		return false;
	for (const struct maek_json_field *field = fields; field->key && !*found; field++)
		if (field->key_size == key.size && memcmp(field->key, key.bytes, key.size) == 0)
			*found = field;
	return true;
}

static bool read_member(struct maek_json_reader *reader, const struct maek_json_field *fields, const struct maek_json_field **hint,
                        uint32_t *seen, void *target)
{
	const struct maek_json_field *field;
	if (!read_key(reader, fields, *hint, &field) || !maek_json_token_expect(reader, ':', "':' is expected"))
		return false;
	if (!field)
		return skip_value(reader);
	*hint = field + 1;
	if (*seen >> (field - fields) & 1)
		return maek_json_token_fail(reader, "a member that stands twice");
	if (maek_json_token_peek(reader) == 'n')
		return skip_value(reader);
	*seen |= UINT32_C(1) << (field - fields);
	return read_value(reader, field, target);
}

static bool read_members(struct maek_json_reader *reader, const struct maek_json_field *fields, void *target)
{
	const struct maek_json_field *hint = fields;
	uint32_t seen = 0;
	if (!maek_json_token_expect(reader, '{', "'{' is expected"))
		return false;
	if (maek_json_token_peek(reader) != '}')
		do {
			if (!read_member(reader, fields, &hint, &seen, target))
				return false;
		} while (maek_json_token_peek(reader) == ',' && reader->at++);
	if (!maek_json_token_expect(reader, '}', "'}' is expected"))
		return false;
	for (size_t i = 0; fields[i].key; i++)
		if (fields[i].required && !(seen >> i & 1))
			return wrong(reader, fields[i].key);
	return true;
}

bool maek_json_read(struct maek_arena *arena, struct maek_text text, const struct maek_json_field *fields, void *target,
                    struct maek_json_fault *fault)
{
	struct maek_json_reader reader = {text.bytes, text.bytes, text.bytes + text.size, arena, fault, 0};
	*fault = (struct maek_json_fault){0};
	size_t bad = maek_text_invalid_at(text);
	if (bad < text.size) {
		reader.at += bad;
		return maek_json_token_fail(&reader, text.bytes[bad] ? "no UTF-8" : "a NUL character");
	}
	return read_members(&reader, fields, target) && (!maek_json_token_peek(&reader) || maek_json_token_fail(&reader, "the end is expected"));
}
