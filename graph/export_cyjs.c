/* Cytoscape.js: what `cytoscape({elements})` takes and Cytoscape desktop opens. The data of an element is the node or edge
 * of graph.json; its ids, `source` and `target` are those that Cytoscape asks for.
 */
#include "graph/export_formats.h"

#include "graph/graph_json_parts.h"
#include "graph/version.h"

static void put_element(struct maek_buffer *text, size_t index, FILE *out)
{
	fputs(index ? ",\n{\"data\":{" : "\n{\"data\":{", out);
	maek_json_put(text, out);
	fputs("}}", out);
}

static void put_head(FILE *out, const struct maek_graph *graph, struct maek_buffer *text)
{
	fputs("{\"format_version\":\"1.0\",\"generated_by\":\"maek-" MAEK_VERSION "\",\"target_cytoscapejs_version\":\"~3\",\n"
	      "\"data\":{\"name\":\"maek\",\"graph\":{",
	      out);
	maek_json_head(graph, text);
	maek_buffer_string(text, "},\"documents\":[");
	for (size_t i = 0; i < graph->documents.count; i++) {
		maek_buffer_string(text, i ? ",\n{" : "\n{");
		maek_json_document(&graph->documents.items[i], false, text);
		maek_buffer_string(text, "}");
		maek_json_put(text, out);
	}
	maek_buffer_string(text, "]},\n");
	maek_json_put(text, out);
}

bool maek_export_cyjs(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                      struct maek_errors *errors)
{
	struct maek_buffer text = {.arena = maek_arena_new()};
	(void)errors;
	(void)options;
	put_head(out, graph, &text);
	fputs("\"elements\":{\"nodes\":[", out);
	for (size_t i = 0; i < graph->nodes.count; i++) {
		maek_json_node(graph, &graph->nodes.items[i], &text);
		put_element(&text, i, out);
	}
	fputs("],\n\"edges\":[", out);
	for (size_t i = 0; i < graph->edges.count; i++) {
		maek_json_edge(graph, &graph->edges.items[i], &text);
		put_element(&text, i, out);
	}
	fputs("]}}\n", out);
	maek_arena_free(text.arena);
	return maek_export_done(out);
}
