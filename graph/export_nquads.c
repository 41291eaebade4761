/* N-Quads, sorted by bytes. Each edge is a quad whose graph is named after the edge, and what is known of the edge says
 * so of that name: its confidence, its properties, and by PROV-O the evidence that it was derived from. Evidence of edges
 * and mentions of nodes are entities quoted from a document, with their place as Web Annotation has it (code points):
 *
 *   <urn:maek:node/A> <urn:maek:relation/R> <urn:maek:node/B> <urn:maek:edge/E> .
 *   <urn:maek:edge/E> prov:wasDerivedFrom <urn:maek:evidence/E#0> .
 *   <urn:maek:evidence/E#0> prov:wasQuotedFrom <urn:maek:document/D> ; prov:value "…" ; oa:start 12 ; oa:end 20 ;
 *     <urn:maek:term/rule> <urn:maek:rule/PACK/RULE> .
 *
 * The kinds of subjects follow each other in the order of their names, the subjects of a kind in that of their IRIs.
 */
#include "graph/export_formats.h"

#include "graph/nquads_lines.h"

#include <stdlib.h>
#include <string.h>

#define ENTITY "<" MAEK_PROV "Entity>"
#define PLAN "<" MAEK_PROV "Plan>"
#define VALUE "<" MAEK_PROV "value>"
#define DERIVED "<" MAEK_PROV "wasDerivedFrom>"
#define QUOTED "<" MAEK_PROV "wasQuotedFrom>"
#define TERM(name) "<urn:maek:term/" name ">"

struct ranked { /* things in the order of their IRIs */
	const char *iri;
	uint32_t index;
};

struct export {
	const struct maek_graph *graph;
	struct maek_nquads quads;
	struct maek_arena *arena; /* of the two lists below */
	uint32_t *first_edge, *next_edge; /* of each node; of each edge: the next from the same node; count of edges: none */
};

static const char *name(struct export *export, const char *kind, const char *id)
{
	return maek_nquads_name(export->quads.arena, kind, id);
}

static void add(struct export *export, const char *subject, const char *predicate, const char *object)
{
	maek_nquads_add(&export->quads, subject, predicate, object, NULL);
}

static void add_text(struct export *export, const char *subject, const char *predicate, const char *text)
{
	add(export, subject, predicate, maek_nquads_text(export->quads.arena, text));
}

static void add_integer(struct export *export, const char *subject, const char *predicate, int64_t value)
{
	add(export, subject, predicate, maek_nquads_integer(export->quads.arena, value));
}

static void add_properties(struct export *export, const char *subject, const struct maek_property *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *predicate = name(export, "property", items[i].key);
		for (size_t k = 0; k < items[i].texts.count; k++)
			add_text(export, subject, predicate, items[i].texts.items[k]);
		for (size_t k = 0; k < items[i].integers.count; k++)
			add_integer(export, subject, predicate, items[i].integers.items[k]);
	}
}

static void put_document(struct export *export, uint32_t index)
{
	const struct maek_graph_document *document = &export->graph->documents.items[index];
	const char *subject = name(export, "document", document->id);
	add(export, subject, MAEK_RDF_TYPE, ENTITY);
	add_text(export, subject, TERM("sha256"), document->sha256);
	for (size_t i = 0; i < document->meta.count; i++)
		add_text(export, subject, name(export, "meta", document->meta.items[i].key), document->meta.items[i].value);
}

static void put_edge(struct export *export, uint32_t index)
{
	const struct maek_edge *edge = &export->graph->edges.items[index];
	const char *subject = name(export, "edge", edge->id);
	add(export, subject, MAEK_RDF_TYPE, ENTITY);
	add(export, subject, TERM("confidence"), maek_nquads_decimal(export->quads.arena, edge->confidence));
	add_properties(export, subject, edge->properties.items, edge->properties.count);
	for (size_t i = 0; i < edge->evidence.count; i++)
		add(export, subject, DERIVED, maek_nquads_part(export->quads.arena, "evidence", edge->id, i));
}

struct place {
	uint32_t document;
	int sentence;
	const char *text, *rule, *at;
	const struct maek_anchor *anchor;
};

