/* Discourse: what a text is about at a place (topics), and what an anaphor refers to.
 */
#ifndef MAEK_EXTRACT_DISCOURSE_H
#define MAEK_EXTRACT_DISCOURSE_H

#include "extract/state.h"

/* The topic of a root type in a slot as it stands at byte `at` of the text, or NULL. The shorter-lived one wins; of a
 * document's topic the nearest before the place, else the first behind it. */
const struct maek_topic *maek_topic_at(const struct maek_state *state, int root, const char *slot, uint32_t at);

/* Start of the sentence that holds byte `at`. */
uint32_t maek_sentence_start(const struct maek_state *state, uint32_t at);

/* Resolves the anaphor `mention` that `hit` made: links it to its antecedents, or leaves it dead when there is none. */
void maek_anaphor_resolve(struct maek_state *state, const struct maek_hit *hit, int mention);

#endif
