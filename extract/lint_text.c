/* Lints of how a pattern meets Korean text: context, particles, other mentions. */
#include "extract/lint_row.h"

#include "extract/keys.h"

/* ---- .* across mentions */

static bool is_dot(const struct maek_regex *node)
{
	return node->kind == MAEK_REGEX_SET && node->negated && !node->properties.count && node->ranges.count == 1 &&
	       node->ranges.items[0].first == '\n' && node->end == node->start + 1;
}

static bool has_mention(const struct maek_regex *node, uint32_t from, uint32_t to)
{
	if (node->end <= from || node->start >= to || node->kind == MAEK_REGEX_LOOK)
		return false;
	if (node->kind == MAEK_REGEX_SET)
		return node->start >= from && node->end <= to && maek_lint_is_mention(node);
	for (size_t i = 0; i < node->items.count; i++)
		if (has_mention(node->items.items[i], from, to))
			return true;
	return false;
}

static void find_dots(struct maek_lint *lint, const struct maek_lint_pattern *pattern, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_LOOK)
		return;
	if (node->kind == MAEK_REGEX_REPEAT && node->max == MAEK_REGEX_FOREVER && is_dot(node->items.items[0]) &&
	    has_mention(pattern->tree, 0, node->start) && has_mention(pattern->tree, node->end, UINT32_MAX))
		maek_lint_report(
			lint, pattern->rule->node, maek_lint_place_of(pattern, node),
			"write {!Type}*? with the types that must not stand between, or find: all to pair each with each",
			"this runs across other mentions, so the two may not belong together");
	for (size_t i = 0; i < node->items.count; i++)
		find_dots(lint, pattern, node->items.items[i]);
}

/* `find: all` means it so. */
void maek_lint_across_mentions(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	if (pattern->role == MAEK_LINT_MATCH && !pattern->rule->all)
		find_dots(lint, pattern, pattern->tree);
}

/* ---- a name out of any word */

enum { FEW = 12 }; /* a class of so many characters is still context */

static bool is_context(const struct maek_regex *set, const void *context)
{
	(void)context;
	if (maek_lint_is_mention(set))
		return true;
	if (!maek_regex_is_listed(set) || set->ranges.count > FEW)
		return false;
	for (size_t i = 0; i < set->ranges.count; i++) {
		uint32_t code = set->ranges.items[i].first;
		if (code != set->ranges.items[i].last || !(maek_is_letter(code) || maek_is_digit(code)))
			return false;
	}
	return true;
}

static bool makes_name(const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->kind == MAEK_EMIT_MENTION && emit->args[0].kind == MAEK_ARG_GROUP &&
		    rule->groups.items[emit->args[0].group].raw)
			return true;
	}
	return false;
}

void maek_lint_precision_trap(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	const struct maek_rule *rule = pattern->rule;
	if (pattern->is_candidate || pattern->role != MAEK_LINT_MATCH || rule->when.count ||
	    rule->region == MAEK_REGION_MENTION || !makes_name(rule) ||
	    maek_regex_requires(pattern->tree, is_context, NULL))
		return;
	maek_lint_report(lint, rule->node, pattern->pattern->scalar->place,
	                 "ask for a word, a mention or a mark beside the name, or add `when`",
	                 "any word of this shape becomes a mention: the pattern needs no context");
}

/* ---- \b */

static bool is_hangul(const struct maek_regex *set, const void *context)
{
	(void)context;
	for (size_t i = 0; !set->negated && i < set->ranges.count; i++)
		if (maek_is_hangul_syllable(set->ranges.items[i].first))
			return true;
	return maek_regex_holds(set, 0xAC00) || maek_regex_holds(set, 0xC740);
}

static bool is_word(const struct maek_regex *set, const void *context)
{
	(void)context;
	uint32_t code = maek_regex_member(set);
	return maek_is_letter(code) || maek_is_digit(code);
}

static bool touches_hangul(const struct maek_regex *sequence, size_t at)
{
	bool ends = true, word_before = false, more = true;
	for (size_t i = at; i > 0 && more; i--) {
		const struct maek_regex *item = sequence->items.items[i - 1];
		if (maek_regex_edge(item, true, is_hangul, NULL))
			return true;
		word_before |= maek_regex_edge(item, true, is_word, NULL);
		more = !maek_regex_least(item);
	}
	more = true;
	for (size_t i = at + 1; i < sequence->items.count && more; i++) {
		const struct maek_regex *item = sequence->items.items[i];
		if (maek_regex_edge(item, false, is_hangul, NULL))
			return true;
		more = !maek_regex_least(item);
		ends &= more;
	}
	return ends && word_before; /* a name, and then its particle */
}

static void find_boundaries(struct maek_lint *lint, const struct maek_lint_pattern *pattern,
                            const struct maek_regex *node)
{
	for (size_t i = 0; i < node->items.count; i++) {
		const struct maek_regex *item = node->items.items[i];
		if (node->kind == MAEK_REGEX_SEQUENCE && item->kind == MAEK_REGEX_ASSERT && item->code == 'b' &&
		    touches_hangul(node, i))
			maek_lint_report(
				lint, pattern->rule->node, maek_lint_place_of(pattern, item),
				"on the left write (?<![\\p{L}\\p{N}]); on the right let a particle follow, or write (?![A-Za-z0-9])",
				"\\b sees no boundary between a name and its particle");
		find_boundaries(lint, pattern, item);
	}
}

void maek_lint_word_boundary(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	find_boundaries(lint, pattern, pattern->tree);
}