static void add_place(struct export *export, const char *subject, const struct place *place)
{
	add(export, subject, MAEK_RDF_TYPE, ENTITY);
	add(export, subject, QUOTED, name(export, "document", export->graph->documents.items[place->document].id));
	add_text(export, subject, VALUE, place->text);
	add_integer(export, subject, "<" MAEK_OA "start>", place->anchor->cp[0]);
	add_integer(export, subject, "<" MAEK_OA "end>", place->anchor->cp[1]);
	add_integer(export, subject, TERM("byteStart"), place->anchor->byte[0]);
	add_integer(export, subject, TERM("byteEnd"), place->anchor->byte[1]);
	if (place->sentence >= 0)
		add_integer(export, subject, TERM("sentence"), place->sentence);
	add(export, subject, TERM("rule"), name(export, "rule", place->rule));
	add_text(export, subject, TERM("at"), place->at);
}

/* A role's value is the text fragment of the document (RFC 5147). */
static void add_role(struct export *export, const char *subject, const struct maek_fact_role *role, const char *document)
{
	const char *iri = name(export, "document", document);
	add(export, subject, name(export, "role", role->name),
	    maek_arena_format(export->quads.arena, "%.*s#char=%u,%u>", (int)strlen(iri) - 1, iri, role->cp[0], role->cp[1]));
}

static void put_evidence(struct export *export, uint32_t index)
{
	const struct maek_edge *edge = &export->graph->edges.items[index];
	for (size_t i = 0; i < edge->evidence.count; i++) {
		const struct maek_graph_evidence *evidence = &edge->evidence.items[i];
		const char *subject = maek_nquads_part(export->quads.arena, "evidence", edge->id, i);
		add_place(export, subject, &(struct place){evidence->document, evidence->sentence, evidence->text, evidence->rule,
		                                           evidence->at, &evidence->anchor});
		for (size_t k = 0; k < evidence->roles.count; k++)
			add_role(export, subject, &evidence->roles.items[k], export->graph->documents.items[evidence->document].id);
		for (size_t k = 0; k < evidence->inferred.count; k++)
			add(export, subject, TERM("inferredBy"), name(export, "rule", evidence->inferred.items[k].rule));
	}
}

static void put_mentions(struct export *export, uint32_t index)
{
	const struct maek_node *node = &export->graph->nodes.items[index];
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		const char *subject = maek_nquads_part(export->quads.arena, "mention", node->id, i);
		add_place(export, subject, &(struct place){mention->document, mention->sentence, mention->text, mention->rule,
		                                           mention->at, &mention->anchor});
		add(export, subject, TERM("type"), name(export, "type", mention->type));
	}
}

static void put_merges(struct export *export, uint32_t index)
{
	const struct maek_node *node = &export->graph->nodes.items[index];
	for (size_t i = 0; i < node->merged.count; i++) {
		const char *subject = maek_nquads_part(export->quads.arena, "merge", node->id, i);
		add(export, subject, "<" MAEK_PROV "alternateOf>", name(export, "node", node->id));
		add_text(export, subject, MAEK_RDFS_LABEL, node->merged.items[i].alias);
		add(export, subject, TERM("rule"), name(export, "rule", node->merged.items[i].by));
	}
}

static void put_node(struct export *export, uint32_t index)
{
	const struct maek_graph *graph = export->graph;
	const struct maek_node *node = &graph->nodes.items[index];
	const char *subject = name(export, "node", node->id);
	add(export, subject, MAEK_RDF_TYPE, ENTITY);
	add(export, subject, MAEK_RDF_TYPE, name(export, "type", node->type));
	add_text(export, subject, MAEK_RDFS_LABEL, node->label);
	if (node->has_value)
		add_integer(export, subject, TERM("value"), node->value);
	if (node->overflow)
		add(export, subject, TERM("overflow"), "\"true\"^^<" MAEK_XSD "boolean>");
	for (size_t i = 0; i < node->aliases.count; i++)
		add_text(export, subject, MAEK_SKOS_ALT_LABEL, node->aliases.items[i]);
	add_properties(export, subject, node->properties.items, node->properties.count);
	for (size_t i = 0; i < node->mentions.count; i++)
		add(export, subject, DERIVED, maek_nquads_part(export->quads.arena, "mention", node->id, i));
	for (uint32_t i = export->first_edge[index]; i < graph->edges.count; i = export->next_edge[i]) {
		const struct maek_edge *edge = &graph->edges.items[i];
		maek_nquads_add(&export->quads, subject, name(export, "relation", edge->type),
		                name(export, "node", graph->nodes.items[edge->target].id), name(export, "edge", edge->id));
	}
}

