/* Idea: what a version says of a sentence are the matches of its patterns that its conditions let through. Conditions that
 * both versions have need no look. Of the others some are decided by the sentence: one that names no group, and one whose
 * pattern matches nowhere in it. Then versions whose conditions let the sentence through say the same when their matches
 * are the same: since the patterns are, or since they are compared, from every character on, so that it does not matter
 * where the matcher goes on after a match.
 */
#include "extract/rule_versions.h"

#include <string.h>

bool maek_rule_is_local(const struct maek_rule *rule)
{
	return rule->region == MAEK_REGION_SENTENCE;
}

/* ---- conditions */

struct conditions {
	const struct maek_condition *items;
	size_t count;
};

static bool same_condition(const struct maek_condition *a, const struct maek_condition *b)
{
	if (a->region != b->region || a->patterns.count != b->patterns.count)
		return false;
	for (size_t i = 0; i < a->patterns.count; i++)
		if (!maek_text_equal(a->patterns.items[i].expansion.source, b->patterns.items[i].expansion.source))
			return false;
	return true;
}

static bool has(struct conditions conditions, const struct maek_condition *wanted)
{
	for (size_t i = 0; i < conditions.count; i++)
		if (same_condition(&conditions.items[i], wanted))
			return true;
	return false;
}

/* What a condition makes of a sentence, whatever the match: it holds, it does not, or that depends. */
enum truth { FALSE, TRUE, DEPENDS };

static enum truth truth_of(const struct maek_condition *condition, struct maek_text text, struct maek_scratch *scratch)
{
	enum truth truth = FALSE;
	if (condition->region != MAEK_REGION_SAME)
		return DEPENDS;
	for (size_t i = 0; i < condition->patterns.count; i++) {
		const struct maek_match_pattern *pattern = &condition->patterns.items[i];
		enum maek_match result = maek_pattern_match(pattern->pattern, scratch, text, 0, false, NULL, NULL);
		if (result == MAEK_MATCH_NONE)
			continue;
		if (result == MAEK_MATCH_FOUND && !pattern->pinned && !pattern->names_list)
			return TRUE;
		truth = DEPENDS;
	}
	return truth;
}

/* Do the conditions of `rule` that `other` has not let matches in the sentence through? */
static enum truth passes(const struct maek_rule *rule, const struct maek_rule *other, struct maek_text text,
                         struct maek_scratch *scratch)
{
	struct conditions whens = {other->when.items, other->when.count}, unlesses = {other->unless.items, other->unless.count};
	enum truth all = TRUE;
	for (size_t side = 0; side < 2; side++) {
		const struct maek_condition *items = side ? rule->unless.items : rule->when.items;
		size_t count = side ? rule->unless.count : rule->when.count;
		for (size_t i = 0; i < count; i++) {
			if (has(side ? unlesses : whens, &items[i]))
				continue;
			enum truth truth = truth_of(&items[i], text, scratch);
			if (truth == (side ? TRUE : FALSE))
				return FALSE;
			all = truth == DEPENDS ? DEPENDS : all;
		}
	}
	return all;
}

/* ---- matches */

static bool finds(const struct maek_rule *rule, struct maek_text text, struct maek_scratch *scratch)
{
	for (size_t i = 0; rule && i < rule->patterns.count; i++)
		if (maek_pattern_match(rule->patterns.items[i].pattern, scratch, text, 0, false, NULL, NULL) != MAEK_MATCH_NONE)
			return true;
	return false;
}

struct found {
	enum maek_match result;
	struct maek_span spans[MAEK_PATTERN_GROUPS + 1]; /* the match, then the rule's groups */
};

static void find_at(const struct maek_rule *rule, const struct maek_match_pattern *pattern, struct maek_text text, size_t at,
                    struct maek_scratch *scratch, struct found *found)
{
	found->result = maek_pattern_match(pattern->pattern, scratch, text, at, false, NULL, NULL);
	for (size_t i = 0; i <= rule->groups.count; i++)
		found->spans[i] = MAEK_SPAN_NONE;
	if (found->result != MAEK_MATCH_FOUND)
		return;
	found->spans[0] = maek_scratch_group(scratch, 0);
	for (uint32_t number = 1; number <= maek_pattern_group_count(pattern->pattern); number++) {
		size_t group = pattern->group_of[number];
		struct maek_span span = maek_scratch_group(scratch, number);
		if (group && maek_span_is_set(span) && !maek_span_is_set(found->spans[group]))
			found->spans[group] = span;
	}
}

