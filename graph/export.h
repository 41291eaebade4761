/* Exporters: one file and one table entry each. */
#ifndef MAEK_GRAPH_EXPORT_H
#define MAEK_GRAPH_EXPORT_H

#include "extract/error.h"
#include "extract/rules.h"
#include "graph/graph.h"
#include "graph/narrow.h"
#include "graph/style.h"

#include <stdio.h>

/* What an exporter is told besides the graph. */
struct maek_export_options {
	const struct maek_rules *rules; /* views and style; may be NULL: built-in defaults, no named view */
	const char *view;               /* NULL: the plain graph of everything */
	const char *theme;              /* "light" (NULL) or "dark" */
	const char *units;              /* "en" (NULL): 8B, or another of the style's */
	bool neo4j;                     /* csv: headers for Neo4j's importer */
	size_t part;                    /* which of the exporter's parts */
	/* pictures only */
	struct maek_narrowing narrowing;
	const char *row;              /* the id of a node: only this row of the view; NULL: all */
	size_t width;                 /* pixels, 0: as it comes */
	size_t most;                  /* nodes that may be drawn without a view's layout, 0: any number */
	struct maek_palette *palette; /* not NULL: a drawing for a page, without legend and tooltips, see style.h */
};

struct maek_exporter {
	const char *name;   /* "json", "dot" */
	const char *ending; /* ".json" */
	const char *summary;
	/* False when it could not be done; errors says why, or ferror(out) that writing failed. */
	bool (*write)(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
	              struct maek_errors *errors);
	/* NULL: one text. Else the names of the files that make up the export, the list ended by NULL; options->part counts
	 * them. */
	const char *const *(*parts)(const struct maek_export_options *options);
};

/* The table, ended by an entry with a NULL name. */
extern const struct maek_exporter maek_exporters[];
const struct maek_exporter *maek_exporter_find(const char *name);

/* Seconds that Graphviz may take for a picture. */
enum { MAEK_RENDER_SECONDS = 10 };

/* DOT to SVG (or png, pdf) through Graphviz's `dot` as a child with a time limit in seconds. `dot` is the DOT text; the
 * picture is written to `out`. Anything that Graphviz says on its stderr is an error. Several graphs in `dot` give
 * several pictures. */
bool maek_render(struct maek_text dot, const char *format, int seconds, FILE *out, struct maek_errors *errors);

/* Draws a graph: its DOT through maek_render(), and for "svg" the elements in tables get their class as well. */
bool maek_draw(const struct maek_graph *graph, const struct maek_export_options *options, const char *format,
               int seconds, FILE *out, struct maek_errors *errors);

/* Is a font for the language that the style names (`fonts-for: {language, package}`) installed? When not, a warning that
 * names the package; none when the style names no language or fontconfig cannot be asked. */
void maek_render_check_fonts(const struct maek_rules *rules, struct maek_errors *errors);

#endif
