/* The layout of everything: each node and edge of the graph, styled by type, with a legend. Graphviz's `dot` is made for
 * some hundred nodes; beyond them the picture asks for `sfdp`, which answers in seconds where `dot` takes minutes, and
 * only the nodes with most edges have room for their names.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FOR_DOT = 150, MOST_NAMES = 80, LEGEND_COLUMNS = 12, LEAST_WIDTH = 40, VALUE_ROOM = 6, VALUE_HEIGHT = 22, ALONE_IN_ROW = 5 };

static size_t place_of(struct maek_table *table, const char *name)
{
	return *maek_table_add(table, maek_text_of(name), (uint32_t)table->count, NULL);
}

static void draw_dot(struct maek_sheet *sheet)
{
	maek_dot_set(sheet->dot, "label", "");
	maek_dot_set(sheet->dot, "fixedsize", "true");
	maek_dot_set(sheet->dot, "width", "0.16");
	maek_dot_set(sheet->dot, "height", "0.16");
}

static struct maek_html_label label_of(struct maek_sheet *sheet, const struct maek_node *node)
{
	if (node->has_value)
		return (struct maek_html_label){.name = maek_style_number(sheet->style, sheet->arena, node->value), .size = 11};
	return (struct maek_html_label){
		.name = maek_html_wrap(sheet->arena, node->label, 11, 190), .size = 11, .sub = maek_picture_alias(node)};
}

static struct maek_colors node_colors(struct maek_sheet *sheet, const struct maek_node *node)
{
	return maek_style_colors(sheet->style, node->type, place_of(&sheet->types, node->type));
}

/* Values are all of one size, that of the longest number: a greater circle would seem to be a greater value. */
static double value_width(struct maek_sheet *sheet)
{
	const struct maek_graph *graph = sheet->graph;
	double widest = 0;
	if (sheet->value_width)
		return sheet->value_width;
	for (size_t i = 0; i < graph->nodes.count; i++) {
		if (!graph->nodes.items[i].has_value)
			continue;
		struct maek_html_label label = label_of(sheet, &graph->nodes.items[i]);
		widest = fmax(widest, maek_html_label_width(&label));
	}
	return sheet->value_width = hypot(widest + VALUE_ROOM, VALUE_HEIGHT);
}

void maek_sheet_node(struct maek_sheet *sheet, uint32_t index)
{
	const struct maek_node *node = &sheet->graph->nodes.items[index];
	struct maek_colors colors = node_colors(sheet, node);
	struct maek_html_label label = label_of(sheet, node);
	double width = node->has_value ? value_width(sheet) : fmax(LEAST_WIDTH, maek_html_label_width(&label) + 10);
	maek_sheet_box(sheet, maek_sheet_draw(sheet, index), node->type, &colors, width);
	maek_dot_set(sheet->dot, "height", "0.32");
	if (node->has_value)
		maek_dot_set(sheet->dot, "margin", "0.01,0.01");
	maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &label));
}

struct maek_colors maek_sheet_relation_colors(struct maek_sheet *sheet, const char *relation)
{
	size_t place = sheet->types.count + place_of(&sheet->relations, relation);
	return maek_style_colors(sheet->style, relation, place);
}

static void draw_edge(struct maek_sheet *sheet, uint32_t index)
{
	const struct maek_edge *edge = &sheet->graph->edges.items[index];
	struct maek_drawn from = {maek_arena_format(sheet->arena, "n%u", edge->source), edge->source};
	struct maek_drawn to = {maek_arena_format(sheet->arena, "n%u", edge->target), edge->target};
	maek_sheet_edge(sheet, from, to, index, maek_sheet_relation_colors(sheet, edge->type).border);
}

static struct maek_legend_entry type_entry(struct maek_sheet *sheet, uint32_t place)
{
	const struct maek_style *style = sheet->style;
	const char *name = sheet->types.entries[place].key.bytes;
	bool rounded = maek_style_flag(style, name, "rounded");
	return (struct maek_legend_entry){rounded ? MAEK_LEGEND_ROUNDED : MAEK_LEGEND_BOX,
	                                  maek_style_colors(style, name, place),
	                                  style->rules ? maek_rules_label(style->rules, name) : name, NULL};
}

