/* Patterns: what a match finds does not depend on how often the pattern was used before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/pattern.h"

#include <stdlib.h>
#include <string.h>

/* The steps of a match over `size` letters grow exponentially; the interpreter counts more of them than machine code. */
static const char PATTERN[] = "(?:a|aa)+[ef]";

static enum maek_match match_once(const struct maek_pattern *pattern, struct maek_scratch *scratch, size_t size)
{
	char *subject = malloc(size + 1);
	memset(subject, 'a', size);
	subject[size] = '\0';
	enum maek_match found = maek_pattern_match(pattern, scratch, (struct maek_text){subject, size}, 0, false, NULL, NULL);
	free(subject);
	return found;
}

static void test_first_use_and_many_uses_agree(void **state)
{
	(void)state;
	struct maek_scratch *scratch = maek_scratch_new();
	for (size_t size = 10; size <= 40; size++) {
		struct maek_pattern_problem problem;
		struct maek_pattern *pattern = maek_pattern_new(maek_text_of(PATTERN), &problem);
		assert_non_null(pattern);
		enum maek_match first = match_once(pattern, scratch, size);
		for (int i = 0; i < 100; i++)
			match_once(pattern, scratch, 1);
		assert_int_equal(match_once(pattern, scratch, size), first);
		maek_pattern_free(pattern);
	}
	maek_scratch_free(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_first_use_and_many_uses_agree)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
