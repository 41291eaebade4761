/* The sheet. A node may be drawn more than once (a model of two teams), but the id of each drawing is its own, as SVG
 * wants it.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <string.h>

#define BOX_LEAST 108.0 /* points */
#define BOX_WRAP 130.0
#define ROOT_SIZE 12.0
#define NAME_SIZE 11.0

enum { BAR_LEAST = 3 };

struct maek_drawn maek_sheet_draw(struct maek_sheet *sheet, uint32_t node)
{
	uint32_t use = ++sheet->uses[node];
	const char *id =
		use == 1 ? maek_arena_format(sheet->arena, "n%u", node) : maek_arena_format(sheet->arena, "n%u-%u", node, use);
	return (struct maek_drawn){id, node};
}

void maek_sheet_text(struct maek_sheet *sheet, const char *key, const char *text)
{
	if (sheet->options->palette && strcmp(key, "tooltip") == 0)
		return;
	struct maek_buffer escaped = {.arena = sheet->arena};
	maek_dot_escape_plain(&escaped, text);
	maek_dot_set(sheet->dot, key, escaped.bytes ? escaped.bytes : "");
}

void maek_sheet_box(struct maek_sheet *sheet, struct maek_drawn drawn, const char *name,
                    const struct maek_colors *colors, double width)
{
	bool rounded = maek_style_flag(sheet->style, name, "rounded");
	const struct maek_node *from = &sheet->graph->nodes.items[drawn.node];
	maek_dot_node(sheet->dot, drawn.id);
	maek_dot_set(sheet->dot, "id", drawn.id);
	maek_sheet_text(sheet, "class", from->type);
	maek_sheet_text(sheet, "tooltip", from->label);
	maek_sheet_text(sheet, "shape", maek_style_text(sheet->style, name, "shape", "box"));
	maek_dot_set(sheet->dot, "style", rounded ? "filled,rounded" : "filled");
	maek_dot_set(sheet->dot, "fillcolor", colors->fill);
	maek_dot_set(sheet->dot, "color", colors->border);
	maek_dot_set(sheet->dot, "fontcolor", colors->text);
	maek_dot_set(sheet->dot, "margin", "0.08,0.05");
	maek_dot_set(sheet->dot, "width", maek_arena_format(sheet->arena, "%.2f", width / 72));
}

static const char *relation_word(const struct maek_sheet *sheet, const char *relation)
{
	return sheet->style->rules ? maek_rules_label(sheet->style->rules, relation) : relation;
}

/* Graphviz lays out from `from`, whichever end the relation starts at. */
static const char *direction(const struct maek_edge *edge, struct maek_drawn from)
{
	return edge->target == from.node && edge->source != from.node ? "back" : "forward";
}

void maek_sheet_edge(struct maek_sheet *sheet, struct maek_drawn from, struct maek_drawn to, uint32_t edge,
                     const char *color)
{
	const struct maek_edge *drawn = &sheet->graph->edges.items[edge];
	const struct maek_node *nodes = sheet->graph->nodes.items;
	uint32_t use = ++sheet->edge_uses[edge];
	const char *id = use == 1 ? maek_arena_format(sheet->arena, "e%u", edge)
	                          : maek_arena_format(sheet->arena, "e%u-%u", edge, use);
	bool has_arrow = maek_style_has_arrow(sheet->style, drawn->type);
	maek_dot_edge(sheet->dot, from.id, to.id, id);
	maek_dot_set(sheet->dot, "id", id);
	maek_sheet_text(sheet, "class", drawn->type);
	maek_dot_set(sheet->dot, "color", color);
	maek_dot_set(sheet->dot, "dir", has_arrow ? direction(drawn, from) : "none");
	if (maek_style_flag(sheet->style, drawn->type, "dashed"))
		maek_dot_set(sheet->dot, "style", "dashed");
	maek_sheet_text(sheet, "tooltip",
	                maek_arena_format(sheet->arena, "%s \xE2\x80\x94%s\xE2\x86\x92 %s", nodes[drawn->source].label,
	                                  relation_word(sheet, drawn->type), nodes[drawn->target].label));
}

