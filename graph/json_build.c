/* See the header. */
#include "graph/json_build.h"

#include <stdlib.h>
#include <string.h>

json_t *maek_json_text(struct maek_text text)
{
	json_t *value = json_stringn(text.bytes, text.size);
	return value ? value : maek_checked(json_string("\xEF\xBF\xBD"));
}

json_t *maek_json_string(const char *string)
{
	return maek_json_text(maek_text_of(string));
}

json_t *maek_json_pair(const uint32_t pair[2])
{
	return maek_checked(json_pack("[II]", (json_int_t)pair[0], (json_int_t)pair[1]));
}

void maek_json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, maek_checked(value)) != 0)
		maek_out_of_memory(0);
}

void maek_json_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, maek_checked(value)) != 0)
		maek_out_of_memory(0);
}

const char *maek_json_read_string(struct maek_json_reader *reader, const json_t *object, const char *key, bool required)
{
	const json_t *value = json_object_get(object, key);
	if (json_is_string(value))
		return maek_arena_copy(reader->arena, json_string_value(value), json_string_length(value));
	if (required || (value && !json_is_null(value)))
		reader->wrong = reader->wrong ? reader->wrong : key;
	return required ? "" : NULL;
}

int64_t maek_json_read_integer(struct maek_json_reader *reader, const json_t *object, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(object, key);
	if (json_is_integer(value))
		return json_integer_value(value);
	if (value && !json_is_null(value))
		reader->wrong = reader->wrong ? reader->wrong : key;
	return otherwise;
}

bool maek_json_read_bool(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

double maek_json_read_real(struct maek_json_reader *reader, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_number(value))
		reader->wrong = reader->wrong ? reader->wrong : key;
	return json_number_value(value);
}

void maek_json_read_pair(struct maek_json_reader *reader, const json_t *object, const char *key, uint32_t pair[2])
{
	const json_t *array = json_object_get(object, key);
	json_int_t first = json_integer_value(json_array_get(array, 0)), second = json_integer_value(json_array_get(array, 1));
	if (json_array_size(array) != 2 || first < 0 || second < first || second > UINT32_MAX) {
		reader->wrong = reader->wrong ? reader->wrong : key;
		first = second = 0;
	}
	pair[0] = (uint32_t)first;
	pair[1] = (uint32_t)second;
}

void maek_json_read_hash(struct maek_json_reader *reader, const json_t *object, char hash[65])
{
	const char *text = maek_json_read_string(reader, object, "sha256", true);
	if (strlen(text) != 64)
		reader->wrong = reader->wrong ? reader->wrong : "sha256";
	else
		memcpy(hash, text, 65);
}

void maek_json_read_pack(struct maek_json_reader *reader, const json_t *object, struct maek_fact_pack *pack)
{
	pack->name = maek_json_read_string(reader, object, "pack", true);
	maek_json_read_hash(reader, object, pack->sha256);
}

const json_t *maek_json_read_array(struct maek_json_reader *reader, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (value && !json_is_array(value)) {
		reader->wrong = reader->wrong ? reader->wrong : key;
		return NULL;
	}
	return value;
}

void maek_json_write(json_t *value, size_t flags, struct maek_buffer *to)
{
	char *text = maek_checked(json_dumps(value, flags));
	json_decref(value);
	maek_buffer_string(to, text);
	maek_buffer_string(to, "\n");
	free(text);
}

void maek_json_write_script(struct maek_buffer *to, json_t *value)
{
	char *text = maek_checked(json_dumps(value, JSON_COMPACT));
	json_decref(value);
	for (const char *c = text; *c;) {
		size_t plain = strcspn(c, "<");
		maek_buffer_add(to, c, plain);
		c += plain;
		if (*c == '<') {
			maek_buffer_string(to, "\\u003c");
			c++;
		}
	}
	free(text);
}
