/* The parts of graph.json as JSON texts, for all exporters that write JSON or put JSON into a field. Key order is fixed. Each is
 * appended to a buffer.
 */
#ifndef MAEK_GRAPH_GRAPH_JSON_PARTS_H
#define MAEK_GRAPH_GRAPH_JSON_PARTS_H

#include "graph/graph.h"
#include "graph/json_write.h"

#include <stdio.h>

/* The members of an object, without its brackets; more may stand before or behind them. */
void maek_json_head(const struct maek_graph *graph, struct maek_buffer *to); /* "generator", "rules" */
/* `taken`: the first member is "kind", so the document's own field of that name is left out. */
void maek_json_document(const struct maek_graph_document *document, bool taken, struct maek_buffer *to);
void maek_json_node(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *to);
void maek_json_edge(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *to);

/* Lists of a node or edge. */
void maek_json_strings(const char *const *items, size_t count, struct maek_buffer *to);
void maek_json_property(const struct maek_property *property, struct maek_buffer *to);
void maek_json_merged(const struct maek_node *node, struct maek_buffer *to);
void maek_json_mentions(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *to);
void maek_json_evidence(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *to);

/* Of one piece of evidence: role -> [start, end], or a list of such pairs for a role of several members; infer rules. */
void maek_json_roles(const struct maek_graph_evidence *evidence, struct maek_buffer *to);
void maek_json_inferred(const struct maek_graph_evidence *evidence, struct maek_buffer *to);

/* Writes the text and empties the buffer; false when `out` could not be written. */
bool maek_json_put(struct maek_buffer *text, FILE *out);

#endif
