/* The state of one document while it is extracted: what the stages add to and read. It lives in the document's arena and
 * belongs to one worker.
 */
#ifndef MAEK_EXTRACT_STATE_H
#define MAEK_EXTRACT_STATE_H

#include "extract/extract.h"
#include "extract/rule.h"

enum { MAEK_NOT = -1 }; /* no mention */

/* A mention, from the moment a rule or lexicon proposes it. */
struct maek_found {
	int type;
	struct maek_span span;
	struct maek_span run;         /* what it stands for in views: wider than span after same() on A(B) */
	const struct maek_rule *rule; /* NULL: a lexicon */
	const struct maek_lexicon *lexicon;
	uint32_t row;                 /* of the lexicon */
	int64_t order;                /* of the rule; lexicons come first */
	int priority;
	const char *name;             /* canonical name, or NULL */
	bool has_value, overflow;
	int64_t value;
	int owner;                    /* the mention that it was found inside, by `in: Type` */
	bool dead;                    /* lost an overlap or its antecedent */
	int lost_to;                  /* ... to this mention */
	bool spread, anaphor, quiet;
	int antecedent;
	uint32_t settled;             /* the settling that accepted it */
	uint32_t match;               /* index of the match that proposed it + 1 */
	int entity;
};

/* What a group of a match is bound to. */
struct maek_bound {
	struct maek_span span;
	int mention; /* MAEK_NOT: raw text */
};
struct maek_binding {
	struct maek_bound *items;
	size_t count;
};

/* A place where a rule matched; becomes facts at the end of its stage. */
struct maek_hit {
	const struct maek_rule *rule;
	struct maek_binding *groups; /* by the rule's groups */
	struct maek_span region;
	struct maek_span span;       /* of the whole match */
	uint32_t at;                 /* start of the first group: the order of facts */
	int it;                      /* the mention that it matched inside */
};

struct maek_attribute {
	const char *key, *value;
};

/* A fact about mentions. */
struct maek_claim {
	int relation;
	int args[2]; /* mentions; args[1] MAEK_NOT for one argument */
	MAEK_LIST(struct maek_attribute) attributes;
	const struct maek_hit *hit;         /* NULL: from a lexicon */
	const struct maek_lexicon *lexicon;
};

/* same(a, b), alias(a, "text"), and what an anaphor refers to. */
struct maek_link {
	int a, b;          /* b MAEK_NOT: text */
	const char *text;
	const struct maek_rule *rule;
	bool anaphor;
};

/* A rule said again what stood already: the same span, a type of the same root. */
struct maek_repeat {
	int mention, type;
	const struct maek_rule *rule;
};

struct maek_topic {
	uint32_t at;
	int type; /* root */
	int *mentions;
	size_t count;
	int lasts;
	const char *slot;
	const struct maek_rule *rule;
};

struct maek_misses;
struct maek_view;
struct maek_trace;

struct maek_state {
	const struct maek_rules *rules;
	const struct maek_document *document;
	struct maek_arena *arena;
	struct maek_scratch *scratch;
	struct maek_scratch *inner; /* for matches within a callout of another */
	struct maek_budget budget;
	struct maek_view *plain;  /* the whole text, width-folded, without mentions */
	struct maek_marks *marks; /* what the prefilter found; NULL: every pattern is tried everywhere */
	MAEK_LIST(struct maek_found) mentions;
	MAEK_LIST(int) order;     /* live mentions by start of their run, longer first, then by type */
	MAEK_LIST(struct maek_repeat) repeats;
	MAEK_LIST(struct maek_claim) claims;
	MAEK_LIST(struct maek_link) links;
	MAEK_LIST(struct maek_topic) topics;
	MAEK_LIST(struct maek_fact_limit) limits;
	uint32_t **covers;        /* which mention (index + 1) covers each byte, by plane: mentions of a plane never overlap;
	                             plane 0 is all visible ones, plane t + 1 those of the hidden type t */
	uint32_t *fired;          /* by rule: matches that its conditions let through */
	uint32_t settling;        /* counts settlings */
	MAEK_LIST(struct maek_view *) views; /* of this settling */
	struct maek_table view_index;
	int *entity_of;           /* by mention, after maek_entities_find */
	uint32_t entities_at;     /* links and mentions counted when entity_of was made */
	size_t entity_count;
	struct maek_misses *misses; /* of earlier runs, NULL: none are kept */
	struct maek_trace *trace; /* NULL: nobody asks why */
};

/* The text of a span, and of a mention: its canonical name or its text. */
static inline struct maek_text maek_state_text(const struct maek_state *state, struct maek_span span)
{
	return maek_text_slice(state->document->text, span);
}
static inline struct maek_text maek_state_name(const struct maek_state *state, int mention)
{
	const struct maek_found *found = &state->mentions.items[mention];
	return found->name ? maek_text_of(found->name) : maek_state_text(state, found->span);
}
static inline int maek_state_root(const struct maek_state *state, int type)
{
	return state->rules->schema.types.items[type].root;
}
static inline bool maek_state_hidden(const struct maek_state *state, int type)
{
	return state->rules->schema.types.items[type].hidden;
}

/* Notes that a rule hit a limit in this document, once. */
void maek_state_limit(struct maek_state *state, const char *rule, const char *limit);

#endif
