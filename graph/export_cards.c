/* The cards layout. Columns line up because their widths are estimated over all cards first and given to each; bars are
 * linear from zero against the greatest value of the picture. Missing values are said to be missing, and what the
 * picture leaves out is counted under it.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BAR = 100, MOST = 200, NAME_LEAST = 94, PEOPLE_LEAST = 100, MODELS_LEAST = 150, NUMBER = 44 };

struct cards {
	const struct maek_graph *graph;
	const struct maek_diagram *diagram;
	struct maek_style style;
	struct maek_arena *arena;
	struct maek_dot *dot;
	struct maek_colors root, row, side, people, models, size;
	const char *people_type, *models_type, *size_type;
	double name_width, people_width, models_width;
	int64_t greatest;
	uint32_t root_node;
	struct maek_reached rows[MOST], sides[MOST];
	size_t row_count, side_count;
	bool *drawn; /* by node */
};

/* ---- what is in the picture */

static size_t rows_of(const struct cards *cards, uint32_t root, struct maek_reached *out)
{
	struct maek_via back = {cards->diagram->row.relation, true};
	return maek_diagram_reach(cards->graph, root, back, out, MOST);
}

/* The root with the most rows, the first of several. */
static bool find_root(struct cards *cards)
{
	struct maek_reached rows[MOST];
	bool found = false;
	for (uint32_t i = 0; i < cards->graph->nodes.count; i++) {
		if (strcmp(cards->graph->nodes.items[i].type, cards->diagram->root) != 0)
			continue;
		size_t count = rows_of(cards, i, rows);
		if (!found || count > cards->row_count) {
			cards->root_node = i;
			cards->row_count = count;
			found = true;
		}
	}
	if (found)
		cards->row_count = rows_of(cards, cards->root_node, cards->rows);
	if (found && cards->diagram->side.relation)
		cards->side_count = maek_diagram_reach(cards->graph, cards->root_node, cards->diagram->side, cards->sides, MOST);
	return found;
}

/* The greatest value that a node reaches over the size relation, -1 when there is none. */
static int64_t value_of(const struct cards *cards, uint32_t node)
{
	struct maek_reached sizes[MOST];
	size_t count = maek_diagram_reach(cards->graph, node, cards->diagram->size, sizes, MOST);
	int64_t greatest = -1;
	for (size_t i = 0; i < count; i++) {
		const struct maek_node *size = &cards->graph->nodes.items[sizes[i].node];
		if (size->has_value && size->value > greatest)
			greatest = size->value;
	}
	return greatest;
}

/* Estimated width in points: CJK 0.92 em, bold Latin 0.60, a space 0.25, and 6 % for other fonts. */
static double width_of(const char *text, double size)
{
	struct maek_text whole = maek_text_of(text);
	double width = 0;
	size_t length = 0;
	for (size_t at = 0; at < whole.size && length < 200; length++) {
		uint32_t c = maek_text_decode(whole, at, &at);
		width += c == ' ' ? 0.25 : maek_char_width(c) == 2 ? 0.92 : 0.60;
	}
	return width * size * 1.06;
}

static const char *attribute_of(struct cards *cards, uint32_t edge, const char *key)
{
	const struct maek_edge *from = &cards->graph->edges.items[edge];
	struct maek_buffer text = {.arena = cards->arena};
	for (size_t i = 0; key && i < from->properties.count; i++) {
		if (strcmp(from->properties.items[i].key, key) != 0)
			continue;
		for (size_t k = 0; k < from->properties.items[i].texts.count; k++) {
			maek_buffer_string(&text, k ? "\xC2\xB7" : "");
			maek_buffer_string(&text, from->properties.items[i].texts.items[k]);
		}
	}
	return text.bytes ? text.bytes : "";
}

/* The first alias, unless the name holds it. */
static const char *alias_of(const struct maek_node *node)
{
	for (size_t i = 0; i < node->aliases.count; i++)
		if (!strstr(node->label, node->aliases.items[i]))
			return node->aliases.items[i];
	return "";
}

