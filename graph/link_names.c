/* Ids and final order. An id is Type/label; things of one type and label get what tells them apart behind it: the label
 * of an edge's target, the document, a number. Edges are renumbered with the nodes.
 */
#include "graph/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a character that an id does not hold as it stands: what tells parts of ids apart, and what XML has no way to write. */
static size_t unplain_size(const char *c)
{
	unsigned char byte = (unsigned char)*c;
	bool is_noncharacter = byte == 0xEF && (unsigned char)c[1] == 0xBF && (unsigned char)c[2] >= 0xBE; /* U+FFFE, U+FFFF */
	return is_noncharacter ? 3 : byte < ' ' || byte == 0x7F || strchr(":/%", byte) ? 1 : 0;
}

/* These are percent-encoded. */
static const char *plain_id(struct maek_arena *arena, const struct maek_node *node)
{
	struct maek_buffer id = {.arena = arena};
	maek_buffer_reserve(&id, strlen(node->type) + strlen(node->label) + 1);
	maek_buffer_string(&id, node->type);
	maek_buffer_string(&id, "/");
	for (const char *c = node->label; *c;) {
		size_t size = unplain_size(c);
		if (!size)
			maek_buffer_add(&id, c++, 1);
		for (; size; size--)
			maek_buffer_format(&id, "%%%02X", (unsigned char)*c++);
	}
	return id.bytes;
}

static const char *first_target(const struct maek_graph *graph, size_t index)
{
	const char *least = NULL;
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		const char *label = graph->nodes.items[edge->target].label;
		if (edge->source == index && (!least || strcmp(label, least) < 0))
			least = label;
	}
	return least;
}

static void count_ids(const struct maek_graph *graph, struct maek_table *table)
{
	for (size_t i = 0; i < graph->nodes.count; i++)
		++*maek_table_add(table, maek_text_of(graph->nodes.items[i].id), 0, NULL);
}

static const char *told_apart(struct maek_graph *graph, size_t index, int round)
{
	const struct maek_node *node = &graph->nodes.items[index];
	const char *target = round == 0 ? first_target(graph, index) : NULL;
	if (target)
		return maek_arena_format(graph->arena, "%s (%s)", node->id, target);
	if (round == 1 && node->mentions.count)
		return maek_arena_format(graph->arena, "%s (%s)", node->id, graph->documents.items[node->mentions.items[0].document].id);
	return round == 2 ? maek_arena_format(graph->arena, "%s (%zu)", node->id, index) : node->id;
}

static void name_nodes(struct maek_graph *graph)
{
	for (size_t i = 0; i < graph->nodes.count; i++)
		graph->nodes.items[i].id = plain_id(graph->arena, &graph->nodes.items[i]);
	for (int round = 0; round < 3; round++) {
		struct maek_table table = {.arena = graph->arena};
		count_ids(graph, &table);
		for (size_t i = 0; i < graph->nodes.count; i++)
			if (*maek_table_find(&table, maek_text_of(graph->nodes.items[i].id)) > 1)
				graph->nodes.items[i].id = told_apart(graph, i, round);
	}
}

struct ranked {
	const char *id;
	size_t index;
};

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct ranked *)a)->id, ((const struct ranked *)b)->id);
}

static void sort_nodes(struct maek_graph *graph)
{
	size_t count = graph->nodes.count;
	struct ranked *ranked = maek_arena_alloc(graph->arena, (count + 1) * sizeof *ranked);
	struct maek_node *nodes = maek_arena_alloc(graph->arena, (count + 1) * sizeof *nodes);
	uint32_t *place = maek_arena_alloc(graph->arena, (count + 1) * sizeof *place);
	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){graph->nodes.items[i].id, i};
	qsort(ranked, count, sizeof *ranked, by_id);
	for (size_t i = 0; i < count; i++) {
		nodes[i] = graph->nodes.items[ranked[i].index];
		place[ranked[i].index] = (uint32_t)i;
	}
	graph->nodes.items = nodes;
	for (size_t i = 0; i < graph->edges.count; i++) {
		graph->edges.items[i].source = place[graph->edges.items[i].source];
		graph->edges.items[i].target = place[graph->edges.items[i].target];
	}
}

static int by_edge(const void *a, const void *b)
{
	return strcmp(((const struct maek_edge *)a)->id, ((const struct maek_edge *)b)->id);
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct maek_property *)a)->key, ((const struct maek_property *)b)->key);
}

static const char *edge_id(const struct maek_graph *graph, const struct maek_edge *edge)
{
	const char *parts[] = {graph->nodes.items[edge->source].id, edge->type, graph->nodes.items[edge->target].id};
	struct maek_buffer id = {.arena = graph->arena};
	maek_buffer_reserve(&id, strlen(parts[0]) + strlen(parts[1]) + strlen(parts[2]) + 2);
	for (size_t i = 0; i < 3; i++) {
		if (i)
			maek_buffer_add(&id, "|", 1);
		maek_buffer_string(&id, parts[i]);
	}
	return id.bytes;
}

static void finish_edges(struct maek_graph *graph)
{
	for (size_t i = 0; i < graph->edges.count; i++) {
		struct maek_edge *edge = &graph->edges.items[i];
		edge->id = edge_id(graph, edge);
		edge->confidence = round(edge->confidence * 1e6) / 1e6;
		if (edge->properties.count)
			qsort(edge->properties.items, edge->properties.count, sizeof *edge->properties.items, by_key);
	}
	if (graph->edges.count)
		qsort(graph->edges.items, graph->edges.count, sizeof *graph->edges.items, by_edge);
}

void maek_graph_name(struct maek_graph *graph)
{
	name_nodes(graph);
	sort_nodes(graph);
	finish_edges(graph);
}
