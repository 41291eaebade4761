/* Progress: how far into a regular expression a place of its source is, so that attempts can be compared, and what the
 * expression cannot do without.
 *
 * The rank of a place counts the items on the way to it: the alternatives of a group all begin at the rank of the group,
 * and what stands behind the group is further than any of them. The inside of a negative assertion is no progress: it
 * has the rank and the anchor of the assertion.
 */
#ifndef MAEK_EXTRACT_PROGRESS_H
#define MAEK_EXTRACT_PROGRESS_H

#include "extract/text.h"

struct maek_progress {
	struct maek_text source;
	uint32_t *rank;   /* [source.size + 1] by byte */
	uint32_t *anchor; /* [source.size + 1] the byte to show for it: where no alternative of a group begins, the group */
	uint32_t *extent; /* [source.size + 1] size of the group that starts here */
	bool *needed;     /* [source.size + 1] no match without the item that starts here */
	uint32_t most;    /* the rank of the end */
	MAEK_LIST(struct maek_span) literals; /* stretches of plain characters that every match holds; in the source */
	bool loose;       /* options such as (?i) change what literals mean */
};

/* Reads an expression that PCRE2 has accepted. Everything lives in `arena`. */
void maek_progress_read(struct maek_arena *arena, struct maek_text source, struct maek_progress *out);

#endif
