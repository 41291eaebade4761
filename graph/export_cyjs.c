/* Cytoscape.js: what `cytoscape({elements})` takes and Cytoscape desktop opens. The data of an element is the node or edge
 * of graph.json; its ids, `source` and `target` are those that Cytoscape asks for.
 */
#include "graph/export_formats.h"

#include "graph/graph_json_parts.h"
#include "graph/version.h"

static void put_element(FILE *out, size_t index, json_t *data)
{
	fputs(index ? ",\n{\"data\":" : "\n{\"data\":", out);
	maek_json_put(out, data);
	putc('}', out);
}

static void put_head(FILE *out, const struct maek_graph *graph)
{
	fputs("{\"format_version\":\"1.0\",\"generated_by\":\"maek-" MAEK_VERSION "\",\"target_cytoscapejs_version\":\"~3\",\n"
	      "\"data\":{\"name\":\"maek\",\"graph\":",
	      out);
	maek_json_put(out, maek_json_head(graph));
	fputs(",\"documents\":[", out);
	for (size_t i = 0; i < graph->documents.count; i++) {
		fputs(i ? ",\n" : "\n", out);
		maek_json_put(out, maek_json_document(&graph->documents.items[i]));
	}
	fputs("]},\n", out);
}

bool maek_export_cyjs(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                      struct maek_errors *errors)
{
	(void)errors;
	(void)options;
	put_head(out, graph);
	fputs("\"elements\":{\"nodes\":[", out);
	for (size_t i = 0; i < graph->nodes.count; i++)
		put_element(out, i, maek_json_node(graph, &graph->nodes.items[i]));
	fputs("],\n\"edges\":[", out);
	for (size_t i = 0; i < graph->edges.count; i++)
		put_element(out, i, maek_json_edge(graph, &graph->edges.items[i]));
	fputs("]}}\n", out);
	return maek_export_done(out);
}
