/* number(): every way of writing a count, exact, and what does not fit. */
#include "extract/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct maek_arena *arena;
static struct maek_number_words words;

static struct maek_number_word word(const char *text, int64_t worth)
{
	return (struct maek_number_word){maek_text_of(text), worth};
}

static int set_up(void **state)
{
	(void)state;
	arena = maek_arena_new();
	*MAEK_PUSH(arena, &words.units) = word("만", 10000);
	*MAEK_PUSH(arena, &words.units) = word("억", 100000000);
	*MAEK_PUSH(arena, &words.units) = word("조", 1000000000000);
	*MAEK_PUSH(arena, &words.units) = word("경", 10000000000000000);
	*MAEK_PUSH(arena, &words.small) = word("십", 10);
	*MAEK_PUSH(arena, &words.small) = word("백", 100);
	*MAEK_PUSH(arena, &words.small) = word("천", 1000);
	*MAEK_PUSH(arena, &words.digits) = word("삼", 3);
	*MAEK_PUSH(arena, &words.digits) = word("이", 2);
	*MAEK_PUSH(arena, &words.suffixes) = word("K", 1000);
	*MAEK_PUSH(arena, &words.suffixes) = word("M", 1000000);
	*MAEK_PUSH(arena, &words.suffixes) = word("B", 1000000000);
	*MAEK_PUSH(arena, &words.suffixes) = word("T", 1000000000000);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	maek_arena_free(arena);
	return 0;
}

static void test_values(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t value;
	} cases[] = {
		{"8B", 8000000000},          {"1.2T", 1200000000000},     {"300M", 300000000},          {"2.4b", 2400000000},
		{"5,190억", 519000000000},   {"5천190억", 519000000000},  {"5000억", 500000000000},     {"1조2000억", 1200000000000},
		{"1조 2천억", 1200000000000}, {"7천만", 70000000},         {"32B급", 32000000000},       {"A22B", 22000000000},
		{"１００Ｂ", 100000000000},  {"삼천억", 300000000000},    {"10만", 100000},             {"1.5조", 1500000000000},
		{"약 2천억개", 200000000000}, {"이백억", 20000000000},    {"0.5B", 500000000},          {"1조1800억", 1180000000000},
		{"12.7B", 12700000000},      {"9경", 90000000000000000},  {"천억", 100000000000},       {"3", 3},
		{"2,360억", 236000000000},   {"1천20억", 102000000000},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t value = -1;
		if (maek_number_read(&words, maek_text_of(cases[i].text), &value) != MAEK_NUMBER_OK || value != cases[i].value)
			fail_msg("%s gave %lld, wanted %lld", cases[i].text, (long long)value, (long long)cases[i].value);
	}
}

static void test_others(void **state)
{
	(void)state;
	int64_t value;
	assert_int_equal(maek_number_read(&words, maek_text_of("923경"), &value), MAEK_NUMBER_OVERFLOW);
	assert_int_equal(maek_number_read(&words, maek_text_of("99999999999999999999"), &value), MAEK_NUMBER_OVERFLOW);
	assert_int_equal(maek_number_read(&words, maek_text_of(""), &value), MAEK_NUMBER_NONE);
	assert_int_equal(maek_number_read(&words, maek_text_of("모델"), &value), MAEK_NUMBER_NONE);
	assert_int_equal(maek_number_read(&words, maek_text_of("수많은"), &value), MAEK_NUMBER_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_others)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
