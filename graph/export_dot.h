/* What the DOT layouts share: the sheet that they draw on, its left column (root and side), and its legend. One file a
 * layout: export_graph.c (everything), export_cards.c, export_panels.c.
 */
#ifndef MAEK_GRAPH_EXPORT_DOT_H
#define MAEK_GRAPH_EXPORT_DOT_H

#include "graph/dot_writer.h"
#include "graph/export.h"
#include "graph/export_html.h"
#include "graph/style.h"
#include "graph/view_picture.h"

/* The exporter: chooses the layout of the view. */
bool maek_export_dot(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                     struct maek_errors *errors);

struct maek_sheet {
	const struct maek_graph *graph; /* what is drawn: `whole`, or a part of it */
	const struct maek_graph *whole;
	const struct maek_export_options *options;
	const struct maek_diagram *diagram;
	const struct maek_style *style;
	const struct maek_picture *picture; /* NULL in the layout of everything */
	struct maek_arena *arena;
	struct maek_dot *dot;
	uint32_t *uses, *edge_uses; /* by node, by edge: how often it is drawn */
	const char *people_type, *models_type, *size_type;
	struct maek_colors root, row, side, people, models, size;
	double value_width;                 /* of the boxes of values in the layout of everything, 0: not known yet */
	struct maek_table types, relations; /* drawn as they come: the place picks the default colour */
};

/* The layouts: they draw the sheet's graph or picture into its DOT. */
void maek_sheet_everything(struct maek_sheet *sheet);
void maek_sheet_cards(struct maek_sheet *sheet);
void maek_sheet_poster(struct maek_sheet *sheet);
void maek_sheet_panels(struct maek_sheet *sheet);

/* A drawing of a node: `id` is its alone, "n7", then "n7-2". */
struct maek_drawn {
	const char *id;
	uint32_t node;
};
struct maek_drawn maek_sheet_draw(struct maek_sheet *sheet, uint32_t node);

/* A filled box for it as the style `name` says, with `colors`; attributes may be added. `width` in points. */
void maek_sheet_box(struct maek_sheet *sheet, struct maek_drawn drawn, const char *name,
                    const struct maek_colors *colors, double width);
/* An edge with id, class and tooltip of the graph's edge, laid out from left to right or down; arrow and dashes as the
 * style of its relation says, the arrow at the relation's object. */
void maek_sheet_edge(struct maek_sheet *sheet, struct maek_drawn from, struct maek_drawn to, uint32_t edge,
                     const char *color);
/* A node as the layout of everything draws it, and a relation's colours there. */
void maek_sheet_node(struct maek_sheet *sheet, uint32_t index);
struct maek_colors maek_sheet_relation_colors(struct maek_sheet *sheet, const char *relation);
/* A tooltip (a page has none) or another plain attribute that holds text of the graph. */
void maek_sheet_text(struct maek_sheet *sheet, const char *key, const char *text);

/* Root, sides and their heads in one column; returns the root. */
struct maek_drawn maek_sheet_left(struct maek_sheet *sheet);
/* From the root to a row that stands right of it. */
void maek_sheet_row_edge(struct maek_sheet *sheet, struct maek_drawn root, struct maek_drawn row, uint32_t edge);

/* A word of the view, or `otherwise`'s label in the rules. */
const char *maek_sheet_word(const struct maek_sheet *sheet, const char *key, const char *otherwise);

/* The attributes of a table's cell that make it an element of its own, with a tooltip. */
void maek_sheet_cell(struct maek_buffer *html, const char *id, const char *tooltip);
/* How long the bar (power 1) of the greatest value is, or how wide its bubble (power 0.5): about `wanted` points, and such
 * that those of the other values, which Graphviz draws in whole points, are least wrong. */
int maek_sheet_whole(const struct maek_sheet *sheet, int wanted, double power);
/* How long the bar of a value is, of `whole`: linear from zero, never invisible. */
int maek_sheet_bar(const struct maek_sheet *sheet, int64_t value, int whole);
/* A value as the text has it and in full, for its tooltip. */
const char *maek_sheet_value_text(const struct maek_sheet *sheet, const struct maek_picture_model *model);
/* The word for sizes, with the greatest value of the picture in place of "$max". */
const char *maek_sheet_size_word(const struct maek_sheet *sheet);

struct maek_legend_entry {
	enum { MAEK_LEGEND_BOX, MAEK_LEGEND_ROUNDED, MAEK_LEGEND_BAR, MAEK_LEGEND_MARK } kind;
	struct maek_colors colors;
	const char *word; /* "": the entry is left out */
	const char *mark; /* a character, for MAEK_LEGEND_MARK */
};
/* The legend, `entries` a row of `columns`, and under it what the picture leaves out. */
void maek_sheet_legend(struct maek_sheet *sheet, const struct maek_legend_entry *entries, size_t count, size_t columns);
/* "kind 3, kind 1" for the nodes of the whole graph that are not drawn, or "" when all are. */
const char *maek_sheet_left_out(const struct maek_sheet *sheet);
/* The entries for root, side and rows; returns how many (at most 3). */
size_t maek_sheet_legend_left(const struct maek_sheet *sheet, struct maek_colors row,
                              struct maek_legend_entry *entries);

#endif
