/* Explanations for people to read on a terminal. All of it goes to standard output, in colour when that is wanted there.
 */
#ifndef MAEK_CLI_EXPLAIN_TEXT_H
#define MAEK_CLI_EXPLAIN_TEXT_H

#include "extract/explain.h"
#include "graph/graph.h"

void maek_explain_write_sentence(const struct maek_explained_sentence *sentence);
void maek_explain_write_rule(const struct maek_explained_rule *rule);
/* Only why it did not say more: the reason, what was dropped, the furthest place; each line `indent` columns to the
 * right. False, and nothing is written, when there is nothing to tell. */
bool maek_explain_write_why(const struct maek_explained_rule *rule, int indent);

void maek_explain_write_node(const struct maek_graph *graph, const struct maek_node *node);
void maek_explain_write_edge(const struct maek_graph *graph, const struct maek_edge *edge);

#endif
