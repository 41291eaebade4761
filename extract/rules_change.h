/* The change from one version of packs to the next, and whether it may matter for a document. What it says is safe: a
 * document that it does not touch has the same facts under both versions, but for the lines that rules stand in.
 *
 * A rule can only matter where its old version matched, or where the text has what its new version cannot do without: its
 * literals and types. Where both versions have the same form it matters only where a part occurs in which they differ
 * (rule_parts.h), so that most changes of macros touch few documents. Of most rules that look at sentences both
 * versions are run over the sentences as they saw them, and the rule matters where they differ. A name matters where a
 * spelling of it stands. Other changes (types, relations, numbers, the order of files and rules) touch every document.
 */
#ifndef MAEK_EXTRACT_RULES_CHANGE_H
#define MAEK_EXTRACT_RULES_CHANGE_H

#include "extract/footprint.h"

struct maek_rules_change;

/* Compares two versions with their keys; the change lives in `arena` and borrows from both. */
struct maek_rules_change *maek_rules_compare(struct maek_arena *arena, const struct maek_rules *before,
                                             const struct maek_rules *after, struct maek_version_numbers old,
                                             struct maek_version_numbers new);
void maek_rules_change_free(struct maek_rules_change *change);

/* May the facts of the document differ? Threads may ask at a time, each with a worker of its own; `arena` is scrap. When
 * not, the memory is made that of a run with the new version. When they may, `*was` (may be NULL) is for maek_run_again. */
bool maek_rules_change_touches(const struct maek_rules_change *change, struct maek_memory *memory,
                               struct maek_worker *worker, struct maek_arena *arena, const uint32_t **was);

/* Has this rule (id) itself changed, or is it new? Its examples count. */
bool maek_rules_change_names(const struct maek_rules_change *change, const char *id);

#endif
