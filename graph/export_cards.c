/* The cards layout: the root and its side at the left, a card for each row. Columns line up because their widths are
 * estimated over all cards first and given to each; bars are linear from zero against the greatest value of the picture.
 * A value that is missing is said to be missing.
 */
#include "graph/export_dot.h"

#include <math.h>
#include <string.h>

#define NAME_SIZE 12.0
#define TEXT_SIZE 11.0
#define SMALL_SIZE 9.0
#define BULLET_ROOM 18.0 /* the mark before a person or model, and spaces */

#define NAME_ROOM 10.0   /* the space of a cell around a name */
#define ALIAS_LINE 12.0  /* a line under a name, so that it does not touch it */

enum { BAR = 95 };

/* Column widths in points. */
struct columns {
	double name, people, models, bar, number;
};

struct cards {
	struct maek_sheet *sheet;
	struct columns columns;
	int bar; /* points, of the greatest value */
};

static const char *number_of(const struct maek_sheet *sheet, int64_t value)
{
	return maek_style_number(sheet->style, sheet->arena, value);
}

static void measure_row(struct cards *cards, const struct maek_picture_row *row)
{
	const struct maek_node *nodes = cards->sheet->graph->nodes.items;
	struct columns *columns = &cards->columns;
	columns->name = fmax(columns->name, maek_html_width(nodes[row->node].label, NAME_SIZE) + NAME_ROOM);
	columns->name = fmax(columns->name, maek_html_width(row->alias, SMALL_SIZE) + NAME_ROOM);
	for (size_t i = 0; i < row->people.count; i++)
		columns->people =
			fmax(columns->people, BULLET_ROOM + maek_html_width(nodes[row->people.items[i].node].label, TEXT_SIZE) +
		                              maek_html_width(row->people.items[i].title, SMALL_SIZE));
	for (size_t i = 0; i < row->models.count; i++) {
		const struct maek_picture_model *model = &row->models.items[i];
		columns->models = fmax(columns->models, BULLET_ROOM + maek_html_width(nodes[model->node].label, TEXT_SIZE) +
		                                            maek_html_width(model->alias, SMALL_SIZE));
		columns->number = fmax(columns->number, maek_html_width(number_of(cards->sheet, model->value), TEXT_SIZE) + 4);
	}
}

static void measure(struct cards *cards)
{
	const struct maek_picture *picture = cards->sheet->picture;
	cards->bar = maek_sheet_whole(cards->sheet, BAR, 1);
	cards->columns = (struct columns){.name = 94, .people = 120, .models = 150, .number = 36};
	cards->columns.bar = fmax(cards->bar, maek_html_width(maek_diagram_word(cards->sheet->diagram, "missing"), SMALL_SIZE));
	for (size_t i = 0; i < picture->rows.count; i++)
		measure_row(cards, &picture->rows.items[i]);
}

static int points(double width)
{
	return (int)ceil(width);
}

static void add_mark(struct maek_buffer *html, const char *mark, const char *color)
{
	maek_buffer_format(html, "><FONT COLOR=\"%s\" POINT-SIZE=\"8.5\">%s</FONT> ", color, mark);
}

