/* Idea: documents are kept without their texts, sorted and without doubles, so that any order and any split of the input is one
 * set; then entities become nodes (link_cluster.c, link_nodes.c) and facts edges (link_edges.c), in document order.
 */
#include "graph/link.h"

#include "graph/link_parts.h"
#include "graph/link_store.h"

#include <stdlib.h>
#include <string.h>

struct maek_linker {
	struct maek_link_store store;
};

struct maek_linker *maek_linker_new(void)
{
	struct maek_arena *work = maek_arena_new();
	struct maek_linker *linker = maek_arena_alloc(work, sizeof *linker);
	linker->store = (struct maek_link_store){.kept = maek_arena_new(), .work = work, .scratch = maek_arena_new()};
	return linker;
}

static void free_work(struct maek_linker *linker)
{
	maek_arena_free(linker->store.scratch);
	maek_arena_free(linker->store.work);
}

void maek_linker_free(struct maek_linker *linker)
{
	if (!linker)
		return;
	maek_arena_free(linker->store.kept);
	free_work(linker);
}

void maek_linker_add(struct maek_linker *linker, const struct maek_facts *facts)
{
	if (!facts->error)
		maek_link_store_add(&linker->store, facts);
}

/* By id, then by content; those of one content that differ in their facts, by these. */
static int by_content(const void *a, const void *b)
{
	const struct maek_link_document *x = *(struct maek_link_document *const *)a, *y = *(struct maek_link_document *const *)b;
	int order = strcmp(x->facts.id, y->facts.id);
	if (!order)
		order = strcmp(x->facts.sha256, y->facts.sha256);
	return order ? order : x->digest < y->digest ? -1 : x->digest > y->digest;
}

/* One of those of one content; they stand side by side. */
static void choose_documents(struct maek_linking *linking, struct maek_link_document **from, size_t count)
{
	linking->documents.items = from;
	linking->documents.first = maek_arena_alloc(linking->work, (count + 2) * sizeof *linking->documents.first);
	if (count)
		qsort(from, count, sizeof *from, by_content);
	for (size_t i = 0; i < count; i++) {
		size_t at = linking->documents.count;
		const struct maek_facts *facts = &from[i]->facts, *before = at ? &from[at - 1]->facts : NULL;
		if (before && strcmp(before->id, facts->id) == 0 && strcmp(before->sha256, facts->sha256) == 0) {
			if (from[i]->digest != from[i - 1]->digest)
				maek_errors_add(linking->errors, MAEK_WARNING, "two-facts", (struct maek_place){facts->id, 0, 0, 0},
				                "extract all documents with the same rules",
				                "the document has two different sets of facts; one of them is used");
			continue;
		}
		from[at] = from[i];
		linking->documents.count++;
		linking->documents.first[at + 1] = linking->documents.first[at] + facts->entities.count;
	}
}

static bool shares_id(const struct maek_linking *linking, size_t index)
{
	struct maek_link_document **items = linking->documents.items;
	const char *id = items[index]->facts.id;
	return (index && strcmp(items[index - 1]->facts.id, id) == 0) ||
	       (index + 1 < linking->documents.count && strcmp(items[index + 1]->facts.id, id) == 0);
}

static void add_documents(struct maek_linking *linking)
{
	struct maek_arena *arena = linking->graph->arena;
	linking->graph->documents.items = maek_arena_alloc(arena, linking->documents.count * sizeof *linking->graph->documents.items);
	linking->graph->documents.room = linking->documents.count;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = &linking->documents.items[i]->facts;
		struct maek_graph_document *document = MAEK_PUSH(arena, &linking->graph->documents);
		document->id = facts->id;
		if (shares_id(linking, i)) {
			document->id = maek_arena_format(arena, "%s~%.8s", facts->id, facts->sha256);
			maek_errors_add(linking->errors, MAEK_WARNING, "two-documents", (struct maek_place){facts->id, 0, 0, 0}, NULL,
			                "several documents have this id; this one is called %s", document->id);
		}
		memcpy(document->sha256, facts->sha256, sizeof document->sha256);
		memcpy(&document->meta, &facts->meta, sizeof document->meta);
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
		for (size_t k = 0; k < linking->documents.items[i]->facts.packs.count; k++) {
			const struct maek_fact_pack *pack = &linking->documents.items[i]->facts.packs.items[k];
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
	struct maek_arena *arena = linker->store.kept;
	struct maek_graph *graph = maek_arena_alloc(arena, sizeof *graph);
	graph->arena = arena;
	struct maek_linking linking = {.graph = graph, .work = linker->store.work, .store = &linker->store, .errors = errors};
	choose_documents(&linking, linker->store.documents.items, linker->store.documents.count);
	add_documents(&linking);
	add_packs(&linking);
	linking.root = maek_link_cluster(linking.work, &linking.documents);
	maek_link_nodes(&linking);
	maek_link_edges(&linking);
	free_work(linker);
	maek_graph_name(graph);
	return graph;
}
