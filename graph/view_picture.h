/* What a view finds in a graph, before anything is drawn: the root with the most rows, and what belongs to each row. All
 * lists are in order of first mention (document, then place), unless the view sorts them otherwise.
 */
#ifndef MAEK_GRAPH_VIEW_PICTURE_H
#define MAEK_GRAPH_VIEW_PICTURE_H

#include "graph/graph.h"
#include "graph/view.h"

/* `node` and `edge` are indices into the graph; the edge is the one that led here. */
struct maek_picture_person {
	uint32_t node, edge;
	const char *title; /* "" when the edge does not say */
};
struct maek_picture_model {
	uint32_t node, edge;
	const char *alias;        /* "" when there is none worth showing */
	int64_t value;            /* the greatest that is stated, 0 when none is */
	uint32_t size, size_edge; /* the node of the value and the edge to it; only with a value */
};
struct maek_picture_row {
	uint32_t node, edge;
	const char *alias;
	MAEK_LIST(struct maek_picture_person) people;
	MAEK_LIST(struct maek_picture_model) models;
};
struct maek_picture_side {
	uint32_t node, edge;
	const char *alias;
	MAEK_LIST(struct maek_picture_person) heads;
};

struct maek_picture {
	const struct maek_graph *graph;
	const struct maek_diagram *diagram;
	bool found; /* false: the graph has no root, all else is empty */
	uint32_t root;
	MAEK_LIST(struct maek_picture_row) rows;
	MAEK_LIST(struct maek_picture_side) sides;
	MAEK_LIST(int64_t) values; /* of all models, the greatest of each */
	int64_t greatest;          /* of them, 0 when there are none */
	bool *shown;      /* by node: is it in the picture? */
};

/* The picture lives in `arena` and borrows from the graph and the diagram. `row` is the id of the only row that is kept
 * (NULL: all are); the values are still those of all rows, so that pictures of single rows compare. */
struct maek_picture maek_picture_of(const struct maek_graph *graph, const struct maek_diagram *diagram, const char *row,
                                    struct maek_arena *arena);

/* The alias mentioned first among those that neither the label nor another alias holds, or "". */
const char *maek_picture_alias(const struct maek_node *node);

#endif