const char *maek_sheet_word(const struct maek_sheet *sheet, const char *key, const char *otherwise)
{
	const char *word = maek_diagram_word(sheet->diagram, key);
	if (*word || !otherwise)
		return word;
	return sheet->style->rules ? maek_rules_label(sheet->style->rules, otherwise) : otherwise;
}

void maek_sheet_cell(struct maek_buffer *html, const char *id, const char *tooltip)
{
	maek_buffer_format(html, " ID=\"%s\" HREF=\"#%s\" TITLE=\"", id, id);
	maek_dot_escape(html, tooltip);
	maek_buffer_string(html, "\"");
}

/* The greatest error of what is longer than the least bar. */
static double rounding_error(const struct maek_picture *picture, int whole, double power)
{
	double greatest = 0;
	for (size_t i = 0; i < picture->values.count; i++) {
		double length = whole * pow((double)picture->values.items[i] / (double)picture->greatest, power);
		if (length > BAR_LEAST)
			greatest = fmax(greatest, fabs(round(length) - length) / length);
	}
	return greatest;
}

int maek_sheet_whole(const struct maek_sheet *sheet, int wanted, double power)
{
	int best = wanted;
	double least = rounding_error(sheet->picture, wanted, power);
	for (int step = 1; step <= wanted / 10; step++)
		for (int whole = wanted - step; whole <= wanted + step; whole += 2 * step) {
			double error = rounding_error(sheet->picture, whole, power);
			best = error < least ? whole : best;
			least = fmin(least, error);
		}
	return best;
}

int maek_sheet_bar(const struct maek_sheet *sheet, int64_t value, int whole)
{
	int width = (int)lround(whole * ((double)value / (double)sheet->picture->greatest));
	return width < BAR_LEAST ? BAR_LEAST : width;
}

const char *maek_sheet_value_text(const struct maek_sheet *sheet, const struct maek_picture_model *model)
{
	const struct maek_node *nodes = sheet->graph->nodes.items;
	return maek_arena_format(sheet->arena, "%s: %s (%lld)", nodes[model->node].label, nodes[model->size].label,
	                         (long long)model->value);
}

const char *maek_sheet_size_word(const struct maek_sheet *sheet)
{
	const char *word = maek_sheet_word(sheet, "size", sheet->size_type), *at = strstr(word, "$max");
	if (!at)
		return word;
	return maek_arena_format(sheet->arena, "%.*s%s%s", (int)(at - word), word,
	                         maek_style_number(sheet->style, sheet->arena, sheet->picture->greatest), at + 4);
}

/* A box of the left column, measured first and drawn when the width of all is known. */
struct left_box {
	struct maek_drawn drawn;
	const char *style;
	const struct maek_colors *colors;
	struct maek_html_label label;
};
struct left_edge {
	struct maek_drawn above, below;
	const char *color;
	uint32_t edge;
};
struct left {
	MAEK_LIST(struct left_box) boxes;
	MAEK_LIST(struct left_edge) edges;
};

static struct maek_drawn add_box(struct maek_sheet *sheet, struct left *left, uint32_t node,
                                 const struct maek_colors *colors, struct maek_html_label label)
{
	const struct maek_node *from = &sheet->graph->nodes.items[node];
	label.name = maek_html_wrap(sheet->arena, from->label, label.size, BOX_WRAP);
	struct maek_drawn drawn = maek_sheet_draw(sheet, node);
	*MAEK_PUSH(sheet->arena, &left->boxes) = (struct left_box){drawn, from->type, colors, label};
	return drawn;
}

