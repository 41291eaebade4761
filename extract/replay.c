/* See the header. Mentions are told apart by a number of 64 bits that is mixed from all that matching looks at. */
#include "extract/replay.h"

#include <string.h>

static uint64_t place(struct maek_span span)
{
	return (uint64_t)span.start << 32 | span.end;
}

static uint64_t mentions_of(const struct maek_state *state)
{
	uint64_t key = 1;
	for (size_t i = 0; i < state->order.count; i++) {
		int mention = state->order.items[i];
		const struct maek_found *found = &state->mentions.items[mention];
		key = maek_mix(maek_mix(key, place(found->span)), place(found->run));
		key = maek_mix(maek_mix(key, (uint64_t)mention << 32 | (uint32_t)found->type), (uint64_t)(found->owner + 1));
	}
	return key;
}

void maek_replay_begin(struct maek_replay *replay, const struct maek_state *state)
{
	size_t index = replay->next.count;
	struct maek_replay_stage *stage = MAEK_PUSH(replay->arena, &replay->next);
	*stage = (struct maek_replay_stage){.mentions = mentions_of(state)};
	replay->same = index < replay->last.count && replay->last.items[index].mentions == stage->mentions;
}

/* Where it was, or anywhere: rules may have come and gone. */
static const struct maek_replay_rule *find(const struct maek_replay_stage *stage, uint32_t key, size_t index)
{
	if (index < stage->rules.count && stage->rules.items[index].key == key)
		return &stage->rules.items[index];
	for (size_t i = 0; i < stage->rules.count; i++)
		if (stage->rules.items[i].key == key)
			return &stage->rules.items[i];
	return NULL;
}

bool maek_replay_take(const struct maek_replay *replay, struct maek_arena *arena, const struct maek_rule *rule,
                      size_t index, struct maek_hits *hits)
{
	const struct maek_replay_rule *known =
		replay->same ? find(&replay->last.items[replay->next.count - 1], replay->was[rule->order], index) : NULL;
	for (size_t i = 0; known && i < known->hits.count; i++) {
		struct maek_hit *hit = MAEK_PUSH(arena, hits);
		*hit = known->hits.items[i];
		hit->rule = rule;
	}
	return known != NULL;
}

void maek_replay_rename(struct maek_replay *replay, const uint32_t *names, size_t count)
{
	for (size_t i = 0; i < replay->last.count; i++)
		for (size_t k = 0; k < replay->last.items[i].rules.count; k++) {
			uint32_t *key = &replay->last.items[i].rules.items[k].key;
			*key = *key < count ? names[*key] : *key;
		}
}

static struct maek_binding *copy_groups(struct maek_arena *arena, const struct maek_hit *hit)
{
	size_t count = hit->rule->groups.count;
	struct maek_binding *groups = maek_arena_alloc(arena, (count + 1) * sizeof *groups);
	for (size_t i = 0; i < count; i++) {
		groups[i].count = hit->groups[i].count;
		groups[i].items = maek_arena_alloc(arena, groups[i].count * sizeof *groups[i].items);
		if (groups[i].count)
			memcpy(groups[i].items, hit->groups[i].items, groups[i].count * sizeof *groups[i].items);
	}
	return groups;
}

void maek_replay_keep(struct maek_replay *replay, const struct maek_rule *rule, const struct maek_hits *hits,
                      size_t from)
{
	struct maek_replay_stage *stage = &replay->next.items[replay->next.count - 1];
	struct maek_replay_rule *kept = MAEK_PUSH(replay->arena, &stage->rules);
	kept->key = replay->keys[rule->order];
	for (size_t i = from; i < hits->count; i++) {
		struct maek_hit *hit = MAEK_PUSH(replay->arena, &kept->hits);
		*hit = hits->items[i];
		hit->groups = copy_groups(replay->arena, &hits->items[i]);
	}
}
