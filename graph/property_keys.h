/* The properties that nodes or edges have, as columns: formats of fixed columns must know them before the first row.
 */
#ifndef MAEK_GRAPH_PROPERTY_KEYS_H
#define MAEK_GRAPH_PROPERTY_KEYS_H

#include "graph/graph.h"

struct maek_property_key {
	const char *name;
	bool is_integer; /* in every node or edge that has it */
};

struct maek_property_keys {
	struct maek_property_key *items; /* by name (bytes) */
	size_t count;
};

struct maek_property_keys maek_node_property_keys(const struct maek_graph *graph, struct maek_arena *arena);
struct maek_property_keys maek_edge_property_keys(const struct maek_graph *graph, struct maek_arena *arena);

/* The property of a node or edge under `key`, or NULL. */
const struct maek_property *maek_property_find(const struct maek_property *items, size_t count, const char *key);

#endif
