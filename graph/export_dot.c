/* The plain graph as DOT: every node and edge, styled by type; also the way into the other layouts. */
#include "graph/export_dot.h"

#include "graph/dot_writer.h"
#include "graph/style.h"
#include "graph/view.h"

#include <stdlib.h>
#include <string.h>

struct drawing {
	const struct maek_graph *graph;
	struct maek_style style;
	struct maek_arena *arena;
	struct maek_dot *dot;
	struct maek_table types; /* in order of appearance: picks the default colours */
};

const char *maek_dot_node_id(struct maek_arena *arena, uint32_t node)
{
	return maek_arena_format(arena, "n%u", node);
}

void maek_dot_frame(struct maek_dot *dot, const struct maek_style *style)
{
	static const char *const plain[][2] = {{"rankdir", "LR"},    {"splines", "spline"}, {"outputorder", "edgesfirst"},
	                                       {"pad", "0.2,0.18"},  {"labelloc", "b"},     {"labeljust", "r"},
	                                       {"fontsize", "9"}};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		maek_dot_default(dot, MAEK_DOT_GRAPH, plain[i][0], plain[i][1]);
	maek_dot_default(dot, MAEK_DOT_GRAPH, "bgcolor", style->bg);
	maek_dot_default(dot, MAEK_DOT_GRAPH, "fontcolor", style->mute);
	for (int kind = MAEK_DOT_GRAPH; kind <= MAEK_DOT_EDGE; kind++)
		maek_dot_default(dot, (enum maek_dot_kind)kind, "fontname", style->fonts);
	maek_dot_default(dot, MAEK_DOT_NODE, "fontsize", "11");
	maek_dot_default(dot, MAEK_DOT_NODE, "fontcolor", style->ink);
	maek_dot_default(dot, MAEK_DOT_EDGE, "fontsize", "9");
	maek_dot_default(dot, MAEK_DOT_EDGE, "color", style->line);
	maek_dot_default(dot, MAEK_DOT_EDGE, "arrowsize", "0.6");
}

/* Text in bold, with a small line under it; the thin row on top lifts CJK text to the middle of its box. */
const char *maek_dot_label(struct maek_arena *arena, const char *main, double size, const char *sub)
{
	struct maek_buffer html = {.arena = arena};
	maek_buffer_string(&html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\"><TR><TD HEIGHT=\"3\" "
	                          "WIDTH=\"1\" FIXEDSIZE=\"TRUE\"></TD></TR><TR><TD>");
	maek_buffer_format(&html, "<FONT POINT-SIZE=\"%g\">", size);
	maek_buffer_string(&html, *main ? "<B>" : " ");
	maek_dot_escape(&html, main);
	maek_buffer_string(&html, *main ? "</B></FONT></TD></TR>" : "</FONT></TD></TR>");
	if (sub && *sub) {
		maek_buffer_string(&html, "<TR><TD><FONT POINT-SIZE=\"8.5\">");
		maek_dot_escape(&html, sub);
		maek_buffer_string(&html, "</FONT></TD></TR>");
	}
	maek_buffer_string(&html, "</TABLE>");
	return html.bytes;
}

static const char *escaped(struct maek_arena *arena, const char *text)
{
	struct maek_buffer out = {.arena = arena};
	maek_dot_escape(&out, text);
	return out.bytes ? out.bytes : "";
}

void maek_dot_set_text(struct maek_dot *dot, struct maek_arena *arena, const char *key, const char *text)
{
	struct maek_buffer out = {.arena = arena};
	for (const char *c = escaped(arena, text); *c; c++) { /* a backslash is an escape in plain attributes */
		if (*c == '\\')
			maek_buffer_add(&out, "\\", 1);
		maek_buffer_add(&out, c, 1);
	}
	maek_dot_set(dot, key, out.bytes ? out.bytes : "");
}