static struct maek_legend_entry relation_entry(struct maek_sheet *sheet, uint32_t place)
{
	const struct maek_style *style = sheet->style;
	const char *name = sheet->relations.entries[place].key.bytes;
	bool dashed = maek_style_flag(style, name, "dashed");
	return (struct maek_legend_entry){MAEK_LEGEND_MARK, maek_sheet_relation_colors(sheet, name),
	                                  style->rules ? maek_rules_label(style->rules, name) : name,
	                                  dashed ? "\xE2\x94\x85" : "\xE2\x94\x81"};
}

static void draw_legend(struct maek_sheet *sheet)
{
	size_t count = 0;
	struct maek_legend_entry *entries =
		maek_arena_alloc(sheet->arena, (sheet->types.count + sheet->relations.count + 1) * sizeof *entries);
	for (uint32_t i = 0; i < sheet->types.count; i++)
		entries[count++] = type_entry(sheet, i);
	for (uint32_t i = 0; i < sheet->relations.count; i++)
		entries[count++] = relation_entry(sheet, i);
	maek_sheet_legend(sheet, entries, count, LEGEND_COLUMNS);
}

static int compare_falling(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x < y) - (x > y);
}

/* The number of edges of each node, and how many it takes to be named: at most MOST_NAMES nodes have more. */
static uint32_t *degrees_of(struct maek_sheet *sheet, uint32_t *least)
{
	const struct maek_graph *graph = sheet->graph;
	size_t count = graph->nodes.count;
	uint32_t *degrees = maek_arena_alloc(sheet->arena, (count + 1) * sizeof *degrees);
	uint32_t *sorted = maek_arena_alloc(sheet->arena, (count + 1) * sizeof *sorted);
	for (size_t i = 0; i < graph->edges.count; i++) {
		degrees[graph->edges.items[i].source]++;
		degrees[graph->edges.items[i].target]++;
	}
	memcpy(sorted, degrees, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_falling);
	*least = count > MOST_FOR_DOT ? sorted[MOST_NAMES] + 1 : 0;
	return degrees;
}

static void choose_engine(struct maek_sheet *sheet)
{
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "nodesep", "0.1");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "ranksep", "0.6");
	if (sheet->graph->nodes.count <= MOST_FOR_DOT)
		return;
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "layout", "sfdp");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "overlap", "prism");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "splines", "line");
}

/* Nodes without relations would stand in one endless column. */
static void arrange_alone(struct maek_sheet *sheet, const uint32_t *degrees)
{
	const char *before = NULL;
	size_t count = 0;
	for (uint32_t i = 0; i < sheet->graph->nodes.count; i++) {
		if (degrees[i])
			continue;
		const char *id = maek_arena_format(sheet->arena, "n%u", i);
		if (count++ % ALONE_IN_ROW) {
			maek_dot_edge(sheet->dot, before, id, "alone");
			maek_dot_set(sheet->dot, "style", "invis");
		}
		before = id;
	}
}

void maek_sheet_everything(struct maek_sheet *sheet)
{
	uint32_t least, *degrees = degrees_of(sheet, &least);
	choose_engine(sheet);
	for (uint32_t i = 0; i < sheet->graph->nodes.count; i++) {
		const struct maek_node *node = &sheet->graph->nodes.items[i];
		struct maek_colors colors = node_colors(sheet, node);
		if (degrees[i] >= least) {
			maek_sheet_node(sheet, i);
			continue;
		}
		maek_sheet_box(sheet, maek_sheet_draw(sheet, i), node->type, &colors, LEAST_WIDTH);
		draw_dot(sheet);
	}
	for (uint32_t i = 0; i < sheet->graph->edges.count; i++)
		draw_edge(sheet, i);
	if (sheet->graph->nodes.count <= MOST_FOR_DOT)
		arrange_alone(sheet, degrees);
	draw_legend(sheet);
}
