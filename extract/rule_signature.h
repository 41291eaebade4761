/* Signatures: two things of one signature give the same facts in every document. Equal ones mean that nothing changed,
 * different ones that something may have.
 */
#ifndef MAEK_EXTRACT_RULE_SIGNATURE_H
#define MAEK_EXTRACT_RULE_SIGNATURE_H

#include "extract/rule.h"

/* What is written in a node; `examples`: with the examples. The key `allow` is left out. */
struct maek_text maek_signature_of_node(struct maek_arena *arena, const struct maek_yaml *node, bool examples);

/* Of a rule, with its macros written out. */
struct maek_text maek_signature_of_rule(struct maek_arena *arena, const struct maek_rule *rule);
/* Everything but what decides where in a sentence it matches: `match`, `when` and the patterns of `unless`. */
struct maek_text maek_signature_of_rest(struct maek_arena *arena, const struct maek_rule *rule);

/* Of everything besides rules, infer rules, the rows of lexicons and what may follow a name. */
struct maek_text maek_signature_of_frame(struct maek_arena *arena, const struct maek_rules *rules);

#endif
