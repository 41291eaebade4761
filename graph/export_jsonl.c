/* JSON lines: the parts of graph.json one a line, told apart by "kind", for readers that never hold the whole. Nodes come
 * before the edges that join them.
 */
#include "graph/export_formats.h"

#include "graph/graph_json_parts.h"

static void begin_line(struct maek_buffer *line, const char *kind)
{
	maek_buffer_string(line, "{");
	maek_json_write_string_at(line, "kind", kind);
}

static void put_line(struct maek_buffer *line, FILE *out)
{
	maek_buffer_string(line, "}\n");
	maek_json_put(line, out);
}

bool maek_export_jsonl(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                       struct maek_errors *errors)
{
	struct maek_buffer line = {.arena = maek_arena_new()};
	(void)errors;
	(void)options;
	begin_line(&line, "graph");
	maek_json_head(graph, &line);
	put_line(&line, out);
	for (size_t i = 0; i < graph->documents.count; i++) {
		begin_line(&line, "document");
		maek_json_document(&graph->documents.items[i], true, &line);
		put_line(&line, out);
	}
	for (size_t i = 0; i < graph->nodes.count; i++) {
		begin_line(&line, "node");
		maek_json_node(graph, &graph->nodes.items[i], &line);
		put_line(&line, out);
	}
	for (size_t i = 0; i < graph->edges.count; i++) {
		begin_line(&line, "edge");
		maek_json_edge(graph, &graph->edges.items[i], &line);
		put_line(&line, out);
	}
	maek_arena_free(line.arena);
	return maek_export_done(out);
}
