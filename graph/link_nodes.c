/* Nodes out of clusters of entities: mentions in document order, the label chosen among all names, the rest as aliases.
 */
#include "graph/link_parts.h"

#include <stdlib.h>
#include <string.h>

struct name_count {
	const char *name;
	uint32_t mentions, lexicon;
};
enum { FEW = 8 };
struct names {
	MAEK_LIST(struct name_count) list;
	struct maek_table index; /* of those behind the first few */
};

/* `name` is the one copy of its string. */
static struct name_count *count_name(struct maek_linking *linking, struct names *names, const char *name)
{
	bool is_new;
	for (size_t i = 0; i < names->list.count && i < FEW; i++)
		if (names->list.items[i].name == name)
			return &names->list.items[i];
	if (names->list.count < FEW) {
		struct name_count *added = MAEK_PUSH(linking->work, &names->list);
		added->name = name;
		return added;
	}
	names->index.arena = linking->work;
	struct maek_text pointer = {(const char *)&name, sizeof name};
	uint32_t at = *maek_table_add(&names->index, pointer, (uint32_t)names->list.count, &is_new);
	if (is_new)
		MAEK_PUSH(linking->work, &names->list)->name = name;
	return &names->list.items[at];
}

/* A lexicon's name first, then the most frequent form, then the longer, then the smaller. */
static bool is_better(const struct name_count *a, const struct name_count *b)
{
	if ((a->lexicon > 0) != (b->lexicon > 0))
		return a->lexicon > 0;
	if (a->lexicon != b->lexicon)
		return a->lexicon > b->lexicon;
	if (a->mentions != b->mentions)
		return a->mentions > b->mentions;
	size_t a_size = strlen(a->name), b_size = strlen(b->name);
	if (a_size != b_size)
		return a_size > b_size;
	return strcmp(a->name, b->name) < 0;
}

static int by_string(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void name_node(struct maek_linking *linking, struct maek_node *node, const struct names *names)
{
	const struct name_count *best = NULL;
	for (size_t i = 0; i < names->list.count; i++)
		if (!best || is_better(&names->list.items[i], best))
			best = &names->list.items[i];
	node->label = best ? best->name : "";
	for (size_t i = 0; i < names->list.count; i++)
		if (&names->list.items[i] != best)
			*MAEK_PUSH(linking->graph->arena, &node->aliases) = names->list.items[i].name;
	if (node->aliases.count)
		qsort(node->aliases.items, node->aliases.count, sizeof *node->aliases.items, by_string);
}

static void add_merge(struct maek_linking *linking, struct maek_node *node, const char *alias, const char *by)
{
	for (size_t i = 0; i < node->merged.count; i++)
		if (strcmp(node->merged.items[i].alias, alias) == 0 && strcmp(node->merged.items[i].by, by) == 0)
			return;
	*MAEK_PUSH(linking->graph->arena, &node->merged) = (struct maek_merge){alias, by};
}

static int by_merge(const void *a, const void *b)
{
	const struct maek_merge *x = a, *y = b;
	int order = strcmp(x->alias, y->alias);
	return order ? order : strcmp(x->by, y->by);
}

static void gather_entity(struct maek_linking *linking, const struct maek_fact_entity *entity, struct maek_node *node,
                          struct names *names)
{
	node->type = entity->type;
	if (entity->has_value && !node->has_value) {
		node->has_value = true;
		node->value = entity->value;
	}
	node->overflow |= entity->overflow && !entity->has_value;
	for (size_t i = 0; i < entity->aliases.count; i++) {
		struct maek_text name = maek_text_trim_quotes(maek_text_of(entity->aliases.items[i].name));
		if (name.size)
			count_name(linking, names, maek_link_store_string(linking->store, name))->lexicon += entity->aliases.items[i].lexicon;
	}
	for (size_t i = 0; i < entity->merges.count; i++)
		add_merge(linking, node, entity->merges.items[i].alias, entity->merges.items[i].rule);
}

static uint32_t node_at(const struct maek_linking *linking, size_t document, size_t entity)
{
	return linking->node_of[linking->root[linking->documents.first[document] + entity]];
}

static void gather_mentions(struct maek_linking *linking, size_t index, struct names *names)
{
	const struct maek_link_document *document = linking->documents.items[index];
	for (size_t i = 0; i < document->facts.mentions.count; i++) {
		const struct maek_fact_mention *from = &document->facts.mentions.items[i];
		uint32_t at = node_at(linking, index, from->entity);
		struct maek_node *node = &linking->graph->nodes.items[at];
		node->mentions.items[node->mentions.count++] = (struct maek_graph_mention){.document = (uint32_t)index,
		                                                                           .sentence = from->sentence,
		                                                                           .text = document->mentions[i].text,
		                                                                           .anchor = from->anchor,
		                                                                           .type = from->type,
		                                                                           .rule = from->rule,
		                                                                           .at = from->at};
		if (!from->quiet && *document->mentions[i].surface)
			count_name(linking, &names[at], document->mentions[i].surface)->mentions += !from->anaphor;
	}
}

/* Nodes with room for just their mentions. */
static void make_nodes(struct maek_linking *linking, size_t count)
{
	struct maek_graph *graph = linking->graph;
	graph->nodes.items = maek_arena_alloc(graph->arena, count * sizeof *graph->nodes.items);
	graph->nodes.count = graph->nodes.room = count;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = &linking->documents.items[i]->facts;
		for (size_t k = 0; k < facts->mentions.count; k++)
			graph->nodes.items[node_at(linking, i, facts->mentions.items[k].entity)].mentions.room++;
	}
	for (size_t i = 0; i < count; i++) {
		struct maek_node *node = &graph->nodes.items[i];
		node->mentions.items = maek_arena_alloc(graph->arena, node->mentions.room * sizeof *node->mentions.items);
	}
}

void maek_link_nodes(struct maek_linking *linking)
{
	size_t entities = linking->documents.first[linking->documents.count], count = 0;
	linking->node_of = maek_arena_alloc(linking->work, (entities + 1) * sizeof *linking->node_of);
	for (size_t i = 0; i < entities; i++)
		if (linking->root[i] == i)
			linking->node_of[i] = (uint32_t)count++;
	struct names *names = maek_arena_alloc(linking->work, (count + 1) * sizeof *names);
	make_nodes(linking, count);
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = &linking->documents.items[i]->facts;
		for (size_t k = 0; k < facts->entities.count; k++) {
			uint32_t at = node_at(linking, i, k);
			gather_entity(linking, &facts->entities.items[k], &linking->graph->nodes.items[at], &names[at]);
		}
		gather_mentions(linking, i, names);
	}
	for (size_t i = 0; i < count; i++) {
		struct maek_node *node = &linking->graph->nodes.items[i];
		name_node(linking, node, &names[i]);
		if (node->merged.count)
			qsort(node->merged.items, node->merged.count, sizeof *node->merged.items, by_merge);
	}
}
