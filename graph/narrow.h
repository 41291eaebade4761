/* Narrowing: a smaller graph out of a graph, for pictures that can be read and for the pages of single documents.
 */
#ifndef MAEK_GRAPH_NARROW_H
#define MAEK_GRAPH_NARROW_H

#include "extract/error.h"
#include "graph/graph.h"

/* What to keep, in this order: nodes of these types, what lies within `hops` of the focus, the nodes with most edges. */
struct maek_narrowing {
	const char *const *types; /* none: all */
	size_t type_count;
	const char *focus; /* an id, or a label or alias (of one node or several); NULL: none */
	size_t hops;
	size_t top; /* 0: all */
};

/* The part of `graph` that is kept, in `arena`; it borrows from `graph`. NULL with an error when there is nothing called
 * as the focus, or no node of such a type. The graph itself when nothing narrows it. */
const struct maek_graph *maek_narrow(const struct maek_graph *graph, const struct maek_narrowing *how,
                                     struct maek_arena *arena, struct maek_errors *errors);

/* The nodes with `keeps_node[i]` and, between them, the edges with `keeps_edge[i]` (NULL: all), in their order. */
struct maek_graph *maek_graph_part(const struct maek_graph *graph, const bool *keeps_node, const bool *keeps_edge,
                                   struct maek_arena *arena);

#endif
