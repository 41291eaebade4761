/* Lints that look across rules: macros, patterns that stand twice, spellings of lexicons. */
#include "extract/lint_row.h"

#include "extract/keys.h"

#include <stdio.h>
#include <string.h>

/* ---- macros */

static struct maek_text folder_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	return (struct maek_text){file, slash ? (size_t)(slash - file) : 0};
}

static bool is_built_in(const char *name)
{
	static const char *const built_in[] = {"list.separator", "list.tail", "word.tail"}; /* used by the engine itself */
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (strcmp(built_in[i], name) == 0)
			return true;
	return false;
}

/* A pack of definitions alone is for others: only macros beside rules are judged. */
void maek_lint_unused_macro(struct maek_lint *lint)
{
	const struct maek_macros *macros = &lint->rules->macros;
	struct maek_table with_rules = {.arena = lint->arena};
	for (size_t i = 0; i < lint->rules->rules.count; i++)
		maek_table_add(&with_rules, folder_of(lint->rules->rules.items[i]->place.file), 0, NULL);
	for (size_t i = 0; i < macros->list.count; i++) {
		const struct maek_macro *macro = &macros->list.items[i];
		if (!macro->used && !is_built_in(macro->name) &&
		    maek_table_find(&with_rules, folder_of(macro->key->place.file)))
			maek_lint_report(lint, NULL, macro->key->place, "remove it", "no pattern uses the macro '%s'", macro->name);
	}
}

/* ---- patterns that stand twice */

/* Where the alternative that starts at `at` ends: at a | of the top level, or the end. */
static size_t alternative_end(struct maek_text text, size_t at)
{
	int open = 0;
	bool in_class = false;
	for (; at < text.size; at++) {
		char c = text.bytes[at];
		if (c == '\\')
			at++;
		else if (in_class)
			in_class = c != ']';
		else if (c == '[')
			in_class = true, at += at + 1 < text.size && text.bytes[at + 1] == ']';
		else if (c == '(' || c == '{')
			open++;
		else if (c == ')' || c == '}')
			open--;
		else if (c == '|' && !open)
			return at;
	}
	return text.size;
}

struct alternatives {
	struct maek_text *items;
	size_t count, room;
};

static struct alternatives alternatives_of(struct maek_arena *arena, const struct maek_rule *rule)
{
	struct alternatives found = {0};
	for (size_t i = 0; i < rule->patterns.count; i++) {
		struct maek_text text = rule->patterns.items[i].scalar->value;
		for (size_t at = 0; at <= text.size;) {
			size_t end = alternative_end(text, at);
			*MAEK_PUSH(arena, &found) = (struct maek_text){text.bytes + at, end - at};
			at = end + 1;
		}
	}
	return found;
}

static bool has_text(const struct alternatives *in, struct maek_text text)
{
	for (size_t i = 0; i < in->count; i++)
		if (maek_text_equal(in->items[i], text))
			return true;
	return false;
}

static bool is_subset(const struct alternatives *part, const struct alternatives *whole)
{
	for (size_t i = 0; i < part->count; i++)
		if (!has_text(whole, part->items[i]))
			return false;
	return true;
}

/* Two values as they are written; a missing one equals a missing one. */
static bool same_value(const struct maek_yaml *a, const struct maek_yaml *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->count != b->count)
		return false;
	if (a->kind == MAEK_YAML_SCALAR)
		return maek_text_equal(a->value, b->value);
	for (size_t i = 0; i < a->count; i++)
		if (!same_value(a->items[i], b->items[i]) || (a->kind == MAEK_YAML_MAP && !same_value(a->keys[i], b->keys[i])))
			return false;
	return true;
}

static bool same_keys(const struct maek_rule *a, const struct maek_rule *b, const char *const *keys)
{
	for (; *keys; keys++)
		if (!same_value(maek_yaml_get(a->node, *keys), maek_yaml_get(b->node, *keys)))
			return false;
	return true;
}

static bool has_fact(const struct maek_yaml *emit, const struct maek_yaml *fact)
{
	for (size_t i = 0; i < maek_items_count(emit); i++)
		if (same_value(maek_items_at(emit, i), fact))
			return true;
	return false;
}

