/* Idea: facts are kept as their own lines, sorted and without doubles, so that any order and any split of the input is one
 * set; then entities become nodes (link_cluster.c, link_nodes.c) and facts edges (link_edges.c), in document order.
 */
#include "graph/link.h"

#include "graph/facts_json.h"
#include "graph/link_parts.h"

#include <stdlib.h>
#include <string.h>

struct line {
	const char *id;
	struct maek_text text;
};

struct maek_linker {
	struct maek_arena *arena;
	MAEK_LIST(struct line) lines;
};

struct maek_linker *maek_linker_new(void)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_linker *linker = maek_arena_alloc(arena, sizeof *linker);
	linker->arena = arena;
	return linker;
}

void maek_linker_free(struct maek_linker *linker)
{
	if (linker)
		maek_arena_free(linker->arena);
}

void maek_linker_add(struct maek_linker *linker, const struct maek_facts *facts)
{
	if (facts->error)
		return;
	struct maek_buffer text = {.arena = linker->arena};
	maek_facts_write(facts, &text);
	*MAEK_PUSH(linker->arena, &linker->lines) =
		(struct line){maek_arena_copy(linker->arena, facts->id, strlen(facts->id)), {text.bytes, text.size}};
}

static int by_line(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : maek_text_compare(x->text, y->text);
}

static bool is_double(const struct maek_linking *linking, const struct maek_facts *facts)
{
	for (size_t i = linking->documents.count; i > 0; i--) {
		const struct maek_facts *before = linking->documents.items[i - 1];
		if (strcmp(before->id, facts->id) != 0)
			return false;
		if (strcmp(before->sha256, facts->sha256) == 0) {
			maek_errors_add(linking->errors, MAEK_WARNING, "two-facts", (struct maek_place){facts->id, 0, 0, 0},
			                "extract all documents with the same rules",
			                "the document has two different sets of facts; one of them is used");
			return true;
		}
	}
	return false;
}

static void read_documents(struct maek_linking *linking, struct maek_linker *linker)
{
	struct maek_arena *arena = linking->graph->arena;
	size_t count = linker->lines.count;
	linking->documents.items = maek_arena_alloc(linking->work, (count + 1) * sizeof *linking->documents.items);
	linking->documents.first = maek_arena_alloc(linking->work, (count + 2) * sizeof *linking->documents.first);
	if (count)
		qsort(linker->lines.items, count, sizeof *linker->lines.items, by_line);
	for (size_t i = 0; i < count; i++) {
		struct maek_facts *facts;
		if (i && by_line(&linker->lines.items[i], &linker->lines.items[i - 1]) == 0)
			continue;
		if (!maek_facts_read(arena, linker->lines.items[i].text, "facts", (int)i + 1, &facts, linking->errors) ||
		    is_double(linking, facts))
			continue;
		size_t at = linking->documents.count++;
		linking->documents.items[at] = facts;
		linking->documents.first[at + 1] = linking->documents.first[at] + facts->entities.count;
	}
}

static bool shares_id(const struct maek_linking *linking, size_t index)
{
	struct maek_facts **items = linking->documents.items;
	return (index && strcmp(items[index - 1]->id, items[index]->id) == 0) ||
	       (index + 1 < linking->documents.count && strcmp(items[index + 1]->id, items[index]->id) == 0);
}

static void add_documents(struct maek_linking *linking)
{
	struct maek_arena *arena = linking->graph->arena;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		struct maek_graph_document *document = MAEK_PUSH(arena, &linking->graph->documents);
		document->id = facts->id;
		if (shares_id(linking, i)) {
			document->id = maek_arena_format(arena, "%s~%.8s", facts->id, facts->sha256);
			maek_errors_add(linking->errors, MAEK_WARNING, "two-documents", (struct maek_place){facts->id, 0, 0, 0}, NULL,
			                "several documents have this id; this one is called %s", document->id);
		}
		memcpy(document->sha256, facts->sha256, sizeof document->sha256);
		for (size_t k = 0; k < facts->meta.count; k++)
			*MAEK_PUSH(arena, &document->meta) = facts->meta.items[k];
	}
}

static int by_pack(const void *a, const void *b)
{
	const struct maek_fact_pack *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->sha256, y->sha256);
}

static void add_packs(struct maek_linking *linking)
{
	struct maek_graph *graph = linking->graph;
	for (size_t i = 0; i < linking->documents.count; i++)
		for (size_t k = 0; k < linking->documents.items[i]->packs.count; k++) {
			const struct maek_fact_pack *pack = &linking->documents.items[i]->packs.items[k];
			bool known = false;
			for (size_t n = 0; n < graph->packs.count; n++)
				known |= by_pack(&graph->packs.items[n], pack) == 0;
			if (!known)
				*MAEK_PUSH(graph->arena, &graph->packs) = *pack;
		}
	if (graph->packs.count)
		qsort(graph->packs.items, graph->packs.count, sizeof *graph->packs.items, by_pack);
}

struct maek_graph *maek_linker_finish(struct maek_linker *linker, struct maek_errors *errors)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_graph *graph = maek_arena_alloc(arena, sizeof *graph);
	graph->arena = arena;
	struct maek_linking linking = {.graph = graph, .work = maek_arena_new(), .errors = errors};
	read_documents(&linking, linker);
	maek_arena_free(linker->arena);
	add_documents(&linking);
	add_packs(&linking);
	linking.root = maek_link_cluster(linking.work, &linking.documents);
	maek_link_nodes(&linking);
	maek_link_edges(&linking);
	maek_graph_name(graph);
	maek_arena_free(linking.work);
	return graph;
}
