/* The legend under a picture, one table of samples and words, and what the picture leaves out. */
#include "graph/export_dot.h"

#include <string.h>

static void add_box_sample(struct maek_buffer *html, const struct maek_colors *colors, bool rounded)
{
	maek_buffer_format(
		html,
		"<TD><TABLE BORDER=\"1\" COLOR=\"%s\" BGCOLOR=\"%s\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"%s>"
		"<TR><TD WIDTH=\"14\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\"></TD></TR></TABLE></TD><TD>",
		colors->border, colors->fill, rounded ? " STYLE=\"ROUNDED\"" : "");
}

static void add_bar_sample(struct maek_buffer *html, const struct maek_colors *colors)
{
	maek_buffer_format(html,
	                   "<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
	                   "<TD WIDTH=\"20\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD>"
	                   "<TD WIDTH=\"14\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"%s\"></TD></TR></TABLE></TD><TD>",
	                   colors->border, colors->fill);
}

static void add_entry(struct maek_buffer *html, const struct maek_legend_entry *entry)
{
	if (entry->kind == MAEK_LEGEND_BAR)
		add_bar_sample(html, &entry->colors);
	else if (entry->kind == MAEK_LEGEND_MARK)
		maek_buffer_format(html, "<TD><FONT COLOR=\"%s\" POINT-SIZE=\"8\">%s</FONT></TD><TD>", entry->colors.border,
		                   entry->mark);
	else
		add_box_sample(html, &entry->colors, entry->kind == MAEK_LEGEND_ROUNDED);
	maek_dot_escape(html, entry->word);
	maek_buffer_string(html, "</TD><TD WIDTH=\"6\"></TD>");
}

const char *maek_sheet_left_out(const struct maek_sheet *sheet)
{
	struct maek_buffer text = {.arena = sheet->arena};
	struct maek_table counts = {.arena = sheet->arena};
	for (size_t i = 0; i < sheet->whole->nodes.count; i++)
		++*maek_table_add(&counts, maek_text_of(sheet->whole->nodes.items[i].type), 0, NULL);
	for (size_t i = 0; i < sheet->graph->nodes.count; i++)
		if (!sheet->picture || sheet->picture->shown[i])
			--*maek_table_find(&counts, maek_text_of(sheet->graph->nodes.items[i].type));
	for (size_t i = 0; i < counts.count; i++) {
		if (!counts.entries[i].value)
			continue;
		const char *type = maek_arena_copy(sheet->arena, counts.entries[i].key.bytes, counts.entries[i].key.size);
		const char *word = sheet->style->rules ? maek_rules_label(sheet->style->rules, type) : type;
		maek_buffer_format(&text, "%s%s %u", text.size ? ", " : "", word, counts.entries[i].value);
	}
	return text.bytes ? text.bytes : "";
}

static void add_row(struct maek_buffer *html, const struct maek_legend_entry *entries, size_t count)
{
	struct maek_buffer cells = {.arena = html->arena};
	for (size_t i = 0; i < count; i++)
		if (*entries[i].word)
			add_entry(&cells, &entries[i]);
	if (cells.size)
		maek_buffer_format(
			html,
			"<TR><TD ALIGN=\"RIGHT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"
			"<TR>%s</TR></TABLE></TD></TR>",
			cells.bytes);
}

void maek_sheet_legend(struct maek_sheet *sheet, const struct maek_legend_entry *entries, size_t count, size_t columns)
{
	if (sheet->options->palette)
		return;
	struct maek_buffer html = {.arena = sheet->arena};
	maek_buffer_string(&html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">"
	                          "<TR><TD HEIGHT=\"6\"></TD></TR>");
	for (size_t i = 0; i < count; i += columns)
		add_row(&html, entries + i, count - i < columns ? count - i : columns);
	const char *missing = maek_sheet_left_out(sheet), *word = maek_diagram_word(sheet->diagram, "left-out");
	if (*missing) {
		maek_buffer_string(&html, "<TR><TD ALIGN=\"RIGHT\">");
		maek_dot_escape(&html, maek_arena_format(sheet->arena, "%s%s%s", word, *word ? ": " : "", missing));
		maek_buffer_string(&html, "</TD></TR>");
	}
	maek_buffer_string(&html, "</TABLE>");
	maek_dot_graph_html(sheet->dot, html.bytes);
}

size_t maek_sheet_legend_left(const struct maek_sheet *sheet, struct maek_colors row, struct maek_legend_entry *entries)
{
	const struct maek_diagram *diagram = sheet->diagram;
	size_t count = 0;
	entries[count++] =
		(struct maek_legend_entry){MAEK_LEGEND_BOX, sheet->root, maek_sheet_word(sheet, "root", diagram->root), 0};
	if (sheet->picture->sides.count)
		entries[count++] = (struct maek_legend_entry){MAEK_LEGEND_ROUNDED, sheet->side,
		                                              maek_sheet_word(sheet, "sides", diagram->side_type), 0};
	entries[count++] =
		(struct maek_legend_entry){MAEK_LEGEND_ROUNDED, row, maek_sheet_word(sheet, "rows", diagram->row_type), 0};
	return count;
}
