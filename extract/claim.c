/* Idea: a stage is applied in two steps, because every rule of it sees the same mentions: first all mentions are
 * proposed and settled, then facts are said one after the other in text order, so that topics and `unless: {fact}` mean
 * "earlier in the text".
 */
#include "extract/claim_parts.h"

#include "extract/discourse.h"
#include "extract/mention.h"
#include "extract/trace.h"

#include <stdlib.h>
#include <string.h>

static bool read_values(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t index,
                        struct maek_found *found)
{
	for (size_t i = 0; i < emit->values.count; i++) {
		const struct maek_value *value = &emit->values.items[i];
		if (value->kind != MAEK_VALUE_NUMBER) {
			const char *text = maek_claim_value(state, hit, value, index);
			if (strcmp(value->key, "name") == 0)
				found->name = text;
			continue;
		}
		struct maek_text text = maek_claim_bound(state, hit, value->group, index);
		switch (maek_number_read(&state->rules->numbers, text, &found->value)) {
		case MAEK_NUMBER_OK:
			found->has_value = true;
			break;
		case MAEK_NUMBER_OVERFLOW:
			found->overflow = true;
			break;
		default:
			return false;
		}
	}
	return true;
}

struct proposals {
	struct maek_found *items;
	size_t count, room;
};

static void propose(struct maek_state *state, const struct maek_hit *hit, size_t hit_index, const struct maek_emit *emit,
                    struct proposals *proposals)
{
	if (emit->args[0].kind != MAEK_ARG_GROUP)
		return;
	const struct maek_binding *binding = &hit->groups[emit->args[0].group];
	for (size_t i = 0; i < binding->count; i++) {
		struct maek_span span = binding->items[i].span;
		struct maek_found found = {.type = emit->type,
		                           .span = span,
		                           .rule = hit->rule,
		                           .order = hit->rule->order,
		                           .priority = hit->rule->priority,
		                           .owner = hit->it,
		                           .spread = hit->rule->spread,
		                           .match = (uint32_t)hit_index + 1,
		                           .anaphor = hit->rule->refers.to == MAEK_REFERS_STARTS,
		                           .quiet = hit->rule->refers.to > MAEK_REFERS_STARTS};
		if (span.end <= span.start)
			continue;
		if (!read_values(state, hit, emit, i, &found)) {
			maek_trace_proposal(state, MAEK_DROP_NUMBER, &found, MAEK_NOT);
			continue;
		}
		if (found.overflow)
			maek_trace_proposal(state, MAEK_DROP_OVERFLOW, &found, MAEK_NOT);
		*MAEK_PUSH(state->arena, proposals) = found;
	}
}

static void settle(struct maek_state *state, const struct maek_hits *hits)
{
	struct proposals proposals = {0};
	bool any_spread = false;
	for (size_t i = 0; i < hits->count; i++) {
		const struct maek_hit *hit = &hits->items[i];
		any_spread |= hit->rule->spread;
		for (size_t k = 0; k < hit->rule->emits.count; k++)
			if (hit->rule->emits.items[k].kind == MAEK_EMIT_MENTION)
				propose(state, hit, i, &hit->rule->emits.items[k], &proposals);
	}
	if (!proposals.count)
		return;
	maek_mentions_settle(state, proposals.items, proposals.count);
	if (any_spread)
		maek_mentions_spread(state);
}

static void say_topic(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct maek_claim_mentions members = {0};
	maek_claim_resolve(state, hit, &emit->args[0], emit->type, &members);
	int *mentions = maek_arena_alloc(state->arena, (members.count + 1) * sizeof *mentions);
	size_t count = 0;
	for (size_t i = 0; i < members.count; i++)
		if (members.items[i] != MAEK_NOT)
			mentions[count++] = members.items[i];
	if (!count) {
		bool refers = emit->args[0].kind == MAEK_ARG_TOPIC;
		maek_trace_emit(state, refers ? MAEK_DROP_TOPIC : MAEK_DROP_ARGUMENT, hit, emit, 0, MAEK_NOT);
		return;
	}
	const struct maek_found *first = &state->mentions.items[mentions[0]];
	struct maek_topic *topic = MAEK_PUSH(state->arena, &state->topics);
	uint32_t at = emit->args[0].kind == MAEK_ARG_TOPIC ? hit->at : first->span.start;
	*topic = (struct maek_topic){
		at, maek_state_root(state, first->type), mentions, count, emit->lasts, emit->slot, hit->rule};
}

static void resolve_anaphors(struct maek_state *state, const struct maek_hit *hit, size_t hit_index)
{
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!found->dead && found->settled == state->settling && found->match == hit_index + 1 && found->rule == hit->rule)
			maek_anaphor_resolve(state, hit, (int)i);
	}
}

static void apply(struct maek_state *state, const struct maek_hit *hit, size_t hit_index)
{
	if (hit->rule->refers.to != MAEK_REFERS_NONE)
		resolve_anaphors(state, hit, hit_index);
	for (size_t i = 0; i < hit->rule->emits.count; i++) {
		const struct maek_emit *emit = &hit->rule->emits.items[i];
		switch (emit->kind) {
		case MAEK_EMIT_RELATION:
			maek_claim_relation(state, hit, emit);
			break;
		case MAEK_EMIT_TOPIC:
			say_topic(state, hit, emit);
			break;
		case MAEK_EMIT_SAME:
			maek_claim_same(state, hit, emit);
			break;
		case MAEK_EMIT_ALIAS:
			maek_claim_alias(state, hit, emit);
			break;
		default:
			break;
		}
	}
}

struct turn {
	uint32_t at, order;
	size_t index;
};

static int by_turn(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void maek_hits_apply(struct maek_state *state, struct maek_hits *hits)
{
	if (!hits->count)
		return;
	settle(state, hits);
	struct turn *turns = maek_arena_alloc(state->arena, hits->count * sizeof *turns);
	for (size_t i = 0; i < hits->count; i++)
		turns[i] = (struct turn){hits->items[i].at, hits->items[i].rule->order, i};
	qsort(turns, hits->count, sizeof *turns, by_turn);
	for (size_t i = 0; i < hits->count; i++)
		apply(state, &hits->items[turns[i].index], turns[i].index);
}
