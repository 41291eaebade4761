/* The graph layout of a view with a root: each row is a panel (a cluster) with its node, then models and people, then a
 * bubble for each value whose area is proportional to it. Graphviz 2.42 lays a chain of one rank inside a cluster from
 * bottom to top, so the chains that keep the order are written backwards.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <string.h>

#define NUMBER_LEAST 8.0 /* points; a smaller number stands on the edge, not in the bubble */
#define NUMBER_MOST 14.0

enum { BUBBLE = 76, BUBBLE_LEAST = 6 }; /* points: about the widest, and the narrowest */

struct panels {
	struct maek_sheet *sheet;
	double row_width, box_width; /* points */
	int bubble;                  /* points, of the greatest value */
};

/* What stands in one rank of a panel, from top to bottom. */
struct chain {
	const char **items;
	size_t count, room;
};

static struct maek_html_label label_of(const char *name, const char *sub)
{
	return (struct maek_html_label){.name = name, .size = 11, .sub = sub, .beside = true};
}

static double box_width(const char *name, const char *sub)
{
	struct maek_html_label label = label_of(name, sub);
	return maek_html_label_width(&label) + 14;
}

static void measure(struct panels *panels)
{
	const struct maek_picture *picture = panels->sheet->picture;
	const struct maek_node *nodes = picture->graph->nodes.items;
	panels->bubble = maek_sheet_whole(panels->sheet, BUBBLE, 0.5);
	panels->row_width = 90;
	panels->box_width = 140;
	for (size_t i = 0; i < picture->rows.count; i++) {
		const struct maek_picture_row *row = &picture->rows.items[i];
		panels->row_width = fmax(panels->row_width, maek_html_width(nodes[row->node].label, 13) + 14);
		for (size_t k = 0; k < row->models.count; k++)
			panels->box_width =
				fmax(panels->box_width, box_width(nodes[row->models.items[k].node].label, row->models.items[k].alias));
		for (size_t k = 0; k < row->people.count; k++)
			panels->box_width =
				fmax(panels->box_width, box_width(nodes[row->people.items[k].node].label, row->people.items[k].title));
	}
}

/* One rank in a fixed order. */
static void draw_chain(struct maek_sheet *sheet, const struct chain *chain)
{
	maek_dot_rank(sheet->dot, chain->items, chain->count);
	for (size_t i = chain->count; i-- > 1;) {
		maek_dot_edge(sheet->dot, chain->items[i], chain->items[i - 1], "order");
		maek_dot_set(sheet->dot, "style", "invis");
	}
}

static void join(struct maek_sheet *sheet, struct maek_drawn from, struct maek_drawn to, uint32_t edge,
                 const char *color)
{
	maek_sheet_edge(sheet, from, to, edge, color);
	maek_dot_set(sheet->dot, "tailport", "e");
	maek_dot_set(sheet->dot, "headport", "w");
}

static struct maek_drawn draw_box(struct panels *panels, uint32_t node, const struct maek_colors *colors,
                                  const char *sub, struct chain *chain)
{
	struct maek_sheet *sheet = panels->sheet;
	const struct maek_node *from = &sheet->graph->nodes.items[node];
	struct maek_html_label label = label_of(from->label, sub);
	struct maek_drawn drawn = maek_sheet_draw(sheet, node);
	maek_sheet_box(sheet, drawn, from->type, colors, panels->box_width);
	maek_dot_set(sheet->dot, "height", "0.32");
	maek_dot_set(sheet->dot, "margin", "0.09,0.035");
	maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &label));
	*MAEK_PUSH(sheet->arena, chain) = drawn.id;
	return drawn;
}

static void set_circle(struct maek_sheet *sheet, const char *id, const char *class, double diameter)
{
	const char *inches = maek_arena_format(sheet->arena, "%.4f", diameter / 72);
	maek_dot_set(sheet->dot, "label", "");
	maek_dot_set(sheet->dot, "id", id);
	maek_sheet_text(sheet, "class", class);
	maek_dot_set(sheet->dot, "shape", "circle");
	maek_dot_set(sheet->dot, "fixedsize", "true");
	maek_dot_set(sheet->dot, "width", inches);
	maek_dot_set(sheet->dot, "height", inches);
	maek_dot_set(sheet->dot, "color", sheet->size.border);
}

static const char *number_beside(struct maek_sheet *sheet, const char *number)
{
	struct maek_buffer html = {.arena = sheet->arena};
	maek_html_text(&html, maek_arena_format(sheet->arena, " %s ", number), sheet->size.text, 11, true);
	return html.bytes;
}

