/* Small helpers over jansson for the files that write and read JSON; the `_new` setters of jansson take over what they
 * are given, and every one of these runs out of memory loudly.
 */
#ifndef MAEK_GRAPH_JSON_BUILD_H
#define MAEK_GRAPH_JSON_BUILD_H

#include "extract/error.h"
#include "extract/facts.h"

#include <jansson.h>

/* A string value; bytes that are not UTF-8 become U+FFFD. */
json_t *maek_json_text(struct maek_text text);
json_t *maek_json_string(const char *string);
/* [first, second] */
json_t *maek_json_pair(const uint32_t pair[2]);
void maek_json_set(json_t *object, const char *key, json_t *value);
void maek_json_append(json_t *array, json_t *value);

/* Appends the value, printed with jansson's `flags`, and a line end; gives the value back. */
void maek_json_write(json_t *value, size_t flags, struct maek_buffer *to);

/* Appends the value for a <script> element, in which nothing may begin a tag; gives the value back. */
void maek_json_write_script(struct maek_buffer *to, json_t *value);

/* Reading: `wrong` collects the first structural problem. All strings are copied into the arena. */
struct maek_json_reader {
	struct maek_arena *arena;
	const char *wrong; /* NULL while all is well */
};
const char *maek_json_read_string(struct maek_json_reader *reader, const json_t *object, const char *key, bool required);
int64_t maek_json_read_integer(struct maek_json_reader *reader, const json_t *object, const char *key, int64_t otherwise);
bool maek_json_read_bool(const json_t *object, const char *key);
double maek_json_read_real(struct maek_json_reader *reader, const json_t *object, const char *key);
void maek_json_read_pair(struct maek_json_reader *reader, const json_t *object, const char *key, uint32_t pair[2]);
void maek_json_read_pack(struct maek_json_reader *reader, const json_t *object, struct maek_fact_pack *pack);
/* 64 hex digits under `sha256`. */
void maek_json_read_hash(struct maek_json_reader *reader, const json_t *object, char hash[65]);
/* The array under `key`; a missing one is NULL, something else is wrong. */
const json_t *maek_json_read_array(struct maek_json_reader *reader, const json_t *object, const char *key);

#endif
