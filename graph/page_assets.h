/* The files of graph/page/, put into the program when it is built.
 */
#ifndef MAEK_GRAPH_PAGE_ASSETS_H
#define MAEK_GRAPH_PAGE_ASSETS_H

/* Templates: {{name}} stands for what the page fills in, {{word:key}} for a word of the pack. */
extern const char maek_page_document_html[], maek_page_index_html[];
extern const char maek_page_page_css[], maek_page_document_js[], maek_page_index_js[];

#endif
