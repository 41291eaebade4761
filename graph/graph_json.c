/* graph.json is written element by element: one node or edge is built with jansson, printed, and given back. */
#include "graph/graph_json.h"

#include "graph/graph_json_parts.h"

bool maek_graph_write_json(const struct maek_graph *graph, FILE *out)
{
	bool ok = fputs("{\"format\":\"maek-graph\",\"version\":1,\"directed\":true,\"multigraph\":true,\n\"graph\":", out) >= 0;
	ok = ok && maek_json_put(out, maek_json_head(graph)) && fputs(",\n\"documents\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->documents.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && maek_json_put(out, maek_json_document(&graph->documents.items[i]));
	ok = ok && fputs("],\n\"nodes\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->nodes.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && maek_json_put(out, maek_json_node(graph, &graph->nodes.items[i]));
	ok = ok && fputs("],\n\"edges\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->edges.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && maek_json_put(out, maek_json_edge(graph, &graph->edges.items[i]));
	return ok && fputs("]}\n", out) >= 0 && fflush(out) == 0;
}
