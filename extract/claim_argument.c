/* What the arguments of `emit` stand for: a group's mentions, `it`, a topic.
 */
#include "extract/claim_parts.h"

#include "extract/discourse.h"
#include "extract/mention.h"

static void add(struct maek_state *state, struct maek_claim_mentions *list, int mention)
{
	if (mention != MAEK_NOT)
		*MAEK_PUSH(state->arena, list) = mention;
}

/* The type that the rule itself gives to a group, or MAEK_NO_TYPE. */
static int made_type(const struct maek_rule *rule, int group)
{
	for (size_t i = 0; i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->kind == MAEK_EMIT_MENTION && emit->args[0].kind == MAEK_ARG_GROUP && emit->args[0].group == group)
			return emit->type;
	}
	return MAEK_NO_TYPE;
}

static int resolve_bound(const struct maek_state *state, const struct maek_hit *hit, int group, struct maek_bound bound,
                         int wanted)
{
	if (bound.mention != MAEK_NOT && !state->mentions.items[bound.mention].dead)
		return bound.mention;
	int made = made_type(hit->rule, group);
	int type = made >= 0 ? made : bound.mention != MAEK_NOT ? state->mentions.items[bound.mention].type : wanted;
	return maek_mention_at(state, type < 0 ? MAEK_NO_TYPE : maek_state_root(state, type), bound.span);
}

static void resolve_topic(struct maek_state *state, const struct maek_hit *hit, const struct maek_argument *argument,
                          int wanted, struct maek_claim_mentions *out)
{
	uint32_t at = argument->before ? maek_sentence_start(state, hit->at) : hit->at;
	if (argument->before && at == 0)
		return;
	const struct maek_topic *topic = wanted < 0 ? NULL
	                                            : maek_topic_at(state, maek_state_root(state, wanted), argument->text,
	                                                            argument->before ? at - 1 : at);
	for (size_t i = 0; topic && i < topic->count; i++)
		add(state, out, topic->mentions[i]);
}

/* The mentions that an argument stands for; one item for each bound, MAEK_NOT where it has none (so that lists keep
 * their order for `pair: in-order`). */
void maek_claim_resolve(struct maek_state *state, const struct maek_hit *hit, const struct maek_argument *argument, int wanted,
                    struct maek_claim_mentions *out)
{
	switch (argument->kind) {
	case MAEK_ARG_IT:
		add(state, out, hit->it);
		break;
	case MAEK_ARG_TOPIC:
		resolve_topic(state, hit, argument, wanted, out);
		break;
	case MAEK_ARG_GROUP:
		for (size_t i = 0; i < hit->groups[argument->group].count; i++)
			*MAEK_PUSH(state->arena, out) =
				resolve_bound(state, hit, argument->group, hit->groups[argument->group].items[i], wanted);
		break;
	default:
		break;
	}
}
