/* Putting pages together: the style sheet and the frame of a document's page, and the index.
 */
#ifndef MAEK_GRAPH_PAGE_SITE_INDEX_H
#define MAEK_GRAPH_PAGE_SITE_INDEX_H

#include "graph/page_part.h"

/* Appends the style sheet: the colours that the palette gathered, for both themes, those of the types, and the page's. */
void maek_site_write_style(const struct maek_page *page, const struct maek_palette *palette, struct maek_buffer *css);

struct maek_site_parts {
	const char *text, *table, *data, *drawing, *style; /* drawing: NULL when there is none */
	bool is_alone;                                     /* the only document: no way back to an index */
};
void maek_site_fill_document(const struct maek_page *page, struct maek_buffer *html, const struct maek_site_parts *parts);

/* Appends the index page: the documents, and the entities with their documents. */
void maek_site_fill_index(const struct maek_graph *graph, const struct maek_diagram *view,
                          const struct maek_page_document *documents, const struct maek_rules *rules,
                          struct maek_buffer *html);

#endif
