/* Statistics: how much of a graph each type, relation, rule and source gave.
 */
#ifndef MAEK_GRAPH_STATS_H
#define MAEK_GRAPH_STATS_H

#include "graph/graph.h"

struct maek_stat {
	const char *name;
	size_t items;              /* nodes of a type, edges of a relation, documents of a source; 0 for a rule */
	size_t mentions, evidence; /* a step of a derivation counts as evidence of its rule as well */
};
typedef MAEK_LIST(struct maek_stat) maek_stat_list;

/* Each list has the largest first (items, then mentions and evidence together), then by name. A source is the document's
 * `publisher`, else the host of its `url`, else "". */
struct maek_stats {
	size_t documents, nodes, edges, mentions, evidence;
	maek_stat_list types, relations, rules, sources;
};

/* The names are the graph's; the rest lives in `arena`. */
struct maek_stats maek_stats_of(const struct maek_graph *graph, struct maek_arena *arena);

/* {"documents","nodes","edges","mentions","evidence","types":[{name,nodes,mentions}],"relations":[{name,edges,evidence}],
 *  "rules":[{name,mentions,evidence}],"sources":[{name,documents,mentions,evidence}]} and a line end. */
void maek_stats_write(const struct maek_stats *stats, struct maek_buffer *out);

#endif
