/* What the files of an explanation share: the run that is explained, and the collectors of what it made.
 */
#ifndef MAEK_EXTRACT_EXPLAIN_PARTS_H
#define MAEK_EXTRACT_EXPLAIN_PARTS_H

#include "extract/explain.h"
#include "extract/probe.h"
#include "extract/run.h"

/* Which rule an explanation is about; at most one of them is set. */
struct maek_subject {
	const struct maek_rule *rule;
	const struct maek_candidate *candidate;
	const struct maek_infer_rule *infer;
};

struct maek_explaining {
	const struct maek_rules *rules;
	struct maek_arena *arena;
	const struct maek_document *document;
	struct maek_span target;
	struct maek_state *state;
	struct maek_entity_facts facts;
	struct maek_trace trace;
	struct maek_subject subject;
	/* the subject's stage, as it was when its rules matched: */
	MAEK_LIST(struct maek_drawing) drawings; /* the sentences of the target, as the rule saw them */
	MAEK_LIST(const struct maek_hit *) hits; /* of the subject, in the target */
	struct maek_probe probe;                 /* when it has no hit there */
	struct maek_explanation *out;
};

typedef MAEK_LIST(struct maek_explained_item) maek_item_list;

static inline bool maek_spans_touch(struct maek_span a, struct maek_span b)
{
	return a.start < b.end && b.start < a.end;
}

/* The item of a mention, as its maker called it. */
struct maek_explained_item maek_explain_mention(const struct maek_explaining *explaining, int mention);

/* Appends the mentions and facts that stand in `span` (facts: whose rule matched there); `only`: of this subject, NULL: of
 * all. */
void maek_explain_mentions(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                           maek_item_list *out);
void maek_explain_facts(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                        maek_item_list *out);
void maek_explain_losses(struct maek_explaining *explaining, struct maek_span span, struct maek_explained_sentence *out);
const char *maek_explain_why_lost(const struct maek_explaining *explaining, const struct maek_drop *drop);

/* Records what the subject sees and matches; called when the rules of its stage have matched. */
void maek_explain_subject(struct maek_explaining *explaining, const struct maek_hits *hits);

/* Points at a span in the sentence that holds its start, as the rule saw it; and its text. */
struct maek_pointer maek_explain_point(const struct maek_explaining *explaining, struct maek_span span);
const char *maek_explain_text(const struct maek_explaining *explaining, struct maek_span span);

/* Appends a drop to what is told of the rule. */
void maek_explain_drop(struct maek_explaining *explaining, const struct maek_drop *drop, struct maek_explained_rule *out);

/* The verdict on the subject, after the run. */
struct maek_explained_rule *maek_explain_verdict(struct maek_explaining *explaining);

#endif
