/* Document entities: which mentions name one thing.
 */
#ifndef MAEK_EXTRACT_ENTITY_H
#define MAEK_EXTRACT_ENTITY_H

#include "extract/state.h"

/* Clusters the live, visible mentions: by lexicon name, by folded text, by same() and alias(), by the text with inner
 * lexicon names in canonical form, or by value. Entities are numbered by their first mention. */
void maek_entities_find(struct maek_state *state);

/* The entity of a mention as far as it is known now (clusters anew when mentions or names have been added), -1 for a
 * hidden or dead one. */
int maek_entity_of(struct maek_state *state, int mention);

/* The mention's text with the lexicon names inside it in canonical form, or NULL when there are none. */
const char *maek_mention_canonical(struct maek_state *state, int mention);

#endif
