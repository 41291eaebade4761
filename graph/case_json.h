/* The outcome of a test case as JSON: what was said, the documents, and a row for each node and edge; and how two
 * outcomes differ. Rows are short, so that a change of one is easy to read.
 */
#ifndef MAEK_GRAPH_CASE_JSON_H
#define MAEK_GRAPH_CASE_JSON_H

#include "extract/text.h"
#include "graph/graph.h"

/* Appends the outcome, indented; `messages` are lines. */
void maek_case_write(const struct maek_graph *graph, const char *messages, struct maek_buffer *out);

/* A message, document, node or edge that only one outcome has (or has so). */
struct maek_case_row {
	const char *section, *text; /* "nodes", "{...}" on one line */
	bool expected;              /* else it was found */
};

struct maek_case_rows {
	struct maek_case_row *items;
	size_t count, room;
};

/* Compares two outcomes; the rows that differ, those of one node or edge beside each other. False when `expected` is no
 * outcome; *wrong says why. */
bool maek_case_compare(struct maek_arena *arena, struct maek_text expected, struct maek_text found, struct maek_case_rows *out,
                       const char **wrong);

#endif
