/* Needs: what every match of a pattern contains, read off its tree: clauses of literals, of which one must stand in the
 * region, and sets of types, of which one must be mentioned there. A region that lacks one of them cannot match, so the
 * pattern need not be tried. What cannot be followed needs nothing; the other way round would lose matches.
 *
 * A literal stands in the text of a view as it stands in the plain text (view.h), since a mention hides characters but
 * never makes any. So needs can be looked up in the plain text.
 */
#ifndef MAEK_EXTRACT_NEED_H
#define MAEK_EXTRACT_NEED_H

#include "extract/alphabet.h"
#include "extract/expand.h"
#include "extract/regex.h"

enum { MAEK_NEED_CLAUSES = 3, MAEK_NEED_TYPES = 4 };

/* One of `items` stands in the text of every match. */
struct maek_clause {
	struct maek_text *items;
	size_t count;
	double rate; /* about how many of the sentences of a news text hold one of them, 0 to 1 */
};

struct maek_need {
	struct maek_clause clauses[MAEK_NEED_CLAUSES]; /* rarest first */
	size_t clause_count;
	uint64_t types[MAEK_NEED_TYPES]; /* masks: a mention of one of these types */
	size_t type_count;
};

/* What is known of a macro that names no type, from the tree of its expansion; kept in `arena`. */
const struct maek_known *maek_need_of_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                            const struct maek_expansion *expanded, const struct maek_regex *tree,
                                            bool folds);

/* The needs of an expanded pattern, in `scrap`, from its tree (NULL: none), in which macros that are known are KNOWN. */
void maek_need_read(struct maek_arena *scrap, const struct maek_expansion *expansion, const struct maek_regex *tree,
                    bool folds, const struct maek_alphabet *alphabet, struct maek_need *out);

#endif
