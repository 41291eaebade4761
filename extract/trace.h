/* A trace of a run: what the stages saw and what they dropped, for whoever explains a result. A run without one (the
 * normal case) records nothing; a run with one gives the same result.
 *
 * Everything lives in the arena of the state; the drops stand in the order in which they happened.
 */
#ifndef MAEK_EXTRACT_TRACE_H
#define MAEK_EXTRACT_TRACE_H

#include "extract/match.h"

enum maek_drop_kind {
	MAEK_DROP_WHEN,        /* no pattern of a `when` matched: `condition` */
	MAEK_DROP_UNLESS,      /* a pattern of an `unless` matched at `other`: `condition`, `pattern` */
	MAEK_DROP_UNLESS_FACT, /* an earlier fact said it already: `argument` is the index in unless_facts */
	MAEK_DROP_LIST,        /* a list of nothing but unknown members */
	MAEK_DROP_OVERLAP,     /* the mention `mention` stands there */
	MAEK_DROP_GONE,        /* a mention of the fact was replaced later and nothing stands in its place: `mention` */
	MAEK_DROP_NUMBER,      /* the text is no number; nothing is made of it */
	MAEK_DROP_OVERFLOW,    /* the number does not fit 64 bits; the mention has no value */
	MAEK_DROP_UNSET,       /* the group `argument` did not take part in the match */
	MAEK_DROP_ARGUMENT,    /* no mention stands where `argument` is bound */
	MAEK_DROP_TOPIC,       /* there is no topic at that place: `argument` */
	MAEK_DROP_ANTECEDENT,  /* the anaphor refers to nothing */
	MAEK_DROP_SIGNATURE,   /* the mention `mention` has another type than `argument` must have */
	MAEK_DROP_SELF,        /* both arguments are one thing */
	MAEK_DROP_PAIR,        /* `pair: in-order` and the lists have different lengths */
	MAEK_DROP_NO_FACT,     /* an attribute for a fact that nobody stated */
};

struct maek_drop {
	enum maek_drop_kind kind;
	const struct maek_rule *rule;       /* NULL: a lexicon */
	const struct maek_lexicon *lexicon;
	size_t stage;
	struct maek_span span;              /* in the document: the match, or the mention that was proposed */
	const struct maek_condition *condition;
	const struct maek_match_pattern *pattern;
	struct maek_span other;
	const struct maek_emit *emit;       /* the fact that was not said, or NULL */
	int type;                           /* of a proposal, else MAEK_NO_TYPE */
	size_t argument;
	int mention;                        /* or MAEK_NOT */
	bool earlier;                       /* OVERLAP: the winner stood before the stage's rules ran */
	int priority;                       /* of a proposal */
};

struct maek_replay;

struct maek_trace {
	MAEK_LIST(struct maek_drop) drops;
	size_t stage;
	struct maek_misses *misses; /* of earlier runs of the document, and then of this one as well; NULL: none */
	struct maek_replay *replay; /* likewise */
	bool without_drops; /* they are not recorded */
	/* Called when the rules of a stage have matched, before anything is made of it, and when the stage is done. */
	void (*matched)(void *context, struct maek_state *state, const struct maek_hits *hits);
	void (*applied)(void *context, struct maek_state *state);
	void *context;
};

/* Each does nothing without a trace. */
void maek_trace_condition(struct maek_state *state, const struct maek_rule *rule, const struct maek_broken *broken,
                          struct maek_span match);
void maek_trace_list(struct maek_state *state, const struct maek_rule *rule, struct maek_span match);
void maek_trace_proposal(struct maek_state *state, enum maek_drop_kind kind, const struct maek_found *proposal, int winner);
void maek_trace_emit(struct maek_state *state, enum maek_drop_kind kind, const struct maek_hit *hit,
                     const struct maek_emit *emit, size_t argument, int mention);

#endif
