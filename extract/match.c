/* Idea: a rule's pattern runs over the view of each of its regions. `leftmost` takes the matches as PCRE2 gives them;
 * `all` lets a callout at the end of the pattern record each solution and fail it, so that the engine goes on to the
 * next; a callout behind each typed group cuts off combinations that are recorded already.
 */
#include "extract/match.h"

#include "extract/misses.h"
#include "extract/trace.h"

#include <string.h>

struct run {
	struct maek_state *state;
	const struct maek_rule *rule;
	const struct maek_match_pattern *pattern;
	const struct maek_view *view;
	struct maek_hits *hits;
	struct maek_table seen;  /* bindings of the region, so that two patterns do not say one thing twice */
	int it;
	bool refused;            /* a callout let the matcher look for another match */
	/* find: all */
	struct maek_table combinations;
	MAEK_LIST(struct maek_span *) solutions;
	bool too_many;
};

static struct maek_bound *raw_bound(struct maek_state *state, struct maek_binding *binding, size_t *room)
{
	binding->items = maek_arena_grow(state->arena, binding->items, binding->count, room, sizeof *binding->items);
	return &binding->items[binding->count++];
}

/* The parts of a raw group between the matches of its splitter. */
static void split(const struct run *run, const struct maek_group *group, struct maek_span span, struct maek_binding *out)
{
	size_t room = 0;
	uint32_t from = span.start;
	struct maek_text text = {run->view->text.bytes, span.end};
	for (uint32_t at = span.start; at <= span.end;) {
		enum maek_match result = maek_pattern_match(group->splitter, run->state->inner, text, at, false, NULL, NULL);
		struct maek_span cut = result == MAEK_MATCH_FOUND ? maek_scratch_group(run->state->inner, 0)
		                                                  : (struct maek_span){span.end, span.end};
		if (result == MAEK_MATCH_FOUND && cut.end == cut.start) {
			at++;
			continue;
		}
		if (cut.start > from) {
			struct maek_span part = {from, cut.start};
			*raw_bound(run->state, out, &room) = (struct maek_bound){maek_view_span(run->view, part), MAEK_NOT};
		}
		if (result != MAEK_MATCH_FOUND)
			return;
		from = at = cut.end;
	}
}

static bool bind_group(const struct run *run, const struct maek_group *group, int type, struct maek_span span,
                       struct maek_binding *out)
{
	if (group->list)
		return maek_list_members(run->state, run->view, group, span, out);
	if (group->splitter) {
		split(run, group, span, out);
		return true;
	}
	size_t room = 0;
	struct maek_bound bound = {maek_view_span(run->view, span), MAEK_NOT};
	if (type != MAEK_NO_TYPE) {
		bound.mention = maek_view_mention(run->state, run->view, span.start, type);
		if (bound.mention == MAEK_NOT)
			return false;
		bound.span = run->state->mentions.items[bound.mention].span;
	}
	*raw_bound(run->state, out, &room) = bound;
	return true;
}

/* Binds the groups of a match whose spans are `spans` (by capture number). */
static bool bind(const struct run *run, const struct maek_span *spans, uint32_t span_count, struct maek_binding *groups)
{
	for (uint32_t number = 1; number < span_count; number++) {
		uint8_t group = run->pattern->group_of[number];
		if (!group || !maek_span_is_set(spans[number]) || groups[group - 1].count)
			continue;
		if (!bind_group(run, &run->rule->groups.items[group - 1], run->pattern->type_of[number], spans[number],
		                &groups[group - 1]))
			return false;
	}
	return true;
}

static bool is_new(struct run *run, const struct maek_binding *groups)
{
	struct maek_buffer key = {.arena = run->state->arena};
	for (size_t i = 0; i < run->rule->groups.count; i++) {
		maek_buffer_add(&key, "/", 1);
		for (size_t k = 0; k < groups[i].count; k++)
			maek_buffer_add(&key, (const char *)&groups[i].items[k].span, sizeof(struct maek_span));
	}
	bool fresh;
	maek_table_add(&run->seen, (struct maek_text){key.bytes ? key.bytes : "", key.size}, 1, &fresh);
	return fresh;
}

static uint32_t first_of(const struct maek_rule *rule, const struct maek_binding *groups, uint32_t otherwise)
{
	uint32_t first = UINT32_MAX;
	for (size_t i = 0; i < rule->groups.count; i++)
		for (size_t k = 0; k < groups[i].count; k++)
			if (groups[i].items[k].span.start < first)
				first = groups[i].items[k].span.start;
	return first == UINT32_MAX ? otherwise : first;
}

static void take(struct run *run, const struct maek_span *spans, uint32_t span_count)
{
	struct maek_binding *groups = maek_arena_alloc(run->state->arena, (run->rule->groups.count + 1) * sizeof *groups);
	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): a match sets all groups, of which there is one at least */
	struct maek_span whole = maek_view_span(run->view, spans[0]);
	struct maek_broken broken;
	if (!bind(run, spans, span_count, groups)) {
		maek_trace_list(run->state, run->rule, whole);
		return;
	}
	if (!is_new(run, groups))
		return;
	if (!maek_conditions_hold(run->state, run->rule, run->view, groups, &broken)) {
		maek_trace_condition(run->state, run->rule, &broken, whole);
		return;
	}
	struct maek_hit *hit = MAEK_PUSH(run->state->arena, run->hits);
	struct maek_span region = run->view->parts[1].end > run->view->parts[1].start ? run->view->parts[1] : run->view->parts[0];
	if (run->it != MAEK_NOT && region.start == region.end)
		region = run->state->mentions.items[run->it].span;
	*hit = (struct maek_hit){.rule = run->rule,
	                         .groups = groups,
	                         .region = region,
	                         .span = whole,
	                         .at = first_of(run->rule, groups, whole.start),
	                         .it = run->it};
}

