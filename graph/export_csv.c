/* CSV: a table each for documents, nodes, edges, mentions (of nodes) and evidence (of edges). Lists are JSON texts.
 *
 * With Neo4j's headers the same tables can be given to `neo4j-admin database import full` with `--array-delimiter=U+001F
 * --multiline-fields=true`: documents and nodes are nodes, edges and mentions are relationships; the evidence stands in
 * lists beside each edge, since a relationship cannot point at another one.
 */
#include "graph/export_formats.h"

#include "graph/csv_writer.h"
#include "graph/graph_json_parts.h"
#include "graph/json_build.h"
#include "graph/property_keys.h"

#include <stdlib.h>
#include <string.h>

struct tables {
	const struct maek_graph *graph;
	bool neo4j;
	struct maek_arena *arena;
	struct maek_csv csv;
	struct maek_buffer text; /* of one field */
};

/* The text becomes a field, and the buffer is empty again. */
static void put_json(struct tables *tables)
{
	maek_csv_text(&tables->csv, tables->text.bytes);
	tables->text.size = 0;
}

static json_t *list_of_strings(const char *const *items, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		maek_json_append(list, maek_json_string(items[i]));
	return list;
}

static json_t *list_of_property(const struct maek_property *property)
{
	if (!property->is_integer)
		return list_of_strings(property->texts.items, property->texts.count);
	json_t *list = json_array();
	for (size_t i = 0; i < property->integers.count; i++)
		maek_json_append(list, json_integer(property->integers.items[i]));
	return list;
}

static void put_header(struct tables *tables, const char *const *plain, const char *const *neo4j)
{
	maek_csv_header(&tables->csv, tables->neo4j ? neo4j : plain);
}

/* Neo4j's `name:type` takes no other colon, and a property must not be called as another column. */
static const char *neo4j_name(struct tables *tables, const char *name, const char *const *taken)
{
	char *clean = maek_arena_copy(tables->arena, name, strlen(name));
	for (char *c = strchr(clean, ':'); c; c = strchr(c, ':'))
		*c = '_';
	for (; *taken; taken++)
		if (strncmp(*taken, clean, strlen(clean)) == 0 && (!(*taken)[strlen(clean)] || (*taken)[strlen(clean)] == ':'))
			return maek_arena_format(tables->arena, "property_%s", clean);
	return clean;
}

static void put_property_header(struct tables *tables, const struct maek_property_keys *keys, const char *const *taken)
{
	for (size_t i = 0; i < keys->count; i++) {
		const char *name = keys->items[i].name;
		maek_csv_text(&tables->csv, tables->neo4j ? maek_arena_format(tables->arena, "%s:%s", neo4j_name(tables, name, taken),
		                                                              keys->items[i].is_integer ? "long[]" : "string[]")
		                                          : maek_arena_format(tables->arena, "properties.%s", name));
	}
}

static void put_properties(struct tables *tables, const struct maek_property_keys *keys, const struct maek_property *items,
                           size_t count)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct maek_property *property = maek_property_find(items, count, keys->items[i].name);
		if (property)
			maek_csv_list(&tables->csv, list_of_property(property));
		else
			maek_csv_text(&tables->csv, NULL);
	}
}

static const char *field_of(const struct maek_graph_document *document, const char *key)
{
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, key) == 0)
			return document->meta.items[i].value;
	return NULL;
}

/* The fields of all headers, in the order in which they are met. */
static struct maek_table fields_of(struct tables *tables)
{
	struct maek_table fields = {.arena = tables->arena};
	for (size_t i = 0; i < tables->graph->documents.count; i++) {
		const struct maek_graph_document *document = &tables->graph->documents.items[i];
		for (size_t k = 0; k < document->meta.count; k++)
			if (strcmp(document->meta.items[k].key, "id") != 0 && strcmp(document->meta.items[k].key, "sha256") != 0)
				maek_table_add(&fields, maek_text_of(document->meta.items[k].key), 0, NULL);
	}
	return fields;
}

