/* The words on a page: a pack gives them in its view of the layout `page`; what it leaves out is English.
 */
#ifndef MAEK_GRAPH_PAGE_WORDS_H
#define MAEK_GRAPH_PAGE_WORDS_H

#include "graph/view.h"

/* All keys, ended by NULL. */
extern const char *const maek_page_word_keys[];

/* The word of the page view for one of the keys. */
const char *maek_page_word(const struct maek_diagram *page, const char *key);

#endif
