/* See the header. */
#include "graph/property_keys.h"

#include <stdlib.h>
#include <string.h>

struct collecting {
	struct maek_table table;
	MAEK_LIST(struct maek_property_key) keys;
};

static void collect(struct collecting *collecting, const struct maek_property *items, size_t count)
{
	struct maek_arena *arena = collecting->table.arena;
	for (size_t i = 0; i < count; i++) {
		bool is_new;
		uint32_t place = *maek_table_add(&collecting->table, maek_text_of(items[i].key), (uint32_t)collecting->keys.count, &is_new);
		if (is_new)
			*MAEK_PUSH(arena, &collecting->keys) = (struct maek_property_key){items[i].key, true};
		collecting->keys.items[place].is_integer &= items[i].is_integer;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct maek_property_key *)a)->name, ((const struct maek_property_key *)b)->name);
}

static struct maek_property_keys sorted(struct collecting *collecting)
{
	if (collecting->keys.count)
		qsort(collecting->keys.items, collecting->keys.count, sizeof *collecting->keys.items, by_name);
	return (struct maek_property_keys){collecting->keys.items, collecting->keys.count};
}

struct maek_property_keys maek_node_property_keys(const struct maek_graph *graph, struct maek_arena *arena)
{
	struct collecting collecting = {.table = {.arena = arena}};
	for (size_t i = 0; i < graph->nodes.count; i++)
		collect(&collecting, graph->nodes.items[i].properties.items, graph->nodes.items[i].properties.count);
	return sorted(&collecting);
}

struct maek_property_keys maek_edge_property_keys(const struct maek_graph *graph, struct maek_arena *arena)
{
	struct collecting collecting = {.table = {.arena = arena}};
	for (size_t i = 0; i < graph->edges.count; i++)
		collect(&collecting, graph->edges.items[i].properties.items, graph->edges.items[i].properties.count);
	return sorted(&collecting);
}

const struct maek_property *maek_property_find(const struct maek_property *items, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].key, key) == 0)
			return &items[i];
	return NULL;
}
