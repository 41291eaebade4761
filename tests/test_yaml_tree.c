/* Positions: from a byte of a scalar's value back to the line and column it is written in, for every style. */
#include "extract/yaml_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The place of `part` in the value of key `a`. */
static void assert_place(const char *yaml, const char *part, int line, int column)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_yaml_file *file;
	maek_errors_init(&errors, arena);
	assert_true(maek_yaml_parse(arena, maek_text_of(yaml), "x.yaml", &file, &errors));
	const struct maek_yaml *scalar = maek_yaml_get(file->root, "a");
	const char *at = strstr(scalar->value.bytes, part);
	assert_non_null(at);
	struct maek_place place = maek_yaml_place(scalar, (size_t)(at - scalar->value.bytes), 1);
	if (place.line != line || place.column != column)
		fail_msg("'%s' of %s is at %d:%d, wanted %d:%d", part, yaml, place.line, place.column, line, column);
	maek_arena_free(arena);
}

static void test_places(void **state)
{
	(void)state;
	assert_place("a: 가나 다라\n", "다", 1, 7);
	assert_place("a: 'x''y''z'\n", "z", 1, 11);
	assert_place("a: \"x\\ty\\u0041z\"\n", "z", 1, 15);
	assert_place("b: 1\na: |-\n  첫 줄\n  둘째 줄\n", "줄\0", 3, 5);
	assert_place("b: 1\na: |-\n  첫\n  둘째 줄\n", "줄", 4, 6);
	assert_place("a: >-\n  하나\n  둘\n\n  셋\n", "둘", 3, 3);
	assert_place("a: >-\n  하나\n  둘\n\n  셋\n", "셋", 5, 3);
	assert_place("a: 하나\n  둘 셋\n", "셋", 2, 5);
	assert_place("a: '하나\n  둘 셋'\n", "둘", 2, 3);
}

static void assert_error(const char *yaml, size_t size, const char *id, int line, int column)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_yaml_file *file;
	maek_errors_init(&errors, arena);
	maek_yaml_parse(arena, (struct maek_text){yaml, size}, "x.yaml", &file, &errors);
	if (errors.list.count != 1)
		fail_msg("%zu errors for %s", errors.list.count, yaml);
	assert_string_equal(errors.list.items[0].id, id);
	assert_int_equal(errors.list.items[0].place.line, line);
	assert_int_equal(errors.list.items[0].place.column, column);
	maek_arena_free(arena);
}

static void test_refused(void **state)
{
	(void)state;
	static const struct {
		const char *yaml, *id;
		int line, column;
	} cases[] = {
		{"a: &x 1\n", "yaml-anchor", 1, 4},        {"a: *x\n", "yaml-alias", 1, 4},
		{"a: !!str 1\n", "yaml-tag", 1, 4},        {"%YAML 1.1\n---\na: 1\n", "yaml-directive", 1, 1},
		{"a: 1\n---\nb: 1\n", "yaml-second-document", 2, 1}, {"a: 1\nb: 1\na: 2\n", "duplicate-key", 3, 1},
		{"<<: 1\n", "yaml-merge-key", 1, 1},       {"a: 'x\n", "yaml-syntax", 2, 1},
		{"\xFF\xFE" "a", "yaml-utf16", 1, 1},      {"a: 가\xEA\n", "yaml-encoding", 1, 5},
		{"? [a]\n: 1\n", "yaml-key", 1, 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_error(cases[i].yaml, strlen(cases[i].yaml), cases[i].id, cases[i].line, cases[i].column);
	char deep[400];
	memset(deep, '[', 200);
	memset(deep + 200, ']', 200);
	assert_error(deep, sizeof deep, "yaml-depth", 1, 65);
}

static void test_values(void **state)
{
	(void)state;
	struct maek_arena *arena = maek_arena_new();
	struct maek_yaml_file *file;
	bool flag;
	int64_t number;
	double real;
	assert_true(maek_yaml_parse(arena, maek_text_of("a: true\nb: -12\nc: 0.5\nd: 'true'\ne: 99999999999999999999\n"), "x", &file, NULL));
	assert_true(maek_yaml_bool(maek_yaml_get(file->root, "a"), &flag) && flag);
	assert_true(maek_yaml_integer(maek_yaml_get(file->root, "b"), &number) && number == -12);
	assert_true(maek_yaml_real(maek_yaml_get(file->root, "c"), &real) && real == 0.5);
	assert_false(maek_yaml_bool(maek_yaml_get(file->root, "d"), &flag));
	assert_false(maek_yaml_integer(maek_yaml_get(file->root, "e"), &number));
	assert_null(maek_yaml_get(file->root, "f"));
	assert_true(maek_yaml_parse(arena, maek_text_of("# nothing\n"), "x", &file, NULL));
	assert_null(file->root);
	maek_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_places), cmocka_unit_test(test_refused),
	                                   cmocka_unit_test(test_values)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
