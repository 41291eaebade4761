/* HTML labels. A thin empty row on top of each lifts CJK text, which Graphviz sets too high, to the middle of its box.
 * An empty <B></B> is an error to Graphviz, so text without a visible character becomes a space.
 */
#include "graph/export_html.h"

#include "graph/dot_writer.h"

#include <math.h>
#include <string.h>

#define SUB_SIZE 9.0

static double em_of(uint32_t code_point)
{
	if (code_point == ' ')
		return 0.25;
	int columns = maek_char_width(code_point);
	return columns == 2 ? 0.92 : columns ? 0.60 : 0;
}

static double width_of(struct maek_text line, double size)
{
	double width = 0;
	for (size_t at = 0, length = 0; at < line.size && length < MAEK_DOT_LABEL_MOST; length++)
		width += em_of(maek_text_decode(line, at, &at));
	return width * size * 1.06;
}

/* Cuts the first line off `rest`. */
static struct maek_text next_line(struct maek_text *rest)
{
	const char *end = memchr(rest->bytes, '\n', rest->size);
	size_t size = end ? (size_t)(end - rest->bytes) : rest->size, step = end ? size + 1 : size;
	struct maek_text line = {rest->bytes, size};
	*rest = (struct maek_text){rest->bytes + step, rest->size - step};
	return line;
}

double maek_html_width(const char *text, double size)
{
	double widest = 0;
	for (struct maek_text rest = maek_text_of(text); rest.size;)
		widest = fmax(widest, width_of(next_line(&rest), size));
	return widest;
}

static struct maek_text shortened(struct maek_arena *arena, const char *text)
{
	struct maek_text whole = maek_text_of(text);
	size_t at = 0;
	for (size_t length = 0; at < whole.size && length < MAEK_DOT_LABEL_MOST; length++)
		maek_text_decode(whole, at, &at);
	if (at == whole.size)
		return whole;
	return maek_text_of(maek_arena_format(arena, "%.*s\xE2\x80\xA6", (int)at, text));
}

/* A line ends at the space that brings it nearest to its share. */
const char *maek_html_wrap(struct maek_arena *arena, const char *text, double size, double most)
{
	struct maek_text whole = shortened(arena, text);
	double lines = ceil(width_of(whole, size) / most), share = width_of(whole, size) / fmax(lines, 1);
	char *wrapped = maek_arena_copy(arena, whole.bytes, whole.size);
	size_t start = 0, last = 0; /* of the line, its last space */
	for (size_t at = 0; lines > 1 && at <= whole.size; at++) {
		if (at < whole.size && whole.bytes[at] != ' ')
			continue;
		double here = width_of((struct maek_text){whole.bytes + start, at - start}, size);
		double before = last ? width_of((struct maek_text){whole.bytes + start, last - start}, size) : 0;
		if (last && here > share && fabs(before - share) <= fabs(here - share)) {
			wrapped[last] = '\n';
			start = last + 1;
		}
		last = at;
	}
	return wrapped;
}

static void add_escaped(struct maek_buffer *html, const char *text)
{
	size_t before = html->size;
	maek_dot_escape(html, text);
	if (html->size == before)
		maek_buffer_string(html, " ");
}

void maek_html_text(struct maek_buffer *html, const char *text, const char *color, double size, bool bold)
{
	if (!*text)
		return;
	maek_buffer_format(html, "<FONT POINT-SIZE=\"%g\"", size);
	if (color)
		maek_buffer_format(html, " COLOR=\"%s\"", color);
	maek_buffer_string(html, bold ? "><B>" : ">");
	add_escaped(html, text);
	maek_buffer_string(html, bold ? "</B></FONT>" : "</FONT>");
}

/* Lines in bold; each of them is a row, so that they do not touch. */
static void add_lines(struct maek_buffer *html, const char *text, double size)
{
	struct maek_text rest = maek_text_of(text);
	if (!rest.size)
		maek_buffer_string(html, " ");
	for (bool first = true; rest.size; first = false) {
		struct maek_text line = next_line(&rest);
		if (!first)
			maek_buffer_format(html, "</B></FONT></TD></TR><TR><TD HEIGHT=\"%.0f\"><FONT POINT-SIZE=\"%g\"><B>",
			                   ceil(1.35 * size), size);
		add_escaped(html, maek_arena_copy(html->arena, line.bytes, line.size));
	}
}

const char *maek_html_label(struct maek_arena *arena, const struct maek_html_label *label)
{
	struct maek_buffer html = {.arena = arena};
	bool has_sub = label->sub && *label->sub;
	maek_buffer_string(&html,
	                   "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\"><TR><TD HEIGHT=\"3\" "
	                   "WIDTH=\"1\" FIXEDSIZE=\"TRUE\"></TD></TR><TR><TD>");
	maek_buffer_format(&html, "<FONT POINT-SIZE=\"%g\"><B>", label->size);
	add_lines(&html, label->name, label->size);
	maek_buffer_string(&html, "</B></FONT>");
	if (has_sub) {
		maek_buffer_string(&html, label->beside ? "<FONT POINT-SIZE=\"9\">  </FONT>" : "</TD></TR><TR><TD>");
		maek_html_text(&html, label->sub, NULL, SUB_SIZE, false);
	}
	maek_buffer_string(&html, "</TD></TR></TABLE>");
	return html.bytes;
}

double maek_html_label_width(const struct maek_html_label *label)
{
	double name = maek_html_width(label->name, label->size);
	double sub = label->sub ? maek_html_width(label->sub, SUB_SIZE) : 0;
	return label->beside ? name + sub + 0.5 * SUB_SIZE : fmax(name, sub);
}