/* Both patterns find the same from every character of the sentence on. */
static bool same_matches(const struct maek_rule_versions *versions, size_t pattern, struct maek_text text,
                         struct maek_scratch *scratch)
{
	struct found before, after;
	size_t groups = versions->after->groups.count;
	for (size_t at = 0; at < text.size;) {
		find_at(versions->before, &versions->before->patterns.items[pattern], text, at, scratch, &before);
		find_at(versions->after, &versions->after->patterns.items[pattern], text, at, scratch, &after);
		if (before.result != after.result || before.result == MAEK_MATCH_LIMIT ||
		    memcmp(before.spans, after.spans, (groups + 1) * sizeof *before.spans) != 0)
			return false;
		if (before.result == MAEK_MATCH_NONE)
			return true;
		maek_text_decode(text, at, &at);
	}
	return true;
}

/* ---- versions */

bool maek_rule_same_groups(const struct maek_rule *a, const struct maek_rule *b)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): who asks has both */
	if (a->groups.count != b->groups.count || a->patterns.count != b->patterns.count)
		return false;
	for (size_t i = 0; i < a->groups.count; i++) {
		const struct maek_group *x = &a->groups.items[i], *y = &b->groups.items[i];
		if (strcmp(x->name, y->name) != 0 || x->type != y->type || x->raw != y->raw || x->list != y->list)
			return false;
	}
	return true;
}

/* Where a list begins, and the solutions of `find: all`, are decided by callouts that are not heard here. */
static bool is_silent(const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->groups.count; i++)
		if (rule->groups.items[i].list)
			return false;
	return !rule->all;
}

/* How the matches of both versions are compared. */
enum likeness { UNLIKE, COMPARABLE, SAME_MATCHES };

static enum likeness likeness_of(const struct maek_rule_versions *versions)
{
	const struct maek_rule *a = versions->before, *b = versions->after;
	if (!versions->same_rest || !maek_rule_same_groups(a, b))
		return UNLIKE;
	bool same = true;
	for (size_t i = 0; i < a->patterns.count; i++)
		same = same && maek_text_equal(a->patterns.items[i].expansion.source, b->patterns.items[i].expansion.source);
	return same ? SAME_MATCHES : is_silent(a) && is_silent(b) ? COMPARABLE : UNLIKE;
}

static bool matches_differ(const struct maek_rule_versions *versions, enum likeness likeness, struct maek_text text,
                           struct maek_scratch *scratch)
{
	for (size_t i = 0; likeness == COMPARABLE && i < versions->after->patterns.count; i++)
		if (!same_matches(versions, i, text, scratch))
			return true;
	return false;
}

static bool sentence_differs(const struct maek_rule_versions *versions, enum likeness likeness, struct maek_text text,
                             struct maek_scratch *scratch)
{
	const struct maek_rule *a = versions->before, *b = versions->after;
	if (!finds(a, text, scratch) && !finds(b, text, scratch))
		return false;
	if (likeness == UNLIKE)
		return true;
	enum truth before = passes(a, b, text, scratch), after = passes(b, a, text, scratch);
	if (before == FALSE && after == FALSE)
		return false;
	return before != TRUE || after != TRUE || matches_differ(versions, likeness, text, scratch);
}

static const struct maek_footprint_stage *stage_of(const struct maek_footprint *footprint, size_t stage,
                                                   const struct maek_rule *rule)
{
	for (size_t i = 0; i < footprint->stages.count; i++)
		if (footprint->stages.items[i].stage == stage && footprint->stages.items[i].hidden == rule->alphabet->hidden)
			return &footprint->stages.items[i];
	return NULL;
}

static bool is_in(const struct maek_rule *rule, const struct maek_stage *stage)
{
	size_t size = strlen(stage->file);
	return strncmp(rule->at, stage->file, size) == 0 && rule->at[size] == ':';
}

bool maek_rule_versions_differ(const struct maek_rule_versions *versions, const struct maek_rules *rules,
                               const struct maek_memory *memory, struct maek_scratch *scratch)
{
	const struct maek_footprint *footprint = &memory->footprint;
	const struct maek_rule *one = versions->after, *other = versions->before ? versions->before : one;
	enum likeness likeness = likeness_of(versions);
	if (one->alphabet->hidden != other->alphabet->hidden)
		return true;
	for (size_t i = 0; i < rules->stages.count; i++) {
		if (!is_in(one, &rules->stages.items[i]) && !is_in(other, &rules->stages.items[i]))
			continue;
		const struct maek_footprint_stage *stage = stage_of(footprint, i, one);
		if (!stage && footprint->sentences.count)
			return true;
		for (size_t k = 0; stage && k < footprint->sentences.count; k++)
			if (sentence_differs(versions, likeness, memory->misses.texts.entries[stage->texts[k]].key, scratch))
				return true;
	}
	return false;
}
