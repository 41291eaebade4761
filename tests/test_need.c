/* Needs: a pattern matches nowhere where the text lacks what it is said to need. Patterns and texts are made at random
 * (the same ones each time) from few characters, so that many of them match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/pattern.h"
#include "extract/prefilter.h"
#include "extract/study.h"

#include <string.h>

enum { PAIRS = 10000, MACROS = 4, TEXTS = 10 };

struct random {
	uint64_t state;
};

static uint32_t below(struct random *random, uint32_t end)
{
	random->state ^= random->state << 13; /* xorshift64 */
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return (uint32_t)(random->state >> 32) % end;
}

static const char *const letters[] = {"가", "나", "각", "a", "A", "b", " ", "1", ".", "\U000F0001"};

static void add_letter(struct random *random, struct maek_buffer *to)
{
	const char *letter = letters[below(random, 9)];
	if (letter[0] == '.')
		maek_buffer_string(to, "\\");
	maek_buffer_string(to, letter);
}

static void add_choice(struct random *random, struct maek_buffer *to, int depth);

static void add_class(struct random *random, struct maek_buffer *to)
{
	static const char *const classes[] = {"[가나]", "[^가]", "[가-나]", "[a-c1]", "\\d", "\\s", "\\p{L}", "[[:alpha:]]", "[\\d가]",
	                                      ".", "\\x{AC00}", "\\N{U+AC01}", "\\o{101}", "\\x61", "[]a]", "\U000F0001", "[\U000F0001-\U000F0003]"};
	maek_buffer_string(to, classes[below(random, sizeof classes / sizeof *classes)]);
}

static void add_atom(struct random *random, struct maek_buffer *to, int depth)
{
	static const char *const openings[] = {"(?:", "(", "(?<n>", "(?>", "(?=", "(?!", "(?i:", "(?|"};
	static const char *const others[] = {"^", "$", "\\b", "(?<=가)", "(?<!가|나나)", "{m0}", "{m1}", "{m2}", "{m3}", "{open}", "{closed}", "(?i)", "(?#가)"};
	uint32_t kind = below(random, 16);
	if (kind < 8) {
		add_letter(random, to);
	} else if (kind < 10) {
		add_class(random, to);
	} else if (kind < 14 && depth < 4) {
		maek_buffer_string(to, openings[below(random, sizeof openings / sizeof *openings)]);
		add_choice(random, to, depth + 1);
		maek_buffer_string(to, ")");
	} else {
		maek_buffer_string(to, others[below(random, sizeof others / sizeof *others)]);
	}
}

static void add_sequence(struct random *random, struct maek_buffer *to, int depth)
{
	static const char *const quantifiers[] = {"?", "*", "+", "{2}", "{0,2}", "{2,}", "+?", "?+", "{0}", "*?", "{,2}", "{1,3}"};
	uint32_t count = below(random, 5);
	for (uint32_t i = 0; i < count; i++) {
		add_atom(random, to, depth);
		if (below(random, 4) == 0)
			maek_buffer_string(to, quantifiers[below(random, sizeof quantifiers / sizeof *quantifiers)]);
	}
}

static void add_choice(struct random *random, struct maek_buffer *to, int depth)
{
	add_sequence(random, to, depth);
	while (below(random, 4) == 0) {
		maek_buffer_string(to, "|");
		add_sequence(random, to, depth);
	}
}

static struct maek_text random_text(struct random *random, struct maek_arena *arena)
{
	struct maek_buffer text = {.arena = arena};
	uint32_t count = 1 + below(random, 12);
	for (uint32_t i = 0; i < count; i++)
		maek_buffer_string(&text, letters[below(random, 10)]);
	return (struct maek_text){text.bytes, text.size};
}

struct world {
	struct maek_arena *arena, *scrap;
	struct maek_schema schema;
	struct maek_alphabet alphabet;
	struct maek_macros macros;
	struct maek_yaml values[MACROS];
	struct maek_guards *guards;
	struct maek_scratch *scratch;
	size_t compiled, matched, excluded, compact, shapes, wrong;
};

