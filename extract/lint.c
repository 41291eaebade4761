/* The table of lints, and how they are run. A pattern's tree is made once, shown to every lint of patterns and thrown
 * away, so that memory stays flat over many rules.
 */
#include "extract/lint_row.h"

#include "extract/bundle.h"
#include "extract/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct maek_lint_row rows[] = {
	{.id = "across-mentions",
     .what = "`.*` between two mentions runs across others of their types",
     .pattern = maek_lint_across_mentions},
	{.id = "catastrophic-backtracking",
     .what = "a text that nearly matches takes more steps than a rule is given",
     .pattern = maek_lint_catastrophic},
	{.id = "claimed-twice", .what = "one spelling belongs to two names of a type", .packs = maek_lint_claimed_twice},
	{.id = "common-word", .what = "a spelling of a lexicon is a common word", .packs = maek_lint_common_word},
	{.id = "duplicate-pattern",
     .what = "two rules, or two items of one, have the same pattern",
     .packs = maek_lint_duplicate_pattern},
	{.id = "large-repeat",
     .what = "a counted repeat copies a long macro many times",
     .pattern = maek_lint_large_repeat},
	{.id = "missing-examples", .what = "a rule without examples", .packs = maek_lint_missing_examples},
	{.id = "nested-quantifier",
     .what = "a repeat within a repeat can share out the same text in many ways",
     .pattern = maek_lint_nested_quantifier},
	{.id = "never-bound",
     .what = "a fact whose groups no alternative of the pattern has together",
     .rule = maek_lint_never_bound},
	{.id = "never-made", .what = "a type or relation that no rule and no lexicon makes", .packs = maek_lint_never_made},
	{.id = "never-matches",
     .what = "a pattern or inference that nothing can satisfy",
     .pattern = maek_lint_never_matches,
     .packs = maek_lint_never_derives},
	{.id = "no-literal",
     .what = "a pattern without a character or mention that it needs is tried nearly everywhere",
     .pattern = maek_lint_no_literal},
	{.id = "precision-trap",
     .what = "a name is taken from any word, without context",
     .pattern = maek_lint_precision_trap},
	{.id = "shadowed-rule",
     .what = "an earlier rule finds everything that this one finds",
     .packs = maek_lint_shadowed},
	{.id = "short-spelling", .what = "a spelling of a lexicon is one syllable", .packs = maek_lint_short_spelling},
	{.id = "unnamed-capture",
     .what = "parentheses capture what nothing can name",
     .pattern = maek_lint_unnamed_capture},
	{.id = "unused-group", .what = "a named group that nothing uses", .rule = maek_lint_unused_group},
	{.id = "unused-macro", .what = "a macro that no pattern uses", .packs = maek_lint_unused_macro},
	{.id = "useless-allow", .what = "`allow` names a lint that has nothing to say here"},
	{.id = "word-boundary",
     .what = "`\\b` next to Hangul: particles are letters as well",
     .pattern = maek_lint_word_boundary},
};
enum { ROWS = sizeof rows / sizeof *rows };

size_t maek_lint_count(void)
{
	return ROWS;
}

const char *maek_lint_id(size_t index)
{
	return rows[index].id;
}

const char *maek_lint_what(size_t index)
{
	return rows[index].what;
}

/* ---- allow */

void maek_lint_expect_allow(const struct maek_yaml *map, struct maek_errors *errors)
{
	const struct maek_yaml *list = maek_yaml_get(map, "allow");
	const char *names[ROWS];
	for (size_t i = 0; i < ROWS; i++)
		names[i] = rows[i].id;
	if (!maek_expect(list, MAEK_YAML_LIST, "allow", errors))
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct maek_yaml *item = list->items[i];
		if (!maek_expect(item, MAEK_YAML_SCALAR, "a lint", errors))
			continue;
		size_t at = 0;
		while (at < ROWS && strcmp(names[at], item->value.bytes) != 0)
			at++;
		const char *nearest = maek_nearest_name(item->value.bytes, names, ROWS);
		char hint[160];
		snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
		if (at == ROWS)
			maek_errors_add(errors, MAEK_ERROR, "unknown-lint", item->place, nearest ? hint : NULL, "unknown lint '%s'",
			                item->value.bytes);
	}
}

static bool is_allowed(struct maek_lint *lint, const struct maek_yaml *owner)
{
	const struct maek_yaml *list = maek_yaml_get(owner, "allow");
	for (size_t i = 0; i < maek_items_count(list); i++) {
		if (strcmp(list->items[i]->value.bytes, lint->id) != 0)
			continue;
		for (size_t k = 0; k < lint->allows.count; k++)
			lint->allows.items[k].used |= lint->allows.items[k].id == list->items[i];
		return true;
	}
	return false;
}

