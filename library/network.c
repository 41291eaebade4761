/* Networks: reading and writing a graph, and the graph in the structs of maek.h. */
#include "library/handles.h"

#include "graph/graph_json.h"

struct maek_network *maek_network_wrap(struct maek_graph *graph)
{
	struct maek_network *network = maek_arena_alloc(graph->arena, sizeof *network);
	*network = (struct maek_network){graph, maek_arena_alloc(graph->arena, sizeof *network->views)};
	return network;
}

bool maek_network_load(const char *path, struct maek_network **out, struct maek_problems *problems)
{
	struct maek_graph *graph;
	bool ok = maek_graph_read_json(path, &graph, maek_problems_list(problems));
	*out = ok ? maek_network_wrap(graph) : NULL;
	return ok;
}

void maek_network_free(struct maek_network *network)
{
	if (!network)
		return;
	maek_views_free(network->views);
	maek_graph_free(network->graph);
}

bool maek_network_write_json(const struct maek_network *network, maek_write_function write, void *context)
{
	FILE *out = maek_stream_open(write, context);
	if (!out)
		return false;
	bool ok = maek_graph_write_json(network->graph, out);
	return fclose(out) == 0 && ok;
}

/* ---- views */

static struct maek_range range(const uint32_t pair[2])
{
	return (struct maek_range){pair[0], pair[1]};
}

static void make_entity(struct maek_arena *arena, const struct maek_node *node, size_t index,
                        struct maek_entity *entity)
{
	const struct maek_mention **mentions = maek_arena_alloc(arena, node->mentions.count * sizeof *mentions);
	struct maek_mention *items = maek_arena_alloc(arena, node->mentions.count * sizeof *items);
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *from = &node->mentions.items[i];
		items[i] = (struct maek_mention){.entity = index,
		                                 .document = from->document,
		                                 .sentence = from->sentence,
		                                 .cp = range(from->anchor.cp),
		                                 .byte = range(from->anchor.byte),
		                                 .text = from->text,
		                                 .type = from->type,
		                                 .rule = from->rule,
		                                 .at = from->at};
		mentions[i] = &items[i];
	}
	*entity = (struct maek_entity){.id = node->id,
	                               .type = node->type,
	                               .label = node->label,
	                               .has_value = node->has_value,
	                               .value = node->value,
	                               .alias_count = node->aliases.count,
	                               .aliases = node->aliases.items,
	                               .mention_count = node->mentions.count,
	                               .mentions = mentions};
}

static const struct maek_evidence *evidence_of(struct maek_arena *arena, const struct maek_graph_evidence *from)
{
	struct maek_evidence *evidence = maek_arena_alloc(arena, sizeof *evidence);
	*evidence = (struct maek_evidence){.document = from->document,
	                                   .sentence = from->sentence,
	                                   .cp = range(from->anchor.cp),
	                                   .byte = range(from->anchor.byte),
	                                   .text = from->text,
	                                   .rule = from->rule,
	                                   .at = from->at};
	return evidence;
}

/* One qualifier for each value of a property; properties of edges are texts. */
static void add_qualifiers(struct maek_arena *arena, const struct maek_edge *edge, struct maek_statement *statement)
{
	MAEK_LIST(const struct maek_qualifier *) qualifiers = {0};
	for (size_t i = 0; i < edge->properties.count; i++) {
		const struct maek_property *property = &edge->properties.items[i];
		for (size_t k = 0; k < property->texts.count; k++) {
			struct maek_qualifier *qualifier = maek_arena_alloc(arena, sizeof *qualifier);
			*qualifier = (struct maek_qualifier){property->key, property->texts.items[k]};
			*MAEK_PUSH(arena, &qualifiers) = qualifier;
		}
	}
	statement->qualifier_count = qualifiers.count;
	statement->qualifiers = qualifiers.items;
}

static void make_statement(struct maek_arena *arena, const struct maek_edge *edge, struct maek_statement *statement)
{
	const struct maek_evidence **evidence = maek_arena_alloc(arena, edge->evidence.count * sizeof *evidence);
	for (size_t i = 0; i < edge->evidence.count; i++)
		evidence[i] = evidence_of(arena, &edge->evidence.items[i]);
	*statement = (struct maek_statement){.id = edge->id,
	                                     .relation = edge->type,
	                                     .subject = edge->source,
	                                     .object = edge->target,
	                                     .confidence = edge->confidence,
	                                     .evidence_count = edge->evidence.count,
	                                     .evidence = evidence};
	add_qualifiers(arena, edge, statement);
}

static struct maek_views *make(const struct maek_graph *graph)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_views *views = maek_arena_alloc(arena, sizeof *views);
	views->arena = arena;
	views->entity_count = graph->nodes.count;
	views->entities = maek_arena_alloc(arena, views->entity_count * sizeof *views->entities);
	views->statement_count = graph->edges.count;
	views->statements = maek_arena_alloc(arena, views->statement_count * sizeof *views->statements);
	for (size_t i = 0; i < views->entity_count; i++)
		make_entity(arena, &graph->nodes.items[i], i, &views->entities[i]);
	for (size_t i = 0; i < views->statement_count; i++)
		make_statement(arena, &graph->edges.items[i], &views->statements[i]);
	return views;
}

const struct maek_views *maek_network_views(const struct maek_network *network)
{
	struct maek_views *there = atomic_load(network->views);
	return there ? there : maek_views_keep(network->views, make(network->graph));
}

size_t maek_network_document_count(const struct maek_network *network)
{
	return network->graph->documents.count;
}

const char *maek_network_document_id(const struct maek_network *network, size_t index)
{
	return index < network->graph->documents.count ? network->graph->documents.items[index].id : NULL;
}

size_t maek_network_node_count(const struct maek_network *network)
{
	return network->graph->nodes.count;
}

size_t maek_network_edge_count(const struct maek_network *network)
{
	return network->graph->edges.count;
}

const struct maek_entity *maek_network_node(const struct maek_network *network, size_t index)
{
	return maek_views_entity(maek_network_views(network), index);
}

const struct maek_statement *maek_network_edge(const struct maek_network *network, size_t index)
{
	return maek_views_statement(maek_network_views(network), index);
}