/* ---- find: all */

static struct maek_text combination(const struct run *run, const struct maek_callout *callout, uint32_t *places, bool *whole)
{
	size_t count = 0;
	*whole = true;
	for (uint32_t number = 1; number < callout->group_count && count < 32; number++) {
		uint8_t group = run->pattern->group_of[number];
		if (!group || run->rule->groups.items[group - 1].raw || run->pattern->listed[number])
			continue;
		places[count++] = maek_span_is_set(callout->groups[number]) ? callout->groups[number].start : UINT32_MAX;
		*whole &= places[count - 1] != UINT32_MAX;
	}
	return (struct maek_text){(const char *)places, count * sizeof *places};
}

static int on_group(struct run *run, const struct maek_callout *callout)
{
	uint32_t places[32];
	bool whole;
	struct maek_text key = combination(run, callout, places, &whole);
	return whole && key.size && maek_table_find(&run->combinations, key) ? 1 : 0;
}

static int on_end(struct run *run, const struct maek_callout *callout)
{
	uint32_t places[32];
	bool whole, fresh;
	maek_table_add(&run->combinations, combination(run, callout, places, &whole), 1, &fresh);
	if (!fresh)
		return 1;
	if (run->solutions.count == MAEK_FIND_ALL_LIMIT) {
		run->too_many = true;
		return -1;
	}
	struct maek_span *spans = maek_arena_alloc(run->state->arena, callout->group_count * sizeof *spans);
	memcpy(spans, callout->groups, callout->group_count * sizeof *spans);
	*MAEK_PUSH(run->state->arena, &run->solutions) = spans;
	return 1;
}

static int ask(struct run *run, const struct maek_callout *callout)
{
	if (callout->number >= MAEK_CALLOUT_LIST) {
		uint8_t group = run->pattern->list_of[callout->number - MAEK_CALLOUT_LIST];
		return group == UINT8_MAX ? 0
		                          : maek_list_may_begin(run->state, run->view, &run->rule->groups.items[group], callout->position);
	}
	return callout->number == MAEK_CALLOUT_GROUP ? on_group(run, callout) : on_end(run, callout);
}

static int on_callout(const struct maek_callout *callout, void *context)
{
	struct run *run = context;
	int answer = ask(run, callout);
	run->refused |= answer != 0;
	return answer;
}

/* The pattern matches nowhere in the view, whatever mentions its callouts were asked about. */
static void note_miss(const struct run *run)
{
	if (run->state->misses && !run->refused)
		maek_misses_add(run->state->misses, run->view->known, run->pattern->number);
}

static bool is_known_miss(const struct maek_state *state, const struct maek_match_pattern *pattern, const struct maek_view *view)
{
	return state->misses && maek_misses_has(state->misses, view->known, pattern->number);
}

static void find_all(struct run *run)
{
	run->combinations = (struct maek_table){.arena = run->state->arena};
	run->solutions.count = 0;
	run->too_many = false;
	enum maek_match result =
		maek_pattern_match_in(run->pattern->pattern, run->state->scratch, run->view->memo, run->view->text, 0, false, on_callout, run);
	if (run->too_many)
		maek_state_limit(run->state, run->rule->id, "find-all");
	if (result == MAEK_MATCH_NONE)
		note_miss(run);
	if (result == MAEK_MATCH_LIMIT)
		return;
	uint32_t count = maek_pattern_group_count(run->pattern->pattern) + 1;
	for (size_t i = 0; i < run->solutions.count; i++)
		take(run, run->solutions.items[i], count);
}

static void find_leftmost(struct run *run)
{
	struct maek_span spans[MAEK_PATTERN_GROUPS + 1];
	uint32_t count = maek_pattern_group_count(run->pattern->pattern) + 1;
	for (size_t at = 0; at <= run->view->text.size;) {
		enum maek_match result =
			maek_pattern_match_in(run->pattern->pattern, run->state->scratch, run->view->memo, run->view->text, at, false, on_callout, run);
		if (result == MAEK_MATCH_NONE && at == 0)
			note_miss(run);
		if (result != MAEK_MATCH_FOUND)
			return;
		for (uint32_t i = 0; i < count; i++)
			spans[i] = maek_scratch_group(run->state->scratch, i);
		take(run, spans, count);
		/* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): as above */
		if (spans[0].end > at)
			at = spans[0].end;
		else if (at < run->view->text.size)
			maek_text_decode(run->view->text, at, &at);
		else
			return;
	}
}

static void match_view(void *context, const struct maek_view *view, int it)
{
	struct run *run = context;
	run->view = view;
	run->it = it;
	run->seen = (struct maek_table){.arena = run->state->arena};
	if (run->state->budget.hit)
		return;
	for (size_t i = 0; i < run->rule->patterns.count; i++) {
		run->pattern = &run->rule->patterns.items[i];
		if (!maek_region_allows(run->state, run->pattern, view) || is_known_miss(run->state, run->pattern, view))
			continue;
		run->refused = false;
		if (run->rule->all)
			find_all(run);
		else
			find_leftmost(run);
	}
}

void maek_rule_match(struct maek_state *state, const struct maek_rule *rule, struct maek_hits *hits)
{
	struct run run = {.state = state, .rule = rule, .hits = hits, .it = MAEK_NOT};
	size_t before = hits->count;
	maek_budget_begin(&state->budget);
	maek_regions_likely(state, rule, match_view, &run);
	const char *limit = maek_budget_end(&state->budget);
	if (limit) {
		maek_state_limit(state, rule->id, limit);
		hits->count = before;
	}
}
