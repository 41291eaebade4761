/* The DOT exporter: sets up the sheet, lets the layout of the view draw on it, and writes it. */
#include "graph/export_dot.h"

#include <string.h>

/* Attributes that every picture has. */
static void frame(struct maek_dot *dot, const struct maek_style *style)
{
	static const char *const plain[][2] = {{"rankdir", "LR"},   {"splines", "spline"}, {"outputorder", "edgesfirst"},
	                                       {"pad", "0.2,0.18"}, {"labelloc", "b"},     {"labeljust", "r"},
	                                       {"fontsize", "9"}};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		maek_dot_default(dot, MAEK_DOT_GRAPH, plain[i][0], plain[i][1]);
	maek_dot_default(dot, MAEK_DOT_GRAPH, "bgcolor", style->bg);
	maek_dot_default(dot, MAEK_DOT_GRAPH, "fontcolor", style->mute);
	for (int kind = MAEK_DOT_GRAPH; kind <= MAEK_DOT_EDGE; kind++)
		maek_dot_default(dot, (enum maek_dot_kind)kind, "fontname", style->fonts);
	maek_dot_default(dot, MAEK_DOT_NODE, "fontsize", "11");
	maek_dot_default(dot, MAEK_DOT_NODE, "fontcolor", style->ink);
	maek_dot_default(dot, MAEK_DOT_NODE, "penwidth", "1.4");
	maek_dot_default(dot, MAEK_DOT_EDGE, "fontsize", "9");
	maek_dot_default(dot, MAEK_DOT_EDGE, "color", style->line);
	maek_dot_default(dot, MAEK_DOT_EDGE, "penwidth", "1.2");
	maek_dot_default(dot, MAEK_DOT_EDGE, "arrowsize", "0.6");
}

/* The type at the far end of a relation: views name relations only. */
static const char *end_type(const struct maek_graph *graph, struct maek_via via)
{
	for (size_t i = 0; via.relation && i < graph->edges.count; i++)
		if (strcmp(graph->edges.items[i].type, via.relation) == 0)
			return graph->nodes.items[via.against ? graph->edges.items[i].source : graph->edges.items[i].target].type;
	return "";
}

static void choose_colors(struct maek_sheet *sheet)
{
	const struct maek_diagram *diagram = sheet->diagram;
	sheet->people_type = end_type(sheet->graph, diagram->people);
	sheet->models_type = end_type(sheet->graph, diagram->models);
	sheet->size_type = end_type(sheet->graph, diagram->size);
	sheet->root = maek_style_colors(sheet->style, diagram->root, 4);
	sheet->row = maek_style_colors(sheet->style, "row", 0);
	sheet->side = maek_style_colors(sheet->style, diagram->side_type ? diagram->side_type : "", 5);
	sheet->people = maek_style_colors(sheet->style, sheet->people_type, 1);
	sheet->models = maek_style_colors(sheet->style, sheet->models_type, 2);
	sheet->size = maek_style_colors(sheet->style, sheet->size_type, 3);
}

static void (*const layouts[])(struct maek_sheet *sheet) = {
	[MAEK_LAYOUT_GRAPH] = maek_sheet_panels,
	[MAEK_LAYOUT_CARDS] = maek_sheet_cards,
	[MAEK_LAYOUT_POSTER] = maek_sheet_poster,
};

static void draw_picture(struct maek_sheet *sheet)
{
	struct maek_picture picture = maek_picture_of(sheet->graph, sheet->diagram, sheet->options->row, sheet->arena);
	struct maek_html_label note = {.name = maek_diagram_word(sheet->diagram, "empty"), .size = 11};
	sheet->picture = &picture;
	choose_colors(sheet);
	if (!picture.found && sheet->options->palette)
		maek_sheet_everything(sheet); /* a page shows what there is */
	else if (!picture.found)
		maek_dot_graph_html(sheet->dot, maek_html_label(sheet->arena, &note));
	else
		layouts[sheet->diagram->layout](sheet);
	sheet->picture = NULL;
}

static bool is_too_much(const struct maek_sheet *sheet, struct maek_errors *errors)
{
	size_t most = sheet->options->most, count = sheet->graph->nodes.count;
	if (sheet->diagram->root || !most || count <= most)
		return false;
	maek_errors_add(errors, MAEK_ERROR, "too-large", (struct maek_place){0},
	                "draw less: --focus NAME --hops 2, --select type=TYPE, --top 100, or a view with --each row; "
	                "or all the same with --force",
	                "a picture of %zu nodes cannot be read (the most is %zu)", count, most);
	return true;
}

/* Graphviz's unit is the inch, a pixel is a 96th of it. */
static void set_width(const struct maek_sheet *sheet)
{
	if (sheet->options->width)
		maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "size",
		                 maek_arena_format(sheet->arena, "%.3f,1000!", (double)sheet->options->width / 96));
}

static bool draw(struct maek_sheet *sheet, FILE *out)
{
	const struct maek_diagram *diagram = sheet->diagram;
	sheet->dot = maek_dot_new(diagram->title ? diagram->title : diagram->name);
	sheet->uses = maek_arena_alloc(sheet->arena, (sheet->graph->nodes.count + 1) * sizeof *sheet->uses);
	sheet->edge_uses = maek_arena_alloc(sheet->arena, (sheet->graph->edges.count + 1) * sizeof *sheet->edge_uses);
	sheet->types.arena = sheet->relations.arena = sheet->arena;
	frame(sheet->dot, sheet->style);
	set_width(sheet);
	if (diagram->root)
		draw_picture(sheet);
	else
		maek_sheet_everything(sheet);
	bool ok = maek_dot_write(sheet->dot, out);
	maek_dot_free(sheet->dot);
	return ok;
}

bool maek_export_dot(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                     struct maek_errors *errors)
{
	struct maek_style style = maek_style_of(options->rules, options->theme, options->units, options->palette);
	struct maek_diagram diagram = {.name = "graph", .layout = MAEK_LAYOUT_GRAPH};
	if (options->view && !maek_diagram_read(options->rules, options->view, &diagram, errors))
		return false;
	struct maek_arena *arena = maek_arena_new();
	struct maek_sheet sheet = {.graph = maek_narrow(graph, &options->narrowing, arena, errors),
	                           .whole = graph,
	                           .options = options,
	                           .diagram = &diagram,
	                           .style = &style,
	                           .arena = arena};
	bool ok = sheet.graph && !is_too_much(&sheet, errors) && draw(&sheet, out);
	maek_arena_free(arena);
	return ok;
}
