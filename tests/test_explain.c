/* An explanation changes nothing: every document of the corpus gives the same facts with a trace, with its sentences drawn
 * after each stage and with rules probed in between; and how far a pattern came is told the same way however it is
 * written. */
#include "extract/explain.h"
#include "extract/facts_build.h"
#include "extract/probe.h"
#include "extract/progress.h"
#include "extract/run.h"
#include "graph/facts_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Under a sanitizer, or counted, one text of so many: tracing is slow there. */
#if defined __SANITIZE_ADDRESS__ || defined MAEK_COVERAGE
enum { TEXTS = 12 };
#else
enum { TEXTS = 1 };
#endif

struct look {
	const struct maek_rules *rules;
	struct maek_trace trace;
	size_t probed, drawn;
};

static void probe_some(void *context, struct maek_state *state, const struct maek_hits *hits)
{
	struct look *look = context;
	const struct maek_stage *stage = &look->rules->stages.items[look->trace.stage];
	struct maek_span first = state->document->sentences.count ? state->document->sentences.items[0] : (struct maek_span){0, 0};
	(void)hits;
	for (size_t i = 0; i < stage->rules.count; i += 5) {
		struct maek_probe probe;
		maek_probe(state, stage->rules.items[i], first, &probe);
		look->probed++;
	}
}

static void draw_all(void *context, struct maek_state *state)
{
	struct look *look = context;
	for (size_t i = 0; i < state->document->sentences.count; i++)
		look->drawn += maek_drawing_of(state, UINT64_MAX, state->document->sentences.items[i]).text != NULL;
}

static struct maek_text written(struct maek_arena *arena, const struct maek_facts *facts)
{
	struct maek_buffer line = {.arena = arena};
	maek_facts_write(facts, &line);
	return (struct maek_text){line.bytes, line.size};
}

static size_t compare_corpus(const struct maek_rules *rules, struct maek_worker *worker, struct look *look)
{
	const char *folder = TESTS_DIR "/corpus";
	struct maek_reader *reader = maek_reader_new(&folder, 1, MAEK_FORMAT_AUTO);
	struct maek_arena *arena = maek_arena_new();
	struct maek_document *document;
	size_t drops = 0;
	for (size_t number = 0; maek_reader_next(reader, arena, &document, NULL) == 1; number++) {
		if (number % TEXTS)
			continue;
		struct maek_entity_facts facts;
		struct maek_text plain = written(arena, maek_extract(worker, arena, document));
		*look = (struct look){.rules = rules, .probed = look->probed, .drawn = look->drawn};
		look->trace.matched = probe_some;
		look->trace.applied = draw_all;
		look->trace.context = look;
		struct maek_state *state = maek_run_traced(worker, arena, document, &facts, &look->trace);
		struct maek_text traced = written(arena, maek_facts_build(state, &facts));
		drops += look->trace.drops.count;
		assert_int_equal(plain.size, traced.size);
		assert_memory_equal(plain.bytes, traced.bytes, plain.size);
		maek_arena_reset(arena);
	}
	maek_arena_free(arena);
	maek_reader_free(reader);
	return drops;
}

static void test_same_result(void **state)
{
	(void)state;
	const char *folder = SOURCE_DIR "/rules/korean-ai";
	struct maek_rules *rules;
	struct look look = {0};
	assert_true(maek_rules_load(&folder, 1, &rules, NULL));
	struct maek_worker *worker = maek_worker_new(rules);
	assert_true(compare_corpus(rules, worker, &look) > 100);
	assert_true(look.probed > 100 && look.drawn > 100);
	maek_worker_free(worker);
	maek_rules_free(rules);
}

static struct maek_progress progress_of(struct maek_arena *arena, const char *source)
{
	struct maek_progress progress;
	maek_progress_read(arena, maek_text_of(source), &progress);
	return progress;
}

/* Each case: an expression, two places of it, and whether the second is further. */
static void test_ranks(void **state)
{
	(void)state;
	static const struct {
		const char *source;
		size_t first, second;
		int order;
	} cases[] = {
		{"abc", 0, 2, 1},
		{"ab|cd", 0, 3, 0},          /* alternatives begin alike */
		{"ab|cd", 1, 3, -1},         /* the second letter of one is further than the first of the other */
		{"(?:abc|d)e", 5, 9, 1},     /* what stands behind a group is further than all of it */
		{"(?:abc|d)e", 3, 7, 0},
		{"a(?!bcd)e", 4, 1, 0},      /* no progress within a negative assertion */
		{"a(?!bcd)e", 6, 8, 1},
		{"[a)|]b", 0, 5, 1},         /* a class is one item */
		{"\\(a", 0, 2, 1},
		{"\\p{L}a", 0, 5, 1},
		{"a{2,3}b", 0, 6, 1},
	};
	struct maek_arena *arena = maek_arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct maek_progress progress = progress_of(arena, cases[i].source);
		uint32_t a = progress.rank[cases[i].first], b = progress.rank[cases[i].second];
		assert_int_equal(cases[i].order, a < b ? 1 : a > b ? -1 : 0);
	}
	maek_arena_free(arena);
}

/* What every match holds, joined by "/". */
static void test_literals(void **state)
{
	(void)state;
	static const struct {
		const char *source, *wanted;
	} cases[] = {
		{"abc", "abc"},        {"ab?c", "a/c"},          {"ab+c", "ab/c"},        {"a(?:b|c)d", "a/d"},
		{"a(?:bc)?d", "a/d"},  {"a(?:bc)d", "a/bc/d"},   {"a(?!b)c", "a/c"},      {"a|b", ""},
		{"(?i)abc", ""},       {"a[bc]d\\se", "a/d/e"}, {"(?<n>ab)c{0,2}d", "ab/d"}, {"(?:a(?:b|c))?d", "d"},
	};
	struct maek_arena *arena = maek_arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct maek_progress progress = progress_of(arena, cases[i].source);
		struct maek_buffer found = {.arena = arena};
		for (size_t k = 0; k < progress.literals.count; k++) {
			maek_buffer_string(&found, k ? "/" : "");
			maek_buffer_text(&found, maek_text_slice(progress.source, progress.literals.items[k]));
		}
		assert_string_equal(found.bytes ? found.bytes : "", cases[i].wanted);
	}
	maek_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_result),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_literals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
