/* See the header. */
#include "graph/stats.h"

#include "graph/json_build.h"

#include <stdlib.h>
#include <string.h>

struct counting {
	struct maek_arena *arena;
	struct maek_stats stats;
	struct maek_table types, relations, rules, sources;
	size_t *source_of; /* by document: index into sources */
};

static struct maek_stat *find(struct maek_arena *arena, struct maek_table *table, maek_stat_list *list,
                              const char *name)
{
	bool is_new;
	uint32_t at = *maek_table_add(table, maek_text_of(name), (uint32_t)list->count, &is_new);
	if (is_new)
		MAEK_PUSH(arena, list)->name = name;
	return &list->items[at];
}

static const char *field(const struct maek_graph_document *document, const char *key)
{
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, key) == 0)
			return document->meta.items[i].value;
	return "";
}

static const char *source(struct maek_arena *arena, const struct maek_graph_document *document)
{
	const char *publisher = field(document, "publisher"), *url = field(document, "url"), *host = strstr(url, "://");
	if (*publisher || !host)
		return publisher;
	return maek_arena_copy(arena, host + 3, strcspn(host + 3, "/?#"));
}

static void count_documents(struct counting *counting, const struct maek_graph *graph)
{
	struct maek_stats *stats = &counting->stats;
	counting->source_of = maek_arena_alloc(counting->arena, graph->documents.count * sizeof *counting->source_of);
	for (size_t i = 0; i < graph->documents.count; i++) {
		const char *name = source(counting->arena, &graph->documents.items[i]);
		struct maek_stat *stat = find(counting->arena, &counting->sources, &stats->sources, name);
		stat->items++;
		counting->source_of[i] = (size_t)(stat - stats->sources.items);
	}
}

static void count_nodes(struct counting *counting, const struct maek_graph *graph)
{
	struct maek_stats *stats = &counting->stats;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		const struct maek_node *node = &graph->nodes.items[i];
		struct maek_stat *type = find(counting->arena, &counting->types, &stats->types, node->type);
		type->items++;
		type->mentions += node->mentions.count;
		stats->mentions += node->mentions.count;
		for (size_t k = 0; k < node->mentions.count; k++) {
			const struct maek_graph_mention *mention = &node->mentions.items[k];
			find(counting->arena, &counting->rules, &stats->rules, mention->rule)->mentions++;
			stats->sources.items[counting->source_of[mention->document]].mentions++;
		}
	}
}

static void count_edges(struct counting *counting, const struct maek_graph *graph)
{
	struct maek_stats *stats = &counting->stats;
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		struct maek_stat *relation = find(counting->arena, &counting->relations, &stats->relations, edge->type);
		relation->items++;
		relation->evidence += edge->evidence.count;
		stats->evidence += edge->evidence.count;
		for (size_t k = 0; k < edge->evidence.count; k++) {
			const struct maek_graph_evidence *evidence = &edge->evidence.items[k];
			find(counting->arena, &counting->rules, &stats->rules, evidence->rule)->evidence++;
			for (size_t step = 0; step < evidence->inferred.count; step++)
				find(counting->arena, &counting->rules, &stats->rules, evidence->inferred.items[step].rule)->evidence++;
			stats->sources.items[counting->source_of[evidence->document]].evidence++;
		}
	}
}

static int by_size(const void *a, const void *b)
{
	const struct maek_stat *x = a, *y = b;
	if (x->items != y->items)
		return x->items > y->items ? -1 : 1;
	size_t x_uses = x->mentions + x->evidence, y_uses = y->mentions + y->evidence;
	if (x_uses != y_uses)
		return x_uses > y_uses ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void sort(maek_stat_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, by_size);
}

struct maek_stats maek_stats_of(const struct maek_graph *graph, struct maek_arena *arena)
{
	struct counting counting = {
		.arena = arena,
		.stats = {.documents = graph->documents.count, .nodes = graph->nodes.count, .edges = graph->edges.count}};
	counting.types.arena = counting.relations.arena = counting.rules.arena = counting.sources.arena = arena;
	count_documents(&counting, graph);
	count_nodes(&counting, graph);
	count_edges(&counting, graph);
	sort(&counting.stats.types);
	sort(&counting.stats.relations);
	sort(&counting.stats.rules);
	sort(&counting.stats.sources);
	return counting.stats;
}

/* ---- JSON */

static void set_count(json_t *object, const char *key, size_t count)
{
	maek_json_set(object, key, json_integer((json_int_t)count));
}

/* The keys that are NULL are left out. */
static void set_list(json_t *root, const char *key, const maek_stat_list *list, const char *items, const char *mentions,
                     const char *evidence)
{
	json_t *array = json_array();
	for (size_t i = 0; i < list->count; i++) {
		json_t *object = json_object();
		maek_json_set(object, "name", maek_json_string(list->items[i].name));
		if (items)
			set_count(object, items, list->items[i].items);
		if (mentions)
			set_count(object, mentions, list->items[i].mentions);
		if (evidence)
			set_count(object, evidence, list->items[i].evidence);
		maek_json_append(array, object);
	}
	maek_json_set(root, key, array);
}

void maek_stats_write(const struct maek_stats *stats, struct maek_buffer *out)
{
	json_t *root = json_object();
	set_count(root, "documents", stats->documents);
	set_count(root, "nodes", stats->nodes);
	set_count(root, "edges", stats->edges);
	set_count(root, "mentions", stats->mentions);
	set_count(root, "evidence", stats->evidence);
	set_list(root, "types", &stats->types, "nodes", "mentions", NULL);
	set_list(root, "relations", &stats->relations, "edges", NULL, "evidence");
	set_list(root, "rules", &stats->rules, NULL, "mentions", "evidence");
	set_list(root, "sources", &stats->sources, "documents", "mentions", "evidence");
	maek_json_write(root, JSON_INDENT(1), out);
}
