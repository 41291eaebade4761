/* Lints of what a pattern costs. A pattern that looks risky is run on a text made to be nearly matched. */
#include "extract/lint_row.h"

#include <string.h>

/* ---- no literal */

enum { FEW = 16, OFTEN = 30 }; /* a class of so few characters is as good as one; percent of places tried */

static bool is_needle(const struct maek_regex *set, const void *context)
{
	(void)context;
	if (maek_lint_is_mention(set))
		return true;
	if (!maek_regex_is_listed(set) || set->ranges.count > FEW)
		return false;
	for (size_t i = 0; i < set->ranges.count; i++)
		if (set->ranges.items[i].first != set->ranges.items[i].last || maek_is_space(set->ranges.items[i].first))
			return false;
	return true;
}

static int count_start(const struct maek_callout *callout, void *context)
{
	size_t *count = context;
	*count += callout->number == 99;
	return 1;
}

/* At how many of 100 places of the sample does the engine begin to match? */
static size_t places_tried(struct maek_lint *lint, struct maek_text source)
{
	struct maek_pattern_problem problem;
	struct maek_buffer counted = {.arena = lint->scrap};
	maek_buffer_string(&counted, "(?C99)(?:");
	maek_buffer_text(&counted, source);
	maek_buffer_string(&counted, ")");
	struct maek_pattern *pattern = maek_pattern_new((struct maek_text){counted.bytes, counted.size}, &problem);
	size_t count = 0, characters = maek_text_count(lint->sample, lint->sample.size);
	if (!pattern)
		return 0;
	maek_pattern_match(pattern, lint->scratch, lint->sample, 0, false, count_start, &count);
	maek_pattern_free(pattern);
	return characters ? 100 * count / characters : 100;
}

void maek_lint_no_literal(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	if (pattern->is_candidate || pattern->role != MAEK_LINT_MATCH || pattern->rule->region == MAEK_REGION_MENTION ||
	    maek_regex_requires(pattern->tree, is_needle, NULL))
		return;
	size_t tried = places_tried(lint, pattern->pattern->expansion.source);
	if (tried < OFTEN)
		return;
	maek_lint_report(
		lint, pattern->rule->node, pattern->pattern->scalar->place,
		"ask for a word, a mark or a mention that every match has",
		"no character or mention is required: tried at %zu of 100 places of the examples, in every sentence", tried);
}

/* ---- repeats in repeats */

enum { MANY = 8 }; /* a repeat up to this many times can be shared out in few ways */

static bool varies(const struct maek_regex *node)
{
	return node->kind == MAEK_REGEX_REPEAT && node->max >= MANY && node->max > node->min && !node->possessive;
}

struct sharing {
	const struct maek_regex *set; /* of the inner repeat */
};

static bool is_apart(const struct maek_regex *set, const void *context)
{
	const struct sharing *sharing = context;
	return !maek_regex_overlap(set, sharing->set);
}

/* Does what stands around the inner repeat always bring a character that it cannot take? */
static bool is_fenced(const struct maek_regex *node, const struct maek_regex *inner, const struct sharing *sharing)
{
	while (node != inner) {
		if (maek_regex_requires(node, is_apart, sharing))
			return true;
		const struct maek_regex *next = inner;
		for (size_t i = 0; i < node->items.count; i++)
			if (node->items.items[i]->start <= inner->start && inner->end <= node->items.items[i]->end)
				next = node->items.items[i];
		node = next;
	}
	return false;
}

/* The repeat within the body of `outer` whose text could as well belong to the next round. */
static const struct maek_regex *shared_repeat(const struct maek_regex *outer, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_LOOK || (node->kind == MAEK_REGEX_GROUP && node->possessive))
		return NULL;
	if (varies(node) && node->max == MAEK_REGEX_FOREVER && node != outer) { /* short ones are left to the probe */
		struct sharing sharing = {maek_regex_set_of(node->items.items[0])};
		if (sharing.set && !is_fenced(outer->items.items[0], node, &sharing))
			return node;
	}
	for (size_t i = 0; i < node->items.count; i++) {
		const struct maek_regex *found = shared_repeat(outer, node->items.items[i]);
		if (found)
			return found;
	}
	return NULL;
}