static void add_person(struct cards *cards, struct maek_buffer *html, const struct maek_picture_person *person)
{
	struct maek_sheet *sheet = cards->sheet;
	const char *label = sheet->graph->nodes.items[person->node].label;
	maek_buffer_string(html, "<TR><TD ALIGN=\"LEFT\" HEIGHT=\"17\"");
	maek_sheet_cell(html, maek_sheet_draw(sheet, person->node).id,
	             *person->title ? maek_arena_format(sheet->arena, "%s, %s", label, person->title) : label);
	add_mark(html, "\xE2\x97\x8F", sheet->people.border);
	maek_html_text(html, label, sheet->people.text, TEXT_SIZE, true);
	maek_buffer_string(html, " ");
	maek_html_text(html, person->title, sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_string(html, "</TD></TR>");
}

static void add_people(struct cards *cards, struct maek_buffer *html, const struct maek_picture_row *row)
{
	maek_buffer_format(html, "<TD WIDTH=\"%d\" ALIGN=\"LEFT\">", points(cards->columns.people));
	if (row->people.count)
		maek_buffer_string(html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">");
	for (size_t i = 0; i < row->people.count; i++)
		add_person(cards, html, &row->people.items[i]);
	maek_buffer_string(html, row->people.count ? "</TABLE></TD>" : "</TD>");
}

static void add_bar_cell(struct maek_buffer *html, int width, const char *color)
{
	if (width > 0)
		maek_buffer_format(html, "<TD WIDTH=\"%d\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD>", width, color);
}

/* The bar and a thin empty row under it, which sets it in the middle of the text beside it. */
static void add_bar(struct cards *cards, struct maek_buffer *html, int64_t value)
{
	const struct maek_sheet *sheet = cards->sheet;
	int width = maek_sheet_bar(sheet, value, cards->bar);
	maek_buffer_string(html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>");
	add_bar_cell(html, width, sheet->size.border);
	add_bar_cell(html, cards->bar - width, sheet->style->track);
	maek_buffer_format(html,
	                   "</TR><TR><TD COLSPAN=\"%d\" HEIGHT=\"1\" FIXEDSIZE=\"TRUE\" WIDTH=\"%d\"></TD></TR></TABLE>",
	                   width < cards->bar ? 2 : 1, cards->bar);
}

static void add_size(struct cards *cards, struct maek_buffer *html, const struct maek_picture_model *model,
                     const char *model_id)
{
	struct maek_sheet *sheet = cards->sheet;
	maek_buffer_format(html, "<TD WIDTH=\"%d\" ALIGN=\"LEFT\">", points(cards->columns.bar) + 2);
	if (model->value > 0)
		add_bar(cards, html, model->value);
	else
		maek_html_text(html, maek_diagram_word(sheet->diagram, "missing"), sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_format(html, "</TD><TD WIDTH=\"%d\" ALIGN=\"RIGHT\"", points(cards->columns.number));
	if (model->value > 0)
		maek_sheet_cell(html, maek_sheet_draw(sheet, model->size).id, maek_sheet_value_text(sheet, model));
	else
		maek_sheet_cell(html, maek_arena_format(sheet->arena, "%s-unknown", model_id),
		             maek_diagram_word(sheet->diagram, "missing"));
	maek_buffer_string(html, ">");
	if (model->value > 0)
		maek_html_text(html, number_of(sheet, model->value), sheet->size.text, TEXT_SIZE, true);
	else
		maek_html_text(html, "\xE2\x80\x94", sheet->style->mute, TEXT_SIZE, false);
	maek_buffer_string(html, "</TD>");
}

static void add_model(struct cards *cards, struct maek_buffer *html, const struct maek_picture_model *model)
{
	struct maek_sheet *sheet = cards->sheet;
	const char *label = sheet->graph->nodes.items[model->node].label;
	maek_buffer_format(html, "<TR><TD ALIGN=\"LEFT\" WIDTH=\"%d\" HEIGHT=\"18\"", points(cards->columns.models));
	const char *id = maek_sheet_draw(sheet, model->node).id;
	maek_sheet_cell(html, id, label);
	add_mark(html, "\xE2\x96\xA0", sheet->models.border);
	maek_html_text(html, label, sheet->models.text, TEXT_SIZE, true);
	maek_buffer_string(html, *model->alias ? " " : "");
	maek_html_text(html, model->alias, sheet->style->mute, SMALL_SIZE, false);
	maek_buffer_string(html, "</TD>");
	add_size(cards, html, model, id);
	maek_buffer_string(html, "</TR>");
}

static void add_models(struct cards *cards, struct maek_buffer *html, const struct maek_picture_row *row)
{
	const struct columns *columns = &cards->columns;
	maek_buffer_string(html,
	                   "<TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">");
	for (size_t i = 0; i < row->models.count; i++)
		add_model(cards, html, &row->models.items[i]);
	if (!row->models.count) /* keeps the columns in line */
		maek_buffer_format(html, "<TR><TD WIDTH=\"%d\"></TD><TD WIDTH=\"%d\"></TD><TD WIDTH=\"%d\"></TD></TR>",
		                   points(columns->models), points(columns->bar) + 2, points(columns->number));
	maek_buffer_string(html, "</TABLE></TD>");
}

static void add_name(struct cards *cards, struct maek_buffer *html, const struct maek_picture_row *row)
{
	const struct maek_sheet *sheet = cards->sheet;
	maek_buffer_format(html, "<TD WIDTH=\"%d\" ALIGN=\"LEFT\" BALIGN=\"LEFT\">", points(cards->columns.name));
	maek_html_text(html, sheet->graph->nodes.items[row->node].label, sheet->row.text, NAME_SIZE, true);
	if (*row->alias) {
		maek_buffer_string(html, "<BR ALIGN=\"LEFT\"/>");
		maek_html_text(html, row->alias, sheet->style->mute, SMALL_SIZE, false);
		maek_buffer_format(html, "<FONT POINT-SIZE=\"%g\"> </FONT><BR ALIGN=\"LEFT\"/>", ALIAS_LINE);
	}
	maek_buffer_format(html, "</TD><TD WIDTH=\"1\" BORDER=\"1\" SIDES=\"L\" COLOR=\"%s\"></TD>", sheet->style->hair);
}

/* A single filled cell would poke out of the rounded corners: the table is filled, and the rule is a cell's side. */
static const char *card_of(struct cards *cards, const struct maek_picture_row *row)
{
	const struct maek_sheet *sheet = cards->sheet;
	struct maek_buffer html = {.arena = sheet->arena};
	maek_buffer_format(
		&html,
		"<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\" COLOR=\"%s\" BGCOLOR=\"%s\" "
		"STYLE=\"ROUNDED\"><TR><TD COLSPAN=\"5\" HEIGHT=\"2\" WIDTH=\"10\" FIXEDSIZE=\"TRUE\" "
		"CELLPADDING=\"0\"></TD></TR><TR><TD WIDTH=\"4\"></TD>",
		sheet->row.border, sheet->style->card);
	add_name(cards, &html, row);
	add_people(cards, &html, row);
	add_models(cards, &html, row);
	maek_buffer_string(&html, "</TR></TABLE>");
	return html.bytes;
}

static void draw_card(struct cards *cards, struct maek_drawn root, const struct maek_picture_row *row)
{
	struct maek_sheet *sheet = cards->sheet;
	const struct maek_node *node = &sheet->graph->nodes.items[row->node];
	struct maek_drawn drawn = maek_sheet_draw(sheet, row->node);
	maek_dot_node(sheet->dot, drawn.id);
	maek_dot_set(sheet->dot, "id", drawn.id);
	maek_sheet_text(sheet, "class", maek_arena_format(sheet->arena, "%s row", node->type));
	maek_sheet_text(sheet, "tooltip", node->label);
	maek_dot_set(sheet->dot, "shape", "plain");
	maek_dot_set_html(sheet->dot, "label", card_of(cards, row));
	maek_sheet_row_edge(sheet, root, drawn, row->edge);
}

static void draw_legend(struct maek_sheet *sheet)
{
	struct maek_colors row = {sheet->style->card, sheet->row.border, sheet->row.text};
	struct maek_colors bar = {sheet->style->track, sheet->size.border, sheet->size.text};
	struct maek_legend_entry entries[8];
	size_t count = maek_sheet_legend_left(sheet, row, entries);
	size_t heads = 0, bars = 0;
	for (size_t i = 0; i < sheet->picture->sides.count; i++)
		heads += sheet->picture->sides.items[i].heads.count;
	for (size_t i = 0; i < sheet->picture->rows.count; i++)
		for (size_t k = 0; k < sheet->picture->rows.items[i].models.count; k++)
			bars += sheet->picture->rows.items[i].models.items[k].value > 0;
	const char *head = heads ? maek_sheet_word(sheet, "head", sheet->people_type) : "";
	const char *people = maek_sheet_word(sheet, "people", sheet->people_type);
	const char *models = maek_sheet_word(sheet, "models", sheet->models_type);
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_ROUNDED, sheet->people, head, NULL};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->people, people, "\xE2\x97\x8F"};
	entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_MARK, sheet->models, models, "\xE2\x96\xA0"};
	if (bars)
		entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_BAR, bar, maek_sheet_size_word(sheet), NULL};
	maek_sheet_legend(sheet, entries, count, count);
}

void maek_sheet_cards(struct maek_sheet *sheet)
{
	struct cards cards = {.sheet = sheet};
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "nodesep", "0.11");
	maek_dot_default(sheet->dot, MAEK_DOT_GRAPH, "ranksep", "0.4");
	measure(&cards);
	struct maek_drawn root = maek_sheet_left(sheet);
	for (size_t i = 0; i < sheet->picture->rows.count; i++)
		draw_card(&cards, root, &sheet->picture->rows.items[i]);
	draw_legend(sheet);
}
