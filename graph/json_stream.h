/* Reads a large JSON object piece by piece: each of its members, and each element of those that are arrays, is given away
 * and forgotten, so that only one of them is in memory.
 */
#ifndef MAEK_GRAPH_JSON_STREAM_H
#define MAEK_GRAPH_JSON_STREAM_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct maek_json_pieces {
	void *context;
	/* A member that is no array, or an element of one that is; borrowed: json_incref() keeps it. */
	void (*piece)(void *context, const char *member, json_t *value);
	/* All elements of an array member have been given. */
	void (*end)(void *context, const char *member);
};

/* Reads one object from `in`, with nothing but white space behind it. Members may not come twice. False when it is not
 * JSON or not an object; `error` says what and where (line, column, text). */
bool maek_json_stream(FILE *in, const struct maek_json_pieces *pieces, json_error_t *error);

#endif
