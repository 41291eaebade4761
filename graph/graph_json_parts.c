/* See the header. */
#include "graph/graph_json_parts.h"

#include "graph/version.h"

#include <stdlib.h>
#include <string.h>

json_t *maek_json_strings(const char *const *items, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		maek_json_append(array, maek_json_string(items[i]));
	return array;
}

json_t *maek_json_property(const struct maek_property *property)
{
	if (!property->is_integer)
		return maek_json_strings(property->texts.items, property->texts.count);
	json_t *integers = json_array();
	for (size_t i = 0; i < property->integers.count; i++)
		maek_json_append(integers, json_integer(property->integers.items[i]));
	return integers;
}

static json_t *properties_json(const struct maek_property *items, size_t count)
{
	json_t *object = json_object();
	for (size_t i = 0; i < count; i++)
		maek_json_set(object, items[i].key, maek_json_property(&items[i]));
	return object;
}

static json_t *sentence_json(int sentence)
{
	return sentence < 0 ? json_null() : json_integer(sentence);
}

json_t *maek_json_document(const struct maek_graph_document *document)
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

json_t *maek_json_merged(const struct maek_node *node)
{
	json_t *merged = json_array();
	for (size_t i = 0; i < node->merged.count; i++) {
		json_t *merge = json_object();
		maek_json_set(merge, "alias", maek_json_string(node->merged.items[i].alias));
		maek_json_set(merge, "by", maek_json_string(node->merged.items[i].by));
		maek_json_append(merged, merge);
	}
	return merged;
}

json_t *maek_json_mentions(const struct maek_graph *graph, const struct maek_node *node)
{
	json_t *mentions = json_array();
	for (size_t i = 0; i < node->mentions.count; i++)
		maek_json_append(mentions, mention_json(graph, node, &node->mentions.items[i]));
	return mentions;
}

json_t *maek_json_node(const struct maek_graph *graph, const struct maek_node *node)
{
	json_t *object = json_object();
	maek_json_set(object, "id", maek_json_string(node->id));
	maek_json_set(object, "type", maek_json_string(node->type));
	maek_json_set(object, "label", maek_json_string(node->label));
	if (node->has_value)
		maek_json_set(object, "value", json_integer(node->value));
	if (node->overflow)
		maek_json_set(object, "overflow", json_true());
	maek_json_set(object, "aliases", maek_json_strings(node->aliases.items, node->aliases.count));
	maek_json_set(object, "properties", properties_json(node->properties.items, node->properties.count));
	maek_json_set(object, "merged", maek_json_merged(node));
	maek_json_set(object, "mentions", maek_json_mentions(graph, node));
	return object;
}

json_t *maek_json_roles(const struct maek_graph_evidence *evidence)
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

json_t *maek_json_inferred(const struct maek_graph_evidence *evidence)
{
	json_t *inferred = json_array();
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		json_t *step = json_object();
		maek_json_set(step, "rule", maek_json_string(evidence->inferred.items[i].rule));
		maek_json_set(step, "at", maek_json_string(evidence->inferred.items[i].at));
		maek_json_append(inferred, step);
	}
	return inferred;
}

static json_t *piece_json(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	json_t *object = json_object();
	maek_json_set(object, "doc", maek_json_string(graph->documents.items[evidence->document].id));
	maek_json_set(object, "sentence", sentence_json(evidence->sentence));
	maek_json_set(object, "text", maek_json_string(evidence->text));
	maek_json_set(object, "byte", maek_json_pair(evidence->anchor.byte));
	maek_json_set(object, "cp", maek_json_pair(evidence->anchor.cp));
	maek_json_set(object, "rule", maek_json_string(evidence->rule));
	maek_json_set(object, "at", maek_json_string(evidence->at));
	maek_json_set(object, "roles", maek_json_roles(evidence));
	if (evidence->inferred.count)
		maek_json_set(object, "inferred", maek_json_inferred(evidence));
	return object;
}

json_t *maek_json_evidence(const struct maek_graph *graph, const struct maek_edge *edge)
{
	json_t *evidence = json_array();
	for (size_t i = 0; i < edge->evidence.count; i++)
		maek_json_append(evidence, piece_json(graph, &edge->evidence.items[i]));
	return evidence;
}

json_t *maek_json_edge(const struct maek_graph *graph, const struct maek_edge *edge)
{
	json_t *object = json_object();
	maek_json_set(object, "id", maek_json_string(edge->id));
	maek_json_set(object, "source", maek_json_string(graph->nodes.items[edge->source].id));
	maek_json_set(object, "target", maek_json_string(graph->nodes.items[edge->target].id));
	maek_json_set(object, "key", maek_json_string(edge->type));
	maek_json_set(object, "type", maek_json_string(edge->type));
	maek_json_set(object, "properties", properties_json(edge->properties.items, edge->properties.count));
	maek_json_set(object, "confidence", json_real(edge->confidence));
	maek_json_set(object, "evidence", maek_json_evidence(graph, edge));
	return object;
}

json_t *maek_json_head(const struct maek_graph *graph)
{
	json_t *object = json_object(), *generator = json_object();
	maek_json_set(generator, "name", maek_json_string("maek"));
	maek_json_set(generator, "version", maek_json_string(MAEK_VERSION));
	maek_json_set(object, "generator", generator);
	maek_json_set(object, "rules", maek_json_packs(graph->packs.items, graph->packs.count));
	return object;
}

bool maek_json_put(FILE *out, json_t *value)
{
	bool ok = json_dumpf(value, out, MAEK_JSON_FLAGS) == 0;
	json_decref(value);
	return ok;
}

char *maek_json_dump(json_t *value)
{
	char *text = maek_checked(json_dumps(value, MAEK_JSON_FLAGS));
	json_decref(value);
	return text;
}