static void put_documents(struct tables *tables)
{
	static const char *const plain[] = {"id", "sha256", NULL}, *const neo4j[] = {"id:ID(Document)", ":LABEL", "sha256", NULL};
	struct maek_table fields = fields_of(tables);
	put_header(tables, plain, neo4j);
	for (size_t k = 0; k < fields.count; k++)
		maek_csv_text(&tables->csv, tables->neo4j ? neo4j_name(tables, fields.entries[k].key.bytes, neo4j) : fields.entries[k].key.bytes);
	maek_csv_end(&tables->csv);
	for (size_t i = 0; i < tables->graph->documents.count; i++) {
		const struct maek_graph_document *document = &tables->graph->documents.items[i];
		maek_csv_text(&tables->csv, document->id);
		if (tables->neo4j)
			maek_csv_text(&tables->csv, "Document");
		maek_csv_text(&tables->csv, document->sha256);
		for (size_t k = 0; k < fields.count; k++)
			maek_csv_text(&tables->csv, field_of(document, fields.entries[k].key.bytes));
		maek_csv_end(&tables->csv);
	}
}

static void put_nodes(struct tables *tables)
{
	static const char *const plain[] = {"id", "type", "label", "value", "overflow", "aliases", "merged", "mentions", NULL};
	static const char *const neo4j[] = {"id:ID(Node)",      ":LABEL",           "label",  "value:long",
	                                    "overflow:boolean", "aliases:string[]", "merged", "mentions:int", NULL};
	struct maek_property_keys keys = maek_node_property_keys(tables->graph, tables->arena);
	put_header(tables, plain, neo4j);
	put_property_header(tables, &keys, neo4j);
	maek_csv_end(&tables->csv);
	for (size_t i = 0; i < tables->graph->nodes.count; i++) {
		const struct maek_node *node = &tables->graph->nodes.items[i];
		maek_csv_text(&tables->csv, node->id);
		maek_csv_text(&tables->csv, node->type);
		maek_csv_text(&tables->csv, node->label);
		if (node->has_value)
			maek_csv_integer(&tables->csv, node->value);
		else
			maek_csv_text(&tables->csv, NULL);
		maek_csv_text(&tables->csv, node->overflow ? "true" : NULL);
		maek_csv_list(&tables->csv, list_of_strings(node->aliases.items, node->aliases.count));
		maek_json_merged(node, &tables->text);
		put_json(tables);
		maek_csv_integer(&tables->csv, (int64_t)node->mentions.count);
		put_properties(tables, &keys, node->properties.items, node->properties.count);
		maek_csv_end(&tables->csv);
	}
}

/* One field of all the evidence of an edge, as a list. */
static void put_evidence_list(struct tables *tables, const struct maek_edge *edge,
                              const char *(*field)(const struct maek_graph *, const struct maek_graph_evidence *))
{
	json_t *list = json_array();
	for (size_t i = 0; i < edge->evidence.count; i++)
		maek_json_append(list, maek_json_string(field(tables->graph, &edge->evidence.items[i])));
	maek_csv_list(&tables->csv, list);
}

static const char *document_of(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	return graph->documents.items[evidence->document].id;
}

static const char *text_of(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	(void)graph;
	return evidence->text;
}

static const char *rule_of(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	(void)graph;
	return evidence->rule;
}

static void put_edges(struct tables *tables)
{
	static const char *const plain[] = {"source", "target", "type", "id", "confidence", "evidence", NULL};
	static const char *const neo4j[] = {":START_ID(Node)", ":END_ID(Node)",        ":TYPE",              "id",
	                                    "confidence:double", "documents:string[]", "sentences:string[]", "rules:string[]", NULL};
	struct maek_property_keys keys = maek_edge_property_keys(tables->graph, tables->arena);
	put_header(tables, plain, neo4j);
	put_property_header(tables, &keys, neo4j);
	maek_csv_end(&tables->csv);
	for (size_t i = 0; i < tables->graph->edges.count; i++) {
		const struct maek_edge *edge = &tables->graph->edges.items[i];
		maek_csv_text(&tables->csv, tables->graph->nodes.items[edge->source].id);
		maek_csv_text(&tables->csv, tables->graph->nodes.items[edge->target].id);
		maek_csv_text(&tables->csv, edge->type);
		maek_csv_text(&tables->csv, edge->id);
		maek_csv_real(&tables->csv, edge->confidence);
		if (tables->neo4j) {
			put_evidence_list(tables, edge, document_of);
			put_evidence_list(tables, edge, text_of);
			put_evidence_list(tables, edge, rule_of);
		} else {
			maek_csv_integer(&tables->csv, (int64_t)edge->evidence.count);
		}
		put_properties(tables, &keys, edge->properties.items, edge->properties.count);
		maek_csv_end(&tables->csv);
	}
}

