/* Facts as examples and explanations write them: "Model(A.X K1)", "develops(KT, A.X K1)", "alias(KT, \"Korea Telecom\")".
 * A mention is written as it stands in the text. Strings live in the arena of the state.
 */
#ifndef MAEK_EXTRACT_FACT_TEXT_H
#define MAEK_EXTRACT_FACT_TEXT_H

#include "extract/infer.h"

const char *maek_fact_text_surface(const struct maek_state *state, int mention);
/* The first mention of an entity. */
const char *maek_fact_text_entity(const struct maek_state *state, int entity);
/* `type`: the one that a rule gave it. */
const char *maek_fact_text_mention(const struct maek_state *state, int mention, int type);
const char *maek_fact_text_claim(const struct maek_state *state, const struct maek_claim *claim);
const char *maek_fact_text_link(const struct maek_state *state, const struct maek_link *link);
const char *maek_fact_text_topic(const struct maek_state *state, const struct maek_topic *topic);
const char *maek_fact_text_derived(const struct maek_state *state, const struct maek_entity_fact *fact);

/* Does another claim of the same rule and arguments say more attributes? */
bool maek_fact_is_lesser(const struct maek_state *state, const struct maek_claim *claim);

#endif
