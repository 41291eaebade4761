/* Filling the templates of pages. A page may fetch nothing and run nothing but its own script: its policy names the
 * hashes of the script and the style sheet.
 */
#ifndef MAEK_GRAPH_PAGE_TEMPLATE_H
#define MAEK_GRAPH_PAGE_TEMPLATE_H

#include "graph/view.h"

/* A value of a template, HTML already. */
struct maek_page_part {
	const char *name, *html;
};

/* Appends the template with its parts (ended by a NULL name), {{style}}, {{script}} and {{policy}}; a name that is not
 * there is left out. */
void maek_page_fill(struct maek_buffer *to, const char *template, const struct maek_diagram *page,
                    const struct maek_page_part *parts, const char *style, const char *script);

/* Appends text with & < > " escaped and control characters left out. */
void maek_page_escape(struct maek_buffer *to, const char *text);
void maek_page_escape_text(struct maek_buffer *to, struct maek_text text);
/* Appends what follows the # of a link to a node or relation, for an attribute. */
void maek_page_anchor(struct maek_buffer *to, const char *id);

#endif
