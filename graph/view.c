/* See the header. */
#include "graph/view.h"

#include "extract/keys.h"

#include <stdlib.h>
#include <string.h>

static struct maek_via via_of(const struct maek_yaml *map, const char *key, struct maek_errors *errors)
{
	const char *text = map ? maek_string_at(map, key, errors) : NULL;
	if (!text)
		return (struct maek_via){NULL, false};
	return (struct maek_via){text + (text[0] == '^'), text[0] == '^'};
}

static void read_cell(const struct maek_yaml *cell, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"name", "via", "sub", "of", "as", NULL};
	if (!maek_expect(cell, MAEK_YAML_MAP, "a cell", errors))
		return;
	maek_expect_keys(cell, known, "a cell", errors);
	const char *name = maek_string_at(cell, "name", errors), *sub = maek_string_at(cell, "sub", errors);
	const char *as = maek_string_at(cell, "as", errors);
	if (name && strcmp(name, "people") == 0) {
		out->people = via_of(cell, "via", errors);
		out->people_sub = sub;
	} else if (as && strcmp(as, "bar") == 0) {
		out->size = via_of(cell, "via", errors);
	} else {
		out->models = via_of(cell, "via", errors);
		out->model_alias = sub && strcmp(sub, "alias") == 0;
	}
}

static void read_parts(const struct maek_yaml *view, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const row_keys[] = {"type", "via", NULL}, *const side_keys[] = {"type", "via", "people", "sub", NULL};
	const struct maek_yaml *row = maek_yaml_get(view, "row"), *side = maek_yaml_get(view, "side");
	const struct maek_yaml *cells = maek_yaml_get(view, "cells");
	if (maek_expect(row, MAEK_YAML_MAP, "row", errors)) {
		maek_expect_keys(row, row_keys, "row", errors);
		out->row_type = maek_string_at(row, "type", errors);
		out->row = via_of(row, "via", errors);
	}
	if (maek_expect(side, MAEK_YAML_MAP, "side", errors)) {
		maek_expect_keys(side, side_keys, "side", errors);
		out->side_type = maek_string_at(side, "type", errors);
		out->side = via_of(side, "via", errors);
		out->side_people = via_of(side, "people", errors);
		out->side_sub = maek_string_at(side, "sub", errors);
	}
	for (size_t i = 0; maek_expect(cells, MAEK_YAML_LIST, "cells", errors) && i < cells->count; i++)
		read_cell(cells->items[i], out, errors);
}

static bool unknown_view(const struct maek_rules *rules, const char *name, struct maek_errors *errors)
{
	const char *names[64], *nearest;
	size_t count = 0;
	for (; rules && count < maek_rules_view_count(rules) && count < 64; count++)
		names[count] = maek_rules_view_name(rules, count);
	nearest = maek_nearest_name(name, names, count);
	char hint[100];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	return maek_errors_add(errors, MAEK_ERROR, "unknown-view", (struct maek_place){0}, nearest ? hint : NULL,
	                       "the rules have no view '%s'", name);
}

bool maek_diagram_read(const struct maek_rules *rules, const char *name, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"title", "layout", "root", "row", "cells", "side", "words", "sort", NULL};
	const struct maek_yaml *view = rules ? maek_rules_view(rules, name) : NULL;
	*out = (struct maek_diagram){.name = name};
	if (!view)
		return unknown_view(rules, name, errors);
	size_t before = errors ? errors->error_count : 0;
	if (!maek_expect(view, MAEK_YAML_MAP, "a view", errors))
		return false;
	maek_expect_keys(view, known, "a view", errors);
	const char *layout = maek_string_at(view, "layout", errors);
	out->title = maek_string_at(view, "title", errors);
	out->root = maek_string_at(view, "root", errors);
	out->words = maek_yaml_get(view, "words");
	out->layout = layout && strcmp(layout, "cards") == 0 ? MAEK_LAYOUT_CARDS : MAEK_LAYOUT_GRAPH;
	read_parts(view, out, errors);
	if (out->layout == MAEK_LAYOUT_CARDS && (!out->root || !out->row.relation))
		maek_errors_add(errors, MAEK_ERROR, "missing-key", view->place, NULL, "cards need `root` and `row`");
	return !errors || errors->error_count == before;
}

const char *maek_diagram_word(const struct maek_diagram *diagram, const char *key)
{
	const struct maek_yaml *word = maek_yaml_get(diagram->words, key);
	return word && word->kind == MAEK_YAML_SCALAR ? word->value.bytes : "";
}

static bool is_earlier(const struct maek_graph *graph, uint32_t a, uint32_t b)
{
	const struct maek_node *x = &graph->nodes.items[a], *y = &graph->nodes.items[b];
	if (!x->mentions.count || !y->mentions.count)
		return x->mentions.count > y->mentions.count;
	const struct maek_graph_mention *p = &x->mentions.items[0], *q = &y->mentions.items[0];
	if (p->document != q->document)
		return p->document < q->document;
	if (p->anchor.cp[0] != q->anchor.cp[0])
		return p->anchor.cp[0] < q->anchor.cp[0];
	return a < b;
}

size_t maek_diagram_reach(const struct maek_graph *graph, uint32_t node, struct maek_via via, struct maek_reached *out,
                          size_t room)
{
	size_t count = 0;
	for (uint32_t i = 0; via.relation && i < graph->edges.count && count < room; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		if (strcmp(edge->type, via.relation) != 0 || (via.against ? edge->target : edge->source) != node)
			continue;
		struct maek_reached found = {via.against ? edge->source : edge->target, i};
		size_t at = count++;
		for (; at > 0 && is_earlier(graph, found.node, out[at - 1].node); at--)
			out[at] = out[at - 1];
		out[at] = found;
	}
	return count;
}
