/* The result of an example: expected and found facts side by side, and for a fact that is missed why the rule did not say
 * it.
 */
#include "cli/test_parts.h"

#include "cli/explain_text.h"
#include "cli/paint.h"

#include <string.h>

static const char *flat(struct maek_arena *arena, const char *text)
{
	char *copy = maek_arena_copy(arena, text, strlen(text));
	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	return copy;
}

static void write_head(const struct maek_example_result *result, const char *severity, const char *id, const char *message)
{
	printf("%s:%d:%d: %s[%s]: %s%s\n", result->place.file, result->place.line, result->place.column, severity, id, result->rule,
	       message);
}

static void write_row(const struct maek_example_row *row, int width)
{
	const char *left = row->expected ? row->fact : "";
	fputs("    ", stdout);
	maek_paint(row->found ? MAEK_PAINT_OFF : MAEK_PAINT_BAD);
	fputs(left, stdout);
	maek_paint(MAEK_PAINT_OFF);
	maek_paint_spaces(width - maek_paint_width(left) + 2);
	if (!row->found) {
		puts("-");
		return;
	}
	maek_paint(row->expected ? MAEK_PAINT_OFF : MAEK_PAINT_BAD);
	fputs(row->fact, stdout);
	maek_paint(MAEK_PAINT_DIM);
	printf("  [%u, %u)", row->cp[0], row->cp[1]);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
}

static void write_rows(const struct maek_example_result *result, struct maek_arena *arena)
{
	static const char expected[] = "expected";
	int width = maek_paint_width(expected);
	size_t count = result->rows.count;
	for (size_t i = 0; i < count; i++) {
		int here = result->rows.items[i].expected ? maek_paint_width(result->rows.items[i].fact) : 0;
		width = here > width ? here : width;
	}
	printf("  text: %s\n    %s", flat(arena, result->text), expected);
	maek_paint_spaces(width - maek_paint_width(expected) + 2);
	puts("found");
	for (size_t i = 0; i < count; i++) {
		struct maek_example_row row = result->rows.items[i];
		row.fact = flat(arena, row.fact);
		write_row(&row, width);
	}
}

/* "misses 1, finds 2 that are not expected" */
static const char *difference(const struct maek_example_result *result, struct maek_arena *arena, size_t *missed)
{
	size_t more = 0;
	*missed = 0;
	for (size_t i = 0; i < result->rows.count; i++) {
		*missed += !result->rows.items[i].found;
		more += !result->rows.items[i].expected;
	}
	if (*missed && more)
		return maek_arena_format(arena, " misses %zu and finds %zu unexpected", *missed, more);
	return maek_arena_format(arena, *missed ? " misses %zu" : " finds %zu unexpected", *missed ? *missed : more);
}

static void write_why(const struct maek_test *test, const struct maek_example_result *result, struct maek_arena *arena)
{
	struct maek_span whole = {0, (uint32_t)result->document->text.size};
	const struct maek_explanation *told = maek_explain(test->rules, arena, result->document, whole, result->rule);
	maek_explain_write_why(told->rule, 2);
}

static void write_failure(const struct maek_test *test, const struct maek_example_result *result)
{
	struct maek_arena *arena = maek_arena_new();
	size_t missed;
	write_head(result, "error", "example", difference(result, arena, &missed));
	write_rows(result, arena);
	if (missed && result->document)
		write_why(test, result, arena);
	maek_arena_free(arena);
}

static const char *as_text(const struct maek_example_result *result, struct maek_arena *arena)
{
	struct maek_buffer text = {.arena = arena};
	for (size_t i = 0; i < result->rows.count; i++) {
		const struct maek_example_row *row = &result->rows.items[i];
		maek_buffer_format(&text, "%s  %s\n", !row->found ? "expected, not found:" : row->expected ? "expected and found: " : "found, not expected:",
		                   row->fact);
	}
	return text.bytes ? text.bytes : "";
}

static void note_result(struct maek_test *test, const struct maek_example_result *result, const char *failure)
{
	struct maek_arena *arena = test->junit.arena;
	if (!test->options->junit)
		return;
	bool skipped = result->todo && !result->passed;
	struct maek_junit_case one = {.suite = result->place.file,
	                              .name = maek_arena_format(arena, "%s: %s", result->rule, flat(arena, result->text)),
	                              .file = result->place.file,
	                              .line = result->place.line,
	                              .failure = skipped ? NULL : failure,
	                              .skipped = !skipped ? NULL : *result->todo ? result->todo : "to do"};
	maek_junit_add(&test->junit, &one);
}

static bool update(struct maek_test *test, const struct maek_example_result *result)
{
	struct maek_arena *arena = test->edits.arena;
	MAEK_LIST(const char *) found = {0};
	if (!maek_test_asks(test, "write the found facts into the example?"))
		return false;
	for (size_t i = 0; i < result->rows.count; i++) {
		const char *fact = result->rows.items[i].fact;
		if (result->rows.items[i].found)
			*MAEK_PUSH(arena, &found) = maek_arena_copy(arena, fact, strlen(fact));
	}
	maek_edits_list(&test->edits, result->finds, found.items, found.count);
	return true;
}

static void tell_todo(struct maek_test *test, const struct maek_example_result *result)
{
	if (result->passed) {
		write_head(result, "error", "todo-passes", " can do this now: take `todo` out of the example");
		printf("  text: %s\n", flat(test->options->arena, result->text));
		test->examples.failed++;
		note_result(test, result, "it is marked `todo` and passes");
		return;
	}
	struct maek_arena *arena = test->options->arena;
	write_head(result, "todo", "example", *result->todo ? maek_arena_format(arena, ": %s", flat(arena, result->todo)) : "");
	printf("  text: %s\n", flat(test->options->arena, result->text));
	test->todo++;
	note_result(test, result, NULL);
}

void maek_test_example(void *context, const struct maek_example_result *result)
{
	struct maek_test *test = context;
	if (result->todo) {
		tell_todo(test, result);
		return;
	}
	if (result->passed) {
		if (test->options->verbose)
			printf("ok %s: %s\n", result->rule, result->text);
		test->examples.passed++;
		note_result(test, result, NULL);
		return;
	}
	write_failure(test, result);
	bool updated = update(test, result);
	*(updated ? &test->examples.passed : &test->examples.failed) += 1;
	if (test->options->junit)
		note_result(test, result, updated ? NULL : as_text(result, test->junit.arena));
}
