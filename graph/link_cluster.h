/* Which entities of which documents are one node. Used by link.c.
 */
#ifndef MAEK_GRAPH_LINK_CLUSTER_H
#define MAEK_GRAPH_LINK_CLUSTER_H

#include "graph/link_store.h"

struct maek_link_documents {
	struct maek_link_document **items; /* in their final order */
	size_t count;
	size_t *first; /* [count + 1] number of the first entity of each document */
};

/* For each entity of all documents (numbered through) the number of the first entity of its node. */
uint32_t *maek_link_cluster(struct maek_arena *arena, const struct maek_link_documents *documents);

/* Byte offset of each code point of a text, [code points + 1]. */
uint32_t *maek_link_offsets(struct maek_arena *arena, struct maek_text text);

#endif
