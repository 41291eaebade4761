/* See the header. */
#include "extract/trace.h"

static struct maek_drop *add(struct maek_state *state, enum maek_drop_kind kind, const struct maek_rule *rule,
                             struct maek_span span)
{
	struct maek_drop *drop = MAEK_PUSH(state->arena, &state->trace->drops);
	*drop = (struct maek_drop){.kind = kind,
	                           .rule = rule,
	                           .stage = state->trace->stage,
	                           .span = span,
	                           .type = MAEK_NO_TYPE,
	                           .mention = MAEK_NOT};
	return drop;
}

void maek_trace_condition(struct maek_state *state, const struct maek_rule *rule, const struct maek_broken *broken,
                          struct maek_span match)
{
	if (!state->trace)
		return;
	struct maek_drop *drop = add(state, broken->pattern ? MAEK_DROP_UNLESS : MAEK_DROP_WHEN, rule, match);
	drop->condition = broken->condition;
	drop->pattern = broken->pattern;
	drop->other = broken->where;
}

void maek_trace_list(struct maek_state *state, const struct maek_rule *rule, struct maek_span match)
{
	if (state->trace)
		add(state, MAEK_DROP_LIST, rule, match);
}

void maek_trace_proposal(struct maek_state *state, enum maek_drop_kind kind, const struct maek_found *proposal, int winner)
{
	if (!state->trace)
		return;
	struct maek_drop *drop = add(state, kind, proposal->rule, proposal->span);
	drop->lexicon = proposal->lexicon;
	drop->type = proposal->type;
	drop->mention = winner;
	drop->priority = proposal->priority;
	drop->earlier = winner != MAEK_NOT && state->mentions.items[winner].settled != state->settling;
}

void maek_trace_emit(struct maek_state *state, enum maek_drop_kind kind, const struct maek_hit *hit,
                     const struct maek_emit *emit, size_t argument, int mention)
{
	if (!state->trace)
		return;
	struct maek_drop *drop = add(state, kind, hit ? hit->rule : NULL, hit ? hit->span : (struct maek_span){0, 0});
	drop->emit = emit;
	drop->argument = argument;
	drop->mention = mention;
}