static void draw_value(struct panels *panels, struct maek_drawn model, const struct maek_picture_model *from,
                       struct chain *chain)
{
	struct maek_sheet *sheet = panels->sheet;
	double share = (double)from->value / (double)sheet->picture->greatest;
	double diameter = fmax(BUBBLE_LEAST, round(panels->bubble * sqrt(share)));
	const char *number = maek_style_number(sheet->style, sheet->arena, from->value);
	double fitting = floor(fmin(NUMBER_MOST, 0.8 * diameter / fmax(maek_html_width(number, 1), 1)));
	const struct maek_node *nodes = sheet->graph->nodes.items;
	struct maek_drawn drawn = maek_sheet_draw(sheet, from->size);
	maek_dot_node(sheet->dot, drawn.id);
	set_circle(sheet, drawn.id, nodes[from->size].type, diameter);
	maek_dot_set(sheet->dot, "style", "filled");
	maek_dot_set(sheet->dot, "fillcolor", sheet->size.fill);
	maek_sheet_text(sheet, "tooltip",
	                maek_arena_format(sheet->arena, "%s: %s (%lld)", nodes[from->node].label, nodes[from->size].label,
	                                  (long long)from->value));
	struct maek_html_label inside = {.name = number, .size = fitting};
	if (fitting >= NUMBER_LEAST)
		maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &inside));
	maek_dot_set(sheet->dot, "fontcolor", sheet->size.text);
	join(sheet, model, drawn, from->size_edge, sheet->size.border);
	if (fitting < NUMBER_LEAST)
		maek_dot_set_html(sheet->dot, "label", number_beside(sheet, number));
	*MAEK_PUSH(sheet->arena, chain) = drawn.id;
}

static void draw_missing(struct maek_sheet *sheet, struct maek_drawn model, struct chain *chain)
{
	const char *id = maek_arena_format(sheet->arena, "%s-unknown", model.id),
			   *word = maek_diagram_word(sheet->diagram, "missing");
	struct maek_buffer mark = {.arena = sheet->arena};
	maek_html_text(&mark, "?", sheet->style->mute, 9, false);
	maek_dot_node(sheet->dot, id);
	set_circle(sheet, id, "unknown", 22);
	maek_dot_set(sheet->dot, "style", "dashed");
	maek_dot_set_html(sheet->dot, "label", mark.bytes);
	maek_sheet_text(sheet, "tooltip", word);
	maek_dot_edge(sheet->dot, model.id, id, "unknown");
	maek_dot_set(sheet->dot, "style", "dotted");
	maek_dot_set(sheet->dot, "dir", "none");
	maek_dot_set(sheet->dot, "tailport", "e");
	maek_dot_set(sheet->dot, "headport", "w");
	maek_dot_set(sheet->dot, "color", sheet->size.border);
	*MAEK_PUSH(sheet->arena, chain) = id;
}

/* As wide as the greatest bubble, and not seen. */
static void draw_anchor(struct panels *panels, const char *row, struct chain *chain)
{
	struct maek_sheet *sheet = panels->sheet;
	const char *id = maek_arena_format(sheet->arena, "%s-anchor", row);
	maek_dot_node(sheet->dot, id);
	maek_dot_set(sheet->dot, "label", "");
	maek_dot_set(sheet->dot, "shape", "box");
	maek_dot_set(sheet->dot, "style", "invis");
	maek_dot_set(sheet->dot, "fixedsize", "true");
	maek_dot_set(sheet->dot, "width", maek_arena_format(sheet->arena, "%.4f", (panels->bubble + 1) / 72.0));
	maek_dot_set(sheet->dot, "height", "0.02");
	*MAEK_PUSH(sheet->arena, chain) = id;
}

static void open_panel(struct maek_sheet *sheet, const char *id)
{
	maek_dot_cluster(sheet->dot, id);
	maek_dot_set(sheet->dot, "id", maek_arena_format(sheet->arena, "panel-%s", id));
	maek_dot_set(sheet->dot, "style", "filled,rounded");
	maek_dot_set(sheet->dot, "color", sheet->style->hair);
	maek_dot_set(sheet->dot, "fillcolor", sheet->style->panel);
	maek_dot_set(sheet->dot, "margin", "7");
	maek_dot_set(sheet->dot, "label", "");
}

static struct maek_drawn draw_row_node(struct panels *panels, const struct maek_picture_row *row,
                                       struct maek_drawn drawn)
{
	struct maek_sheet *sheet = panels->sheet;
	const struct maek_node *node = &sheet->graph->nodes.items[row->node];
	struct maek_html_label label = {.name = node->label, .size = 13, .sub = row->alias};
	maek_sheet_box(sheet, drawn, node->type, &sheet->row, panels->row_width);
	maek_sheet_text(sheet, "class", maek_arena_format(sheet->arena, "%s row", node->type));
	maek_dot_set(sheet->dot, "penwidth", "1.7");
	maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &label));
	return drawn;
}

