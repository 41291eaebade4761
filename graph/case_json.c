/* See the header. */
#include "graph/case_json.h"

#include "graph/graph_json_parts.h"
#include "graph/json_build.h"

#include <stdlib.h>
#include <string.h>

static const char *const sections[] = {"messages", "documents", "nodes", "edges"};
enum { SECTIONS = sizeof sections / sizeof *sections };

/* ---- writing */

static json_t *lines_of(const char *text)
{
	json_t *lines = json_array();
	while (*text) {
		size_t size = strcspn(text, "\n");
		maek_json_append(lines, maek_json_text((struct maek_text){text, size}));
		text += size + (text[size] == '\n');
	}
	return lines;
}

static json_t *property_of(const struct maek_property *property)
{
	json_t *values = json_array();
	for (size_t i = 0; i < property->texts.count; i++)
		maek_json_append(values, maek_json_string(property->texts.items[i]));
	for (size_t i = 0; i < property->integers.count; i++)
		maek_json_append(values, json_integer(property->integers.items[i]));
	return values;
}

static void set_properties(json_t *row, const struct maek_property *items, size_t count)
{
	json_t *properties = json_object();
	for (size_t i = 0; i < count; i++)
		maek_json_set(properties, items[i].key, property_of(&items[i]));
	if (count)
		maek_json_set(row, "properties", properties);
	else
		json_decref(properties);
}

static void set_names(json_t *row, const struct maek_node *node)
{
	json_t *aliases = json_array();
	for (size_t i = 0; i < node->aliases.count; i++)
		maek_json_append(aliases, maek_json_string(node->aliases.items[i]));
	if (node->aliases.count)
		maek_json_set(row, "aliases", aliases);
	else
		json_decref(aliases);
}

static void set_merged(json_t *row, const struct maek_node *node)
{
	if (!node->merged.count)
		return;
	struct maek_buffer text = {.arena = maek_arena_new()};
	maek_json_merged(node, &text);
	maek_json_set(row, "merged", json_loadb(text.bytes, text.size, 0, NULL));
	maek_arena_free(text.arena);
}

static json_t *node_row(const struct maek_graph *graph, const struct maek_node *node, struct maek_arena *arena)
{
	json_t *row = json_object(), *mentions = json_array();
	maek_json_set(row, "id", maek_json_string(node->id));
	maek_json_set(row, "label", maek_json_string(node->label));
	if (node->has_value && node->value)
		maek_json_set(row, "value", json_integer(node->value));
	if (node->overflow)
		maek_json_set(row, "overflow", json_true());
	set_names(row, node);
	set_properties(row, node->properties.items, node->properties.count);
	set_merged(row, node);
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		maek_json_append(mentions, maek_json_string(maek_arena_format(
									   arena, "%s %u-%u %s (%s)", graph->documents.items[mention->document].id,
									   mention->anchor.cp[0], mention->anchor.cp[1], mention->text, mention->rule)));
	}
	maek_json_set(row, "mentions", mentions);
	return row;
}

static json_t *edge_row(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_arena *arena)
{
	json_t *row = json_object(), *evidence = json_array();
	maek_json_set(row, "edge", maek_json_string(maek_arena_format(arena, "%s %s %s", graph->nodes.items[edge->source].id,
	                                                              edge->type, graph->nodes.items[edge->target].id)));
	maek_json_set(row, "confidence", json_real(edge->confidence));
	set_properties(row, edge->properties.items, edge->properties.count);
	for (size_t i = 0; i < edge->evidence.count; i++) {
		const struct maek_graph_evidence *one = &edge->evidence.items[i];
		maek_json_append(evidence, maek_json_string(maek_arena_format(arena, "%s %s (%s %s)",
		                                                              graph->documents.items[one->document].id, one->text,
		                                                              one->rule, one->at)));
	}
	maek_json_set(row, "evidence", evidence);
	return row;
}

void maek_case_write(const struct maek_graph *graph, const char *messages, struct maek_buffer *out)
{
	json_t *root = json_object(), *documents = json_array(), *nodes = json_array(), *edges = json_array();
	for (size_t i = 0; i < graph->documents.count; i++)
		maek_json_append(documents, maek_json_string(graph->documents.items[i].id));
	for (size_t i = 0; i < graph->nodes.count; i++)
		maek_json_append(nodes, node_row(graph, &graph->nodes.items[i], out->arena));
	for (size_t i = 0; i < graph->edges.count; i++)
		maek_json_append(edges, edge_row(graph, &graph->edges.items[i], out->arena));
	maek_json_set(root, "messages", lines_of(messages));
	maek_json_set(root, "documents", documents);
	maek_json_set(root, "nodes", nodes);
	maek_json_set(root, "edges", edges);
	maek_json_write(root, JSON_INDENT(1) | JSON_REAL_PRECISION(6), out);
}

/* ---- comparing */

static void add_row(struct maek_arena *arena, struct maek_case_rows *out, const char *section, const json_t *row, bool expected)
{
	char *text = maek_checked(json_dumps(row, JSON_ENCODE_ANY | JSON_REAL_PRECISION(6)));
	*MAEK_PUSH(arena, out) = (struct maek_case_row){section, maek_arena_copy(arena, text, strlen(text)), expected};
	free(text);
}

/* What a row is about: a node's id, an edge's ends, or the row itself. */
static const json_t *name_of(const json_t *row)
{
	const json_t *id = json_object_get(row, "id");
	id = id ? id : json_object_get(row, "edge");
	return id ? id : row;
}

/* The first row of the array about `name` that is not taken; the array's size: none. */
static size_t find(const json_t *array, const json_t *name, const bool *taken)
{
	size_t i;
	for (i = 0; i < json_array_size(array); i++)
		if (!taken[i] && json_equal(name_of(json_array_get(array, i)), name))
			break;
	return i;
}

static void compare_section(struct maek_arena *arena, const char *section, const json_t *expected, const json_t *found,
                            struct maek_case_rows *out)
{
	size_t count = json_array_size(found);
	bool *taken = maek_arena_alloc(arena, count + 1);
	for (size_t i = 0; i < json_array_size(expected); i++) {
		const json_t *row = json_array_get(expected, i);
		size_t at = find(found, name_of(row), taken);
		if (at < count)
			taken[at] = true;
		if (at < count && json_equal(row, json_array_get(found, at)))
			continue;
		add_row(arena, out, section, row, true);
		if (at < count)
			add_row(arena, out, section, json_array_get(found, at), false);
	}
	for (size_t i = 0; i < count; i++)
		if (!taken[i])
			add_row(arena, out, section, json_array_get(found, i), false);
}

bool maek_case_compare(struct maek_arena *arena, struct maek_text expected, struct maek_text found, struct maek_case_rows *out,
                       const char **wrong)
{
	json_error_t error;
	json_t *a = json_loadb(expected.bytes, expected.size, JSON_REJECT_DUPLICATES, &error);
	if (!a) {
		*wrong = maek_arena_format(arena, "%s at line %d", error.text, error.line);
		return false;
	}
	json_t *b = json_loadb(found.bytes, found.size, 0, &error);
	for (size_t i = 0; i < SECTIONS; i++)
		compare_section(arena, sections[i], json_object_get(a, sections[i]), json_object_get(b, sections[i]), out);
	json_decref(a);
	json_decref(b);
	return true;
}
