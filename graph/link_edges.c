/* Edges out of facts: one for each (source, target, relation), with the evidence of all documents, in document order.
 */
#include "graph/link_parts.h"

#include <string.h>

static struct maek_property *property_of(struct maek_arena *arena, struct maek_property **items, size_t *count, size_t *room,
                                         const char *key, bool is_integer)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp((*items)[i].key, key) == 0)
			return &(*items)[i];
	*items = maek_arena_grow(arena, *items, *count, room, sizeof **items);
	struct maek_property *property = &(*items)[(*count)++];
	property->key = key;
	property->is_integer = is_integer;
	return property;
}

static void add_text(struct maek_arena *arena, struct maek_property *property, const char *text)
{
	for (size_t i = 0; i < property->texts.count; i++)
		if (strcmp(property->texts.items[i], text) == 0)
			return;
	*MAEK_PUSH(arena, &property->texts) = text;
}

/* Keeps the integers ascending. */
static void add_integer(struct maek_arena *arena, struct maek_property *property, int64_t value)
{
	size_t at = 0;
	while (at < property->integers.count && property->integers.items[at] < value)
		at++;
	if (at < property->integers.count && property->integers.items[at] == value)
		return;
	MAEK_PUSH(arena, &property->integers);
	memmove(&property->integers.items[at + 1], &property->integers.items[at],
	        (property->integers.count - 1 - at) * sizeof *property->integers.items);
	property->integers.items[at] = value;
}

static struct maek_edge *edge_of(struct maek_linking *linking, const char *type, uint32_t source, uint32_t target)
{
	struct maek_buffer key = {.arena = linking->work};
	maek_buffer_format(&key, "%u %u %s", source, target, type);
	bool is_new;
	struct maek_text text = {key.bytes, key.size};
	uint32_t at = *maek_table_add(&linking->edges, text, (uint32_t)linking->graph->edges.count, &is_new);
	if (is_new) {
		struct maek_edge *edge = MAEK_PUSH(linking->graph->arena, &linking->graph->edges);
		*edge = (struct maek_edge){.type = type, .source = source, .target = target};
	}
	return &linking->graph->edges.items[at];
}

static void add_evidence(struct maek_linking *linking, struct maek_edge *edge, size_t document, const uint32_t *bytes,
                         const struct maek_fact_evidence *from)
{
	struct maek_arena *arena = linking->graph->arena;
	const struct maek_facts *facts = linking->documents.items[document];
	struct maek_span span = {bytes[from->anchor.cp[0]], bytes[from->anchor.cp[1]]};
	struct maek_text text = maek_text_slice(facts->text, span);
	struct maek_graph_evidence *evidence = MAEK_PUSH(arena, &edge->evidence);
	*evidence = (struct maek_graph_evidence){.document = (uint32_t)document,
	                                         .sentence = from->sentence,
	                                         .text = maek_arena_copy(arena, text.bytes, text.size),
	                                         .anchor = from->anchor,
	                                         .rule = from->rule,
	                                         .at = from->at};
	for (size_t i = 0; i < from->roles.count; i++)
		*MAEK_PUSH(arena, &evidence->roles) = from->roles.items[i];
	for (size_t i = 0; i < from->inferred.count; i++)
		*MAEK_PUSH(arena, &evidence->inferred) = from->inferred.items[i];
}

static const char *property_name(const struct maek_facts *facts, const char *relation)
{
	for (size_t i = 0; i < facts->relations.count; i++)
		if (strcmp(facts->relations.items[i].name, relation) == 0)
			return facts->relations.items[i].property;
	return NULL;
}

static void add_fact(struct maek_linking *linking, size_t document, const uint32_t *bytes, const struct maek_fact *fact)
{
	struct maek_arena *arena = linking->graph->arena;
	size_t first = linking->documents.first[document];
	uint32_t source = linking->node_of[linking->root[first + fact->subject]];
	uint32_t target = linking->node_of[linking->root[first + fact->object]];
	if (source == target)
		return;
	struct maek_edge *edge = edge_of(linking, fact->relation, source, target);
	for (size_t i = 0; i < fact->attributes.count; i++) {
		struct maek_property *property = property_of(arena, &edge->properties.items, &edge->properties.count,
		                                             &edge->properties.room, fact->attributes.items[i].key, false);
		add_text(arena, property, fact->attributes.items[i].value);
	}
	for (size_t i = 0; i < fact->evidence.count; i++)
		add_evidence(linking, edge, document, bytes, &fact->evidence.items[i]);
	edge->confidence = 1 - (1 - edge->confidence) * (1 - fact->confidence);
	const char *name = property_name(linking->documents.items[document], fact->relation);
	struct maek_node *node = &linking->graph->nodes.items[source], *object = &linking->graph->nodes.items[target];
	if (name && object->has_value)
		add_integer(arena,
		            property_of(arena, &node->properties.items, &node->properties.count, &node->properties.room, name, true),
		            object->value);
}

void maek_link_edges(struct maek_linking *linking)
{
	linking->edges.arena = linking->work;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		uint32_t *bytes = maek_link_offsets(linking->work, facts->text);
		for (size_t k = 0; k < facts->facts.count; k++)
			add_fact(linking, i, bytes, &facts->facts.items[k]);
	}
}
