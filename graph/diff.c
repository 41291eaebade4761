/* See the header. Each side of a node or edge is taken apart into parts with a key; parts whose key only one side has are
 * the difference.
 */
#include "graph/diff.h"

#include <stdlib.h>
#include <string.h>

struct parts {
	struct maek_diff_part *items;
	size_t count, room;
};

struct differ {
	struct maek_arena *arena;
	const struct maek_graph *before, *after;
	uint32_t *later;   /* by node of `before`: its index in `after`, or NONE */
	uint32_t *earlier; /* by node of `after`: its index in `before`, or NONE */
	struct maek_diff *out;
};

static const uint32_t NONE = UINT32_MAX;

const char *maek_change_name(enum maek_change change)
{
	static const char *const names[] = {[MAEK_GAINED] = "gained", [MAEK_LOST] = "lost", [MAEK_CHANGED] = "changed"};
	return names[change];
}

size_t maek_diff_count(const struct maek_diff_list *list, enum maek_change change)
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += list->items[i].change == change;
	return count;
}

/* ---- taking apart */

static struct maek_diff_part *add(struct differ *differ, struct parts *parts, const char *what, const char *text)
{
	struct maek_diff_part *part = MAEK_PUSH(differ->arena, parts);
	part->what = what;
	part->text = text;
	part->key = maek_arena_format(differ->arena, "%s\n%s", what, text);
	return part;
}

static void add_properties(struct differ *differ, struct parts *parts, const struct maek_property *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < items[i].texts.count; k++)
			add(differ, parts, "property", maek_arena_format(differ->arena, "%s=%s", items[i].key, items[i].texts.items[k]));
		for (size_t k = 0; k < items[i].integers.count; k++)
			add(differ, parts, "property",
			    maek_arena_format(differ->arena, "%s=%lld", items[i].key, (long long)items[i].integers.items[k]));
	}
}

static void add_mention(struct differ *differ, struct parts *parts, const struct maek_graph *graph,
                        const struct maek_graph_mention *mention)
{
	struct maek_diff_part *part = add(differ, parts, "mention", mention->text);
	part->document = graph->documents.items[mention->document].id;
	part->sentence = mention->sentence;
	part->rule = mention->rule;
	part->at = mention->at;
	memcpy(part->cp, mention->anchor.cp, sizeof part->cp);
	part->key = maek_arena_format(differ->arena, "mention\n%s\n%u-%u %s\n%s\n%s", part->document, part->cp[0],
	                              part->cp[1], mention->type, part->rule, part->text);
}

static struct parts parts_of_node(struct differ *differ, const struct maek_graph *graph, const struct maek_node *node)
{
	struct parts parts = {0};
	add(differ, &parts, "label", node->label);
	if (node->has_value)
		add(differ, &parts, "value", maek_arena_format(differ->arena, "%lld", (long long)node->value));
	for (size_t i = 0; i < node->aliases.count; i++)
		add(differ, &parts, "alias", node->aliases.items[i]);
	add_properties(differ, &parts, node->properties.items, node->properties.count);
	for (size_t i = 0; i < node->mentions.count; i++)
		add_mention(differ, &parts, graph, &node->mentions.items[i]);
	return parts;
}

static void add_evidence(struct differ *differ, struct parts *parts, const struct maek_graph *graph,
                         const struct maek_graph_evidence *evidence)
{
	struct maek_diff_part *part = add(differ, parts, "evidence", evidence->text);
	struct maek_buffer key = {.arena = differ->arena};
	part->document = graph->documents.items[evidence->document].id;
	part->sentence = evidence->sentence;
	part->rule = evidence->rule;
	part->at = evidence->at;
	part->evidence = evidence;
	memcpy(part->cp, evidence->anchor.cp, sizeof part->cp);
	maek_buffer_format(&key, "evidence\n%s\n%u-%u\n%s\n%s", part->document, part->cp[0], part->cp[1], part->rule, part->text);
	for (size_t i = 0; i < evidence->roles.count; i++)
		maek_buffer_format(&key, "\n%s %u-%u", evidence->roles.items[i].name, evidence->roles.items[i].cp[0],
		                   evidence->roles.items[i].cp[1]);
	for (size_t i = 0; i < evidence->inferred.count; i++)
		maek_buffer_format(&key, "\n%s", evidence->inferred.items[i].rule);
	part->key = key.bytes;
}

