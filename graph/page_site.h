/* The explorer: pages to read a graph beside its texts, each one file that fetches nothing. One document gives
 * index.html; several give a page each in pages/ and an index.html that finds documents and entities.
 */
#ifndef MAEK_GRAPH_PAGE_SITE_H
#define MAEK_GRAPH_PAGE_SITE_H

#include "extract/rules.h"
#include "graph/graph.h"

struct maek_site;

/* Takes a finished page; `path` is relative to the folder of the site. False stops the site. */
typedef bool (*maek_site_writer)(void *context, const char *path, struct maek_text page);

struct maek_site_options {
	const struct maek_rules *rules; /* may be NULL */
	const char *units;              /* NULL: en */
	maek_site_writer write;
	void *context;
};

/* Everything is borrowed until maek_site_finish(). NULL with errors when the rules' view of the layout `page` cannot be
 * used. */
struct maek_site *maek_site_new(const struct maek_graph *graph, const struct maek_site_options *options,
                                struct maek_errors *errors);

/* Adds the page of a document of the graph; other documents, and failed ones, are passed over. Pages are drawn some at a
 * time, so this one may be written later. `facts` need not live on. */
bool maek_site_add(struct maek_site *site, const struct maek_facts *facts, struct maek_errors *errors);

/* Writes what is left and the index, and frees the site. A drawing that failed is an error in `errors` (its page is there
 * without it); false only when writing failed. */
bool maek_site_finish(struct maek_site *site, struct maek_errors *errors);

#endif