static void make_macros(struct world *world, struct random *random)
{
	static const char *const names[MACROS] = {"m0", "m1", "m2", "m3"};
	world->macros.list.count = 0;
	for (size_t i = 0; i < MACROS; i++) {
		struct maek_buffer value = {.arena = world->arena};
		maek_buffer_string(&value, i == 3 ? "가나|{m0}" : "");
		add_sequence(random, &value, 3);
		/* a macro within itself is an error of its own */
		const char *bytes = strstr(value.bytes ? value.bytes : "", "{m") && i != 3 ? "나" : value.bytes ? value.bytes : "";
		world->values[i] = (struct maek_yaml){.kind = MAEK_YAML_SCALAR, .value = maek_text_of(bytes), .raw = maek_text_of(bytes)};
		*MAEK_PUSH(world->arena, &world->macros.list) =
			(struct maek_macro){.name = names[i], .key = &world->values[i], .value = &world->values[i]};
	}
}

static bool has_clause(const struct maek_clause *clause, struct maek_text text)
{
	for (size_t i = 0; i < clause->count; i++)
		if (memmem(text.bytes, text.size, clause->items[i].bytes, clause->items[i].size))
			return true;
	return false;
}

/* U+F0001 to U+F0003 stand for mentions of the types 0 to 2. */
static bool has_types(uint64_t types, struct maek_text text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t code = maek_text_decode(text, at, &at);
		if (code > 0xF0000 && types >> (code - 0xF0001) & 1)
			return true;
	}
	return false;
}

struct names {
	char all[400];
	size_t size;
};

static void add_named(void *context, const char *name, uint32_t number)
{
	struct names *names = context;
	names->size += (size_t)snprintf(names->all + names->size, sizeof names->all - names->size, "%s %u, ", name, number);
	assert_true(names->size < sizeof names->all);
}

/* What a late pattern says of itself before it is compiled. */
static void compare_names(const struct maek_pattern *pattern, const struct maek_pattern *late)
{
	struct names a = {.size = 0}, b = {.size = 0};
	assert_int_equal(maek_pattern_group_count(pattern), maek_pattern_group_count(late));
	maek_pattern_names(pattern, add_named, &a);
	maek_pattern_names(late, add_named, &b);
	assert_string_equal(a.all, b.all);
}

