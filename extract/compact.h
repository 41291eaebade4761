/* Compact patterns: the source of a pattern with its guards taken out (guard.h). Lookaheads that capture nothing become
 * questions to a guard, and so does "can this macro match here at all?" before each longer macro. The compact source
 * matches where the whole one does, with the same groups.
 */
#ifndef MAEK_EXTRACT_COMPACT_H
#define MAEK_EXTRACT_COMPACT_H

#include "extract/expand.h"
#include "extract/guard.h"
#include "extract/regex.h"

/* What is kept of a macro that names no type. */
struct maek_compact_macro {
	struct maek_text source; /* with its parentheses */
	bool pure; /* captures nothing, sets no flags, refers to nothing outside: a guard may hold it */
};

/* Compacts the inside of a macro, whose expansion and tree these are; the macros within are compacted before. Kept in
 * `arena`. */
const struct maek_compact_macro *maek_compact_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                                    struct maek_guards *guards, const struct maek_expansion *expanded,
                                                    const struct maek_regex *tree);

/* Does a question to a guard stand for this node in the compact source? */
bool maek_compact_asks(struct maek_guards *guards, const struct maek_expansion *expansion, const struct maek_regex *node);

/* The compact source of a pattern, in `scrap`; false when it has to stay as it is. */
bool maek_compact(struct maek_arena *scrap, struct maek_guards *guards, const struct maek_expansion *expansion,
                  const struct maek_regex *tree, struct maek_text *out);

#endif