static void put_pack(struct export *export, uint32_t index)
{
	const struct maek_fact_pack *pack = &export->graph->packs.items[index];
	const char *subject = name(export, "pack", pack->name);
	add(export, subject, MAEK_RDF_TYPE, PLAN);
	add_text(export, subject, TERM("sha256"), pack->sha256);
}

static void link_edges(struct export *export)
{
	const struct maek_graph *graph = export->graph;
	uint32_t none = (uint32_t)graph->edges.count;
	export->first_edge = maek_arena_alloc(export->arena, (graph->nodes.count + 1) * sizeof *export->first_edge);
	export->next_edge = maek_arena_alloc(export->arena, (graph->edges.count + 1) * sizeof *export->next_edge);
	for (size_t i = 0; i < graph->nodes.count; i++)
		export->first_edge[i] = none;
	for (uint32_t i = none; i-- > 0;) {
		export->next_edge[i] = export->first_edge[graph->edges.items[i].source];
		export->first_edge[graph->edges.items[i].source] = i;
	}
}

static int by_iri(const void *a, const void *b)
{
	return strcmp(((const struct ranked *)a)->iri, ((const struct ranked *)b)->iri);
}

/* A kind of subjects: `count` things with ids. Parts are written together with the thing that they are parts of. */
struct kind {
	const char *name;
	size_t count;
	const char *(*id)(const struct export *export, uint32_t index);
	void (*put)(struct export *export, uint32_t index);
	bool is_parts;
};

static void put_kind(struct export *export, const struct kind *kind)
{
	struct maek_arena *arena = maek_arena_new();
	struct ranked *ranked = maek_arena_alloc(arena, (kind->count + 1) * sizeof *ranked);
	for (uint32_t i = 0; i < kind->count; i++) {
		const char *id = kind->id(export, i);
		ranked[i] = (struct ranked){kind->is_parts ? maek_nquads_part(arena, kind->name, id, 0)
		                                           : maek_nquads_name(arena, kind->name, id), i};
	}
	qsort(ranked, kind->count, sizeof *ranked, by_iri);
	for (size_t i = 0; i < kind->count; i++) {
		kind->put(export, ranked[i].index);
		maek_nquads_flush(&export->quads);
	}
	maek_arena_free(arena);
}

static const char *document_id(const struct export *export, uint32_t index)
{
	return export->graph->documents.items[index].id;
}

static const char *edge_id(const struct export *export, uint32_t index)
{
	return export->graph->edges.items[index].id;
}

static const char *node_id(const struct export *export, uint32_t index)
{
	return export->graph->nodes.items[index].id;
}

static const char *pack_id(const struct export *export, uint32_t index)
{
	return export->graph->packs.items[index].name;
}

bool maek_export_nquads(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                        struct maek_errors *errors)
{
	(void)errors;
	struct export export = {.graph = graph, .arena = maek_arena_new()};
	const struct kind kinds[] = { /* sorted */
		{"document", graph->documents.count, document_id, put_document, false},
		{"edge", graph->edges.count, edge_id, put_edge, false},
		{"evidence", graph->edges.count, edge_id, put_evidence, true},
		{"mention", graph->nodes.count, node_id, put_mentions, true},
		{"merge", graph->nodes.count, node_id, put_merges, true},
		{"node", graph->nodes.count, node_id, put_node, false},
		{"pack", graph->packs.count, pack_id, put_pack, false},
	};
	(void)options;
	export.quads = (struct maek_nquads){.arena = maek_arena_new(), .out = out};
	link_edges(&export);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		put_kind(&export, &kinds[i]);
	maek_arena_free(export.quads.arena);
	maek_arena_free(export.arena);
	return maek_export_done(out);
}
