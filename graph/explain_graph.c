/* See the header. */
#include "graph/explain_graph.h"

#include "graph/json_build.h"

#include <string.h>

static bool is_called(const struct maek_node *node, const char *name)
{
	bool found = strcmp(node->label, name) == 0;
	for (size_t i = 0; i < node->aliases.count && !found; i++)
		found = strcmp(node->aliases.items[i], name) == 0;
	return found;
}

const struct maek_node *maek_graph_find_node(const struct maek_graph *graph, const char *name, const char **nearest)
{
	const struct maek_node *called = NULL;
	size_t count = graph->nodes.count, same = 0;
	const char **names = maek_arena_alloc(graph->arena, (2 * count + 1) * sizeof *names);
	for (size_t i = 0; i < count; i++) {
		const struct maek_node *node = &graph->nodes.items[i];
		if (strcmp(node->id, name) == 0)
			return node;
		names[i] = node->id;
		names[count + i] = node->label;
		if (is_called(node, name)) {
			called = node;
			same++;
		}
	}
	*nearest = same > 1 ? called->id : maek_nearest_name(name, names, 2 * count);
	return same == 1 ? called : NULL;
}

static const struct maek_edge *find_between(const struct maek_graph *graph, const char *name, const char **nearest)
{
	const char *first = strchr(name, '|'), *second = first ? strchr(first + 1, '|') : NULL;
	if (!second)
		return NULL;
	const char *ends[2] = {maek_arena_copy(graph->arena, name, (size_t)(first - name)), second + 1};
	const char *type = maek_arena_copy(graph->arena, first + 1, (size_t)(second - first - 1));
	const struct maek_node *source = maek_graph_find_node(graph, ends[0], nearest);
	const struct maek_node *target = source ? maek_graph_find_node(graph, ends[1], nearest) : NULL;
	for (size_t i = 0; source && target && i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		if (&graph->nodes.items[edge->source] == source && &graph->nodes.items[edge->target] == target &&
		    strcmp(edge->type, type) == 0)
			return edge;
	}
	return NULL;
}

const struct maek_edge *maek_graph_find_edge(const struct maek_graph *graph, const char *name, const char **nearest)
{
	const char **ids = maek_arena_alloc(graph->arena, (graph->edges.count + 1) * sizeof *ids), *ignored;
	for (size_t i = 0; i < graph->edges.count; i++) {
		ids[i] = graph->edges.items[i].id;
		if (strcmp(ids[i], name) == 0)
			return &graph->edges.items[i];
	}
	*nearest = maek_nearest_name(name, ids, graph->edges.count);
	return find_between(graph, name, &ignored);
}

static void set_string(json_t *object, const char *key, const char *string)
{
	maek_json_set(object, key, maek_json_string(string));
}

static void write(json_t *root, struct maek_buffer *out)
{
	maek_json_write(root, JSON_INDENT(1) | JSON_REAL_PRECISION(7), out);
}

static json_t *place_of(const struct maek_graph *graph, uint32_t document, int sentence, const char *text,
                        const uint32_t cp[2], const char *rule, const char *at)
{
	json_t *object = json_object();
	set_string(object, "document", graph->documents.items[document].id);
	maek_json_set(object, "sentence", json_integer(sentence));
	set_string(object, "text", text);
	maek_json_set(object, "cp", maek_json_pair(cp));
	set_string(object, "rule", rule);
	set_string(object, "at", at);
	return object;
}

void maek_graph_explain_node(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *out)
{
	json_t *root = json_object(), *aliases = json_array(), *merged = json_array(), *mentions = json_array(),
		   *edges = json_array();
	set_string(root, "id", node->id);
	set_string(root, "type", node->type);
	set_string(root, "label", node->label);
	for (size_t i = 0; i < node->aliases.count; i++)
		maek_json_append(aliases, maek_json_string(node->aliases.items[i]));
	for (size_t i = 0; i < node->merged.count; i++) {
		json_t *merge = json_object();
		set_string(merge, "alias", node->merged.items[i].alias);
		set_string(merge, "by", node->merged.items[i].by);
		maek_json_append(merged, merge);
	}
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		json_t *object = place_of(graph, mention->document, mention->sentence, mention->text, mention->anchor.cp,
		                          mention->rule, mention->at);
		set_string(object, "type", mention->type);
		maek_json_append(mentions, object);
	}
	for (size_t i = 0; i < graph->edges.count; i++)
		if (&graph->nodes.items[graph->edges.items[i].source] == node ||
		    &graph->nodes.items[graph->edges.items[i].target] == node)
			maek_json_append(edges, maek_json_string(graph->edges.items[i].id));
	maek_json_set(root, "aliases", aliases);
	maek_json_set(root, "merged", merged);
	maek_json_set(root, "mentions", mentions);
	maek_json_set(root, "edges", edges);
	write(root, out);
}

static json_t *evidence_of(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	json_t *object = place_of(graph, evidence->document, evidence->sentence, evidence->text, evidence->anchor.cp,
	                          evidence->rule, evidence->at);
	json_t *roles = json_array(), *steps = json_array();
	for (size_t i = 0; i < evidence->roles.count; i++) {
		json_t *role = json_object();
		set_string(role, "name", evidence->roles.items[i].name);
		maek_json_set(role, "cp", maek_json_pair(evidence->roles.items[i].cp));
		maek_json_append(roles, role);
	}
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		json_t *step = json_object();
		set_string(step, "rule", evidence->inferred.items[i].rule);
		set_string(step, "at", evidence->inferred.items[i].at);
		maek_json_append(steps, step);
	}
	maek_json_set(object, "roles", roles);
	maek_json_set(object, "steps", steps);
	return object;
}

void maek_graph_explain_edge(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *out)
{
	json_t *root = json_object(), *evidence = json_array();
	set_string(root, "id", edge->id);
	set_string(root, "type", edge->type);
	set_string(root, "source", graph->nodes.items[edge->source].id);
	set_string(root, "target", graph->nodes.items[edge->target].id);
	maek_json_set(root, "confidence", json_real(edge->confidence));
	for (size_t i = 0; i < edge->evidence.count; i++)
		maek_json_append(evidence, evidence_of(graph, &edge->evidence.items[i]));
	maek_json_set(root, "evidence", evidence);
	write(root, out);
}
