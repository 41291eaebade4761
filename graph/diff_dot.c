/* A difference as DOT: nodes that differ, edges that differ, and the ends of those edges. Signs stand beside the colours,
 * for who cannot tell them apart.
 */
#include "graph/diff.h"

#include "graph/dot_writer.h"

static const struct look {
	const char *color, *style, *sign;
} looks[] = {
	[MAEK_GAINED] = {"#1a7f37", "solid", "+ "},
	[MAEK_LOST] = {"#cf222e", "dashed", "\xE2\x88\x92 "},
	[MAEK_CHANGED] = {"#9a6700", "solid", "~ "},
};
static const struct look unchanged = {"#8c959f", "solid", ""};

struct drawer {
	struct maek_dot *dot;
	struct maek_arena *arena;
	struct maek_table nodes; /* by id: the number of its box */
};

static const char *draw_node(struct drawer *drawer, const char *id, const char *name, const struct look *look)
{
	bool is_new;
	uint32_t number = *maek_table_add(&drawer->nodes, maek_text_of(id), (uint32_t)drawer->nodes.count, &is_new);
	const char *box = maek_arena_format(drawer->arena, "n%u", number);
	if (!is_new)
		return box;
	struct maek_buffer label = {.arena = drawer->arena};
	maek_buffer_string(&label, look->sign);
	maek_dot_escape(&label, name);
	maek_dot_node(drawer->dot, box);
	maek_dot_set_html(drawer->dot, "label", label.bytes);
	maek_dot_set(drawer->dot, "color", look->color);
	maek_dot_set(drawer->dot, "fontcolor", look->color);
	maek_dot_set(drawer->dot, "style", look->style);
	return box;
}

static void draw_edge(struct drawer *drawer, const struct maek_diff_item *item)
{
	const struct look *look = &looks[item->change];
	const char *from = draw_node(drawer, item->source, item->source, &unchanged);
	const char *to = draw_node(drawer, item->target, item->target, &unchanged);
	struct maek_buffer label = {.arena = drawer->arena};
	maek_buffer_string(&label, look->sign);
	maek_dot_escape(&label, item->edge->type);
	maek_dot_edge(drawer->dot, from, to, item->edge->type);
	maek_dot_set_html(drawer->dot, "label", label.bytes);
	maek_dot_set(drawer->dot, "color", look->color);
	maek_dot_set(drawer->dot, "fontcolor", look->color);
	maek_dot_set(drawer->dot, "style", look->style);
}

bool maek_diff_write_dot(const struct maek_diff *diff, struct maek_arena *arena, FILE *out)
{
	struct drawer drawer = {maek_dot_new("diff"), arena, {.arena = arena}};
	maek_dot_default(drawer.dot, MAEK_DOT_GRAPH, "rankdir", "LR");
	maek_dot_default(drawer.dot, MAEK_DOT_NODE, "shape", "box");
	static const char *const kept[] = {"color", "fontcolor", "style", "label"};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		maek_dot_default(drawer.dot, MAEK_DOT_NODE, kept[i], "");
		maek_dot_default(drawer.dot, MAEK_DOT_EDGE, kept[i], "");
	}
	for (size_t i = 0; i < diff->nodes.count; i++)
		draw_node(&drawer, diff->nodes.items[i].id, diff->nodes.items[i].id, &looks[diff->nodes.items[i].change]);
	for (size_t i = 0; i < diff->edges.count; i++)
		draw_edge(&drawer, &diff->edges.items[i]);
	bool ok = maek_dot_write(drawer.dot, out);
	maek_dot_free(drawer.dot);
	return ok;
}
