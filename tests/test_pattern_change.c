/* What two versions of a pattern differ in: the parts as they are told, and for many texts that where none of them occurs
 * both versions match alike. */
#include "extract/pattern.h"
#include "extract/pattern_change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `parts`: one after the other between spaces; NULL: it cannot be said. */
static const struct pair {
	const char *before, *after, *parts;
} pairs[] = {
	{"a(?:b|c)d", "a(?:b|c)d", ""},
	{"a(?:b|c)d", "a(?:b|x|c)d", "x"},
	{"a(?:bb|c)d", "a(?:c)d", "bb"},
	{"a(?:b|c|d)d", "a(?:b|d|x)d", "c x"},
	{"a(?:b|c)d(?=b|c)", "a(?:b|c|x)d(?=b|c|x)", "x x"},
	{"a(?:b|c)d", "a(?:c|b)d", "b c c b"},
	{"(?<g>[ab]+)c", "(?<g>[abx]+)c", "[\\x{78}-\\x{78}]"},
	{"(?<g>[^ab]+)c", "(?<g>[^a]+)c", "[\\x{62}-\\x{62}]"},
	{"(?:\\([^()]{1,3}\\))?c?", "(?:\\([^()]{1,1}\\))?c?", "\\((?:[^()]){2}"},
	{"b{1,4}?c", "b{1,2}?c", "(?:b){3}"},
	{"b{1,4}?c", "b{1,2}c", "b{1,4}?c b{1,2}c"},
	{"b?c", "b{0,3}?c", "b?c b{0,3}?c"},
	{"a(?!b|d)c?", "a(?!b)c?", "d"},
	{"a(?!b|d|c)c?", "a(?!b|d)c?", "c"},
	{"(?<=a|b)c", "(?<=a|b|x)c", "x"},
	{"ab", "ba", "ab ba"},
	{"a(b)\\1", "a(c)\\1", NULL},
	{"(?i)a", "(?i)b", NULL},
	{"a\\Kb", "a\\Kc", NULL},
	{"a(", "b(", NULL},
};

static int failed;

static void check(bool ok, const struct pair *pair, const char *what, const char *with)
{
	if (ok)
		return;
	failed++;
	fprintf(stderr, "%s -> %s: %s %s\n", pair->before, pair->after, what, with);
}

static struct maek_pattern *compile(struct maek_text source)
{
	struct maek_pattern_problem problem;
	return maek_pattern_new(source, &problem);
}

static bool finds(const struct maek_pattern *pattern, struct maek_scratch *scratch, struct maek_text text,
                  struct maek_span *span)
{
	bool found = maek_pattern_match(pattern, scratch, text, 0, false, NULL, NULL) == MAEK_MATCH_FOUND;
	*span = found ? maek_scratch_group(scratch, 0) : MAEK_SPAN_NONE;
	return found;
}

static bool any_occurs(const struct maek_pattern_parts *parts, struct maek_scratch *scratch, struct maek_text text)
{
	bool any = false;
	for (size_t i = 0; i < parts->count; i++) {
		struct maek_pattern *part = compile(parts->items[i].source);
		struct maek_span span;
		any = !part || finds(part, scratch, text, &span) || any;
		maek_pattern_free(part);
	}
	return any;
}

/* All texts of up to six of these characters. */
static void match_alike(const struct pair *pair, const struct maek_pattern_parts *parts)
{
	static const char letters[] = "abcdx()";
	enum { LETTERS = sizeof letters - 1, LONGEST = 5 };
	struct maek_pattern *before = compile(maek_text_of(pair->before)), *after = compile(maek_text_of(pair->after));
	struct maek_scratch *scratch = maek_scratch_new();
	size_t alike = 0, all = 0;
	for (size_t number = 1, most = LETTERS * LETTERS * LETTERS * LETTERS * LETTERS; number < most; number += 3) {
		char text[LONGEST + 1] = "";
		size_t size = 0;
		for (size_t rest = number; rest; rest /= LETTERS)
			text[size++] = letters[rest % LETTERS];
		struct maek_span a, b;
		finds(before, scratch, maek_text_of(text), &a);
		finds(after, scratch, maek_text_of(text), &b);
		bool differs = a.start != b.start || a.end != b.end;
		all += differs;
		if (differs && !any_occurs(parts, scratch, maek_text_of(text)))
			check(false, pair, "differ without a part in", text);
		alike += !differs;
	}
	check(alike > 0 &&
	          (all > 0 || !parts->count || strcmp(pair->before, "a(?:b|c)d") == 0 || strcmp(pair->before, "b?c") == 0),
	      pair, "no text tells them apart", "");
	maek_pattern_free(before);
	maek_pattern_free(after);
	maek_scratch_free(scratch);
}

static void test(struct maek_arena *arena, const struct pair *pair)
{
	struct maek_pattern_parts parts = {0};
	struct maek_buffer said = {.arena = arena};
	bool known = maek_pattern_compare(arena, maek_text_of(pair->before), maek_text_of(pair->after), &parts);
	maek_buffer_string(&said, "");
	for (size_t i = 0; i < parts.count && known; i++) {
		maek_buffer_string(&said, i ? " " : "");
		maek_buffer_text(&said, parts.items[i].source);
	}
	const char *text = said.bytes ? said.bytes : "";
	check(known == (pair->parts != NULL), pair, "known:", known ? "yes" : "no");
	check(!pair->parts || strcmp(text, pair->parts) == 0, pair, "differ in", text);
	if (known && pair->parts)
		match_alike(pair, &parts);
}

int main(void)
{
	struct maek_arena *arena = maek_arena_new();
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		test(arena, &pairs[i]);
	maek_arena_free(arena);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
