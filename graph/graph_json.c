/* graph.json is written element by element: one node or edge is built with jansson, printed, and given back. */
#include "graph/graph_json.h"

#include "graph/json_build.h"
#include "graph/version.h"

#include <stdlib.h>
#include <string.h>

enum { FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(6) };

static bool put(FILE *out, json_t *value)
{
	bool ok = json_dumpf(value, out, FLAGS | JSON_ENCODE_ANY) == 0;
	json_decref(value);
	return ok;
}

static json_t *strings_json(const char *const *items, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		maek_json_append(array, maek_json_string(items[i]));
	return array;
}

static json_t *properties_json(const struct maek_property *items, size_t count)
{
	json_t *object = json_object();
	for (size_t i = 0; i < count; i++) {
		json_t *integers = json_array();
		for (size_t k = 0; k < items[i].integers.count; k++)
			maek_json_append(integers, json_integer(items[i].integers.items[k]));
		if (items[i].is_integer) {
			maek_json_set(object, items[i].key, integers);
		} else {
			json_decref(integers);
			maek_json_set(object, items[i].key, strings_json(items[i].texts.items, items[i].texts.count));
		}
	}
	return object;
}

static json_t *sentence_json(int sentence)
{
	return sentence < 0 ? json_null() : json_integer(sentence);
}

static json_t *document_json(const struct maek_graph_document *document)
{
	json_t *object = json_object();
	maek_json_set(object, "id", maek_json_string(document->id));
	maek_json_set(object, "sha256", maek_json_string(document->sha256));
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, "id") != 0 && strcmp(document->meta.items[i].key, "sha256") != 0)
			maek_json_set(object, document->meta.items[i].key, maek_json_string(document->meta.items[i].value));
	return object;
}

static json_t *mention_json(const struct maek_graph *graph, const struct maek_node *node,
                            const struct maek_graph_mention *mention)
{
	json_t *object = json_object();
	maek_json_set(object, "doc", maek_json_string(graph->documents.items[mention->document].id));
	maek_json_set(object, "sentence", sentence_json(mention->sentence));
	maek_json_set(object, "text", maek_json_string(mention->text));
	maek_json_set(object, "byte", maek_json_pair(mention->anchor.byte));
	maek_json_set(object, "cp", maek_json_pair(mention->anchor.cp));
	maek_json_set(object, "rule", maek_json_string(mention->rule));
	maek_json_set(object, "at", maek_json_string(mention->at));
	if (strcmp(mention->type, node->type) != 0)
		maek_json_set(object, "type", maek_json_string(mention->type));
	return object;
}

static json_t *node_json(const struct maek_graph *graph, const struct maek_node *node)
{
	json_t *object = json_object(), *merged = json_array(), *mentions = json_array();
	maek_json_set(object, "id", maek_json_string(node->id));
	maek_json_set(object, "type", maek_json_string(node->type));
	maek_json_set(object, "label", maek_json_string(node->label));
	if (node->has_value)
		maek_json_set(object, "value", json_integer(node->value));
	if (node->overflow)
		maek_json_set(object, "overflow", json_true());
	maek_json_set(object, "aliases", strings_json(node->aliases.items, node->aliases.count));
	maek_json_set(object, "properties", properties_json(node->properties.items, node->properties.count));
	for (size_t i = 0; i < node->merged.count; i++) {
		json_t *merge = json_object();
		maek_json_set(merge, "alias", maek_json_string(node->merged.items[i].alias));
		maek_json_set(merge, "by", maek_json_string(node->merged.items[i].by));
		maek_json_append(merged, merge);
	}
	for (size_t i = 0; i < node->mentions.count; i++)
		maek_json_append(mentions, mention_json(graph, node, &node->mentions.items[i]));
	maek_json_set(object, "merged", merged);
	maek_json_set(object, "mentions", mentions);
	return object;
}