/* The compact pattern finds what the whole one finds, with the same groups, at once and when its guards are asked again. */
static void compare_compact(struct world *world, const struct maek_expansion *expansion, const struct maek_study *study,
                            const struct maek_pattern *pattern, struct random *random)
{
	struct maek_text source, text = {0};
	struct maek_shape shape;
	struct maek_pattern_problem problem;
	struct maek_memo *memo = NULL;
	if (!study->tree || study->folds || !maek_shape(world->scrap, world->guards, expansion, study->tree, &shape) || shape.is_large)
		return;
	struct maek_pattern *compact = maek_pattern_new(shape.source, &problem);
	if (!compact != !pattern)
		fail_msg("%.*s and its shape %.*s: %s", (int)expansion->source.size, expansion->source.bytes, (int)shape.source.size,
		         shape.source.bytes, problem.message);
	maek_pattern_free(compact);
	if (!pattern || !maek_compact(world->scrap, world->guards, expansion, study->tree, &source))
		return;
	compact = maek_pattern_new_late(source, shape.source, world->guards, &problem);
	if (!compact)
		fail_msg("%.*s: %s", (int)shape.source.size, shape.source.bytes, problem.message);
	compare_names(pattern, compact);
	bool is_sure = !memmem(expansion->source.bytes, expansion->source.size, "(?&", 3); /* PCRE2 is not, of what it calls */
	if (is_sure && maek_pattern_matches_empty(pattern) != maek_pattern_matches_empty(compact))
		fail_msg("%.*s and its shape %.*s: only one can be empty", (int)expansion->source.size, expansion->source.bytes,
		         (int)shape.source.size, shape.source.bytes);
	maek_pattern_settle(compact);
	world->shapes += shape.source.size < source.size;
	for (int round = 0; round < 2 * TEXTS; round++) {
		if (round % 2 == 0) {
			text = random_text(random, world->arena);
			memo = maek_memo_new(world->arena);
		}
		for (size_t at = 0; at <= text.size; at++) {
			enum maek_match whole = maek_pattern_match(pattern, world->scratch, text, at, false, NULL, NULL);
			struct maek_span groups[MAEK_PATTERN_GROUPS + 1];
			for (uint32_t i = 0; i <= maek_pattern_group_count(pattern); i++)
				groups[i] = maek_scratch_group(world->scratch, i);
			enum maek_match part = maek_pattern_match_in(compact, world->scratch, memo, text, at, false, NULL, NULL);
			bool same = whole == part;
			for (uint32_t i = 0; same && whole == MAEK_MATCH_FOUND && i <= maek_pattern_group_count(pattern); i++) {
				struct maek_span group = maek_scratch_group(world->scratch, i);
				same = group.start == groups[i].start && group.end == groups[i].end;
			}
			if (!same)
				fail_msg("%.*s as %.*s at %zu of \"%.*s\"", (int)expansion->source.size, expansion->source.bytes,
				         (int)source.size, source.bytes, at, (int)text.size, text.bytes);
			while (at + 1 < text.size && (text.bytes[at + 1] & 0xC0) == 0x80)
				at++;
		}
	}
	world->compact += memmem(source.bytes, source.size, "(?C\"", 4) != NULL;
	maek_pattern_free(compact);
}

static void try_one(struct world *world, struct random *random)
{
	struct maek_expand_context context = {
		.arena = world->arena, .macros = &world->macros, .schema = &world->schema, .alphabet = &world->alphabet};
	struct maek_buffer source = {.arena = world->arena};
	struct maek_expansion expansion;
	struct maek_pattern_problem problem;
	struct maek_need need;
	add_choice(random, &source, 0);
	if (!maek_expand_source(&context, source.bytes ? source.bytes : "", (struct maek_place){0}, &expansion, NULL))
		return;
	struct maek_pattern *pattern = maek_pattern_new(expansion.source, &problem);
	struct maek_study study = maek_study_read(world->arena, world->scrap, world->guards, &expansion);
	if (!pattern) { /* then its shape is wrong as well */
		compare_compact(world, &expansion, &study, NULL, random);
		world->wrong++;
		return;
	}
	maek_need_read(world->scrap, &expansion, study.tree, study.folds, &world->alphabet, &need);
	struct maek_text text = random_text(random, world->arena);
	bool found = maek_pattern_match(pattern, world->scratch, text, 0, false, NULL, NULL) == MAEK_MATCH_FOUND, allowed = true;
	for (size_t i = 0; i < need.clause_count; i++)
		allowed &= has_clause(&need.clauses[i], text);
	for (size_t i = 0; i < need.type_count; i++)
		allowed &= has_types(need.types[i], text);
	if (found && !allowed)
		fail_msg("%.*s matches in \"%.*s\"", (int)expansion.source.size, expansion.source.bytes, (int)text.size, text.bytes);
	compare_compact(world, &expansion, &study, pattern, random);
	world->compiled++;
	world->matched += found;
	world->excluded += !allowed;
	maek_pattern_free(pattern);
}

