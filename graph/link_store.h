/* Documents as the linker keeps them: their facts without the texts. Strings that come again and again stand once; so equal names,
 * types and rules are the same pointer.
 */
#ifndef MAEK_GRAPH_LINK_STORE_H
#define MAEK_GRAPH_LINK_STORE_H

#include "extract/facts.h"

struct maek_link_mention {
	const char *text;    /* as it stands in the document */
	const char *surface; /* the same without quotation marks at its ends */
};

struct maek_link_document {
	struct maek_facts facts;                  /* `text` and `sentences` are left out */
	const struct maek_link_mention *mentions; /* one for each of facts.mentions */
	const char *const *evidence;              /* texts of the evidence of all facts, in order */
	uint64_t digest;                          /* of all that the facts say */
};

struct maek_link_store {
	struct maek_arena *kept; /* strings, and what a graph takes over as it is */
	struct maek_arena *work; /* the rest */
	struct maek_arena *scratch;
	struct maek_table strings; /* to an index into hashes */
	MAEK_LIST(uint64_t) hashes;
	struct maek_link_recent {
		const char *string;
		uint64_t hash;
	} recent[16];
	MAEK_LIST(struct maek_link_document *) documents;
};

/* The one copy of a string; nothing is said about its hash. */
const char *maek_link_store_string(struct maek_link_store *store, struct maek_text string);

/* Adds a copy of the facts, which are no error's. */
void maek_link_store_add(struct maek_link_store *store, const struct maek_facts *from);

#endif
