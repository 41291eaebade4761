/* See the header. */
#include "extract/fact_text.h"

#include <string.h>

const char *maek_fact_text_surface(const struct maek_state *state, int mention)
{
	struct maek_text text = maek_state_text(state, state->mentions.items[mention].span);
	return maek_arena_copy(state->arena, text.bytes, text.size);
}

const char *maek_fact_text_mention(const struct maek_state *state, int mention, int type)
{
	return maek_arena_format(state->arena, "%s(%s)", state->rules->schema.types.items[type].name,
	                         maek_fact_text_surface(state, mention));
}

/* relation(a, b, key=value); b NULL: one argument */
static const char *write_relation(const struct maek_state *state, int relation, const char *a, const char *b,
                                  const struct maek_attribute *attributes, size_t count)
{
	struct maek_buffer text = {.arena = state->arena};
	maek_buffer_format(&text, "%s(%s", state->rules->schema.relations.items[relation].name, a);
	if (b)
		maek_buffer_format(&text, ", %s", b);
	for (size_t k = 0; k < count; k++)
		maek_buffer_format(&text, ", %s=%s", attributes[k].key, attributes[k].value);
	maek_buffer_string(&text, ")");
	return text.bytes;
}

const char *maek_fact_text_claim(const struct maek_state *state, const struct maek_claim *claim)
{
	const char *b = claim->args[1] == MAEK_NOT ? NULL : maek_fact_text_surface(state, claim->args[1]);
	return write_relation(state, claim->relation, maek_fact_text_surface(state, claim->args[0]), b, claim->attributes.items,
	                      claim->attributes.count);
}

const char *maek_fact_text_link(const struct maek_state *state, const struct maek_link *link)
{
	const char *a = maek_fact_text_surface(state, link->a);
	if (link->b == MAEK_NOT)
		return maek_arena_format(state->arena, "alias(%s, \"%s\")", a, link->text);
	return maek_arena_format(state->arena, "same(%s, %s)", a, maek_fact_text_surface(state, link->b));
}

const char *maek_fact_text_topic(const struct maek_state *state, const struct maek_topic *topic)
{
	struct maek_buffer text = {.arena = state->arena};
	bool is_section = strcmp(topic->slot, "section") == 0;
	maek_buffer_string(&text, is_section ? "section(" : "topic(");
	for (size_t k = 0; k < topic->count; k++)
		maek_buffer_format(&text, "%s%s", k ? ", " : "", maek_fact_text_surface(state, topic->mentions[k]));
	if (*topic->slot && !is_section)
		maek_buffer_format(&text, ", as=%s", topic->slot);
	maek_buffer_string(&text, ")");
	return text.bytes;
}

const char *maek_fact_text_entity(const struct maek_state *state, int entity)
{
	for (size_t i = 0; i < state->order.count; i++)
		if (state->entity_of[state->order.items[i]] == entity)
			return maek_fact_text_surface(state, state->order.items[i]);
	return "";
}

const char *maek_fact_text_derived(const struct maek_state *state, const struct maek_entity_fact *fact)
{
	const char *b = fact->args[1] < 0 ? NULL : maek_fact_text_entity(state, fact->args[1]);
	return write_relation(state, fact->relation, maek_fact_text_entity(state, fact->args[0]), b, fact->attributes.items,
	                      fact->attributes.count);
}

static bool says_more(const struct maek_claim *a, const struct maek_claim *b)
{
	return a != b && a->relation == b->relation && a->args[0] == b->args[0] && a->args[1] == b->args[1] &&
	       a->hit->rule == b->hit->rule && b->attributes.count > a->attributes.count;
}

bool maek_fact_is_lesser(const struct maek_state *state, const struct maek_claim *claim)
{
	for (size_t i = 0; claim->hit && i < state->claims.count; i++)
		if (state->claims.items[i].hit && says_more(claim, &state->claims.items[i]))
			return true;
	return false;
}