static void note_allow(struct maek_lint *lint, const struct maek_yaml *owner)
{
	const struct maek_yaml *list = maek_yaml_get(owner, "allow");
	for (size_t i = 0; i < maek_items_count(list); i++)
		if (maek_lint_is_own(lint, list->place.file))
			*MAEK_PUSH(lint->arena, &lint->allows) = (struct maek_lint_allow){list->items[i], false};
}

static void note_allows(struct maek_lint *lint)
{
	const struct maek_rules *rules = lint->rules;
	for (size_t i = 0; i < rules->rules.count; i++)
		note_allow(lint, rules->rules.items[i]->node);
	for (size_t i = 0; i < rules->infer.count; i++)
		note_allow(lint, rules->infer.items[i]->node);
	for (size_t i = 0; i < rules->candidates.count; i++)
		note_allow(lint, rules->candidates.items[i]->rule.node);
	for (size_t i = 0; i < rules->lexicons.count; i++)
		note_allow(lint, rules->lexicons.items[i]->node);
	for (size_t i = 0; i < rules->schema.types.count; i++)
		note_allow(lint, rules->schema.types.items[i].node);
	for (size_t i = 0; i < rules->schema.relations.count; i++)
		note_allow(lint, rules->schema.relations.items[i].node);
}

static void report_useless(struct maek_lint *lint)
{
	lint->id = "useless-allow";
	for (size_t i = 0; i < lint->allows.count; i++)
		if (!lint->allows.items[i].used)
			maek_lint_report(lint, NULL, lint->allows.items[i].id->place, "remove it",
			                 "nothing here to allow with '%s'", lint->allows.items[i].id->value.bytes);
}

/* ---- reports and places */

void maek_lint_report(struct maek_lint *lint, const struct maek_yaml *owner, struct maek_place place, const char *hint,
                      const char *format, ...)
{
	if (is_allowed(lint, owner) || !maek_lint_is_own(lint, place.file)) /* a macro of a pack that is only used */
		return;
	va_list values;
	va_start(values, format);
	const char *message = maek_arena_vformat(lint->arena, format, values);
	va_end(values);
	maek_errors_add(lint->errors, MAEK_WARNING, lint->id, place, hint, "%s", message);
}

struct maek_place maek_lint_place(const struct maek_lint_pattern *pattern, size_t start, size_t end)
{
	const struct maek_expansion *expansion = &pattern->pattern->expansion;
	struct maek_place place = maek_expansion_place(expansion, start);
	struct maek_place last = maek_expansion_place(expansion, end > start ? end - 1 : start);
	if (last.file == place.file && last.line == place.line && last.column > place.column)
		place.end_column = last.end_column > last.column ? last.end_column : last.column + 1;
	return place;
}

struct maek_place maek_lint_place_of(const struct maek_lint_pattern *pattern, const struct maek_regex *node)
{
	return maek_lint_place(pattern, node->start, node->end);
}

struct maek_place maek_lint_id_place(const struct maek_yaml *node)
{
	const struct maek_yaml *id = maek_yaml_get(node, "id");
	return id ? id->place : node->place;
}

static bool is_given(const struct maek_lint *lint, const char *folder)
{
	const char *real = maek_pack_real(lint->arena, folder);
	bool found = false;
	for (size_t i = 0; real && i < lint->folder_count && !found; i++) {
		const char *given = maek_pack_real(lint->arena, lint->folders[i]);
		bool is_bundle = maek_bundle_is(lint->folders[i]); /* all its packs are given */
		found = given && strcmp(given, is_bundle ? maek_bundle_of(lint->arena, real) : real) == 0;
	}
	return found;
}

/* Asked once a folder: a pack may be reached by several ways. */
bool maek_lint_is_own(struct maek_lint *lint, const char *file)
{
	const char *slash = file ? strrchr(file, '/') : NULL;
	if (!slash)
		return false;
	struct maek_text folder = {file, (size_t)(slash - file)};
	bool is_new;
	uint32_t *own = maek_table_add(&lint->own, folder, 0, &is_new);
	if (is_new)
		*own = is_given(lint, maek_arena_copy(lint->arena, folder.bytes, folder.size));
	return *own;
}

bool maek_lint_is_mention(const struct maek_regex *set)
{
	if (!maek_regex_is_listed(set))
		return false;
	for (size_t i = 0; i < set->ranges.count; i++)
		if (set->ranges.items[i].first < 0xF0000)
			return false;
	return true;
}

