/* Finding nodes and edges of a graph by what a person writes, and explaining them as JSON: every mention and evidence
 * with its document, sentence and rule, why names were merged, and the steps of a derivation.
 */
#ifndef MAEK_GRAPH_EXPLAIN_GRAPH_H
#define MAEK_GRAPH_EXPLAIN_GRAPH_H

#include "graph/graph.h"

/* The node of this id, else the only one of this label or alias. NULL with the nearest id (or NULL) in *nearest. */
const struct maek_node *maek_graph_find_node(const struct maek_graph *graph, const char *name, const char **nearest);

/* The edge of this id ("Organization/KT|develops|Model/A"); the ends may be labels or aliases. NULL as above. */
const struct maek_edge *maek_graph_find_edge(const struct maek_graph *graph, const char *name, const char **nearest);

/* {"id","type","label","aliases","merged":[{alias,by}],"mentions":[{document,sentence,text,cp,type,rule,at}],
 *  "edges":[id]} and a line end. */
void maek_graph_explain_node(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *out);

/* {"id","type","source","target","confidence","evidence":[{document,sentence,text,cp,rule,at,
 *  "roles":[{name,cp}],"steps":[{rule,at}]}]}; steps in the order of the derivation. */
void maek_graph_explain_edge(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *out);

#endif
