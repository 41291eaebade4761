/* What the files of the linker share: the documents that are linked and how far the graph has come.
 */
#ifndef MAEK_GRAPH_LINK_PARTS_H
#define MAEK_GRAPH_LINK_PARTS_H

#include "extract/error.h"
#include "graph/graph.h"
#include "graph/link_cluster.h"

struct maek_linking {
	struct maek_graph *graph;
	struct maek_arena *work; /* given back at the end */
	struct maek_link_store *store;
	struct maek_link_documents documents;
	uint32_t *root;    /* of each entity */
	uint32_t *node_of; /* of each root: index of its node; set by maek_link_nodes() */
	struct maek_table edges; /* relation, source and target to the index of the edge */
	struct maek_errors *errors;
};

/* Adds a node for each root, in the order of the entities, with its mentions, names and merges. */
void maek_link_nodes(struct maek_linking *linking);

/* Adds the edges, in the order in which documents first say them. Call after maek_link_nodes(). */
void maek_link_edges(struct maek_linking *linking);

#endif
