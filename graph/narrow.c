/* Each step clears marks in one array of kept nodes; the part is cut out at the end.
 */
#include "graph/narrow.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = 20000 }; /* that a hint is looked for in */

struct maek_graph *maek_graph_part(const struct maek_graph *graph, const bool *keeps_node, const bool *keeps_edge,
                                   struct maek_arena *arena)
{
	struct maek_graph *part = maek_arena_alloc(arena, sizeof *part);
	uint32_t *places = maek_arena_alloc(arena, (graph->nodes.count + 1) * sizeof *places);
	part->arena = arena;
	memcpy(&part->packs, &graph->packs, sizeof part->packs);
	memcpy(&part->documents, &graph->documents, sizeof part->documents);
	for (size_t i = 0; i < graph->nodes.count; i++) {
		places[i] = (uint32_t)part->nodes.count;
		if (keeps_node[i])
			*MAEK_PUSH(arena, &part->nodes) = graph->nodes.items[i];
	}
	for (size_t i = 0; i < graph->edges.count; i++) {
		struct maek_edge edge = graph->edges.items[i];
		if (!keeps_node[edge.source] || !keeps_node[edge.target] || (keeps_edge && !keeps_edge[i]))
			continue;
		edge.source = places[edge.source];
		edge.target = places[edge.target];
		*MAEK_PUSH(arena, &part->edges) = edge;
	}
	return part;
}

static bool is_called(const struct maek_node *node, const char *name)
{
	bool found = strcmp(node->id, name) == 0 || strcmp(node->label, name) == 0;
	for (size_t i = 0; i < node->aliases.count && !found; i++)
		found = strcmp(node->aliases.items[i], name) == 0;
	return found;
}

static bool unknown_type(const struct maek_graph *graph, const char *type, struct maek_arena *arena,
                         struct maek_errors *errors)
{
	struct maek_table types = {.arena = arena};
	for (size_t i = 0; i < graph->nodes.count; i++)
		maek_table_add(&types, maek_text_of(graph->nodes.items[i].type), 0, NULL);
	const char **names = maek_arena_alloc(arena, (types.count + 1) * sizeof *names);
	for (size_t i = 0; i < types.count; i++)
		names[i] = maek_arena_copy(arena, types.entries[i].key.bytes, types.entries[i].key.size);
	const char *nearest = maek_nearest_name(type, names, types.count);
	return maek_errors_add(errors, MAEK_ERROR, "unknown-type", (struct maek_place){0},
	                       nearest ? maek_arena_format(arena, "did you mean '%s'?", nearest) : NULL,
	                       "the graph has no node of type '%s'", type);
}

static bool keep_types(const struct maek_graph *graph, const struct maek_narrowing *how, bool *kept,
                       struct maek_arena *arena, struct maek_errors *errors)
{
	for (size_t k = 0; k < how->type_count; k++) {
		size_t found = 0;
		for (size_t i = 0; i < graph->nodes.count; i++)
			if (strcmp(graph->nodes.items[i].type, how->types[k]) == 0) {
				kept[i] = true;
				found++;
			}
		if (!found)
			return unknown_type(graph, how->types[k], arena, errors);
	}
	for (size_t i = 0; i < graph->nodes.count && !how->type_count; i++)
		kept[i] = true;
	return true;
}

static bool unknown_focus(const struct maek_graph *graph, const char *name, struct maek_arena *arena,
                          struct maek_errors *errors)
{
	const char **names = maek_arena_alloc(arena, (MOST_NAMES + 1) * sizeof *names);
	size_t count = 0;
	for (size_t i = 0; i < graph->nodes.count && count < MOST_NAMES; i++)
		names[count++] = graph->nodes.items[i].label;
	const char *nearest = maek_nearest_name(name, names, count);
	return maek_errors_add(errors, MAEK_ERROR, "unknown-node", (struct maek_place){0},
	                       nearest ? maek_arena_format(arena, "did you mean '%s'?", nearest) : NULL,
	                       "no node that is kept is called '%s'", name);
}

/* Distances from the focus, over edges between kept nodes in either direction. */
static bool keep_near(const struct maek_graph *graph, const struct maek_narrowing *how, bool *kept,
                      struct maek_arena *arena, struct maek_errors *errors)
{
	bool *near = maek_arena_alloc(arena, graph->nodes.count + 1), *next = maek_arena_alloc(arena, graph->nodes.count + 1);
	size_t found = 0;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		near[i] = kept[i] && is_called(&graph->nodes.items[i], how->focus);
		found += near[i];
	}
	if (!found)
		return unknown_focus(graph, how->focus, arena, errors);
	for (size_t hop = 0; hop < how->hops; hop++) {
		memcpy(next, near, graph->nodes.count);
		for (size_t i = 0; i < graph->edges.count; i++) {
			const struct maek_edge *edge = &graph->edges.items[i];
			next[edge->target] |= near[edge->source] && kept[edge->target];
			next[edge->source] |= near[edge->target] && kept[edge->source];
		}
		if (memcmp(near, next, graph->nodes.count) == 0)
			break;
		memcpy(near, next, graph->nodes.count);
	}
	memcpy(kept, near, graph->nodes.count);
	return true;
}

struct ranked {
	uint32_t node, degree;
};

static int compare_degrees(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->degree != y->degree)
		return x->degree < y->degree ? 1 : -1;
	return x->node < y->node ? -1 : 1;
}

static void keep_top(const struct maek_graph *graph, size_t top, bool *kept, struct maek_arena *arena)
{
	struct ranked *ranked = maek_arena_alloc(arena, (graph->nodes.count + 1) * sizeof *ranked);
	size_t count = graph->nodes.count;
	for (uint32_t i = 0; i < count; i++)
		ranked[i].node = i;
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		bool counts = kept[edge->source] && kept[edge->target];
		ranked[edge->source].degree += counts;
		ranked[edge->target].degree += counts;
	}
	qsort(ranked, count, sizeof *ranked, compare_degrees);
	for (size_t i = 0, left = top; i < count; i++)
		if (kept[ranked[i].node] && !(left && left--))
			kept[ranked[i].node] = false;
}

const struct maek_graph *maek_narrow(const struct maek_graph *graph, const struct maek_narrowing *how,
                                     struct maek_arena *arena, struct maek_errors *errors)
{
	if (!how->type_count && !how->focus && !how->top)
		return graph;
	bool *kept = maek_arena_alloc(arena, graph->nodes.count + 1);
	if (!keep_types(graph, how, kept, arena, errors) || (how->focus && !keep_near(graph, how, kept, arena, errors)))
		return NULL;
	if (how->top)
		keep_top(graph, how->top, kept, arena);
	return maek_graph_part(graph, kept, NULL, arena);
}
