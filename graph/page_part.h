/* A document on its page: the part of the graph that it speaks of, and where in its text. The files that write the parts
 * of a page share it.
 */
#ifndef MAEK_GRAPH_PAGE_PART_H
#define MAEK_GRAPH_PAGE_PART_H

#include "graph/graph.h"
#include "graph/style.h"
#include "graph/view.h"

struct maek_page_document {
	const char *title, *href; /* href: from the folder of the site, a URL */
};

struct maek_page {
	struct maek_arena *arena;
	const struct maek_graph *graph; /* nodes and edges of this document only; with all their mentions and evidence */
	const struct maek_facts *facts;
	const struct maek_diagram *view;
	const struct maek_style *style;
	const struct maek_page_document *documents; /* of the site, by index in the graph */
	uint32_t document;
	struct maek_table types, relations; /* of the graph, in order of its nodes and edges */
	const uint32_t *offsets;            /* bytes of the text, by code point */
	size_t size;                        /* code points of the text */
};

/* The label of a type or relation in the rules. */
const char *maek_page_label(const struct maek_page *page, const char *name);

/* Appends the text as paragraphs, sentences (`<span class="s" data-s="3">`) and mentions (`<mark class="t1"
 * data-n="7">`, nested; one that crosses the end of another is continued behind it). */
void maek_page_write_text(const struct maek_page *page, struct maek_buffer *html);

/* Appends the drawing that Graphviz made of the page's graph, without what a page does not need. */
void maek_page_write_drawing(const struct maek_page *page, struct maek_text svg, struct maek_buffer *html);

/* Appends the rows of the table of relations. */
void maek_page_write_table(const struct maek_page *page, struct maek_buffer *html);

/* Appends what the script works on, as JSON for a <script> element. */
void maek_page_write_data(const struct maek_page *page, struct maek_buffer *json);

#endif
