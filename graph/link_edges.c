/* Edges out of facts: one for each (source, target, relation), with the evidence of all documents, in document order.
 */
#include "graph/link_parts.h"

#include <string.h>

static const uint32_t NO_EDGE = UINT32_MAX;

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

/* The edge's index; types are one copy of a string, so that pointers tell them apart. */
static uint32_t edge_of(struct maek_linking *linking, const struct maek_fact *fact, uint32_t source, uint32_t target)
{
	struct {
		const char *type;
		uint32_t source, target;
	} key = {fact->relation, source, target};
	bool is_new;
	struct maek_text bytes = {(const char *)&key, sizeof key};
	uint32_t at = *maek_table_add(&linking->edges, bytes, (uint32_t)linking->graph->edges.count, &is_new);
	if (is_new) {
		struct maek_edge *edge = MAEK_PUSH(linking->work, &linking->graph->edges);
		*edge = (struct maek_edge){.type = fact->relation, .source = source, .target = target};
	}
	return at;
}

static void add_evidence(struct maek_edge *edge, size_t document, const char *text, const struct maek_fact_evidence *from)
{
	struct maek_graph_evidence *evidence = &edge->evidence.items[edge->evidence.count++];
	*evidence = (struct maek_graph_evidence){.document = (uint32_t)document,
	                                         .sentence = from->sentence,
	                                         .text = text,
	                                         .anchor = from->anchor,
	                                         .rule = from->rule,
	                                         .at = from->at};
	memcpy(&evidence->roles, &from->roles, sizeof evidence->roles);
	memcpy(&evidence->inferred, &from->inferred, sizeof evidence->inferred);
}

static const char *property_name(const struct maek_facts *facts, const char *relation)
{
	for (size_t i = 0; i < facts->relations.count; i++)
		if (strcmp(facts->relations.items[i].name, relation) == 0)
			return facts->relations.items[i].property;
	return NULL;
}

static void add_fact(struct maek_linking *linking, size_t document, const struct maek_fact *fact, struct maek_edge *edge,
                     const char *const *texts)
{
	struct maek_arena *arena = linking->graph->arena;
	for (size_t i = 0; i < fact->attributes.count; i++) {
		struct maek_property *property = property_of(arena, &edge->properties.items, &edge->properties.count,
		                                             &edge->properties.room, fact->attributes.items[i].key, false);
		add_text(arena, property, fact->attributes.items[i].value);
	}
	for (size_t i = 0; i < fact->evidence.count; i++)
		add_evidence(edge, document, texts[i], &fact->evidence.items[i]);
	edge->confidence = 1 - (1 - edge->confidence) * (1 - fact->confidence);
	const char *name = property_name(&linking->documents.items[document]->facts, fact->relation);
	struct maek_node *node = &linking->graph->nodes.items[edge->source], *object = &linking->graph->nodes.items[edge->target];
	if (name && object->has_value)
		add_integer(arena,
		            property_of(arena, &node->properties.items, &node->properties.count, &node->properties.room, name, true),
		            object->value);
}

/* Which edge each fact belongs to (NO_EDGE: it says that a thing is itself), and room for just the evidence there is. */
static uint32_t *make_edges(struct maek_linking *linking)
{
	struct maek_graph *graph = linking->graph;
	size_t count = 0, at = 0;
	for (size_t i = 0; i < linking->documents.count; i++)
		count += linking->documents.items[i]->facts.facts.count;
	uint32_t *edge_at = maek_arena_alloc(linking->work, count * sizeof *edge_at);
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = &linking->documents.items[i]->facts;
		const uint32_t *roots = linking->root + linking->documents.first[i];
		for (size_t k = 0; k < facts->facts.count; k++, at++) {
			const struct maek_fact *fact = &facts->facts.items[k];
			uint32_t source = linking->node_of[roots[fact->subject]], target = linking->node_of[roots[fact->object]];
			edge_at[at] = source == target ? NO_EDGE : edge_of(linking, fact, source, target);
			if (source != target)
				graph->edges.items[edge_at[at]].evidence.room += fact->evidence.count;
		}
	}
	struct maek_edge *edges = maek_arena_alloc(graph->arena, graph->edges.count * sizeof *edges);
	if (graph->edges.count)
		memcpy(edges, graph->edges.items, graph->edges.count * sizeof *edges);
	graph->edges.items = edges;
	graph->edges.room = graph->edges.count;
	for (size_t i = 0; i < graph->edges.count; i++)
		edges[i].evidence.items = maek_arena_alloc(graph->arena, edges[i].evidence.room * sizeof *edges[i].evidence.items);
	return edge_at;
}

void maek_link_edges(struct maek_linking *linking)
{
	linking->edges.arena = linking->work;
	const uint32_t *edge_at = make_edges(linking);
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_link_document *document = linking->documents.items[i];
		const char *const *texts = document->evidence;
		for (size_t k = 0; k < document->facts.facts.count; k++, edge_at++) {
			const struct maek_fact *fact = &document->facts.facts.items[k];
			if (*edge_at != NO_EDGE)
				add_fact(linking, i, fact, &linking->graph->edges.items[*edge_at], texts);
			texts += fact->evidence.count;
		}
	}
}
