/* What is read off the trees of expanded patterns while rules are loaded: their needs (need.h), their compact sources
 * (compact.h) and their shapes (shape.h). A macro is read once, however many patterns use it.
 */
#ifndef MAEK_EXTRACT_STUDY_H
#define MAEK_EXTRACT_STUDY_H

#include "extract/compact.h"
#include "extract/need.h"
#include "extract/shape.h"

struct maek_study {
	const struct maek_regex *tree; /* macros are KNOWN nodes where they could be read; NULL: it cannot be read */
	bool folds;                    /* case is ignored somewhere */
};

/* Reads an expanded pattern; what is learnt of its macros is kept with them, in `arena`, the tree in `scrap`. */
struct maek_study maek_study_read(struct maek_arena *arena, struct maek_arena *scrap, struct maek_guards *guards,
                                  const struct maek_expansion *expansion);

#endif
