/* See the header. */
#include "graph/graph.h"

void maek_graph_free(struct maek_graph *graph)
{
	if (graph)
		maek_arena_free(graph->arena);
}
