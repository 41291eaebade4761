/* Evaluation: a document's graph against its gold. Counts as tests/score.py does: an entity is found when a node of its
 * type shares a folded name or alias with it (values by value), a second node for it is a false hit, a relation when its
 * type and both ends are; attributes named by the rules (`eval: attributes`) are counted apart.
 */
#ifndef MAEK_GRAPH_EVAL_H
#define MAEK_GRAPH_EVAL_H

#include "extract/error.h"
#include "extract/rules.h"
#include "graph/graph.h"

struct maek_tally {
	const char *name;  /* a type, a relation, or an attribute */
	char kind;         /* 'e' entities, 'r' relations, 'a' attributes */
	size_t right, wrong, missed;
};

struct maek_eval_error {
	const char *kind; /* "FP", "SPLIT" or "FN" */
	const char *name, *what;
	const char *sentence, *rule; /* NULL when there is none */
};

struct maek_eval {
	struct maek_arena *arena;
	MAEK_LIST(struct maek_tally) tallies;
	MAEK_LIST(struct maek_eval_error) errors; /* of the last document */
};

/* Adds the counts of one document. False when the gold cannot be read. */
bool maek_eval_add(struct maek_eval *eval, const struct maek_rules *rules, const char *gold_path,
                   const struct maek_graph *graph, struct maek_errors *errors);

/* Sums over a kind; precision, recall and F1 of a tally (0 when undefined). */
struct maek_tally maek_eval_sum(const struct maek_eval *eval, char kind);
void maek_eval_rates(const struct maek_tally *tally, double *precision, double *recall, double *f1);

#endif
