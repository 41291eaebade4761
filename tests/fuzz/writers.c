/* Names of any kind through every exporter: a document names each line of the input as a model, and what is written of the
 * graph is parsed back where a parser is at hand: JSON by jansson, DOT by Graphviz.
 */
#include "tests/fuzz/fuzz.h"

#include "graph/export.h"
#include "graph/facts_json.h"
#include "graph/graph_json.h"
#include "graph/link.h"

#include <graphviz/cgraph.h>
#include <jansson.h>
#include <string.h>

static struct maek_graph *graph_of(struct maek_arena *arena, struct maek_text names)
{
	struct maek_buffer text = {.arena = arena};
	maek_buffer_string(&text, "소식\n\n가람전자는 ");
	for (size_t i = 0, start = 0; i <= names.size; i++)
		if (i == names.size || names.bytes[i] == '\n') {
			maek_buffer_string(&text, "‘");
			maek_buffer_add(&text, names.bytes + start, i - start);
			maek_buffer_string(&text, "’와 ");
			start = i + 1;
		}
	maek_buffer_string(&text, "손잡았다.");
	struct maek_document *document = NULL;
	if (!maek_document_read(arena, (struct maek_text){text.bytes, text.size}, "a", MAEK_FORMAT_TEXT, &document, NULL))
		return NULL;
	struct maek_text line = fuzz_extract(arena, document);
	struct maek_facts *facts = NULL;
	MUST(maek_facts_read(arena, (struct maek_text){line.bytes, line.size - 1}, "a", 1, &facts, NULL));
	struct maek_linker *linker = maek_linker_new();
	maek_linker_add(linker, facts);
	return maek_linker_finish(linker, NULL);
}

static void check_json(const struct maek_graph *graph, const char *bytes, size_t size)
{
	json_error_t error;
	json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
	MUST(root && json_array_size(json_object_get(root, "nodes")) == graph->nodes.count &&
	     json_array_size(json_object_get(root, "edges")) == graph->edges.count);
	for (size_t i = 0; i < graph->nodes.count; i++)
		MUST(strcmp(json_string_value(json_object_get(json_array_get(json_object_get(root, "nodes"), i), "id")),
		            graph->nodes.items[i].id) == 0);
	json_decref(root);
}

static void check_dot(const struct maek_graph *graph, const char *bytes)
{
	Agraph_t *read = agmemread(bytes);
	MUST(read);
	MUST((size_t)agnnodes(read) == graph->nodes.count);
	agclose(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct maek_text names = {(const char *)bytes, size};
	if (size > 2000 || maek_text_invalid_at(names) < size || memchr(bytes, 0, size))
		return 0;
	struct maek_arena *arena = maek_arena_new();
	struct maek_graph *graph = graph_of(arena, names);
	for (const struct maek_exporter *exporter = maek_exporters; graph && exporter->name; exporter++) {
		struct maek_export_options how = {.rules = NULL};
		struct maek_errors errors;
		char *out = NULL;
		size_t written = 0;
		maek_errors_init(&errors, arena);
		FILE *stream = open_memstream(&out, &written);
		MUST(stream);
		bool ok = exporter->write(graph, &how, stream, &errors);
		fclose(stream);
		MUST(ok || errors.error_count);
		if (ok && strcmp(exporter->name, "json") == 0)
			check_json(graph, out, written);
		if (ok && strcmp(exporter->name, "dot") == 0)
			check_dot(graph, out);
		free(out);
	}
	maek_graph_free(graph);
	maek_arena_free(arena);
	return 0;
}
