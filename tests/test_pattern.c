/* Patterns: what a match finds does not depend on how often the pattern was used before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/pattern.h"

#include <stdio.h>
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

static struct maek_pattern *new_pattern(const char *source)
{
	struct maek_pattern_problem problem;
	struct maek_pattern *pattern = maek_pattern_new(maek_text_of(source), &problem);
	assert_non_null(pattern);
	return pattern;
}

/* `count` times `unit`, to be freed. */
static char *repeated(const char *unit, size_t count)
{
	size_t size = strlen(unit);
	char *text = malloc(count * size + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, unit, size);
	text[count * size] = '\0';
	return text;
}

static int refuse_all(const struct maek_callout *callout, void *context)
{
	uint32_t *furthest = context;
	if (callout->position > *furthest)
		*furthest = callout->position;
	return 1;
}

/* The matches of a text one after the other; the limit that they hit within a budget, or NULL. */
static const char *match_all(const char *source, const char *text, bool charged, struct maek_span *found, size_t *count)
{
	struct maek_pattern *pattern = new_pattern(source);
	struct maek_scratch *scratch = maek_scratch_new();
	struct maek_text subject = maek_text_of(text);
	struct maek_budget budget;
	maek_budget_document(&budget, subject.size, 0, 0);
	maek_budget_begin(&budget);
	maek_scratch_charge(scratch, charged ? &budget : NULL);
	*count = 0;
	for (size_t at = 0; *count < 100; at = found[*count - 1].end) {
		if (maek_pattern_match(pattern, scratch, subject, at, false, NULL, NULL) != MAEK_MATCH_FOUND)
			break;
		found[(*count)++] = maek_scratch_group(scratch, 0);
	}
	maek_scratch_free(scratch);
	maek_pattern_free(pattern);
	return maek_budget_end(&budget);
}

/* A budget changes what is spent, not what is found: short and long texts, cheap and costly places. */
static void test_a_budget_finds_the_same(void **state)
{
	(void)state;
	static const char *const sources[] = {"(?:a|aa)+c", "(?<=b)(?:a|aa)+(?=bc|c)", "x|(?:a|aa)+c|bc", "(?i)(?:A|AA)+C(?:DEFINE)?",
	                                      "a\\Kb", "\\Gaa", "(?x) b c # what ends it", "(b)(?:a|aa)+c\\1"};
	static const char *const units[] = {"aaaab", "aaaaaaaaaaaaaaaaaaaaaaaaabc aac", "bcaaaacbaaaaaaaaaaaaaaaaaaaac"};
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		for (size_t k = 0; k < sizeof units / sizeof *units; k++)
			for (size_t times = 1; times < 3000; times *= 30) {
				struct maek_span free_spans[100], spans[100];
				size_t free_count, count;
				char *text = repeated(units[k], times);
				match_all(sources[i], text, false, free_spans, &free_count);
				const char *limit = match_all(sources[i], text, true, spans, &count);
				if (!limit) {
					assert_int_equal(count, free_count);
					assert_memory_equal(spans, free_spans, count * sizeof *spans);
				}
				assert_true(!limit || k > 0); /* the first text costs nothing */
				free(text);
			}
}

static void test_costly_places_are_counted(void **state)
{
	(void)state;
	struct maek_span spans[100];
	size_t count;
	char *few = repeated("aaaaaaaaaaaaaaaaaaaaab", 10), *many = repeated("aaaaaaaaaaaaaaaaaaaaab", 60);
	assert_null(match_all("(?:a|aa)+[cd]", few, true, spans, &count));
	assert_string_equal(match_all("(?:a|aa)+[cd]", many, true, spans, &count), "places");
	free(few);
	free(many);
}

/* No place is costly, but there are many of them. */
static void test_time_ends_a_rule_and_a_document(void **state)
{
	(void)state;
	struct maek_pattern *pattern = new_pattern("(?:a|aa)+c");
	struct maek_scratch *scratch = maek_scratch_new();
	char *text = repeated("aaaaaaaaaaaab", 50000);
	for (int is_document = 0; is_document < 2; is_document++) {
		struct maek_budget budget;
		maek_budget_document(&budget, 1, is_document ? 100000 : 5, is_document ? 5 : 100000);
		maek_budget_begin(&budget);
		maek_scratch_charge(scratch, &budget);
		assert_int_equal(maek_pattern_match(pattern, scratch, maek_text_of(text), 0, false, NULL, NULL), MAEK_MATCH_LIMIT);
		assert_string_equal(maek_budget_end(&budget), "time");
		assert_int_equal(budget.is_late, is_document);
		maek_budget_begin(&budget); /* the next rule */
		assert_int_equal(maek_pattern_match(pattern, scratch, maek_text_of("aac"), 0, false, NULL, NULL),
		                 is_document ? MAEK_MATCH_LIMIT : MAEK_MATCH_FOUND);
		maek_budget_end(&budget);
	}
	free(text);
	maek_scratch_free(scratch);
	maek_pattern_free(pattern);
}

