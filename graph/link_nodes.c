/* Nodes out of clusters of entities: mentions in document order, the label chosen among all names, the rest as aliases.
 */
#include "graph/link_parts.h"

#include <stdlib.h>
#include <string.h>

struct name_count {
	const char *name;
	uint32_t mentions, lexicon;
};
struct names {
	MAEK_LIST(struct name_count) list;
	struct maek_table index;
};

static struct name_count *count_name(struct maek_linking *linking, struct names *names, struct maek_text name)
{
	bool is_new;
	names->index.arena = linking->work;
	uint32_t at = *maek_table_add(&names->index, name, (uint32_t)names->list.count, &is_new);
	if (is_new)
		MAEK_PUSH(linking->work, &names->list)->name = maek_arena_copy(linking->graph->arena, name.bytes, name.size);
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
			count_name(linking, names, name)->lexicon += entity->aliases.items[i].lexicon;
	}
	for (size_t i = 0; i < entity->merges.count; i++)
		add_merge(linking, node, entity->merges.items[i].alias, entity->merges.items[i].rule);
}

static void gather_mentions(struct maek_linking *linking, size_t index, struct names *names)
{
	const struct maek_facts *facts = linking->documents.items[index];
	uint32_t *bytes = maek_link_offsets(linking->work, facts->text);
	for (size_t i = 0; i < facts->mentions.count; i++) {
		const struct maek_fact_mention *from = &facts->mentions.items[i];
		uint32_t at = linking->node_of[linking->root[linking->documents.first[index] + from->entity]];
		struct maek_node *node = &linking->graph->nodes.items[at];
		struct maek_graph_mention *mention = MAEK_PUSH(linking->graph->arena, &node->mentions);
		struct maek_span span = {bytes[from->anchor.cp[0]], bytes[from->anchor.cp[1]]};
		struct maek_text text = maek_text_slice(facts->text, span);
		*mention = (struct maek_graph_mention){.document = (uint32_t)index,
		                                       .sentence = from->sentence,
		                                       .text = maek_arena_copy(linking->graph->arena, text.bytes, text.size),
		                                       .anchor = from->anchor,
		                                       .type = from->type,
		                                       .rule = from->rule,
		                                       .at = from->at};
		struct maek_text surface = maek_link_surface(facts, bytes, from);
		if (!from->quiet && surface.size)
			count_name(linking, &names[at], surface)->mentions += !from->anaphor;
	}
}

void maek_link_nodes(struct maek_linking *linking)
{
	size_t entities = linking->documents.first[linking->documents.count], count = 0;
	struct maek_arena *arena = linking->graph->arena;
	linking->node_of = maek_arena_alloc(linking->work, (entities + 1) * sizeof *linking->node_of);
	for (size_t i = 0; i < entities; i++)
		if (linking->root[i] == i)
			linking->node_of[i] = (uint32_t)count++;
	struct names *names = maek_arena_alloc(linking->work, (count + 1) * sizeof *names);
	for (size_t i = 0; i < count; i++)
		MAEK_PUSH(arena, &linking->graph->nodes);
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		for (size_t k = 0; k < facts->entities.count; k++) {
			uint32_t at = linking->node_of[linking->root[linking->documents.first[i] + k]];
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
