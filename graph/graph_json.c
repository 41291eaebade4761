/* graph.json is written element by element, so that only one of them is in memory as text. */
#include "graph/graph_json.h"

#include "graph/graph_json_parts.h"

static bool put_element(struct maek_buffer *text, size_t index, FILE *out)
{
	maek_buffer_string(text, "}");
	return fputs(index ? ",\n{" : "\n{", out) >= 0 && maek_json_put(text, out);
}

static bool write_all(const struct maek_graph *graph, struct maek_buffer *text, FILE *out)
{
	maek_buffer_string(text, "{\"format\":\"maek-graph\",\"version\":1,\"directed\":true,\"multigraph\":true,\n\"graph\":{");
	maek_json_head(graph, text);
	maek_buffer_string(text, "},\n\"documents\":[");
	bool ok = maek_json_put(text, out);
	for (size_t i = 0; ok && i < graph->documents.count; i++) {
		maek_json_document(&graph->documents.items[i], false, text);
		ok = put_element(text, i, out);
	}
	ok = ok && fputs("],\n\"nodes\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->nodes.count; i++) {
		maek_json_node(graph, &graph->nodes.items[i], text);
		ok = put_element(text, i, out);
	}
	ok = ok && fputs("],\n\"edges\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->edges.count; i++) {
		maek_json_edge(graph, &graph->edges.items[i], text);
		ok = put_element(text, i, out);
	}
	return ok && fputs("]}\n", out) >= 0 && fflush(out) == 0;
}

bool maek_graph_write_json(const struct maek_graph *graph, FILE *out)
{
	struct maek_buffer text = {.arena = maek_arena_new()};
	bool ok = write_all(graph, &text, out);
	maek_arena_free(text.arena);
	return ok;
}
