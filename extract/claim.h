/* Claims: what the hits of a stage say, made into mentions, facts about mentions, names, topics.
 */
#ifndef MAEK_EXTRACT_CLAIM_H
#define MAEK_EXTRACT_CLAIM_H

#include "extract/match.h"

/* Settles the mentions that the hits propose, then says their facts in the order of the text, then of the rules. */
void maek_hits_apply(struct maek_state *state, struct maek_hits *hits);

/* The facts of lexicon columns (`facts: {maker: made_by}`): from the mention of the relation's type that covers the entry
 * to the entity that the column names, when the document mentions it. Call after the last stage. */
void maek_lexicon_claims(struct maek_state *state);

#endif