/* role -> [start, end]; a role of several members -> a list of such pairs. */
static json_t *roles_json(const struct maek_graph_evidence *evidence)
{
	json_t *object = json_object();
	for (size_t i = 0; i < evidence->roles.count; i++) {
		const struct maek_fact_role *role = &evidence->roles.items[i];
		json_t *there = json_object_get(object, role->name);
		if (!there) {
			maek_json_set(object, role->name, maek_json_pair(role->cp));
		} else if (json_is_array(json_array_get(there, 0))) {
			maek_json_append(there, maek_json_pair(role->cp));
		} else {
			json_t *list = json_array();
			maek_json_append(list, json_incref(there));
			maek_json_append(list, maek_json_pair(role->cp));
			maek_json_set(object, role->name, list);
		}
	}
	return object;
}

static json_t *evidence_json(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	json_t *object = json_object();
	maek_json_set(object, "doc", maek_json_string(graph->documents.items[evidence->document].id));
	maek_json_set(object, "sentence", sentence_json(evidence->sentence));
	maek_json_set(object, "text", maek_json_string(evidence->text));
	maek_json_set(object, "byte", maek_json_pair(evidence->anchor.byte));
	maek_json_set(object, "cp", maek_json_pair(evidence->anchor.cp));
	maek_json_set(object, "rule", maek_json_string(evidence->rule));
	maek_json_set(object, "at", maek_json_string(evidence->at));
	maek_json_set(object, "roles", roles_json(evidence));
	if (!evidence->inferred.count)
		return object;
	json_t *inferred = json_array();
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		json_t *step = json_object();
		maek_json_set(step, "rule", maek_json_string(evidence->inferred.items[i].rule));
		maek_json_set(step, "at", maek_json_string(evidence->inferred.items[i].at));
		maek_json_append(inferred, step);
	}
	maek_json_set(object, "inferred", inferred);
	return object;
}

static json_t *edge_json(const struct maek_graph *graph, const struct maek_edge *edge)
{
	json_t *object = json_object(), *evidence = json_array();
	maek_json_set(object, "id", maek_json_string(edge->id));
	maek_json_set(object, "source", maek_json_string(graph->nodes.items[edge->source].id));
	maek_json_set(object, "target", maek_json_string(graph->nodes.items[edge->target].id));
	maek_json_set(object, "key", maek_json_string(edge->type));
	maek_json_set(object, "type", maek_json_string(edge->type));
	maek_json_set(object, "properties", properties_json(edge->properties.items, edge->properties.count));
	maek_json_set(object, "confidence", json_real(edge->confidence));
	for (size_t i = 0; i < edge->evidence.count; i++)
		maek_json_append(evidence, evidence_json(graph, &edge->evidence.items[i]));
	maek_json_set(object, "evidence", evidence);
	return object;
}

static json_t *head_json(const struct maek_graph *graph)
{
	json_t *object = json_object(), *generator = json_object(), *rules = json_array();
	maek_json_set(generator, "name", maek_json_string("maek"));
	maek_json_set(generator, "version", maek_json_string(MAEK_VERSION));
	for (size_t i = 0; i < graph->packs.count; i++) {
		json_t *pack = json_object();
		maek_json_set(pack, "pack", maek_json_string(graph->packs.items[i].name));
		maek_json_set(pack, "sha256", maek_json_string(graph->packs.items[i].sha256));
		maek_json_append(rules, pack);
	}
	maek_json_set(object, "generator", generator);
	maek_json_set(object, "rules", rules);
	return object;
}

bool maek_graph_write_json(const struct maek_graph *graph, FILE *out)
{
	bool ok = fputs("{\"format\":\"maek-graph\",\"version\":1,\"directed\":true,\"multigraph\":true,\n\"graph\":", out) >= 0;
	ok = ok && put(out, head_json(graph)) && fputs(",\n\"documents\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->documents.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && put(out, document_json(&graph->documents.items[i]));
	ok = ok && fputs("],\n\"nodes\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->nodes.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && put(out, node_json(graph, &graph->nodes.items[i]));
	ok = ok && fputs("],\n\"edges\":[", out) >= 0;
	for (size_t i = 0; ok && i < graph->edges.count; i++)
		ok = fputs(i ? ",\n" : "\n", out) >= 0 && put(out, edge_json(graph, &graph->edges.items[i]));
	return ok && fputs("]}\n", out) >= 0 && fflush(out) == 0;
}