/* In a long text a place has fewer steps, since each may walk through all of it. */
static void test_steps_of_a_place_shrink_with_the_text(void **state)
{
	(void)state;
	for (size_t size = 1 << 13; size <= 1 << 20; size <<= 7) {
		struct maek_span spans[100];
		size_t count;
		char *text = repeated("x", size);
		memcpy(text, "aaaaaaaaaaaaaaaaaaaaab", 22);
		const char *limit = match_all("(?:a|aa)+[cd]", text, true, spans, &count);
		assert_string_equal(limit ? limit : "none", size == 1 << 20 ? "match" : "none");
		free(text);
	}
}

/* A match whose start is behind its end is none, and is told. */
static void test_a_span_is_never_backwards(void **state)
{
	(void)state;
	struct maek_span spans[100];
	size_t count;
	assert_string_equal(match_all("(?(DEFINE)(?<k>ab\\K))(?=(?&k))a", "c ab", true, spans, &count), "span");
	assert_null(match_all("(?(DEFINE)(?<k>ab\\K))(?=(?&k))abc", "c abc", true, spans, &count));
	assert_int_equal(count, 1);
	assert_int_equal(spans[0].start, 4);
}

/* Each level of the recursion keeps all groups, for which the stack of machine code does not do; the interpreter has room. */
static void test_deep_recursion_is_interpreted(void **state)
{
	(void)state;
	enum { DEEP = 3600, GROUPS = 26 };
	char *groups = repeated("()", GROUPS), *open = repeated("a", DEEP), *close = repeated("b", DEEP);
	char *source = malloc(2 * GROUPS + 20), *text = malloc(2 * DEEP + 1);
	sprintf(source, "^(a(?1)?b|c%s)$", groups);
	sprintf(text, "%s%s", open, close);
	struct maek_pattern *pattern = new_pattern(source);
	struct maek_scratch *scratch = maek_scratch_new();
	for (int engine = MAEK_ENGINE_USUAL; engine <= MAEK_ENGINE_MACHINE; engine++) {
		maek_scratch_use(scratch, engine);
		assert_int_equal(maek_pattern_match(pattern, scratch, maek_text_of(text), 0, false, NULL, NULL), MAEK_MATCH_FOUND);
	}
	maek_scratch_free(scratch);
	maek_pattern_free(pattern);
	free(groups);
	free(open);
	free(close);
	free(source);
	free(text);
}

/* Ways to match are tried one by one by a handler that refuses them: every place is reached, costly or not. */
static void test_a_handler_sees_all_places(void **state)
{
	(void)state;
	struct maek_pattern *pattern = new_pattern("(?:a|aa)+b(?C1)");
	struct maek_scratch *scratch = maek_scratch_new();
	char *text = repeated("aaaaaaaaaaaaaaaaaaaab", 4);
	struct maek_budget budget;
	uint32_t furthest = 0;
	maek_budget_document(&budget, strlen(text), 0, 0);
	maek_budget_begin(&budget);
	maek_scratch_charge(scratch, &budget);
	assert_int_equal(maek_pattern_match(pattern, scratch, maek_text_of(text), 0, false, refuse_all, &furthest), MAEK_MATCH_NONE);
	assert_int_equal(furthest, strlen(text));
	assert_true(budget.places > 4);
	free(text);
	maek_scratch_free(scratch);
	maek_pattern_free(pattern);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_use_and_many_uses_agree), cmocka_unit_test(test_a_budget_finds_the_same),
		cmocka_unit_test(test_costly_places_are_counted), cmocka_unit_test(test_time_ends_a_rule_and_a_document),
		cmocka_unit_test(test_a_handler_sees_all_places), cmocka_unit_test(test_steps_of_a_place_shrink_with_the_text),
		cmocka_unit_test(test_a_span_is_never_backwards),
		cmocka_unit_test(test_deep_recursion_is_interpreted)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
