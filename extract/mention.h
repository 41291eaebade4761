/* Mentions: proposals in, the accepted ones out, by one total order, so that the result never depends on luck.
 */
#ifndef MAEK_EXTRACT_MENTION_H
#define MAEK_EXTRACT_MENTION_H

#include "extract/state.h"

/* Decides which proposals become mentions: higher priority, then longer, then further left, then earlier `order` first;
 * one that overlaps an accepted one loses, a mention of an earlier settling is replaced only by one that strictly
 * contains it. Of the same span and root type both are one mention, of the more specific type. The proposals are
 * sorted. */
void maek_mentions_settle(struct maek_state *state, struct maek_found *proposals, size_t count);

/* Marks the text of each mention of the last settling that `spread`s wherever else it stands as a word. */
void maek_mentions_spread(struct maek_state *state);

/* Brings the order up to date and drops cached views. Call after anything that changes which mentions live or where. */
void maek_mentions_changed(struct maek_state *state);

/* The live mention of exactly this span and root type, else one of the type that covers the span, else MAEK_NOT.
 * MAEK_NO_TYPE: any visible type, exact span only. */
int maek_mention_at(const struct maek_state *state, int root, struct maek_span span);

/* May a word begin / end at this byte of the plain view? */
bool maek_word_starts(const struct maek_state *state, uint32_t at);
bool maek_word_ends(struct maek_state *state, uint32_t at);

/* Proposes what the lexicons of a stage find, and settles it. */
void maek_lexicons_scan(struct maek_state *state, const struct maek_stage *stage);

#endif