static void test_no_match_is_lost(void **state)
{
	(void)state;
	struct random random = {UINT64_C(0x2545F4914F6CDD1D)};
	struct world world = {.scratch = maek_scratch_new(), .alphabet = {.visible = 7}};
	for (size_t round = 0; world.compiled < PAIRS; round++) {
		if (round % 100 == 0) {
			maek_guards_free(world.guards);
			maek_arena_free(world.arena);
			maek_arena_free(world.scrap);
			world.arena = maek_arena_new();
			world.scrap = maek_arena_new();
			world.macros = (struct maek_macros){0};
			world.guards = maek_guards_new(world.arena);
			maek_guards_ask_all(world.guards);
			make_macros(&world, &random);
		}
		try_one(&world, &random);
	}
	assert_true(world.matched > PAIRS / 10); /* the pairs say something on both sides */
	assert_true(world.excluded > PAIRS / 10);
	assert_true(world.compact > PAIRS / 10);
	assert_true(world.shapes > PAIRS / 10);
	assert_true(world.wrong > 20);
	maek_guards_free(world.guards);
	maek_arena_free(world.arena);
	maek_arena_free(world.scrap);
	maek_scratch_free(world.scratch);
}

static struct maek_need need_of(struct world *world, const char *source)
{
	struct maek_expand_context context = {
		.arena = world->arena, .macros = &world->macros, .schema = &world->schema, .alphabet = &world->alphabet};
	struct maek_expansion expansion;
	struct maek_need need;
	assert_true(maek_expand_source(&context, source, (struct maek_place){0}, &expansion, NULL));
	struct maek_study study = maek_study_read(world->arena, world->scrap, world->guards, &expansion);
	maek_need_read(world->scrap, &expansion, study.tree, study.folds, &world->alphabet, &need);
	return need;
}

static void test_rarest_first(void **state)
{
	(void)state;
	struct world world = {.arena = maek_arena_new(), .scrap = maek_arena_new(), .alphabet = {.visible = 7}};
	world.guards = maek_guards_new(world.arena);
	struct maek_need need = need_of(&world, "(?:다|는)\\s.*컨소시엄(?:은|이)");
	assert_int_equal(need.clause_count, 2);
	assert_int_equal(need.clauses[0].count, 2);
	assert_string_equal(need.clauses[0].items[0].bytes, "컨소시엄은");
	assert_int_equal(need_of(&world, "(?!컨소시엄)[가-힣]+").clause_count, 0);
	assert_int_equal(need_of(&world, "(?=컨소시엄)[가-힣]+").clause_count, 1);
	assert_int_equal(need_of(&world, "(?i)gpt").clause_count, 0);
	assert_int_equal(need_of(&world, "[\U000F0001\U000F0002].*").types[0], 3);
	maek_guards_free(world.guards);
	maek_arena_free(world.arena);
	maek_arena_free(world.scrap);
}

static void test_marks_are_by_sentence(void **state)
{
	(void)state;
	struct world world = {.arena = maek_arena_new(), .scrap = maek_arena_new(), .alphabet = {.visible = 7}};
	world.guards = maek_guards_new(world.arena);
	struct maek_prefilter *prefilter = maek_prefilter_new(world.arena);
	struct maek_need need = need_of(&world, "beta|gamma");
	struct maek_trigger trigger = maek_prefilter_add(prefilter, world.scrap, &need);
	static const char text[] = "alpha. beta. gamm";
	static const struct maek_span sentences[] = {{0, 6}, {7, 12}, {13, 17}}, none;
	uint32_t from[sizeof text];
	for (uint32_t i = 0; i < sizeof text; i++)
		from[i] = i;
	struct maek_marks marks;
	maek_prefilter_scan(prefilter, world.arena, maek_text_of(text), from, sentences, 3, &marks);
	assert_false(maek_marks_allow(&marks, &trigger, sentences[0], none));
	assert_true(maek_marks_allow(&marks, &trigger, sentences[1], none));
	assert_false(maek_marks_allow(&marks, &trigger, sentences[2], none));
	assert_true(maek_marks_allow(&marks, &trigger, (struct maek_span){0, 17}, none));
	assert_true(maek_marks_allow(&marks, &trigger, sentences[0], sentences[1]));
	maek_guards_free(world.guards);
	maek_arena_free(world.arena);
	maek_arena_free(world.scrap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_match_is_lost), cmocka_unit_test(test_rarest_first),
	                                   cmocka_unit_test(test_marks_are_by_sentence)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
