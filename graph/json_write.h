/* JSON values straight into a buffer, for what is written by the million; the bytes are those that jansson would print. Whoever writes
 * puts the brackets, keys and commas himself.
 */
#ifndef MAEK_GRAPH_JSON_WRITE_H
#define MAEK_GRAPH_JSON_WRITE_H

#include "extract/facts.h"

/* A string in quotes; one that is not UTF-8 becomes U+FFFD. */
void maek_json_write_text(struct maek_buffer *to, struct maek_text text);
void maek_json_write_string(struct maek_buffer *to, const char *string);
void maek_json_write_integer(struct maek_buffer *to, int64_t value);
/* Six significant digits, always with a point or an exponent. */
void maek_json_write_real(struct maek_buffer *to, double value);
/* [first, second] */
void maek_json_write_pair(struct maek_buffer *to, const uint32_t pair[2]);

/* Where the first byte stands that needs an escape in a string, or would end it; `end` when none does. */
const char *maek_json_plain_run(const char *at, const char *end);

/* A key with its colon, behind a comma unless a bracket stands before it. `key` needs no escapes. */
void maek_json_write_key(struct maek_buffer *to, const char *key);
/* The same for a key that may need them. */
void maek_json_write_name(struct maek_buffer *to, const char *key);
/* A comma, unless a bracket stands before it: call before each element of an array. */
void maek_json_write_next(struct maek_buffer *to);

/* A key and its value. */
void maek_json_write_string_at(struct maek_buffer *to, const char *key, const char *string);
void maek_json_write_integer_at(struct maek_buffer *to, const char *key, int64_t value);
void maek_json_write_pair_at(struct maek_buffer *to, const char *key, const uint32_t pair[2]);
void maek_json_write_flag(struct maek_buffer *to, const char *key); /* true */
/* "rules": [{"pack", "sha256"}, ...] */
void maek_json_write_packs(struct maek_buffer *to, const struct maek_fact_pack *packs, size_t count);
/* A member for each field but those of the names in `without`. A key stands once: with the last of its values, where the first was. */
void maek_json_write_fields(struct maek_buffer *to, const struct maek_field *fields, size_t count, const char *const *without,
                            size_t without_count);

#endif
