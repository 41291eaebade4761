/* The change from one version of a lexicon to the next: the spellings of rows that came, went or moved.
 */
#ifndef MAEK_EXTRACT_LEXICON_CHANGE_H
#define MAEK_EXTRACT_LEXICON_CHANGE_H

#include "extract/lexicon.h"

struct maek_spellings { /* squeezed */
	const char **items;
	size_t count, room;
};

/* Without spaces and in small letters, so that no way of folding is missed. */
const char *maek_lexicon_squeeze(struct maek_arena *arena, struct maek_text text);

/* Appends; everything lives in `arena`. */
void maek_lexicon_compare(struct maek_arena *arena, const struct maek_lexicon *before, const struct maek_lexicon *after,
                          struct maek_spellings *out);

#endif
