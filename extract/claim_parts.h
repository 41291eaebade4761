/* What the files of claims share: the texts and mentions that a hit's groups give, and what one `emit` says. All results
 * live in the document's arena.
 */
#ifndef MAEK_EXTRACT_CLAIM_PARTS_H
#define MAEK_EXTRACT_CLAIM_PARTS_H

#include "extract/claim.h"

/* The mentions that an argument stands for, in the order of its group's members. */
struct maek_claim_mentions {
	int *items; /* MAEK_NOT: a member that is no mention */
	size_t count, room;
};

/* Text of member `index` of a group, of its last member when there are fewer; empty when the group did not match. */
struct maek_text maek_claim_bound(const struct maek_state *state, const struct maek_hit *hit, int group, size_t index);

/* The text without spaces, tabs and line ends around it. */
struct maek_text maek_claim_trimmed(struct maek_text text);

/* "K-$latin" with the groups' texts put in; NULL when one of them is unset. */
const char *maek_claim_fill(struct maek_state *state, const struct maek_hit *hit, const char *text, size_t index);

/* The value of key=value, or NULL when its group did not match. */
const char *maek_claim_value(struct maek_state *state, const struct maek_hit *hit, const struct maek_value *value,
                             size_t index);

/* Appends the mentions that an argument stands for: for a group one item for each member, MAEK_NOT where it has none (so
 * that lists keep their order for `pair: in-order`), else those there are. `wanted`: the type, or MAEK_NO_TYPE. */
void maek_claim_resolve(struct maek_state *state, const struct maek_hit *hit, const struct maek_argument *argument, int wanted,
                        struct maek_claim_mentions *out);

/* Say what an `emit` of each kind says; what cannot be said is told to the trace. */
void maek_claim_relation(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit);
void maek_claim_same(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit);
void maek_claim_alias(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit);

#endif