static void draw_panel(struct panels *panels, struct maek_drawn root, const struct maek_picture_row *row)
{
	struct maek_sheet *sheet = panels->sheet;
	struct chain boxes = {0}, bubbles = {0};
	struct maek_drawn drawn = maek_sheet_draw(sheet, row->node);
	open_panel(sheet, drawn.id);
	draw_row_node(panels, row, drawn);
	for (size_t i = 0; i < row->models.count; i++) {
		const struct maek_picture_model *model = &row->models.items[i];
		struct maek_drawn box = draw_box(panels, model->node, &sheet->models, model->alias, &boxes);
		join(sheet, drawn, box, model->edge, sheet->models.border);
		if (model->value > 0)
			draw_value(panels, box, model, &bubbles);
		else
			draw_missing(sheet, box, &bubbles);
	}
	for (size_t i = 0; i < row->people.count; i++) {
		const struct maek_picture_person *person = &row->people.items[i];
		struct maek_drawn box = draw_box(panels, person->node, &sheet->people, person->title, &boxes);
		join(sheet, drawn, box, person->edge, sheet->people.border);
	}
	draw_anchor(panels, drawn.id, &bubbles);
	draw_chain(sheet, &boxes);
	draw_chain(sheet, &bubbles);
	maek_dot_cluster_end(sheet->dot);
	maek_sheet_row_edge(sheet, root, drawn, row->edge);
}

/* Is the relation laid out against its arrow in this view? */
static bool is_turned(const struct maek_diagram *diagram, const char *relation)
{
	const struct maek_via *const vias[] = {&diagram->people, &diagram->models, &diagram->size, &diagram->heads};
	for (size_t i = 0; i < sizeof vias / sizeof *vias; i++)
		if (vias[i]->relation && strcmp(vias[i]->relation, relation) == 0)
			return vias[i]->against;
	return diagram->row.relation && strcmp(diagram->row.relation, relation) == 0 && !diagram->row.against;
}

static void draw_rest_edge(struct maek_sheet *sheet, uint32_t index, bool is_free)
{
	const struct maek_edge *edge = &sheet->graph->edges.items[index];
	bool turned = is_turned(sheet->diagram, edge->type);
	uint32_t first = turned ? edge->target : edge->source, second = turned ? edge->source : edge->target;
	struct maek_drawn from = {maek_arena_format(sheet->arena, "n%u", first), first};
	struct maek_drawn to = {maek_arena_format(sheet->arena, "n%u", second), second};
	maek_sheet_edge(sheet, from, to, index, maek_sheet_relation_colors(sheet, edge->type).border);
	if (!is_free) /* between nodes that have their place */
		maek_dot_set(sheet->dot, "constraint", "false");
}

/* A page shows all of the graph: under the panels, beginning at their left, what is not in them. */
static void draw_rest(struct maek_sheet *sheet, struct maek_drawn root)
{
	const struct maek_graph *graph = sheet->graph;
	bool *is_rest = maek_arena_alloc(sheet->arena, graph->nodes.count + 1);
	bool *is_reached = maek_arena_alloc(sheet->arena, graph->nodes.count + 1);
	for (uint32_t i = 0; i < graph->nodes.count; i++) {
		is_rest[i] = sheet->uses[i] == 0;
		if (is_rest[i])
			maek_sheet_node(sheet, i);
	}
	for (uint32_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		if (sheet->edge_uses[i])
			continue;
		draw_rest_edge(sheet, i, is_rest[edge->source] || is_rest[edge->target]);
		is_reached[is_turned(sheet->diagram, edge->type) ? edge->source : edge->target] = true;
	}
	for (uint32_t i = 0; i < graph->nodes.count; i++)
		if (is_rest[i] && !is_reached[i]) {
			maek_dot_edge(sheet->dot, root.id, maek_arena_format(sheet->arena, "n%u", i), "rest");
			maek_dot_set(sheet->dot, "style", "invis");
		}
}

static void draw_legend(struct maek_sheet *sheet)
{
	struct maek_legend_entry entries[8];
	size_t count = maek_sheet_legend_left(sheet, sheet->row, entries);
	const char *models = maek_sheet_word(sheet, "models", sheet->models_type);
	const char *people = maek_sheet_word(sheet, "people", sheet->people_type);
	const char *size = maek_sheet_word(sheet, "size", sheet->size_type),
			   *missing = maek_diagram_word(sheet->diagram, "missing");
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_BOX, sheet->models, models, NULL};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_ROUNDED, sheet->people, people, NULL};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->size, size, "\xE2\x97\x8F"};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->size, missing, "?"};
	maek_sheet_legend(sheet, entries, count, count);
}

void maek_sheet_panels(struct maek_sheet *sheet)
{
	struct panels panels = {.sheet = sheet};
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "nodesep", "0.07");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "ranksep", "0.52");
	measure(&panels);
	struct maek_drawn root = maek_sheet_left(sheet);
	for (size_t i = 0; i < sheet->picture->rows.count; i++)
		draw_panel(&panels, root, &sheet->picture->rows.items[i]);
	if (sheet->options->palette)
		draw_rest(sheet, root);
	draw_legend(sheet);
}