static void find_nested(struct maek_lint *lint, const struct maek_lint_pattern *pattern, const struct maek_regex *node)
{
	const struct maek_regex *inner = varies(node) ? shared_repeat(node, node) : NULL;
	if (inner) {
		maek_lint_report(
			lint, pattern->rule->node, maek_lint_place_of(pattern, inner),
			"let every round begin or end with a character that the inner repeat cannot take, or write (?>...)",
			"a repeat within a repeat: the same text can be shared out in many ways");
		return;
	}
	for (size_t i = 0; i < node->items.count; i++)
		find_nested(lint, pattern, node->items.items[i]);
}

void maek_lint_nested_quantifier(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	find_nested(lint, pattern, pattern->tree);
}

/* ---- the probe */

static bool holds_varying(const struct maek_regex *node)
{
	if (varies(node))
		return true;
	for (size_t i = 0; i < node->items.count; i++)
		if (holds_varying(node->items.items[i]))
			return true;
	return false;
}

/* The number of characters on which the match hits its limit, or 0. */
static size_t probe(struct maek_lint *lint, const struct maek_lint_pattern *pattern, const struct maek_regex *repeat)
{
	static const uint32_t rounds[] = {16, 32, 48};
	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		struct maek_buffer text = {.arena = lint->scrap};
		maek_regex_pump(pattern->tree, repeat, rounds[i], &text);
		maek_buffer_code_point(&text, 0x2603); /* a sign that nothing asks for */
		struct maek_text subject = {text.bytes, text.size};
		if (maek_pattern_match(pattern->pattern->pattern, lint->scratch, subject, 0, true, NULL, NULL) ==
		    MAEK_MATCH_LIMIT)
			return maek_text_count(subject, subject.size);
	}
	return 0;
}

static void probe_all(struct maek_lint *lint, const struct maek_lint_pattern *pattern, const struct maek_regex *node)
{
	size_t size = varies(node) && holds_varying(node->items.items[0]) ? probe(lint, pattern, node) : 0;
	if (size) {
		maek_lint_report(
			lint, pattern->rule->node, maek_lint_place_of(pattern, node),
			"no text should match in two ways: make the parts of the repeat differ in a character, or write (?>...)",
			"%zu characters that nearly match exceed the limit of steps: the rule is then skipped in that document",
			size);
		return;
	}
	for (size_t i = 0; i < node->items.count; i++)
		probe_all(lint, pattern, node->items.items[i]);
}

void maek_lint_catastrophic(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	probe_all(lint, pattern, pattern->tree);
}

/* ---- copies */

enum { LARGE = 16000 }; /* bytes of source; the compiled pattern has 64 KiB */

static void find_large(struct maek_lint *lint, const struct maek_lint_pattern *pattern, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_REPEAT && node->items.items[0]->kind != MAEK_REGEX_SET) {
		uint32_t copies = node->max == MAEK_REGEX_FOREVER ? node->min : node->max;
		uint32_t size = node->items.items[0]->end - node->items.items[0]->start;
		if (copies > 1 && size > LARGE / copies) {
			maek_lint_report(lint, pattern->rule->node, maek_lint_place(pattern, node->start, node->end),
			                 "write * or *? and bound it by what follows, or shorten the macro",
			                 "the repeat copies %u bytes of pattern %u times; a pattern has room for 64 KiB", size,
			                 copies);
			return;
		}
	}
	for (size_t i = 0; i < node->items.count; i++)
		find_large(lint, pattern, node->items.items[i]);
}

void maek_lint_large_repeat(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	find_large(lint, pattern, pattern->tree);
}
