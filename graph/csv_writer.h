/* CSV as RFC 4180 has it, with line ends of one LF, and the two ways in which tables of maek put lists into a field.
 */
#ifndef MAEK_GRAPH_CSV_WRITER_H
#define MAEK_GRAPH_CSV_WRITER_H

#include "graph/graph.h"

#include <jansson.h>
#include <stdio.h>

struct maek_csv {
	FILE *out;
	bool has_raw_lists; /* lists as Neo4j's importer takes them: joined by U+001F; else JSON */
	bool is_begun;      /* the row has a field already */
};

/* Fields of the row, one after the other. NULL is an empty field. */
void maek_csv_text(struct maek_csv *csv, const char *text);
void maek_csv_integer(struct maek_csv *csv, int64_t value);
void maek_csv_real(struct maek_csv *csv, double value);
/* A list of strings or integers; takes it over. */
void maek_csv_list(struct maek_csv *csv, json_t *list);
/* Several fields in a row, the list ended by NULL. */
void maek_csv_header(struct maek_csv *csv, const char *const *names);
void maek_csv_end(struct maek_csv *csv);

#endif