void maek_dot_shape(struct maek_dot *dot, const struct maek_style *style, const char *name, const struct maek_colors *colors)
{
	maek_dot_set(dot, "shape", maek_style_text(style, name, "shape", "box"));
	maek_dot_set(dot, "style", maek_style_flag(style, name, "rounded") ? "filled,rounded" : "filled");
	maek_dot_set(dot, "fillcolor", colors->fill);
	maek_dot_set(dot, "color", colors->border);
	maek_dot_set(dot, "fontcolor", colors->text);
	maek_dot_set(dot, "margin", "0.08,0.05");
}

static void draw_node(struct drawing *drawing, uint32_t index)
{
	const struct maek_node *node = &drawing->graph->nodes.items[index];
	size_t type = *maek_table_add(&drawing->types, maek_text_of(node->type), (uint32_t)drawing->types.count, NULL);
	struct maek_colors colors = maek_style_colors(&drawing->style, node->type, type);
	const char *id = maek_dot_node_id(drawing->arena, index);
	maek_dot_node(drawing->dot, id);
	maek_dot_set(drawing->dot, "id", id);
	maek_dot_set(drawing->dot, "class", node->type);
	maek_dot_set_html(drawing->dot, "label",
	                  maek_dot_label(drawing->arena, node->label, 11, node->aliases.count ? node->aliases.items[0] : NULL));
	maek_dot_set_text(drawing->dot, drawing->arena, "tooltip", node->label);
	maek_dot_shape(drawing->dot, &drawing->style, node->type, &colors);
}

static void draw_edge(struct drawing *drawing, uint32_t index)
{
	const struct maek_edge *edge = &drawing->graph->edges.items[index];
	const struct maek_node *nodes = drawing->graph->nodes.items;
	struct maek_colors colors = maek_style_colors(&drawing->style, edge->type, drawing->types.count);
	const char *id = maek_arena_format(drawing->arena, "e%u", index);
	maek_dot_edge(drawing->dot, maek_dot_node_id(drawing->arena, edge->source), maek_dot_node_id(drawing->arena, edge->target),
	              id);
	maek_dot_set(drawing->dot, "id", id);
	maek_dot_set(drawing->dot, "class", edge->type);
	maek_dot_set(drawing->dot, "color", colors.border);
	if (maek_style_flag(&drawing->style, edge->type, "dashed"))
		maek_dot_set(drawing->dot, "style", "dashed");
	maek_dot_set_text(drawing->dot, drawing->arena, "tooltip",
	                  maek_arena_format(drawing->arena, "%s %s %s", nodes[edge->source].label,
	                                    drawing->style.rules ? maek_rules_label(drawing->style.rules, edge->type) : edge->type,
	                                    nodes[edge->target].label));
}

static bool write_everything(const struct maek_graph *graph, const struct maek_style *style, FILE *out)
{
	struct drawing drawing = {.graph = graph, .style = *style, .arena = maek_arena_new(), .dot = maek_dot_new("graph")};
	drawing.types.arena = drawing.arena;
	maek_dot_frame(drawing.dot, style);
	maek_dot_default(drawing.dot, MAEK_DOT_GRAPH, "nodesep", "0.1");
	maek_dot_default(drawing.dot, MAEK_DOT_GRAPH, "ranksep", "0.6");
	for (uint32_t i = 0; i < graph->nodes.count; i++)
		draw_node(&drawing, i);
	for (uint32_t i = 0; i < graph->edges.count; i++)
		draw_edge(&drawing, i);
	bool ok = maek_dot_write(drawing.dot, out);
	maek_dot_free(drawing.dot);
	maek_arena_free(drawing.arena);
	return ok;
}

bool maek_export_dot(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                     struct maek_errors *errors)
{
	struct maek_style style = maek_style_of(options->rules, options->theme, options->units);
	struct maek_diagram diagram = {.layout = MAEK_LAYOUT_GRAPH};
	if (options->view && !maek_diagram_read(options->rules, options->view, &diagram, errors))
		return false;
	bool ok = diagram.layout == MAEK_LAYOUT_CARDS ? maek_cards_write(graph, &diagram, &style, out)
	                                              : write_everything(graph, &style, out);
	if (!ok)
		maek_errors_add(errors, MAEK_ERROR, "output", (struct maek_place){0}, NULL, "DOT could not be written");
	return ok;
}