static bool emits_all(const struct maek_rule *first, const struct maek_rule *second)
{
	const struct maek_yaml *less = maek_yaml_get(second->node, "emit"), *more = maek_yaml_get(first->node, "emit");
	for (size_t i = 0; i < maek_items_count(less); i++)
		if (!has_fact(more, maek_items_at(less, i)))
			return false;
	return true;
}

static const char *short_id(const struct maek_rule *rule)
{
	const struct maek_yaml *id = maek_yaml_get(rule->node, "id");
	return id ? id->value.bytes : rule->id;
}

/* What the lints of this part say about a rule and an earlier one that shares its first alternative. */
static void compare(struct maek_lint *lint, const struct maek_rule *first, const struct maek_rule *second,
                    bool shadowed)
{
	static const char *const frame[] = {"in", "find", "spread", "split", "pair", "refers", NULL};
	static const char *const conditions[] = {"when", "unless", NULL};
	struct alternatives a = alternatives_of(lint->scrap, first), b = alternatives_of(lint->scrap, second);
	bool conditions_equal = same_keys(first, second, conditions);
	if (first->priority < second->priority || !is_subset(&b, &a) || !same_keys(first, second, frame))
		return;
	bool equal = is_subset(&a, &b) && conditions_equal;
	bool covers = emits_all(first, second) &&
	              (conditions_equal || (!first->when.count && !first->unless.count && !first->unless_facts.count));
	struct maek_place place = maek_items_at(maek_yaml_get(second->node, "match"), 0)->place;
	char hint[400];
	snprintf(hint, sizeof hint, "see %s:%d; %s", first->place.file, first->place.line,
	         equal ? "one rule can emit several facts" : "remove this rule, or let the earlier one find less");
	if (!shadowed && equal)
		maek_lint_report(lint, second->node, place, hint, "the rule '%s' has the same pattern", short_id(first));
	else if (shadowed && !equal && covers)
		maek_lint_report(lint, second->node, place, hint, "the rule '%s' finds all of this already", short_id(first));
}

static void compare_stage(struct maek_lint *lint, const struct maek_stage *stage, bool shadowed)
{
	struct maek_table first_with = {.arena = lint->scrap};
	for (size_t i = 0; i < stage->rules.count; i++) {
		const struct maek_rule *rule = stage->rules.items[i];
		struct alternatives found = alternatives_of(lint->scrap, rule);
		bool compared = !maek_lint_is_own(lint, rule->place.file);
		for (size_t k = 0; k < found.count; k++) {
			uint32_t at = *maek_table_add(&first_with, found.items[k], (uint32_t)i, NULL);
			if (at != i && !compared)
				compare(lint, stage->rules.items[at], rule, shadowed);
			compared |= at != i;
		}
	}
	maek_arena_reset(lint->scrap);
}

static bool is_first_standing(const struct maek_rules *rules, size_t stage)
{
	for (size_t i = 0; i < stage; i++)
		if (rules->stages.items[i].file == rules->stages.items[stage].file)
			return false;
	return true;
}

static void compare_stages(struct maek_lint *lint, bool shadowed)
{
	for (size_t i = 0; i < lint->rules->stages.count; i++)
		if (is_first_standing(lint->rules, i))
			compare_stage(lint, &lint->rules->stages.items[i], shadowed);
}

static void compare_items(struct maek_lint *lint, const struct maek_rule *rule)
{
	for (size_t i = 1; i < rule->patterns.count; i++)
		for (size_t k = 0; k < i; k++)
			if (maek_text_equal(rule->patterns.items[i].scalar->value, rule->patterns.items[k].scalar->value)) {
				maek_lint_report(lint, rule->node, rule->patterns.items[i].scalar->place, "remove it",
				                 "the same pattern stands above in this rule");
				break;
			}
}

void maek_lint_duplicate_pattern(struct maek_lint *lint)
{
	compare_stages(lint, false);
	for (size_t i = 0; i < lint->rules->rules.count; i++)
		if (maek_lint_is_own(lint, lint->rules->rules.items[i]->place.file))
			compare_items(lint, lint->rules->rules.items[i]);
}

void maek_lint_shadowed(struct maek_lint *lint)
{
	compare_stages(lint, true);
}