static void widen(double *width, double wanted)
{
	if (wanted > *width)
		*width = wanted;
}

static void measure_row(struct cards *cards, uint32_t row)
{
	struct maek_reached found[MOST];
	const struct maek_node *node = &cards->graph->nodes.items[row];
	widen(&cards->name_width, width_of(node->label, 12.5) + 4);
	size_t count = maek_diagram_reach(cards->graph, row, cards->diagram->people, found, MOST);
	for (size_t i = 0; i < count; i++)
		widen(&cards->people_width, 18 + width_of(cards->graph->nodes.items[found[i].node].label, 11) +
		                                width_of(attribute_of(cards, found[i].edge, cards->diagram->people_sub), 9));
	count = maek_diagram_reach(cards->graph, row, cards->diagram->models, found, MOST);
	for (size_t i = 0; i < count; i++) {
		const struct maek_node *model = &cards->graph->nodes.items[found[i].node];
		double alias = cards->diagram->model_alias ? width_of(alias_of(model), 9) : 0;
		int64_t value = value_of(cards, found[i].node);
		widen(&cards->models_width, 18 + width_of(model->label, 11) + alias);
		cards->greatest = value > cards->greatest ? value : cards->greatest;
	}
}

/* ---- drawing */

static void add_text(struct maek_buffer *html, const char *text, const char *color, double size, bool bold)
{
	if (!*text)
		return;
	maek_buffer_format(html, "<FONT COLOR=\"%s\" POINT-SIZE=\"%g\">%s", color, size, bold ? "<B>" : "");
	maek_dot_escape(html, text);
	maek_buffer_string(html, bold ? "</B></FONT>" : "</FONT>");
}

static void add_title(struct maek_buffer *html, const char *id, const char *text)
{
	maek_buffer_format(html, " ID=\"%s\" HREF=\"#%s\" TITLE=\"", id, id);
	maek_dot_escape(html, text);
	maek_buffer_string(html, "\"");
}

static void add_person(struct cards *cards, struct maek_buffer *html, struct maek_reached reached)
{
	const struct maek_node *person = &cards->graph->nodes.items[reached.node];
	const char *title = attribute_of(cards, reached.edge, cards->diagram->people_sub);
	maek_buffer_string(html, "<TR><TD ALIGN=\"LEFT\" HEIGHT=\"17\"");
	add_title(html, maek_dot_node_id(cards->arena, reached.node),
	          *title ? maek_arena_format(cards->arena, "%s, %s", person->label, title) : person->label);
	maek_buffer_format(html, "><FONT COLOR=\"%s\" POINT-SIZE=\"8.5\">\xE2\x97\x8F</FONT> ", cards->people.border);
	add_text(html, person->label, cards->people.text, 11, true);
	maek_buffer_string(html, " ");
	add_text(html, title, cards->style.mute, 9, false);
	maek_buffer_string(html, "</TD></TR>");
	cards->drawn[reached.node] = true;
}

static void add_people(struct cards *cards, struct maek_buffer *html, uint32_t row)
{
	struct maek_reached found[MOST];
	size_t count = maek_diagram_reach(cards->graph, row, cards->diagram->people, found, MOST);
	maek_buffer_format(html, "<TD WIDTH=\"%d\" ALIGN=\"LEFT\">", (int)ceil(cards->people_width));
	if (count) {
		maek_buffer_string(html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">");
		for (size_t i = 0; i < count; i++)
			add_person(cards, html, found[i]);
		maek_buffer_string(html, "</TABLE>");
	}
	maek_buffer_string(html, "</TD>");
}

