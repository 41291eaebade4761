/* The poster layout: a grid of cards of one width for slides, a row of the view each, and the root with its side in the
 * last one. Every line of a card has a fixed height, so that cards of a line of the grid end at one height: what a card
 * has less than the longest one beside it is an empty line at its end.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <string.h>

#define NAME_SIZE 15.0
#define TEXT_SIZE 12.0
#define SMALL_SIZE 9.0

enum { BAR = 190, LEAST_WIDTH = 210, NAME_HEIGHT = 32, LINE_HEIGHT = 22, MARK_ROOM = 24, EDGE_ROOM = 8 };

struct poster {
	struct maek_sheet *sheet;
	double width, number;     /* points: of a card's lines, of its column for numbers */
	int bar;                  /* points, of the greatest value */
	size_t columns;           /* cards beside each other */
	MAEK_LIST(const char *) ids; /* of the cards drawn */
};

static size_t lines_of_row(const struct maek_picture_row *row)
{
	return 2 * row->models.count + row->people.count;
}

static size_t lines_of_sides(const struct maek_picture *picture)
{
	size_t lines = 0;
	for (size_t i = 0; i < picture->sides.count; i++)
		lines += 1 + picture->sides.items[i].heads.count;
	return lines;
}

static void fit(struct poster *poster, const char *name, double size, const char *sub)
{
	double width = MARK_ROOM + maek_html_width(name, size) + maek_html_width(sub, SMALL_SIZE) + EDGE_ROOM;
	poster->width = fmax(poster->width, width);
}

static void measure_row(struct poster *poster, const struct maek_picture_row *row)
{
	const struct maek_node *nodes = poster->sheet->graph->nodes.items;
	fit(poster, nodes[row->node].label, NAME_SIZE, row->alias);
	for (size_t i = 0; i < row->people.count; i++)
		fit(poster, nodes[row->people.items[i].node].label, TEXT_SIZE, row->people.items[i].title);
	for (size_t i = 0; i < row->models.count; i++) {
		const struct maek_picture_model *model = &row->models.items[i];
		const char *number = maek_style_number(poster->sheet->style, poster->sheet->arena, model->value);
		fit(poster, nodes[model->node].label, TEXT_SIZE, model->alias);
		poster->number = fmax(poster->number, maek_html_width(number, TEXT_SIZE) + 4);
	}
}

static void measure(struct poster *poster)
{
	const struct maek_picture *picture = poster->sheet->picture;
	const struct maek_node *nodes = poster->sheet->graph->nodes.items;
	size_t cards = picture->rows.count + 1;
	poster->columns = cards <= 4 ? (cards < 2 ? 1 : 2) : cards <= 12 ? 3 : 4;
	poster->number = 36;
	poster->bar = maek_sheet_whole(poster->sheet, BAR, 1);
	poster->width = LEAST_WIDTH;
	fit(poster, nodes[picture->root].label, NAME_SIZE, "");
	for (size_t i = 0; i < picture->rows.count; i++)
		measure_row(poster, &picture->rows.items[i]);
	for (size_t i = 0; i < picture->sides.count; i++) {
		const struct maek_picture_side *side = &picture->sides.items[i];
		fit(poster, nodes[side->node].label, TEXT_SIZE, side->alias);
		for (size_t k = 0; k < side->heads.count; k++)
			fit(poster, nodes[side->heads.items[k].node].label, TEXT_SIZE, side->heads.items[k].title);
	}
	poster->width = fmax(poster->width, MARK_ROOM + poster->bar + poster->number + EDGE_ROOM);
}

static void open_line(struct maek_buffer *html)
{
	maek_buffer_format(html, "<TR><TD ALIGN=\"LEFT\" HEIGHT=\"%d\"", LINE_HEIGHT);
}

