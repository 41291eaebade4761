/* The layout of everything: each node and edge of the graph, styled by type, with a legend. Graphviz's `dot` is made for
 * some hundred nodes; beyond them the picture asks for `sfdp`, which answers in seconds where `dot` takes minutes.
 */
#include "graph/export_dot.h"

#include <string.h>

enum { MOST_FOR_DOT = 150, LEGEND_COLUMNS = 12 };

struct everything {
	struct maek_sheet *sheet;
	struct maek_table types, relations; /* in order of appearance: the place picks the default colour */
};

static size_t place_of(struct maek_table *table, const char *name)
{
	return *maek_table_add(table, maek_text_of(name), (uint32_t)table->count, NULL);
}

static void draw_node(struct everything *all, uint32_t index)
{
	struct maek_sheet *sheet = all->sheet;
	const struct maek_node *node = &sheet->graph->nodes.items[index];
	struct maek_colors colors = maek_style_colors(sheet->style, node->type, place_of(&all->types, node->type));
	struct maek_html_label label = {
		.name = maek_html_wrap(sheet->arena, node->label, 11, 190), .size = 11, .sub = maek_picture_alias(node)};
	if (node->has_value)
		label =
			(struct maek_html_label){.name = maek_style_number(sheet->style, sheet->arena, node->value), .size = 11};
	maek_sheet_box(sheet, maek_sheet_draw(sheet, index), node->type, &colors, 40);
	maek_dot_set(sheet->dot, "height", "0.32");
	maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &label));
}

static struct maek_colors relation_colors(struct everything *all, const char *relation)
{
	size_t place = all->types.count + place_of(&all->relations, relation);
	return maek_style_colors(all->sheet->style, relation, place);
}

static void draw_edge(struct everything *all, uint32_t index)
{
	struct maek_sheet *sheet = all->sheet;
	const struct maek_edge *edge = &sheet->graph->edges.items[index];
	struct maek_drawn from = {maek_arena_format(sheet->arena, "n%u", edge->source), edge->source};
	struct maek_drawn to = {maek_arena_format(sheet->arena, "n%u", edge->target), edge->target};
	maek_sheet_edge(sheet, from, to, index, relation_colors(all, edge->type).border);
}

static struct maek_legend_entry type_entry(struct everything *all, uint32_t place)
{
	const struct maek_style *style = all->sheet->style;
	const char *name = all->types.entries[place].key.bytes;
	bool rounded = maek_style_flag(style, name, "rounded");
	return (struct maek_legend_entry){rounded ? MAEK_LEGEND_ROUNDED : MAEK_LEGEND_BOX,
	                                  maek_style_colors(style, name, place),
	                                  style->rules ? maek_rules_label(style->rules, name) : name, NULL};
}

static struct maek_legend_entry relation_entry(struct everything *all, uint32_t place)
{
	const struct maek_style *style = all->sheet->style;
	const char *name = all->relations.entries[place].key.bytes;
	bool dashed = maek_style_flag(style, name, "dashed");
	return (struct maek_legend_entry){MAEK_LEGEND_MARK, relation_colors(all, name),
	                                  style->rules ? maek_rules_label(style->rules, name) : name,
	                                  dashed ? "\xE2\x94\x85" : "\xE2\x94\x81"};
}

static void draw_legend(struct everything *all)
{
	size_t count = 0;
	struct maek_legend_entry *entries =
		maek_arena_alloc(all->sheet->arena, (all->types.count + all->relations.count) * sizeof *entries);
	for (uint32_t i = 0; i < all->types.count; i++)
		entries[count++] = type_entry(all, i);
	for (uint32_t i = 0; i < all->relations.count; i++)
		entries[count++] = relation_entry(all, i);
	maek_sheet_legend(all->sheet, entries, count, LEGEND_COLUMNS);
}

void maek_sheet_everything(struct maek_sheet *sheet)
{
	struct everything all = {.sheet = sheet, .types.arena = sheet->arena, .relations.arena = sheet->arena};
	bool is_big = sheet->graph->nodes.count > MOST_FOR_DOT;
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "nodesep", "0.1");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "ranksep", "0.6");
	if (is_big) {
		maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "layout", "sfdp");
		maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "overlap", "prism");
		maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "splines", "line");
	}
	for (uint32_t i = 0; i < sheet->graph->nodes.count; i++)
		draw_node(&all, i);
	for (uint32_t i = 0; i < sheet->graph->edges.count; i++)
		draw_edge(&all, i);
	draw_legend(&all);
}
