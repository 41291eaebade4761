/* Examples: the sentences of rules, run through the whole pack, and what each rule should find in them.
 */
#ifndef MAEK_EXTRACT_EXAMPLES_H
#define MAEK_EXTRACT_EXAMPLES_H

#include "extract/extract.h"

struct maek_example_result {
	const char *rule; /* "korean-ai/model-quoted" */
	struct maek_place place; /* of the example's text */
	const char *text;
	MAEK_LIST(const char *) expected, found; /* sorted facts: "Model(A.X K1)", "develops(KT, A.X K1)" */
	bool passed;
};

/* Runs every example of every rule; calls `each` with its result, which is valid during the call. Returns how many ran. */
size_t maek_examples_run(const struct maek_rules *rules, void (*each)(void *context, const struct maek_example_result *result),
                         void *context);

/* Calls `each` for every rule that has fewer than two examples, or none in which it stays silent. */
void maek_examples_missing(const struct maek_rules *rules,
                           void (*each)(void *context, const char *rule, struct maek_place place), void *context);

#endif