static void add_edge(struct maek_sheet *sheet, struct left *left, struct left_edge edge, bool swapped)
{
	struct maek_drawn above = edge.above;
	edge.above = swapped ? edge.below : above;
	edge.below = swapped ? above : edge.below;
	*MAEK_PUSH(sheet->arena, &left->edges) = edge;
}

static const char *side_sub(const struct maek_sheet *sheet, const struct maek_picture_side *side)
{
	const char *word = maek_diagram_word(sheet->diagram, "side");
	if (!*side->alias || !*word)
		return *word ? word : side->alias;
	return maek_arena_format(sheet->arena, "%s \xC2\xB7 %s", side->alias, word);
}

/* A side stands above the root with its heads above it, or all of it the other way round. */
static void add_side(struct maek_sheet *sheet, struct left *left, struct maek_drawn root,
                     const struct maek_picture_side *side, bool is_below)
{
	struct maek_html_label label = {.size = NAME_SIZE, .sub = side_sub(sheet, side)};
	struct maek_drawn drawn = add_box(sheet, left, side->node, &sheet->side, label);
	add_edge(sheet, left, (struct left_edge){drawn, root, sheet->style->line, side->edge}, is_below);
	for (size_t i = 0; i < side->heads.count; i++) {
		const struct maek_picture_person *head = &side->heads.items[i];
		label = (struct maek_html_label){.size = NAME_SIZE, .sub = head->title, .beside = true};
		struct maek_drawn person = add_box(sheet, left, head->node, &sheet->people, label);
		add_edge(sheet, left, (struct left_edge){person, drawn, sheet->people.border, head->edge}, is_below);
	}
}

static void draw_left_edge(struct maek_sheet *sheet, const struct left_edge *edge)
{
	maek_sheet_edge(sheet, edge->above, edge->below, edge->edge, edge->color);
	maek_dot_set(sheet->dot, "dir", direction(&sheet->graph->edges.items[edge->edge], edge->above));
	maek_dot_set(sheet->dot, "label", " "); /* else the arrow has no room */
}

static void draw_left(struct maek_sheet *sheet, const struct left *left)
{
	double width = BOX_LEAST;
	const char **ids = maek_arena_alloc(sheet->arena, left->boxes.count * sizeof *ids);
	for (size_t i = 0; i < left->boxes.count; i++)
		width = fmax(width, maek_html_label_width(&left->boxes.items[i].label) + 12);
	for (size_t i = 0; i < left->boxes.count; i++) {
		const struct left_box *box = &left->boxes.items[i];
		maek_sheet_box(sheet, box->drawn, box->style, box->colors, width);
		maek_dot_set_html(sheet->dot, "label", maek_html_label(sheet->arena, &box->label));
		maek_dot_set(sheet->dot, "height", box->label.beside ? "0.33" : "0.5");
		ids[i] = box->drawn.id;
	}
	for (size_t i = 0; i < left->edges.count; i++)
		draw_left_edge(sheet, &left->edges.items[i]);
	maek_dot_rank(sheet->dot, ids, left->boxes.count);
}

struct maek_drawn maek_sheet_left(struct maek_sheet *sheet)
{
	const struct maek_picture *picture = sheet->picture;
	struct left left = {0};
	struct maek_drawn root =
		add_box(sheet, &left, picture->root, &sheet->root, (struct maek_html_label){.size = ROOT_SIZE});
	for (size_t i = 0; i < picture->sides.count; i++)
		add_side(sheet, &left, root, &picture->sides.items[i], i >= (picture->sides.count + 1) / 2);
	draw_left(sheet, &left);
	return root;
}

void maek_sheet_row_edge(struct maek_sheet *sheet, struct maek_drawn root, struct maek_drawn row, uint32_t edge)
{
	maek_sheet_edge(sheet, root, row, edge, sheet->row.border);
	maek_dot_set(sheet->dot, "tailport", "e");
	maek_dot_set(sheet->dot, "headport", "w");
	maek_dot_set(sheet->dot, "penwidth", "1.4");
}
