/* Graphviz's HTML labels: escaped text, boxes and estimated widths. Columns of a picture line up only when each is given
 * the width of its widest text, and DOT is written without asking for the fonts, hence the estimates.
 */
#ifndef MAEK_GRAPH_EXPORT_HTML_H
#define MAEK_GRAPH_EXPORT_HTML_H

#include "extract/text.h"

/* Sizes are whole points: Graphviz 2.42 drops the rest. */

/* Width in points of one line of bold text (or, '\n' between them, the widest line) of `size` points: East Asian wide
 * characters 0.92 em, spaces 0.25, others 0.60, and 6 % for other fonts. */
double maek_html_width(const char *text, double size);

/* The text in lines of about `most` points, broken at spaces ('\n'), none much longer than another. */
const char *maek_html_wrap(struct maek_arena *arena, const char *text, double size, double most);

/* Appends escaped text in a font; nothing when there is no text. `color` may be NULL. */
void maek_html_text(struct maek_buffer *html, const char *text, const char *color, double size, bool bold);

struct maek_html_label {
	const char *name; /* bold; '\n' breaks lines */
	double size;      /* points */
	const char *sub;  /* small, "" or NULL: none */
	bool beside;      /* `sub` stands beside the name, not under it */
};
/* A label as HTML, and its estimated width. */
const char *maek_html_label(struct maek_arena *arena, const struct maek_html_label *label);
double maek_html_label_width(const struct maek_html_label *label);

#endif
