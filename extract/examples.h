/* Examples: the sentences of rules, run through the whole pack, and what each rule should find in them.
 */
#ifndef MAEK_EXTRACT_EXAMPLES_H
#define MAEK_EXTRACT_EXAMPLES_H

#include "extract/footprint.h"

/* A fact that an example expects, or that its rule finds in it, or both. */
struct maek_example_row {
	const char *fact; /* "Model(A.X K1)", "develops(KT, A.X K1)" */
	bool expected, found;
	uint32_t cp[2];   /* found: the mention, or what the rule matched; code points of the text */
};

struct maek_example_result {
	const char *rule;        /* "korean-ai/model-quoted" */
	struct maek_place place; /* of the example's text */
	const char *text;
	const char *todo;        /* what the rule cannot do yet ("": not said), NULL: the example must pass */
	MAEK_LIST(struct maek_example_row) rows; /* by fact, in the order of bytes */
	bool passed;                             /* every row is expected and found */
	const struct maek_yaml *finds;           /* where the expected facts are written */
	const struct maek_document *document;    /* NULL: the text is no document */
};

/* An example and its rule. */
struct maek_example;
struct maek_rule;
struct maek_infer_rule;
struct maek_example_run {
	const char *rule;
	const struct maek_rule *by;          /* NULL: an infer rule */
	const struct maek_infer_rule *infer;
	const struct maek_example *example;
};
struct maek_example_run_list {
	struct maek_example_run *items;
	size_t count, room;
};

/* Appends the examples of the rules that are wanted, in the order of the rules. */
void maek_examples_list(const struct maek_rules *rules, struct maek_arena *arena, bool (*is_wanted)(void *context, const char *rule),
                        void *context, struct maek_example_run_list *out);
/* Runs one of them; the result lives in `arena`. `memory` may be NULL. */
void maek_example_run(struct maek_worker *worker, struct maek_arena *arena, const struct maek_example_run *run,
                      struct maek_version_numbers numbers, struct maek_memory *memory, struct maek_example_result *result);

/* Runs the examples of the rules that are wanted; calls `each` with every result, which is valid during the call. Returns
 * how many ran. */
size_t maek_examples_run(const struct maek_rules *rules, bool (*is_wanted)(void *context, const char *rule),
                         void (*each)(void *context, const struct maek_example_result *result), void *context);

/* Calls `each` for every rule that has fewer than two examples, or none in which it stays silent. */
void maek_examples_missing(const struct maek_rules *rules,
                           void (*each)(void *context, const char *rule, struct maek_place place), void *context);

#endif
