/* The exporters of the table in export.c, and what they share. */
#ifndef MAEK_GRAPH_EXPORT_FORMATS_H
#define MAEK_GRAPH_EXPORT_FORMATS_H

#include "graph/export.h"

/* All write element by element: beyond the graph they need the memory of one node or edge, and some bytes for each. */
typedef bool maek_export_function(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                                  struct maek_errors *errors);

maek_export_function maek_export_graphml, maek_export_cyjs, maek_export_csv, maek_export_nquads, maek_export_jsonl,
	maek_export_mermaid;

/* The files of CSV, see export.h. */
const char *const *maek_export_csv_parts(const struct maek_export_options *options);

/* The end of an export: flushes; false when something could not be written, which whoever opened `out` tells. */
bool maek_export_done(FILE *out);

#endif
