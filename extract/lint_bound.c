/* The lint of facts that no alternative of a pattern binds the groups of: `{Company:who}은|는\s{Model:what}` has one group
 * in each alternative, where `(?:은|는)` was meant.
 */
#include "extract/lint_row.h"

#include <string.h>

/* The alternatives of the whole pattern; NULL: it has none. A callout behind them belongs to the matcher. */
static const struct maek_regex *top_choice(const struct maek_regex *node, struct maek_text source)
{
	while (node && node->kind != MAEK_REGEX_CHOICE) {
		bool only = node->items.count == 1 ||
		            (node->items.count > 1 && node->kind == MAEK_REGEX_SEQUENCE && node->items.items[0]->start == node->start &&
		             node->items.items[0]->end + 3 < source.size &&
		             memcmp(source.bytes + node->items.items[0]->end, "(?C", 3) == 0);
		bool is_wrapper = node->kind == MAEK_REGEX_SEQUENCE || node->kind == MAEK_REGEX_GROUP;
		node = only && is_wrapper ? node->items.items[0] : NULL;
	}
	return node;
}

static bool names(struct maek_arena *arena, struct maek_text part, const char *group)
{
	const char *opening = maek_arena_format(arena, "(?<%s>", group);
	return memmem(part.bytes, part.size, opening, strlen(opening)) != NULL;
}

static bool binds_all(struct maek_arena *arena, const struct maek_rule *rule, const struct maek_emit *emit, struct maek_text part)
{
	for (size_t i = 0; i < emit->arg_count; i++)
		if (emit->args[i].kind == MAEK_ARG_GROUP && !names(arena, part, rule->groups.items[emit->args[i].group].name))
			return false;
	return true;
}

static bool is_ever_said(struct maek_lint *lint, const struct maek_rule *rule, const struct maek_emit *emit,
                         const struct maek_regex *const *choices)
{
	for (size_t i = 0; i < rule->patterns.count; i++) {
		struct maek_text source = rule->patterns.items[i].expansion.source;
		if (!choices[i] && binds_all(lint->arena, rule, emit, source))
			return true;
		for (size_t k = 0; choices[i] && k < choices[i]->items.count; k++) {
			const struct maek_regex *item = choices[i]->items.items[k];
			if (binds_all(lint->arena, rule, emit, (struct maek_text){source.bytes + item->start, item->end - item->start}))
				return true;
		}
	}
	return false;
}

void maek_lint_never_bound(struct maek_lint *lint, const struct maek_rule *rule)
{
	struct maek_arena *arena = lint->arena;
	const struct maek_regex **choices = maek_arena_alloc(arena, (rule->patterns.count + 1) * sizeof *choices);
	size_t first = rule->patterns.count;
	for (size_t i = 0; i < rule->patterns.count; i++) {
		struct maek_text source = rule->patterns.items[i].expansion.source;
		choices[i] = memchr(source.bytes, '|', source.size) ? top_choice(maek_regex_parse(arena, source), source) : NULL;
		first = i < first && choices[i] ? i : first;
	}
	for (size_t i = 0; first < rule->patterns.count && i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->arg_count < 2 || is_ever_said(lint, rule, emit, choices))
			continue;
		struct maek_lint_pattern pattern = {.rule = rule, .pattern = &rule->patterns.items[first]};
		size_t bar = choices[first]->items.items[0]->end;
		maek_lint_report(lint, rule->node, maek_lint_place(&pattern, bar, bar + 1),
		                 "put what is alternative into brackets: (?:one|other)",
		                 "no alternative has all groups of the fact in line %d, so it is never said", emit->place.line);
		return;
	}
}
