/* A document's text while it is put together: every character with the original bytes that it comes from.
 */
#ifndef MAEK_EXTRACT_DRAFT_H
#define MAEK_EXTRACT_DRAFT_H

#include "extract/document.h"

struct maek_draft_char {
	uint32_t code, start, end; /* in the original */
};

struct maek_draft {
	struct maek_arena *arena;
	struct maek_text original;
	size_t skip; /* bytes of the file before `original` (a byte order mark) */
	MAEK_LIST(struct maek_draft_char) chars;
};

/* Appends the original's bytes [start, end): entities decoded once, CRLF and CR to LF. */
void maek_draft_add(struct maek_draft *draft, size_t start, size_t end);
/* Appends characters that the original does not have, at a place in it. */
void maek_draft_insert(struct maek_draft *draft, const char *ascii, size_t at);
/* Appends a character that stands for the original's bytes [start, end). */
void maek_draft_stand(struct maek_draft *draft, char ascii, size_t start, size_t end);
/* Removes LFs and blanks from the end. */
void maek_draft_trim(struct maek_draft *draft, size_t down_to);

/* Composes the draft (NFC) and makes it the document's text with its maps. `title` and `body`: in characters of the
 * draft, where the title ends and the body begins. */
void maek_draft_finish(struct maek_draft *draft, size_t title, size_t body, struct maek_document *document);

#endif
