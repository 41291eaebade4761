/* The parts of graph.json as JSON values, for all exporters that write JSON or put JSON into a field. Key order is fixed.
 * The caller owns what it gets; maek_json_put() and maek_json_dump() take it over.
 */
#ifndef MAEK_GRAPH_GRAPH_JSON_PARTS_H
#define MAEK_GRAPH_GRAPH_JSON_PARTS_H

#include "graph/graph.h"
#include "graph/json_build.h"

#include <stdio.h>

enum { MAEK_JSON_FLAGS = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6) };

/* {"generator", "rules"} */
json_t *maek_json_head(const struct maek_graph *graph);
json_t *maek_json_document(const struct maek_graph_document *document);
json_t *maek_json_node(const struct maek_graph *graph, const struct maek_node *node);
json_t *maek_json_edge(const struct maek_graph *graph, const struct maek_edge *edge);

/* Lists of a node or edge. */
json_t *maek_json_strings(const char *const *items, size_t count);
json_t *maek_json_property(const struct maek_property *property);
json_t *maek_json_merged(const struct maek_node *node);
json_t *maek_json_mentions(const struct maek_graph *graph, const struct maek_node *node);
json_t *maek_json_evidence(const struct maek_graph *graph, const struct maek_edge *edge);

/* Of one piece of evidence: role -> [start, end], or a list of such pairs for a role of several members; infer rules. */
json_t *maek_json_roles(const struct maek_graph_evidence *evidence);
json_t *maek_json_inferred(const struct maek_graph_evidence *evidence);

/* Writes a value; false when `out` could not be written. */
bool maek_json_put(FILE *out, json_t *value);
/* The value as text, to be freed with free(). */
char *maek_json_dump(json_t *value);

#endif
