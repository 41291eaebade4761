/* JSON lines: the parts of graph.json one a line, told apart by "kind", for readers that never hold the whole. Nodes come
 * before the edges that join them.
 */
#include "graph/export_formats.h"

#include "graph/graph_json_parts.h"

#include <stdlib.h>

static void put_line(FILE *out, const char *kind, json_t *value)
{
	json_t *line = json_object();
	maek_json_set(line, "kind", maek_json_string(kind));
	if (json_object_update(line, value) != 0)
		maek_out_of_memory(0);
	json_decref(value);
	maek_json_put(out, line);
	putc('\n', out);
}

bool maek_export_jsonl(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                       struct maek_errors *errors)
{
	(void)errors;
	(void)options;
	put_line(out, "graph", maek_json_head(graph));
	for (size_t i = 0; i < graph->documents.count; i++)
		put_line(out, "document", maek_json_document(&graph->documents.items[i]));
	for (size_t i = 0; i < graph->nodes.count; i++)
		put_line(out, "node", maek_json_node(graph, &graph->nodes.items[i]));
	for (size_t i = 0; i < graph->edges.count; i++)
		put_line(out, "edge", maek_json_edge(graph, &graph->edges.items[i]));
	return maek_export_done(out);
}
