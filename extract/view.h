/* Typed views: a region of the document as rules see it, every visible mention one private-use character.
 *
 * The text of a view is folded in width one for one (full-width ASCII, no-break and ideographic space), private-use
 * characters of the document are U+FFFD, and offsets are mapped back to the document.
 */
#ifndef MAEK_EXTRACT_VIEW_H
#define MAEK_EXTRACT_VIEW_H

#include "extract/state.h"

/* A place in the view where a mention stands; hidden ones may share it. */
struct maek_view_mention {
	uint32_t at;            /* byte in the view */
	int visible;            /* mention, or MAEK_NOT */
	int hidden[MAEK_ALPHABET_HIDDEN];
	int hidden_count;
};

struct maek_view {
	const struct maek_alphabet *alphabet;
	struct maek_span parts[2]; /* the region; the second part is for rows and empty otherwise */
	int inside;                /* the mention it lies in, MAEK_NOT */
	struct maek_text text;
	uint32_t *from, *to;       /* [text.size + 1] by byte: span of the character in the document */
	MAEK_LIST(struct maek_view_mention) mentions;
	struct maek_memo *memo;    /* what guards have answered about the text */
	uint32_t known;            /* number of the text among the state's misses, if any are kept */
};

/* The view of a region for rules of `alphabet`; kept until the next settling. `second` is empty but for rows (the
 * header row is the first part then). */
const struct maek_view *maek_view_of(struct maek_state *state, const struct maek_alphabet *alphabet, struct maek_span first,
                                     struct maek_span second, int inside);

/* The document's span of a span of the view. */
struct maek_span maek_view_span(const struct maek_view *view, struct maek_span span);

/* The mention of a type (or a subtype; MAEK_NO_TYPE: any) that stands at byte `at` of the view, or MAEK_NOT. */
int maek_view_mention(const struct maek_state *state, const struct maek_view *view, uint32_t at, int type);

/* Index of the first mention of the view at or behind byte `at`. */
size_t maek_view_first(const struct maek_view *view, uint32_t at);

#endif
