/* graph.json: made for notebooks (node-link, as networkx reads it), written as a stream and read back.
 */
#ifndef MAEK_GRAPH_GRAPH_JSON_H
#define MAEK_GRAPH_GRAPH_JSON_H

#include "extract/error.h"
#include "graph/graph.h"

#include <stdio.h>

/* Writes the graph: fixed key order, sorted arrays, one document, node or edge a line. False when
 * `out` could not be written (errno says why). */
bool maek_graph_write_json(const struct maek_graph *graph, FILE *out);

/* Reads graph.json ("-": standard input) node by node: beyond the graph it takes the memory of one, as long as documents
 * stand before nodes and nodes before edges, as they do when maek has written them. */
bool maek_graph_read_json(const char *path, struct maek_graph **out, struct maek_errors *errors);

#endif
