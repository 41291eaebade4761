/* Graphviz as a child: pictures come back, and every way to fail is an error with a message. */
#include "graph/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct result {
	struct maek_arena *arena;
	struct maek_errors errors;
	char *bytes;
	size_t size;
	bool ok;
};

static struct result render(const char *dot, size_t size, const char *format, int seconds)
{
	struct result result = {.arena = maek_arena_new()};
	maek_errors_init(&result.errors, result.arena);
	FILE *out = open_memstream(&result.bytes, &result.size);
	result.ok = maek_render((struct maek_text){dot, size}, format, seconds, out, &result.errors);
	fclose(out);
	assert_int_equal(result.ok, result.errors.error_count == 0);
	return result;
}

static void discard(struct result *result)
{
	free(result->bytes);
	maek_arena_free(result->arena);
}

static void assert_fails(const char *dot, const char *format, int seconds, const char *part)
{
	struct result result = render(dot, strlen(dot), format, seconds);
	assert_false(result.ok);
	if (!strstr(result.errors.list.items[0].message, part))
		fail_msg("wanted '%s' in: %s", part, result.errors.list.items[0].message);
	discard(&result);
}

static void test_formats(void **state)
{
	(void)state;
	static const char dot[] = "digraph { a -> b }";
	struct result svg = render(dot, strlen(dot), "svg", 20), png = render(dot, strlen(dot), "png", 20);
	assert_true(svg.ok);
	assert_non_null(strstr(svg.bytes, "<title>a&#45;&gt;b</title>"));
	assert_true(png.ok && png.size > 100);
	assert_memory_equal(png.bytes, "\x89PNG", 4);
	discard(&svg);
	discard(&png);
}

/* More DOT, and more SVG, than a pipe holds. */
static void test_large(void **state)
{
	(void)state;
	char *dot = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&dot, &size);
	fprintf(out, "digraph { layout=neato; node [comment=\"%0*d\"];\n", 1000, 0);
	for (int i = 0; i < 1500; i++)
		fprintf(out, "n%d [pos=\"%d,%d!\", comment=\"%0200d\"];\n", i, i % 40, i / 40, i);
	fprintf(out, "}\n");
	fclose(out);
	struct result result = render(dot, size, "svg", 60);
	assert_true(result.ok);
	assert_true(size > 65536 && result.size > 65536);
	assert_non_null(strstr(result.bytes, "n1499"));
	discard(&result);
	free(dot);
}

static void test_messages(void **state)
{
	(void)state;
	assert_fails("digraph { a -> ", "svg", 20, "syntax error");
	assert_fails("digraph { a [label=<a & b>] }", "svg", 20, "not well-formed");
	assert_fails("digraph { a }", "nonsense", 20, "nonsense");
}

static void test_time(void **state)
{
	(void)state;
	char *dot = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&dot, &size);
	fprintf(out, "digraph {");
	for (int i = 0; i < 4000; i++)
		fprintf(out, "n%d -> n%d; n%d -> n%d;", i, i * 7 % 3989, i, i * 31 % 3967);
	fprintf(out, "}");
	fclose(out);
	assert_fails(dot, "svg", 1, "too long");
	free(dot);
}

static void test_no_graphviz(void **state)
{
	(void)state;
	char *path = strdup(getenv("PATH"));
	setenv("PATH", TESTS_DIR, 1);
	struct result result = render("digraph {}", 10, "svg", 5);
	setenv("PATH", path, 1);
	free(path);
	assert_false(result.ok);
	assert_non_null(strstr(result.errors.list.items[0].hint, "graphviz"));
	discard(&result);
}

static void test_full_disk(void **state)
{
	(void)state;
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	FILE *full = fopen("/dev/full", "w");
	setvbuf(full, NULL, _IONBF, 0);
	assert_false(maek_render(maek_text_of("digraph { a }"), "svg", 20, full, &errors));
	assert_int_equal(errors.error_count, 1);
	fclose(full);
	maek_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats), cmocka_unit_test(test_large),       cmocka_unit_test(test_messages),
		cmocka_unit_test(test_time),    cmocka_unit_test(test_no_graphviz), cmocka_unit_test(test_full_disk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
