/* Idea: a condition that names groups of the rule must bind them to the same mentions or texts. Its pattern ends in a
 * callout that compares the bindings and fails the match when they differ, so that the engine looks for another one:
 * the condition holds when ANY binding satisfies it.
 */
#include "extract/match.h"

#include "extract/misses.h"

struct test {
	struct maek_state *state;
	const struct maek_rule *rule;
	const struct maek_view *view;
	const struct maek_match_pattern *pattern;
	const struct maek_binding *groups;
	int member_group; /* a list group of which one member is tested, or -1 */
	struct maek_bound member;
	bool refused;     /* a match whose groups are bound otherwise */
};

static bool same_text(const struct maek_state *state, struct maek_span a, struct maek_span b)
{
	return maek_text_equal(maek_state_text(state, a), maek_state_text(state, b));
}

/* Is what the condition captured what the rule has bound? */
static bool agrees_one(const struct test *test, const struct maek_group *group, struct maek_span captured,
                       struct maek_bound bound)
{
	struct maek_span span = maek_view_span(test->view, captured);
	if (bound.mention == MAEK_NOT)
		return same_text(test->state, span, bound.span);
	if (group->list) /* a member within the captured list or character */
		return span.start <= bound.span.start && bound.span.end <= span.end;
	return maek_view_mention(test->state, test->view, captured.start, MAEK_NO_TYPE) == bound.mention ||
	       maek_view_mention(test->state, test->view, captured.start, test->state->mentions.items[bound.mention].type) ==
	           bound.mention;
}

static bool agrees(const struct test *test, const struct maek_callout *callout)
{
	for (uint32_t number = 1; number < callout->group_count; number++) {
		uint8_t index = test->pattern->group_of[number];
		if (!index || !maek_span_is_set(callout->groups[number]))
			continue;
		const struct maek_group *group = &test->rule->groups.items[index - 1];
		const struct maek_binding *binding = &test->groups[index - 1];
		if (test->member_group == index - 1) {
			if (!agrees_one(test, group, callout->groups[number], test->member))
				return false;
			continue;
		}
		bool any = binding->count == 0;
		for (size_t i = 0; i < binding->count && !any; i++)
			any = agrees_one(test, group, callout->groups[number], binding->items[i]);
		if (!any)
			return false;
	}
	return true;
}

static int on_callout(const struct maek_callout *callout, void *context)
{
	struct test *test = context;
	if (callout->number != MAEK_CALLOUT_END || agrees(test, callout))
		return 0;
	test->refused = true;
	return 1;
}

static bool pattern_holds(struct test *test)
{
	struct maek_misses *misses = test->state->misses;
	if (!maek_region_allows(test->state, test->pattern, test->view) ||
	    (misses && maek_misses_has(misses, test->view->known, test->pattern->number)))
		return false;
	test->refused = false;
	enum maek_match result =
		maek_pattern_match_in(test->pattern->pattern, test->state->scratch, test->view->memo, test->view->text, 0, false, on_callout, test);
	if (misses && result == MAEK_MATCH_NONE && !test->refused)
		maek_misses_add(misses, test->view->known, test->pattern->number);
	return result == MAEK_MATCH_FOUND;
}

static uint32_t place_of(const struct maek_rule *rule, const struct maek_view *view, const struct maek_binding *groups)
{
	for (size_t i = 0; i < rule->groups.count; i++)
		if (groups[i].count)
			return groups[i].items[0].span.start;
	return view->parts[1].end > view->parts[1].start ? view->parts[1].start : view->parts[0].start;
}

static const struct maek_view *view_for(struct maek_state *state, const struct maek_rule *rule,
                                        const struct maek_condition *condition, const struct maek_view *view,
                                        const struct maek_binding *groups)
{
	if (condition->region == MAEK_REGION_SAME)
		return view;
	return maek_region_view(state, rule->alphabet, condition->region, place_of(rule, view, groups));
}

/* Removes the members of lists that `unless` conditions name; false when a list is empty then. */
static bool test_members(struct test *test, const struct maek_match_pattern *pattern,
                         struct maek_binding *groups)
{
	for (uint32_t number = 1; number <= maek_pattern_group_count(pattern->pattern); number++) {
		int index = pattern->group_of[number] - 1;
		if (index < 0 || !test->rule->groups.items[index].list || !groups[index].count)
			continue;
		size_t kept = 0;
		test->member_group = index;
		for (size_t i = 0; i < groups[index].count; i++) {
			test->member = groups[index].items[i];
			if (!pattern_holds(test))
				groups[index].items[kept++] = groups[index].items[i];
		}
		test->member_group = -1;
		groups[index].count = kept;
		return kept > 0;
	}
	return true;
}

static bool unless_holds(struct maek_state *state, const struct maek_rule *rule, const struct maek_condition *condition,
                         const struct maek_view *view, struct maek_binding *groups, struct maek_broken *broken)
{
	for (size_t i = 0; i < condition->patterns.count; i++) {
		struct test test = {.state = state, .rule = rule, .pattern = &condition->patterns.items[i], .groups = groups,
		                    .member_group = -1};
		test.view = view_for(state, rule, condition, view, groups);
		if (test.pattern->names_list) {
			if (test_members(&test, test.pattern, groups))
				continue;
		} else if (!pattern_holds(&test)) {
			continue;
		}
		struct maek_span last = maek_scratch_group(state->scratch, 0); /* the match that decided it */
		struct maek_span where = maek_span_is_set(last) ? maek_view_span(test.view, last) : (struct maek_span){0, 0};
		*broken = (struct maek_broken){condition, test.pattern, where};
		return true;
	}
	return false;
}

static bool when_holds(struct maek_state *state, const struct maek_rule *rule, const struct maek_condition *condition,
                       const struct maek_view *view, const struct maek_binding *groups)
{
	for (size_t i = 0; i < condition->patterns.count; i++) {
		struct test test = {.state = state, .rule = rule, .pattern = &condition->patterns.items[i], .groups = groups,
		                    .member_group = -1};
		test.view = view_for(state, rule, condition, view, groups);
		if (pattern_holds(&test))
			return true;
	}
	return false;
}

bool maek_conditions_hold(struct maek_state *state, const struct maek_rule *rule, const struct maek_view *view,
                          struct maek_binding *groups, struct maek_broken *broken)
{
	for (size_t i = 0; i < rule->unless.count; i++)
		if (unless_holds(state, rule, &rule->unless.items[i], view, groups, broken))
			return false;
	for (size_t i = 0; i < rule->when.count; i++)
		if (!when_holds(state, rule, &rule->when.items[i], view, groups)) {
			*broken = (struct maek_broken){.condition = &rule->when.items[i]};
			return false;
		}
	return true;
}