static void add_bar(struct cards *cards, struct maek_buffer *html, int64_t value)
{
	int width = (int)lround(BAR * ((double)value / (double)cards->greatest));
	width = width < 3 ? 3 : width;
	maek_buffer_string(html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>");
	if (width < BAR)
		maek_buffer_format(html,
		                   "<TD WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD><TD WIDTH=\"%d\" HEIGHT=\"8\" "
		                   "FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD>",
		                   width, cards->size.border, BAR - width, cards->style.track);
	else
		maek_buffer_format(html, "<TD COLSPAN=\"2\" WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD>", BAR,
		                   cards->size.border);
	maek_buffer_format(html, "</TR><TR><TD COLSPAN=\"2\" HEIGHT=\"4\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\"></TD></TR></TABLE>", BAR);
}

static void add_size(struct cards *cards, struct maek_buffer *html, uint32_t model)
{
	int64_t value = value_of(cards, model);
	maek_buffer_format(html, "<TD WIDTH=\"%d\" ALIGN=\"LEFT\">", BAR);
	if (value > 0)
		add_bar(cards, html, value);
	else
		add_text(html, maek_diagram_word(cards->diagram, "missing"), cards->style.mute, 9, false);
	maek_buffer_format(html, "</TD><TD WIDTH=\"%d\" ALIGN=\"RIGHT\">", NUMBER);
	if (value > 0)
		add_text(html, maek_style_number(&cards->style, cards->arena, value), cards->size.text, 11, true);
	else
		add_text(html, "\xE2\x80\x94", cards->style.mute, 11, false);
	maek_buffer_string(html, "</TD>");
}

static void add_model(struct cards *cards, struct maek_buffer *html, uint32_t node)
{
	const struct maek_node *model = &cards->graph->nodes.items[node];
	maek_buffer_format(html, "<TR><TD ALIGN=\"LEFT\" WIDTH=\"%d\" HEIGHT=\"18\"", (int)ceil(cards->models_width));
	add_title(html, maek_dot_node_id(cards->arena, node), model->label);
	maek_buffer_format(html, "><FONT COLOR=\"%s\" POINT-SIZE=\"8.5\">\xE2\x96\xA0</FONT> ", cards->models.border);
	add_text(html, model->label, cards->models.text, 11, true);
	if (cards->diagram->model_alias && *alias_of(model)) {
		maek_buffer_string(html, " ");
		add_text(html, alias_of(model), cards->style.mute, 9, false);
	}
	maek_buffer_string(html, "</TD>");
	add_size(cards, html, node);
	maek_buffer_string(html, "</TR>");
	cards->drawn[node] = true;
}

/* Models by value, greatest last as the article grows; without a value behind. */
static void add_models(struct cards *cards, struct maek_buffer *html, uint32_t row)
{
	struct maek_reached found[MOST];
	size_t count = maek_diagram_reach(cards->graph, row, cards->diagram->models, found, MOST);
	maek_buffer_string(html, "<TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">");
	for (size_t i = 0; i < count; i++)
		add_model(cards, html, found[i].node);
	if (!count) /* keeps the columns in line */
		maek_buffer_format(html, "<TR><TD WIDTH=\"%d\"></TD><TD WIDTH=\"%d\"></TD><TD WIDTH=\"%d\"></TD></TR>",
		                   (int)ceil(cards->models_width), BAR, NUMBER);
	maek_buffer_string(html, "</TABLE></TD>");
}

static void draw_row(struct cards *cards, struct maek_reached reached)
{
	const struct maek_node *node = &cards->graph->nodes.items[reached.node];
	struct maek_buffer html = {.arena = cards->arena};
	const char *id = maek_dot_node_id(cards->arena, reached.node);
	maek_buffer_format(&html,
	                   "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\" COLOR=\"%s\" BGCOLOR=\"%s\" "
	                   "STYLE=\"ROUNDED\"><TR><TD COLSPAN=\"5\" HEIGHT=\"2\" WIDTH=\"10\" FIXEDSIZE=\"TRUE\" "
	                   "CELLPADDING=\"0\"></TD></TR><TR><TD WIDTH=\"4\"></TD><TD WIDTH=\"%d\" ALIGN=\"LEFT\" BALIGN=\"LEFT\">",
	                   cards->row.border, cards->style.card, (int)ceil(cards->name_width));
	add_text(&html, node->label, cards->row.text, 12.5, true);
	if (*alias_of(node)) {
		maek_buffer_string(&html, "<BR ALIGN=\"LEFT\"/>");
		add_text(&html, alias_of(node), cards->style.mute, 9, false);
		maek_buffer_string(&html, "<BR ALIGN=\"LEFT\"/>");
	}
	maek_buffer_format(&html, "</TD><TD WIDTH=\"1\" BORDER=\"1\" SIDES=\"L\" COLOR=\"%s\"></TD>", cards->style.hair);
	add_people(cards, &html, reached.node);
	add_models(cards, &html, reached.node);
	maek_buffer_string(&html, "</TR></TABLE>");
	maek_dot_node(cards->dot, id);
	maek_dot_set(cards->dot, "id", id);
	maek_dot_set(cards->dot, "class", maek_arena_format(cards->arena, "%s row", node->type));
	maek_dot_set(cards->dot, "shape", "plain");
	maek_dot_set_html(cards->dot, "label", html.bytes);
	maek_dot_edge(cards->dot, maek_dot_node_id(cards->arena, cards->root_node), id,
	              maek_arena_format(cards->arena, "e%u", reached.edge));
	maek_dot_set(cards->dot, "id", maek_arena_format(cards->arena, "e%u", reached.edge));
	maek_dot_set(cards->dot, "class", cards->diagram->row.relation);
	maek_dot_set(cards->dot, "color", cards->row.border);
	maek_dot_set(cards->dot, "dir", "back");
	maek_dot_set(cards->dot, "tailport", "e");
	maek_dot_set(cards->dot, "headport", "w");
	maek_dot_set(cards->dot, "penwidth", "1.4");
	cards->drawn[reached.node] = true;
}

static void draw_box(struct cards *cards, uint32_t node, const char *style, const struct maek_colors *colors, const char *sub,
                     double size)
{
	const struct maek_node *from = &cards->graph->nodes.items[node];
	const char *id = maek_dot_node_id(cards->arena, node);
	maek_dot_node(cards->dot, id);
	maek_dot_set(cards->dot, "id", id);
	maek_dot_set(cards->dot, "class", from->type);
	maek_dot_set_html(cards->dot, "label", maek_dot_label(cards->arena, from->label, size, sub));
	maek_dot_set_text(cards->dot, cards->arena, "tooltip", from->label);
	maek_dot_shape(cards->dot, &cards->style, style, colors);
	maek_dot_set(cards->dot, "width", "1.5");
	cards->drawn[node] = true;
}

static void draw_side_edge(struct cards *cards, uint32_t above, uint32_t below, const char *color, const char *kind, bool back)
{
	maek_dot_edge(cards->dot, maek_dot_node_id(cards->arena, above), maek_dot_node_id(cards->arena, below), kind);
	maek_dot_set(cards->dot, "label", " ");
	maek_dot_set(cards->dot, "class", kind);
	maek_dot_set(cards->dot, "color", color);
	if (back)
		maek_dot_set(cards->dot, "dir", "back");
}

struct column {
	const char *ids[MOST];
	size_t count;
};

/* The side's heads stand above it, or below it when it stands below the root. */
static void draw_heads(struct cards *cards, uint32_t side, bool above)
{
	struct maek_reached found[4];
	size_t count = maek_diagram_reach(cards->graph, side, cards->diagram->side_people, found, 1);
	for (size_t i = 0; i < count; i++) {
		draw_box(cards, found[i].node, cards->people_type, &cards->people,
		         attribute_of(cards, found[i].edge, cards->diagram->side_sub), 11);
		const char *relation = cards->diagram->side_people.relation;
		draw_side_edge(cards, above ? found[i].node : side, above ? side : found[i].node, cards->people.border, relation,
		               !above);
		maek_dot_set(cards->dot, "style", "dashed");
	}
}

static const char *side_sub(struct cards *cards, const struct maek_node *node)
{
	const char *word = maek_diagram_word(cards->diagram, "side"), *alias = alias_of(node);
	return *alias ? maek_arena_format(cards->arena, "%s \xC2\xB7 %s", alias, word) : word;
}

/* One column: the first half of the sides above the root, the others below. */
static void draw_left(struct cards *cards)
{
	struct column column = {0};
	draw_box(cards, cards->root_node, cards->diagram->root, &cards->root, NULL, 12);
	size_t above = (cards->side_count + 1) / 2;
	for (size_t i = 0; i < cards->side_count && i < 8; i++) {
		uint32_t side = cards->sides[i].node;
		bool is_above = i < above;
		draw_box(cards, side, cards->diagram->side_type, &cards->side, side_sub(cards, &cards->graph->nodes.items[side]), 11);
		draw_side_edge(cards, is_above ? side : cards->root_node, is_above ? cards->root_node : side, cards->style.line,
		               cards->diagram->side.relation, !is_above);
		draw_heads(cards, side, is_above);
	}
	for (uint32_t i = 0; i < cards->graph->nodes.count && column.count < MOST; i++)
		if (cards->drawn[i])
			column.ids[column.count++] = maek_dot_node_id(cards->arena, i);
	maek_dot_rank(cards->dot, column.ids, column.count);
}

/* ---- the legend and what is left out */

static void add_swatch(struct maek_buffer *html, const struct maek_colors *colors, bool rounded, const char *word)
{
	if (!*word)
		return;
	maek_buffer_format(html,
	                   "<TD VALIGN=\"MIDDLE\"><TABLE BORDER=\"1\" COLOR=\"%s\" BGCOLOR=\"%s\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
	                   "CELLPADDING=\"0\"%s><TR><TD WIDTH=\"14\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\"></TD></TR></TABLE></TD><TD>",
	                   colors->border, colors->fill, rounded ? " STYLE=\"ROUNDED\"" : "");
	maek_dot_escape(html, word);
	maek_buffer_string(html, "</TD><TD WIDTH=\"6\"></TD>");
}

static void add_mark(struct maek_buffer *html, const char *mark, const char *color, const char *word)
{
	if (!*word)
		return;
	maek_buffer_format(html, "<TD><FONT COLOR=\"%s\" POINT-SIZE=\"8\">%s</FONT> ", color, mark);
	maek_dot_escape(html, word);
	maek_buffer_string(html, "</TD><TD WIDTH=\"6\"></TD>");
}

/* "… = $max" with the greatest value put in. */
static const char *size_word(struct cards *cards)
{
	const char *word = maek_diagram_word(cards->diagram, "size"), *at = strstr(word, "$max");
	if (!at)
		return word;
	return maek_arena_format(cards->arena, "%.*s%s%s", (int)(at - word), word,
	                         maek_style_number(&cards->style, cards->arena, cards->greatest), at + 4);
}

static const char *left_out(struct cards *cards)
{
	struct maek_buffer text = {.arena = cards->arena};
	struct maek_table counts = {.arena = cards->arena};
	for (size_t i = 0; i < cards->graph->nodes.count; i++) {
		const struct maek_node *node = &cards->graph->nodes.items[i];
		bool is_size = cards->size_type && strcmp(node->type, cards->size_type) == 0;
		if (!cards->drawn[i] && !is_size)
			++*maek_table_add(&counts, maek_text_of(node->type), 0, NULL);
	}
	for (size_t i = 0; i < counts.count; i++) {
		const char *type = maek_arena_copy(cards->arena, counts.entries[i].key.bytes, counts.entries[i].key.size);
		maek_buffer_format(&text, "%s%s %u", i ? ", " : "", maek_rules_label(cards->style.rules, type), counts.entries[i].value);
	}
	return text.bytes;
}

static void draw_legend(struct cards *cards)
{
	const struct maek_diagram *diagram = cards->diagram;
	struct maek_colors row = {cards->style.card, cards->row.border, cards->row.text};
	struct maek_buffer html = {.arena = cards->arena};
	maek_buffer_string(&html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR>");
	add_swatch(&html, &cards->root, false, maek_diagram_word(diagram, "root"));
	if (cards->side_count)
		add_swatch(&html, &cards->side, true, maek_diagram_word(diagram, "sides"));
	add_swatch(&html, &row, true, maek_diagram_word(diagram, "rows"));
	add_mark(&html, "\xE2\x97\x8F", cards->people.border, maek_diagram_word(diagram, "people"));
	add_mark(&html, "\xE2\x96\xA0", cards->models.border, maek_diagram_word(diagram, "models"));
	if (cards->greatest > 0)
		add_mark(&html, "\xE2\x96\xAC", cards->size.border, size_word(cards));
	maek_buffer_string(&html, "</TR></TABLE>");
	const char *missing = left_out(cards);
	if (missing) {
		struct maek_buffer both = {.arena = cards->arena};
		maek_buffer_format(&both,
		                   "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD "
		                   "ALIGN=\"RIGHT\">%s</TD></TR><TR><TD ALIGN=\"RIGHT\">",
		                   html.bytes);
		maek_dot_escape(&both, maek_arena_format(cards->arena, "%s: %s", maek_diagram_word(diagram, "left-out"), missing));
		maek_buffer_string(&both, "</TD></TR></TABLE>");
		html = both;
	}
	maek_dot_graph_html(cards->dot, html.bytes);
}

static const char *end_type(const struct maek_graph *graph, struct maek_via via)
{
	for (size_t i = 0; via.relation && i < graph->edges.count; i++)
		if (strcmp(graph->edges.items[i].type, via.relation) == 0)
			return graph->nodes.items[via.against ? graph->edges.items[i].source : graph->edges.items[i].target].type;
	return "";
}

static void choose_colors(struct cards *cards)
{
	const struct maek_diagram *diagram = cards->diagram;
	cards->people_type = end_type(cards->graph, diagram->people);
	cards->models_type = end_type(cards->graph, diagram->models);
	cards->size_type = end_type(cards->graph, diagram->size);
	cards->root = maek_style_colors(&cards->style, diagram->root, 0);
	cards->row = maek_style_colors(&cards->style, "row", 1);
	cards->side = maek_style_colors(&cards->style, diagram->side_type ? diagram->side_type : "", 2);
	cards->people = maek_style_colors(&cards->style, cards->people_type, 3);
	cards->models = maek_style_colors(&cards->style, cards->models_type, 4);
	cards->size = maek_style_colors(&cards->style, cards->size_type, 5);
}

static void draw(struct cards *cards)
{
	cards->name_width = NAME_LEAST;
	cards->people_width = PEOPLE_LEAST;
	cards->models_width = MODELS_LEAST;
	cards->drawn = maek_arena_alloc(cards->arena, cards->graph->nodes.count + 1);
	choose_colors(cards);
	for (size_t i = 0; i < cards->row_count; i++)
		measure_row(cards, cards->rows[i].node);
	draw_left(cards);
	for (size_t i = 0; i < cards->row_count; i++)
		draw_row(cards, cards->rows[i]);
	draw_legend(cards);
}

bool maek_cards_write(const struct maek_graph *graph, const struct maek_diagram *diagram, const struct maek_style *style,
                      FILE *out)
{
	struct cards cards = {.graph = graph, .diagram = diagram, .style = *style, .arena = maek_arena_new()};
	cards.dot = maek_dot_new(diagram->name);
	maek_dot_frame(cards.dot, style);
	maek_dot_default(cards.dot, MAEK_DOT_GRAPH, "nodesep", "0.11");
	maek_dot_default(cards.dot, MAEK_DOT_GRAPH, "ranksep", "0.4");
	if (find_root(&cards))
		draw(&cards);
	else
		maek_dot_graph_html(cards.dot, maek_dot_label(cards.arena, maek_diagram_word(diagram, "empty"), 11, NULL));
	bool ok = maek_dot_write(cards.dot, out);
	maek_dot_free(cards.dot);
	maek_arena_free(cards.arena);
	return ok;
}