/* ---- running */

/* What each rule sees: the types of the stages above its last standing and of the lexicons beside it. */
static void find_types(struct maek_lint *lint)
{
	const struct maek_rules *rules = lint->rules;
	lint->seen = maek_arena_alloc(lint->arena, (rules->rules.count + 1) * sizeof *lint->seen);
	for (size_t i = 0; i < rules->stages.count; i++) {
		const struct maek_stage *stage = &rules->stages.items[i];
		for (size_t k = 0; k < stage->lexicons.count; k++)
			lint->made |= UINT64_C(1) << stage->lexicons.items[k]->type;
		for (size_t k = 0; k < stage->rules.count; k++)
			lint->seen[stage->rules.items[k]->order] = lint->made;
		for (size_t k = 0; k < stage->rules.count; k++)
			for (size_t e = 0; e < stage->rules.items[k]->emits.count; e++)
				if (stage->rules.items[k]->emits.items[e].kind == MAEK_EMIT_MENTION)
					lint->made |= UINT64_C(1) << stage->rules.items[k]->emits.items[e].type;
	}
}

enum { SAMPLE = 6000 };

static void find_sample(struct maek_lint *lint)
{
	struct maek_buffer text = {.arena = lint->arena};
	for (size_t i = 0; i < lint->rules->rules.count; i++) {
		const struct maek_rule *rule = lint->rules->rules.items[i];
		for (size_t k = 0; k < rule->examples.count && text.size < SAMPLE; k++) {
			maek_buffer_text(&text, rule->examples.items[k].text->value);
			maek_buffer_string(&text, "\n");
		}
	}
	lint->sample = (struct maek_text){text.bytes, text.size};
}

static void look_at_pattern(struct maek_lint *lint, struct maek_lint_pattern *pattern,
                            const struct maek_match_pattern *match, enum maek_lint_role role)
{
	pattern->pattern = match;
	pattern->role = role;
	pattern->tree = maek_regex_parse(lint->scrap, match->expansion.source);
	for (size_t i = 0; i < ROWS && pattern->tree; i++)
		if (rows[i].pattern) {
			lint->id = rows[i].id;
			rows[i].pattern(lint, pattern);
		}
	maek_arena_reset(lint->scrap);
}

static void look_at_rule(struct maek_lint *lint, const struct maek_rule *rule, bool is_candidate)
{
	if (!maek_lint_is_own(lint, rule->place.file))
		return;
	struct maek_lint_pattern pattern = {.rule = rule, .is_candidate = is_candidate};
	pattern.seen = is_candidate ? lint->made : lint->seen[rule->order];
	for (size_t i = 0; i < rule->patterns.count; i++)
		look_at_pattern(lint, &pattern, &rule->patterns.items[i], MAEK_LINT_MATCH);
	for (size_t i = 0; i < rule->when.count; i++)
		for (size_t k = 0; k < rule->when.items[i].patterns.count; k++)
			look_at_pattern(lint, &pattern, &rule->when.items[i].patterns.items[k], MAEK_LINT_WHEN);
	for (size_t i = 0; i < rule->unless.count; i++)
		for (size_t k = 0; k < rule->unless.items[i].patterns.count; k++)
			look_at_pattern(lint, &pattern, &rule->unless.items[i].patterns.items[k], MAEK_LINT_UNLESS);
	for (size_t i = 0; i < ROWS && !is_candidate; i++)
		if (rows[i].rule) {
			lint->id = rows[i].id;
			rows[i].rule(lint, rule);
		}
}

void maek_lint(const struct maek_rules *rules, const char *const *folders, size_t count, struct maek_errors *errors)
{
	struct maek_lint lint = {.rules = rules, .folders = folders, .folder_count = count, .errors = errors};
	lint.arena = maek_arena_new();
	lint.own.arena = lint.arena;
	lint.scrap = maek_arena_new();
	lint.scratch = maek_scratch_new();
	note_allows(&lint);
	find_types(&lint);
	find_sample(&lint);
	for (size_t i = 0; i < rules->rules.count; i++)
		look_at_rule(&lint, rules->rules.items[i], false);
	for (size_t i = 0; i < rules->candidates.count; i++)
		look_at_rule(&lint, &rules->candidates.items[i]->rule, true);
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].packs) {
			lint.id = rows[i].id;
			rows[i].packs(&lint);
		}
	report_useless(&lint);
	maek_scratch_free(lint.scratch);
	maek_arena_free(lint.scrap);
	maek_arena_free(lint.arena);
}
