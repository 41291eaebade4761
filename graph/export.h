/* Exporters: one file and one table entry each. */
#ifndef MAEK_GRAPH_EXPORT_H
#define MAEK_GRAPH_EXPORT_H

#include "extract/error.h"
#include "extract/rules.h"
#include "graph/graph.h"

#include <stdio.h>

/* What an exporter is told besides the graph. */
struct maek_export_options {
	const struct maek_rules *rules; /* views and style; may be NULL: built-in defaults, no named view */
	const char *view;               /* NULL: the plain graph of everything */
	const char *theme;              /* "light" (NULL) or "dark" */
	const char *units;              /* "en" (NULL): 8B, or "ko": 80억 */
};

struct maek_exporter {
	const char *name;   /* "json", "dot" */
	const char *ending; /* ".json" */
	const char *summary;
	/* False when it could not be done; errors says why. */
	bool (*write)(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
	              struct maek_errors *errors);
};

/* The table, ended by an entry with a NULL name. */
extern const struct maek_exporter maek_exporters[];
const struct maek_exporter *maek_exporter_find(const char *name);

/* DOT to SVG (or png, pdf) through Graphviz's `dot` as a child with a time limit in seconds. `dot` is the DOT text; the
 * picture is written to `out`. Anything that Graphviz says on its stderr is an error. */
bool maek_render(struct maek_text dot, const char *format, int seconds, FILE *out, struct maek_errors *errors);

#endif
