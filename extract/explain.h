/* Explanations: what the rules made of a stretch of a document, step by step, and why one rule said nothing there. The
 * document is run once more with a trace; the result of the run is the same.
 *
 * Everything lives in the arena that is given; texts of a document are on one line. `cp` is in code points of the
 * document's text, as in facts.
 */
#ifndef MAEK_EXTRACT_EXPLAIN_H
#define MAEK_EXTRACT_EXPLAIN_H

#include "extract/document.h"
#include "extract/drawing.h"
#include "extract/rules.h"

/* A fact or mention and what made it. */
struct maek_explained_item {
	const char *text;      /* "Model(A.X K1)", "develops(KT, A.X K1)" */
	const char *rule, *at; /* "korean-ai/model-quoted", "korean-ai/models.yaml:31"; a lexicon: its file and place */
	uint32_t cp[2];        /* of the mention; of a fact: what its rule matched */
	const char *note;      /* "hidden", "replaced by ...", "derived from ...", or NULL */
};

/* A proposal that lost an overlap, and to whom. */
struct maek_explained_loss {
	struct maek_explained_item lost, winner;
	const char *why; /* "longer", "higher priority", ... */
};

/* The sentence after a stage that changed it. */
struct maek_explained_stage {
	const char *file, *view; /* "korean-ai/models.yaml"; "‹Organization:KT›는 ..." */
};

struct maek_explained_sentence {
	int line; /* of the document's file */
	uint32_t cp[2];
	const char *text;
	MAEK_LIST(struct maek_explained_stage) stages;
	MAEK_LIST(struct maek_explained_item) mentions, facts; /* by place; in the order in which they were said */
	MAEK_LIST(struct maek_explained_loss) losses;
};

/* A match of the rule of which something was dropped. */
struct maek_explained_drop {
	const char *cause;   /* "when", "unless", "overlap", ... (docs of the command list them) */
	const char *message;
	struct maek_pointer yaml, text; /* the condition or fact in the rule; what it is about in the sentence */
};

enum maek_explained_kind { MAEK_EXPLAINED_RULE, MAEK_EXPLAINED_CANDIDATE, MAEK_EXPLAINED_INFER };

struct maek_explained_rule {
	const char *id, *at;
	enum maek_explained_kind kind;
	const char *cause;   /* "fired", or the first of the reasons why it said nothing */
	const char *message;
	size_t hits;         /* matches that its conditions let through */
	MAEK_LIST(struct maek_explained_item) made;
	MAEK_LIST(struct maek_explained_drop) drops;
	/* the furthest that any attempt reached, when nothing matched; text NULL in both: not known */
	struct maek_pointer yaml, text;
	const char *furthest;       /* what that means, or NULL */
	struct maek_pointer macro;  /* the place within the macro's definition; place.line 0: there is no macro */
};

struct maek_explanation {
	const char *document;
	MAEK_LIST(struct maek_explained_sentence) sentences;
	struct maek_explained_rule *rule; /* NULL: none was asked for */
};

/* Is there a rule, candidate or inference of this id ("pack/rule", or "rule" when only one pack has it)? Its full id, or
 * NULL with the nearest one (or NULL) in *nearest. */
const char *maek_explain_find(const struct maek_rules *rules, struct maek_arena *arena, const char *id, const char **nearest);

/* Explains the sentences of the document that touch `target`, and `rule` (a full id) there, or NULL. */
struct maek_explanation *maek_explain(const struct maek_rules *rules, struct maek_arena *arena,
                                      const struct maek_document *document, struct maek_span target, const char *rule);

/* The part of the text that stands in line `line` of the document's file, at column `column` when it is not 0 (code
 * points from 1); empty when nothing of the text stands there. */
struct maek_span maek_explain_place(const struct maek_document *document, int line, int column);

#endif