static void add_named(struct poster *poster, struct maek_buffer *html, uint32_t node, const char *sub,
                      const struct maek_colors *colors, const char *mark)
{
	struct maek_sheet *sheet = poster->sheet;
	const char *label = sheet->graph->nodes.items[node].label;
	open_line(html);
	maek_sheet_cell(html, maek_sheet_draw(sheet, node).id,
	                *sub ? maek_arena_format(sheet->arena, "%s, %s", label, sub) : label);
	maek_buffer_format(html, "><FONT COLOR=\"%s\" POINT-SIZE=\"9\">  %s</FONT> ", colors->border, mark);
	maek_html_text(html, label, colors->text, TEXT_SIZE, true);
	maek_buffer_string(html, " ");
	maek_html_text(html, sub, sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_string(html, "</TD></TR>");
}

static void add_bar_cell(struct maek_buffer *html, int width, const char *color)
{
	if (width > 0)
		maek_buffer_format(html, "<TD WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD>", width, color);
}

/* The bar stands in a cell of just its size: a wider one would spread its parts. */
static void add_bar(struct poster *poster, struct maek_buffer *html, const struct maek_picture_model *model)
{
	struct maek_sheet *sheet = poster->sheet;
	int width = maek_sheet_bar(sheet, model->value, poster->bar);
	maek_buffer_format(html,
	                   "><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
	                   "<TD WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\"></TD><TD WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\">"
	                   "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>",
	                   MARK_ROOM - 2, poster->bar);
	add_bar_cell(html, width, sheet->size.border);
	add_bar_cell(html, poster->bar - width, sheet->style->track);
	maek_buffer_format(html, "</TR></TABLE></TD><TD ALIGN=\"RIGHT\" WIDTH=\"%d\"",
	                   (int)(poster->width - MARK_ROOM - poster->bar - EDGE_ROOM - 4));
	maek_sheet_cell(html, maek_sheet_draw(sheet, model->size).id, maek_sheet_value_text(sheet, model));
	maek_buffer_string(html, ">");
	maek_html_text(html, maek_style_number(sheet->style, sheet->arena, model->value), sheet->size.text, TEXT_SIZE, true);
	maek_buffer_format(html, "</TD><TD WIDTH=\"%d\"></TD></TR></TABLE></TD></TR>", EDGE_ROOM);
}

static void add_missing(struct poster *poster, struct maek_buffer *html, const char *id)
{
	struct maek_sheet *sheet = poster->sheet;
	const char *word = maek_diagram_word(sheet->diagram, "missing");
	maek_sheet_cell(html, maek_arena_format(sheet->arena, "%s-unknown", id), word);
	maek_buffer_string(html, "><FONT POINT-SIZE=\"9\">        </FONT>");
	maek_html_text(html, *word ? word : "\xE2\x80\x94", sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_string(html, "</TD></TR>");
}

static void add_model(struct poster *poster, struct maek_buffer *html, const struct maek_picture_model *model)
{
	struct maek_sheet *sheet = poster->sheet;
	add_named(poster, html, model->node, model->alias, &sheet->models, "\xE2\x96\xA0");
	uint32_t use = sheet->uses[model->node];
	const char *id = use == 1 ? maek_arena_format(sheet->arena, "n%u", model->node)
	                          : maek_arena_format(sheet->arena, "n%u-%u", model->node, use);
	open_line(html);
	if (model->value > 0)
		add_bar(poster, html, model);
	else
		add_missing(poster, html, id);
}

static void open_card(struct poster *poster, struct maek_buffer *html, const struct maek_colors *colors,
                      const char *fill, const char *name, const char *sub)
{
	maek_buffer_format(html,
	                   "<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\" COLOR=\"%s\" "
	                   "BGCOLOR=\"%s\" STYLE=\"ROUNDED\"><TR><TD ALIGN=\"LEFT\" HEIGHT=\"%d\" WIDTH=\"%d\" BORDER=\"1\" "
	                   "SIDES=\"B\" COLOR=\"%s\">  ",
	                   colors->border, fill, NAME_HEIGHT, (int)ceil(poster->width), poster->sheet->style->hair);
	maek_html_text(html, name, colors->text, NAME_SIZE, true);
	maek_buffer_string(html, " ");
	maek_html_text(html, sub, poster->sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_string(html, "</TD></TR>");
}

/* Lines of the longest card beside the one that comes next. */
static size_t lines_beside(const struct poster *poster)
{
	const struct maek_picture *picture = poster->sheet->picture;
	size_t first = poster->ids.count - poster->ids.count % poster->columns, most = 0;
	for (size_t i = first; i < first + poster->columns && i <= picture->rows.count; i++) {
		size_t lines = i < picture->rows.count ? lines_of_row(&picture->rows.items[i]) : lines_of_sides(picture);
		most = lines > most ? lines : most;
	}
	return most;
}

/* `lines` are in the card already. */
static void close_card(const struct poster *poster, struct maek_buffer *html, size_t lines)
{
	size_t rest = lines_beside(poster) - lines;
	maek_buffer_format(html, "<TR><TD HEIGHT=\"%zu\"></TD></TR></TABLE>", EDGE_ROOM + LINE_HEIGHT * rest);
}

static void draw_card(struct poster *poster, uint32_t node, const char *class, const char *html)
{
	struct maek_sheet *sheet = poster->sheet;
	struct maek_drawn drawn = maek_sheet_draw(sheet, node);
	maek_dot_node(sheet->dot, drawn.id);
	maek_dot_set(sheet->dot, "id", drawn.id);
	maek_sheet_text(sheet, "class", class);
	maek_sheet_text(sheet, "tooltip", sheet->graph->nodes.items[node].label);
	maek_dot_set(sheet->dot, "shape", "plain");
	maek_dot_set_html(sheet->dot, "label", html);
	*MAEK_PUSH(sheet->arena, &poster->ids) = drawn.id;
}

static void draw_row(struct poster *poster, const struct maek_picture_row *row)
{
	struct maek_sheet *sheet = poster->sheet;
	const struct maek_node *node = &sheet->graph->nodes.items[row->node];
	struct maek_buffer html = {.arena = sheet->arena};
	open_card(poster, &html, &sheet->row, sheet->style->card, node->label, row->alias);
	for (size_t i = 0; i < row->models.count; i++)
		add_model(poster, &html, &row->models.items[i]);
	for (size_t i = 0; i < row->people.count; i++)
		add_named(poster, &html, row->people.items[i].node, row->people.items[i].title, &sheet->people, "\xE2\x97\x8F");
	close_card(poster, &html, lines_of_row(row));
	draw_card(poster, row->node, maek_arena_format(sheet->arena, "%s row", node->type), html.bytes);
}

static void draw_root(struct poster *poster)
{
	struct maek_sheet *sheet = poster->sheet;
	const struct maek_picture *picture = sheet->picture;
	const struct maek_node *node = &sheet->graph->nodes.items[picture->root];
	struct maek_buffer html = {.arena = sheet->arena};
	open_card(poster, &html, &sheet->root, sheet->root.fill, node->label, "");
	for (size_t i = 0; i < picture->sides.count; i++) {
		const struct maek_picture_side *side = &picture->sides.items[i];
		add_named(poster, &html, side->node, side->alias, &sheet->side, "\xE2\x97\x86");
		for (size_t k = 0; k < side->heads.count; k++)
			add_named(poster, &html, side->heads.items[k].node, side->heads.items[k].title, &sheet->people,
			          "    \xE2\x97\x8F");
	}
	close_card(poster, &html, lines_of_sides(picture));
	draw_card(poster, picture->root, node->type, html.bytes);
}

static void join(struct maek_sheet *sheet, const char *from, const char *to)
{
	maek_dot_edge(sheet->dot, from, to, "order");
	maek_dot_set(sheet->dot, "style", "invis");
}

static void arrange(struct poster *poster)
{
	for (size_t i = 0; i < poster->ids.count; i += poster->columns) {
		size_t left = poster->ids.count - i, count = left < poster->columns ? left : poster->columns;
		maek_dot_rank(poster->sheet->dot, poster->ids.items + i, count);
		for (size_t k = 1; k < count; k++)
			join(poster->sheet, poster->ids.items[i + k - 1], poster->ids.items[i + k]);
		for (size_t k = 0; k < count && i; k++)
			join(poster->sheet, poster->ids.items[i + k - poster->columns], poster->ids.items[i + k]);
	}
}

static void draw_legend(struct maek_sheet *sheet)
{
	struct maek_colors bar = {sheet->style->track, sheet->size.border, sheet->size.text};
	struct maek_legend_entry entries[4];
	const char *sides = sheet->picture->sides.count ? maek_sheet_word(sheet, "sides", sheet->diagram->side_type) : "";
	const char *people = maek_sheet_word(sheet, "people", sheet->people_type);
	const char *models = maek_sheet_word(sheet, "models", sheet->models_type);
	size_t count = 0;
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->models, models, "\xE2\x96\xA0"};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->people, people, "\xE2\x97\x8F"};
	if (*sides)
		entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->side, sides, "\xE2\x97\x86"};
	if (sheet->picture->greatest > 0)
		entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_BAR, bar, maek_sheet_size_word(sheet), NULL};
	maek_sheet_legend(sheet, entries, count, count);
}

void maek_sheet_poster(struct maek_sheet *sheet)
{
	struct poster poster = {.sheet = sheet};
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "rankdir", "TB");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "nodesep", "0.12");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "ranksep", "0.12");
	measure(&poster);
	for (size_t i = 0; i < sheet->picture->rows.count; i++)
		draw_row(&poster, &sheet->picture->rows.items[i]);
	draw_root(&poster);
	arrange(&poster);
	draw_legend(sheet);
}
