/* Lints: what is allowed but probably not meant. One row of a table each (lint.c), with an id that never changes and a
 * section in docs/lint.md. A rule, infer rule, lexicon, type or relation is silenced with `allow: [id]`.
 *
 * Flow: packs are loaded without errors, then maek_lint() looks at the rules and adds warnings. Only what stands in the
 * packs given is judged, not the packs that they use.
 */
#ifndef MAEK_EXTRACT_LINT_H
#define MAEK_EXTRACT_LINT_H

#include "extract/rules.h"

/* Adds a warning for everything that a lint finds in the packs `folders`, which `rules` were loaded from. */
void maek_lint(const struct maek_rules *rules, const char *const *folders, size_t count, struct maek_errors *errors);

/* The lints, in alphabetical order. */
size_t maek_lint_count(void);
const char *maek_lint_id(size_t index);
const char *maek_lint_what(size_t index); /* one sentence without its stop */

/* Checks the value of `allow` in a map: ids that no lint has are errors. */
void maek_lint_expect_allow(const struct maek_yaml *map, struct maek_errors *errors);

#endif
