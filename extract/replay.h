/* Replay: what the rules of each stage matched in a document, kept for its next run. What a rule matches is a matter of
 * the text and of the mentions that live when its stage begins; where both are as they were, a rule that did not
 * change has its hits already.
 */
#ifndef MAEK_EXTRACT_REPLAY_H
#define MAEK_EXTRACT_REPLAY_H

#include "extract/match.h"

struct maek_replay_stage {
	uint64_t mentions; /* a number for those that lived when it began */
	MAEK_LIST(struct maek_replay_rule {
		uint32_t key;
		struct maek_hits hits;
	})
	rules;
};

struct maek_replay_stages {
	struct maek_replay_stage *items;
	size_t count, room;
};

struct maek_replay {
	const uint32_t *keys; /* of the rules that run now, by their order; equal ones match alike */
	const uint32_t *was;  /* those under which the last run may have them */
	struct maek_replay_stages last, next;
	struct maek_arena *arena; /* of `next` */
	bool same;                /* the mentions are those of the stage in the last run */
};

/* Begins a stage, the next one; the lexicons of the stage have been scanned. */
void maek_replay_begin(struct maek_replay *replay, const struct maek_state *state);
/* Appends the hits of the rule, `index` in its stage, as the last run had them; false when they are not known. */
bool maek_replay_take(const struct maek_replay *replay, struct maek_arena *arena, const struct maek_rule *rule,
                      size_t index, struct maek_hits *hits);
/* The hits of the last run go for other rules as well: `names` holds for each of `count` keys the one that it is now. */
void maek_replay_rename(struct maek_replay *replay, const uint32_t *names, size_t count);
/* Keeps the hits of a rule behind the first `from` for the next run. */
void maek_replay_keep(struct maek_replay *replay, const struct maek_rule *rule, const struct maek_hits *hits,
                      size_t from);

#endif