static struct parts parts_of_edge(struct differ *differ, const struct maek_graph *graph, const struct maek_edge *edge)
{
	struct parts parts = {0};
	add(differ, &parts, "confidence", maek_arena_format(differ->arena, "%g", edge->confidence));
	add_properties(differ, &parts, edge->properties.items, edge->properties.count);
	for (size_t i = 0; i < edge->evidence.count; i++)
		add_evidence(differ, &parts, graph, &edge->evidence.items[i]);
	return parts;
}

/* Appends the parts of `mine` that `others` has not. */
static void add_only(struct differ *differ, const struct parts *mine, const struct parts *others, enum maek_change change,
                     struct parts *out)
{
	struct maek_table known = {.arena = differ->arena};
	for (size_t i = 0; i < others->count; i++)
		maek_table_add(&known, maek_text_of(others->items[i].key), 0, NULL);
	for (size_t i = 0; i < mine->count; i++)
		if (!maek_table_find(&known, maek_text_of(mine->items[i].key))) {
			struct maek_diff_part *part = MAEK_PUSH(differ->arena, out);
			*part = mine->items[i];
			part->change = change;
		}
}

/* Fills the parts; false when both sides are the same. */
static bool compare(struct differ *differ, const struct parts *before, const struct parts *after, struct maek_diff_item *item)
{
	struct parts parts = {0};
	add_only(differ, after, before, MAEK_GAINED, &parts);
	add_only(differ, before, after, MAEK_LOST, &parts);
	memcpy(&item->parts, &parts, sizeof parts);
	return parts.count > 0 || item->was || item->change != MAEK_CHANGED;
}

/* ---- nodes */

static const char *mention_key(struct differ *differ, const struct maek_graph *graph, const struct maek_node *node, size_t i)
{
	const struct maek_graph_mention *mention = &node->mentions.items[i];
	return maek_arena_format(differ->arena, "%s\n%s\n%u %s", node->type, graph->documents.items[mention->document].id,
	                         mention->anchor.cp[0], mention->text);
}

static void pair(struct differ *differ, uint32_t before, uint32_t after)
{
	differ->later[before] = after;
	differ->earlier[after] = before;
}

static void pair_by_id(struct differ *differ)
{
	struct maek_table ids = {.arena = differ->arena};
	for (size_t i = 0; i < differ->before->nodes.count; i++)
		maek_table_add(&ids, maek_text_of(differ->before->nodes.items[i].id), (uint32_t)i, NULL);
	for (size_t i = 0; i < differ->after->nodes.count; i++) {
		const uint32_t *found = maek_table_find(&ids, maek_text_of(differ->after->nodes.items[i].id));
		if (found)
			pair(differ, *found, (uint32_t)i);
	}
}

static void pair_by_mentions(struct differ *differ)
{
	struct maek_table mentions = {.arena = differ->arena};
	for (size_t i = 0; i < differ->before->nodes.count; i++) {
		const struct maek_node *node = &differ->before->nodes.items[i];
		for (size_t k = 0; differ->later[i] == NONE && k < node->mentions.count; k++)
			maek_table_add(&mentions, maek_text_of(mention_key(differ, differ->before, node, k)), (uint32_t)i, NULL);
	}
	for (size_t i = 0; i < differ->after->nodes.count; i++) {
		const struct maek_node *node = &differ->after->nodes.items[i];
		for (size_t k = 0; differ->earlier[i] == NONE && k < node->mentions.count; k++) {
			const uint32_t *found = maek_table_find(&mentions, maek_text_of(mention_key(differ, differ->after, node, k)));
			if (found && differ->later[*found] == NONE)
				pair(differ, *found, (uint32_t)i);
		}
	}
}

static void pair_nodes(struct differ *differ)
{
	size_t before = differ->before->nodes.count, after = differ->after->nodes.count;
	differ->later = maek_arena_alloc(differ->arena, (before + 1) * sizeof *differ->later);
	differ->earlier = maek_arena_alloc(differ->arena, (after + 1) * sizeof *differ->earlier);
	memset(differ->later, 0xFF, before * sizeof *differ->later);
	memset(differ->earlier, 0xFF, after * sizeof *differ->earlier);
	pair_by_id(differ);
	pair_by_mentions(differ);
}

