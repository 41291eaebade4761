/* The tokens of JSON, read one after the other from a text that is UTF-8 without NUL. Each function says in the fault what is
 * wrong and returns false. Nothing but json_read.c uses them.
 */
#ifndef MAEK_GRAPH_JSON_TOKEN_H
#define MAEK_GRAPH_JSON_TOKEN_H

#include "graph/json_read.h"

struct maek_json_reader {
	const char *start, *at, *end;
	struct maek_arena *arena; /* strings with escapes are decoded into it */
	struct maek_json_fault *fault;
	int depth;
};

/* Notes that the text is no JSON here; false. */
bool maek_json_token_fail(struct maek_json_reader *reader, const char *problem);

/* The next byte that is no white space, or 0 at the end; the reader stands on it. */
char maek_json_token_peek(struct maek_json_reader *reader);
/* Steps over `c`, or fails with `problem`. */
bool maek_json_token_expect(struct maek_json_reader *reader, char c, const char *problem);
/* Steps over a word, if it stands here; nothing is noted if not. */
bool maek_json_token_accept(struct maek_json_reader *reader, const char *word, size_t size);

bool maek_json_token_string(struct maek_json_reader *reader, struct maek_text *text);
/* The text of a number; *is_integer: without fraction and exponent. */
bool maek_json_token_number(struct maek_json_reader *reader, struct maek_text *number, bool *is_integer);
bool maek_json_token_integer(struct maek_json_reader *reader, int64_t *value);
/* At most 1e300 away from 0. */
bool maek_json_token_real(struct maek_json_reader *reader, double *value);

#endif
