/* Facts about entities: each (relation, arguments) once, with all that is said of it; and how claims about mentions become
 * facts. Invariant: nothing is taken away or changed but by addition, so that inference ends.
 */
#include "extract/infer_parts.h"

#include "extract/entity.h"
#include "extract/mention.h"
#include "extract/trace.h"

#include <string.h>

enum { GROUNDS = 64 };

struct maek_entity_fact *maek_infer_fact(struct maek_state *state, struct maek_entity_facts *facts, int relation, int a, int b,
                                        bool *is_new)
{
	int key[3] = {relation, a, b};
	struct maek_text text = {(const char *)key, sizeof key};
	uint32_t index = *maek_table_add(&facts->index, text, (uint32_t)facts->count, is_new);
	if (*is_new) {
		struct maek_entity_fact *fact = MAEK_PUSH(state->arena, facts);
		*fact = (struct maek_entity_fact){.relation = relation, .args = {a, b}};
	}
	return &facts->items[index];
}

bool maek_infer_add_attribute(struct maek_state *state, struct maek_entity_fact *fact, struct maek_attribute attribute)
{
	for (size_t i = 0; i < fact->attributes.count; i++)
		if (strcmp(fact->attributes.items[i].key, attribute.key) == 0 &&
		    strcmp(fact->attributes.items[i].value, attribute.value) == 0)
			return false;
	*MAEK_PUSH(state->arena, &fact->attributes) = attribute;
	return true;
}

static bool same_ground(const struct maek_ground *a, const struct maek_ground *b)
{
	return a->claim == b->claim && a->mentions[0] == b->mentions[0] && a->mentions[1] == b->mentions[1];
}

bool maek_infer_add_ground(struct maek_state *state, struct maek_entity_fact *fact, const struct maek_ground *ground)
{
	if (fact->grounds.count >= GROUNDS)
		return false;
	for (size_t i = 0; i < fact->grounds.count; i++)
		if (same_ground(&fact->grounds.items[i], ground))
			return false;
	*MAEK_PUSH(state->arena, &fact->grounds) = *ground;
	return true;
}

/* A mention that lost its overlap since gives way to the one of its type that covers it. */
static int surviving(struct maek_state *state, int mention)
{
	const struct maek_found *found = &state->mentions.items[mention];
	return found->dead ? maek_mention_at(state, maek_state_root(state, found->type), found->span) : mention;
}

void maek_infer_add_claim(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_claim *claim)
{
	int mentions[2] = {surviving(state, claim->args[0]), MAEK_NOT}, entities[2] = {-1, -1};
	bool binary = claim->args[1] != MAEK_NOT, is_new;
	if (binary)
		mentions[1] = surviving(state, claim->args[1]);
	if (mentions[0] == MAEK_NOT || (binary && mentions[1] == MAEK_NOT)) {
		size_t lost = mentions[0] == MAEK_NOT ? 0 : 1;
		maek_trace_emit(state, MAEK_DROP_GONE, claim->hit, NULL, lost, claim->args[lost]);
		return;
	}
	entities[0] = maek_entity_of(state, mentions[0]);
	if (binary)
		entities[1] = maek_entity_of(state, mentions[1]);
	if (entities[0] < 0 || (binary && (entities[1] < 0 || entities[0] == entities[1])))
		return;
	struct maek_entity_fact *fact = maek_infer_fact(state, facts, claim->relation, entities[0], entities[1], &is_new);
	for (size_t i = 0; i < claim->attributes.count; i++)
		maek_infer_add_attribute(state, fact, claim->attributes.items[i]);
	double confidence = claim->hit ? claim->hit->rule->confidence : 1;
	struct maek_ground ground = {claim, {mentions[0], mentions[1]}, confidence, NULL};
	maek_infer_add_ground(state, fact, &ground);
}
