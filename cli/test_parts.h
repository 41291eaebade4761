/* What the parts of maek test share: the counts, the question of --update, and where results are told.
 */
#ifndef MAEK_CLI_TEST_PARTS_H
#define MAEK_CLI_TEST_PARTS_H

#include "cli/edits.h"
#include "cli/junit.h"
#include "cli/options.h"
#include "extract/examples.h"

struct maek_test_count {
	size_t passed, failed;
};

struct maek_test {
	const struct maek_options *options;
	struct maek_rules *rules; /* of the packs; NULL: none were given */
	struct maek_test_count examples, cases;
	size_t ran, todo, missing;
	struct maek_edits edits;
	struct maek_junit junit;
	bool all, stopped; /* answers to a question that go for all that follow */
};

/* Is a rule or case of this name wanted? (--filter) */
bool maek_test_is_wanted(const struct maek_test *test, const char *name);

/* With --update: may what was found be written down? Asks on standard error and reads a line. */
bool maek_test_asks(struct maek_test *test, const char *question);

/* Counts and tells the result of an example; the context is the test. */
void maek_test_example(void *test, const struct maek_example_result *result);

/* Runs the cases in `folder`. False after a message when one of them cannot be run at all. */
bool maek_test_cases(struct maek_test *test, const char *folder);

#endif