static void add_node(struct differ *differ, const struct maek_node *before, const struct maek_node *after)
{
	struct maek_diff_item item = {.node = after ? after : before};
	struct parts old = {0}, new = {0};
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): one of both is there */
	item.id = item.node->id;
	item.change = before && after ? MAEK_CHANGED : after ? MAEK_GAINED : MAEK_LOST;
	item.was = before && after && strcmp(before->id, after->id) != 0 ? before->id : NULL;
	if (before)
		old = parts_of_node(differ, differ->before, before);
	if (after)
		new = parts_of_node(differ, differ->after, after);
	if (compare(differ, &old, &new, &item))
		*MAEK_PUSH(differ->arena, &differ->out->nodes) = item;
}

static void compare_nodes(struct differ *differ)
{
	const struct maek_node *before = differ->before->nodes.items, *after = differ->after->nodes.items;
	for (size_t i = 0; i < differ->after->nodes.count; i++)
		add_node(differ, differ->earlier[i] == NONE ? NULL : &before[differ->earlier[i]], &after[i]);
	for (size_t i = 0; i < differ->before->nodes.count; i++)
		if (differ->later[i] == NONE)
			add_node(differ, &before[i], NULL);
}

/* ---- edges */

/* The id that a node of `before` has now. */
static const char *id_now(const struct differ *differ, uint32_t node)
{
	return differ->later[node] == NONE ? differ->before->nodes.items[node].id
	                                   : differ->after->nodes.items[differ->later[node]].id;
}

static const char *edge_key(struct differ *differ, const char *source, const char *type, const char *target)
{
	return maek_arena_format(differ->arena, "%s\n%s\n%s", source, type, target);
}

static void add_edge(struct differ *differ, const struct maek_edge *before, const struct maek_edge *after)
{
	struct maek_diff_item item = {.edge = after ? after : before};
	const struct maek_node *nodes = differ->after->nodes.items;
	struct parts old = {0}, new = {0};
	item.id = item.edge->id;
	item.change = before && after ? MAEK_CHANGED : after ? MAEK_GAINED : MAEK_LOST;
	/* cppcheck-suppress nullPointerRedundantCheck -- one of the two is always there */
	item.source = after ? nodes[after->source].id : id_now(differ, before->source);
	/* cppcheck-suppress nullPointerRedundantCheck -- one of the two is always there */
	item.target = after ? nodes[after->target].id : id_now(differ, before->target);
	if (before)
		old = parts_of_edge(differ, differ->before, before);
	if (after)
		new = parts_of_edge(differ, differ->after, after);
	if (compare(differ, &old, &new, &item))
		*MAEK_PUSH(differ->arena, &differ->out->edges) = item;
}

static void compare_edges(struct differ *differ)
{
	const struct maek_node *nodes = differ->after->nodes.items;
	size_t count = differ->before->edges.count;
	struct maek_table keys = {.arena = differ->arena};
	bool *paired = maek_arena_alloc(differ->arena, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct maek_edge *edge = &differ->before->edges.items[i];
		const char *key = edge_key(differ, id_now(differ, edge->source), edge->type, id_now(differ, edge->target));
		maek_table_add(&keys, maek_text_of(key), (uint32_t)i, NULL);
	}
	for (size_t i = 0; i < differ->after->edges.count; i++) {
		const struct maek_edge *edge = &differ->after->edges.items[i];
		const uint32_t *found =
			maek_table_find(&keys, maek_text_of(edge_key(differ, nodes[edge->source].id, edge->type, nodes[edge->target].id)));
		if (found)
			paired[*found] = true;
		add_edge(differ, found ? &differ->before->edges.items[*found] : NULL, edge);
	}
	for (size_t i = 0; i < count; i++)
		if (!paired[i])
			add_edge(differ, &differ->before->edges.items[i], NULL);
}

static int by_id(const void *a, const void *b)
{
	const struct maek_diff_item *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : (int)x->change - (int)y->change;
}

struct maek_diff *maek_diff(struct maek_arena *arena, const struct maek_graph *before, const struct maek_graph *after)
{
	struct differ differ = {.arena = arena, .before = before, .after = after};
	differ.out = maek_arena_alloc(arena, sizeof *differ.out);
	pair_nodes(&differ);
	compare_nodes(&differ);
	compare_edges(&differ);
	struct maek_diff_list *lists[] = {&differ.out->nodes, &differ.out->edges};
	for (size_t i = 0; i < 2; i++)
		if (lists[i]->count)
			qsort(lists[i]->items, lists[i]->count, sizeof *lists[i]->items, by_id);
	return differ.out;
}