static void put_place(struct tables *tables, int sentence, const char *text, const struct maek_anchor *anchor,
                      const char *rule, const char *at)
{
	if (sentence < 0)
		maek_csv_text(&tables->csv, NULL);
	else
		maek_csv_integer(&tables->csv, sentence);
	maek_csv_text(&tables->csv, text);
	maek_csv_integer(&tables->csv, anchor->cp[0]);
	maek_csv_integer(&tables->csv, anchor->cp[1]);
	maek_csv_integer(&tables->csv, anchor->byte[0]);
	maek_csv_integer(&tables->csv, anchor->byte[1]);
	maek_csv_text(&tables->csv, rule);
	maek_csv_text(&tables->csv, at);
}

static void put_node_mentions(struct tables *tables, const struct maek_node *node)
{
	for (size_t k = 0; k < node->mentions.count; k++) {
		const struct maek_graph_mention *mention = &node->mentions.items[k];
		maek_csv_text(&tables->csv, node->id);
		maek_csv_text(&tables->csv, tables->graph->documents.items[mention->document].id);
		if (tables->neo4j)
			maek_csv_text(&tables->csv, "mentioned_in");
		put_place(tables, mention->sentence, mention->text, &mention->anchor, mention->rule, mention->at);
		maek_csv_text(&tables->csv, mention->type);
		maek_csv_end(&tables->csv);
	}
}

static void put_mentions(struct tables *tables)
{
	static const char *const plain[] = {"node",       "doc",      "sentence", "text", "cp_start", "cp_end",
	                                    "byte_start", "byte_end", "rule",     "at",   "type",     NULL};
	static const char *const neo4j[] = {":START_ID(Node)", ":END_ID(Document)", ":TYPE", "sentence:int", "text",
	                                    "cp_start:long", "cp_end:long", "byte_start:long", "byte_end:long", "rule",
	                                    "at", "type", NULL};
	put_header(tables, plain, neo4j);
	maek_csv_end(&tables->csv);
	for (size_t i = 0; i < tables->graph->nodes.count; i++)
		put_node_mentions(tables, &tables->graph->nodes.items[i]);
}

static void put_evidence(struct tables *tables)
{
	static const char *const names[] = {"edge",     "doc",        "sentence", "text", "cp_start", "cp_end",
	                                    "byte_start", "byte_end", "rule",     "at",   "roles",    "inferred", NULL};
	maek_csv_header(&tables->csv, names);
	maek_csv_end(&tables->csv);
	for (size_t i = 0; i < tables->graph->edges.count; i++)
		for (size_t k = 0; k < tables->graph->edges.items[i].evidence.count; k++) {
			const struct maek_graph_evidence *evidence = &tables->graph->edges.items[i].evidence.items[k];
			maek_csv_text(&tables->csv, tables->graph->edges.items[i].id);
			maek_csv_text(&tables->csv, tables->graph->documents.items[evidence->document].id);
			put_place(tables, evidence->sentence, evidence->text, &evidence->anchor, evidence->rule, evidence->at);
			maek_json_roles(evidence, &tables->text);
			put_json(tables);
			maek_json_inferred(evidence, &tables->text);
			put_json(tables);
			maek_csv_end(&tables->csv);
		}
}

/* In the order of the file names below. */
static void (*const writers[])(struct tables *tables) = {put_documents, put_nodes, put_edges, put_mentions, put_evidence};

const char *const *maek_export_csv_parts(const struct maek_export_options *options)
{
	static const char *const plain[] = {"documents.csv", "nodes.csv", "edges.csv", "mentions.csv", "evidence.csv", NULL};
	static const char *const neo4j[] = {"documents.csv", "nodes.csv", "edges.csv", "mentions.csv", NULL};
	return options->neo4j ? neo4j : plain;
}

bool maek_export_csv(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                     struct maek_errors *errors)
{
	(void)errors;
	struct tables tables = {.graph = graph, .neo4j = options->neo4j, .arena = maek_arena_new()};
	tables.text.arena = tables.arena;
	tables.csv = (struct maek_csv){.out = out, .has_raw_lists = options->neo4j};
	writers[options->part](&tables);
	maek_arena_free(tables.arena);
	return maek_export_done(out);
}
