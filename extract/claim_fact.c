/* Facts and attributes that a hit says, unless an argument is missing or does not fit, or an earlier fact says it.
 */
#include "extract/claim_parts.h"

#include "extract/entity.h"
#include "extract/trace.h"

#include <string.h>

static bool same_entity(struct maek_state *state, int a, int b)
{
	return a == b || maek_entity_of(state, a) == maek_entity_of(state, b);
}

static bool argument_fits(struct maek_state *state, const struct maek_emit *said, size_t index, const struct maek_emit *asked,
                          size_t asked_index, int mention, int in_claim)
{
	const struct maek_argument *wanted = &asked->args[asked_index], *here = &said->args[index];
	bool same = wanted->kind == here->kind && wanted->group == here->group;
	if (wanted->kind == MAEK_ARG_ANY || !same)
		return true;
	bool by_value = state->rules->schema.types.items[state->mentions.items[mention].type].value;
	return by_value ? mention == in_claim : same_entity(state, mention, in_claim);
}

/* Has the fact a value that ends as the asked one does (부회장 says 회장)? Not where the group did not match. */
static bool says_values(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *asked,
                        const struct maek_claim *claim)
{
	for (size_t i = 0; i < asked->values.count; i++) {
		const struct maek_value *value = &asked->values.items[i];
		const char *wanted = maek_claim_value(state, hit, value, 0);
		bool found = false;
		for (size_t k = 0; wanted && !found && k < claim->attributes.count; k++)
			found = strcmp(claim->attributes.items[k].key, value->key) == 0 &&
			        maek_text_ends(maek_text_fold(state->arena, maek_text_of(claim->attributes.items[k].value)),
			                       maek_text_fold(state->arena, maek_text_of(wanted)));
		if (!found)
			return false;
	}
	return true;
}

/* Does an earlier fact already say what `unless: {fact: ...}` asks for? */
static bool is_said(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *asked,
                    const struct maek_emit *emit, int a, int b)
{
	const int now[2] = {a, b};
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		if (claim->relation != asked->relation)
			continue;
		bool fits = says_values(state, hit, asked, claim);
		for (size_t k = 0; fits && k < asked->arg_count; k++)
			for (size_t n = 0; fits && n < emit->arg_count && n < 2; n++)
				if (now[n] != MAEK_NOT && claim->args[k] != MAEK_NOT)
					fits = argument_fits(state, emit, n, asked, k, now[n], claim->args[k]);
		if (fits)
			return true;
	}
	return false;
}

static bool is_argument(const struct maek_emit *emit, int group)
{
	for (size_t i = 0; i < emit->arg_count; i++)
		if (emit->args[i].kind == MAEK_ARG_GROUP && emit->args[i].group == group)
			return true;
	return false;
}

/* Does the group give a fact all its texts, or the one of the same place as the fact's own member? */
static bool gives_all(const struct maek_hit *hit, const struct maek_emit *emit, const struct maek_value *value)
{
	if (value->kind != MAEK_VALUE_GROUP)
		return false;
	const struct maek_group *group = &hit->rule->groups.items[value->group];
	return group->splitter || (group->list && !hit->rule->in_order && !is_argument(emit, value->group));
}

static void say_attributes(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t index,
                           struct maek_claim *claim)
{
	for (size_t i = 0; i < emit->values.count; i++) {
		const struct maek_value *value = &emit->values.items[i];
		size_t count = gives_all(hit, emit, value) ? hit->groups[value->group].count : 1;
		for (size_t k = 0; k < count; k++) {
			const char *text = maek_claim_value(state, hit, value, count > 1 ? k : index);
			if (text)
				*MAEK_PUSH(state->arena, &claim->attributes) = (struct maek_attribute){value->key, text};
		}
	}
}

static void say(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, int a, int b,
                size_t index)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[emit->relation];
	const struct maek_schema *schema = &state->rules->schema;
	bool binary = emit->arg_count > 1;
	if (a == MAEK_NOT || (binary && b == MAEK_NOT)) {
		maek_trace_emit(state, MAEK_DROP_ARGUMENT, hit, emit, a == MAEK_NOT ? 0 : 1, MAEK_NOT);
		return;
	}
	if (binary && a == b) {
		maek_trace_emit(state, MAEK_DROP_SELF, hit, emit, 1, a);
		return;
	}
	bool from_fits = maek_schema_is(schema, state->mentions.items[a].type, relation->from);
	if (!from_fits || (binary && !maek_schema_is(schema, state->mentions.items[b].type, relation->to))) {
		maek_trace_emit(state, MAEK_DROP_SIGNATURE, hit, emit, from_fits ? 1 : 0, from_fits ? b : a);
		return;
	}
	for (size_t i = 0; i < hit->rule->unless_facts.count; i++)
		if (is_said(state, hit, &hit->rule->unless_facts.items[i], emit, a, b)) {
			maek_trace_emit(state, MAEK_DROP_UNLESS_FACT, hit, emit, i, a);
			return;
		}
	struct maek_claim claim = {.relation = emit->relation, .args = {a, binary ? b : MAEK_NOT}, .hit = hit};
	say_attributes(state, hit, emit, index, &claim);
	*MAEK_PUSH(state->arena, &state->claims) = claim;
}

/* works_for(person, _, title=role): the attribute goes to the facts that the person already has. */
static void add_attribute(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit,
                          const struct maek_claim_mentions *subjects)
{
	for (size_t i = 0; i < subjects->count; i++) {
		if (subjects->items[i] == MAEK_NOT)
			continue;
		size_t count = state->claims.count, k = 0;
		while (k < count && (state->claims.items[k].relation != emit->relation ||
		                     !same_entity(state, state->claims.items[k].args[0], subjects->items[i])))
			k++;
		if (k < count)
			say(state, hit, emit, subjects->items[i], state->claims.items[k].args[1], i);
		else
			maek_trace_emit(state, MAEK_DROP_NO_FACT, hit, emit, 0, subjects->items[i]);
	}
}

/* Why an argument stands for nothing at all. */
static void trace_empty(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t argument,
                        const struct maek_claim_mentions *found)
{
	if (found->count || argument >= emit->arg_count)
		return;
	enum maek_argument_kind kind = emit->args[argument].kind;
	maek_trace_emit(state, kind == MAEK_ARG_TOPIC ? MAEK_DROP_TOPIC : MAEK_DROP_UNSET, hit, emit, argument, MAEK_NOT);
}

void maek_claim_relation(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[emit->relation];
	struct maek_claim_mentions a = {0}, b = {0};
	maek_claim_resolve(state, hit, &emit->args[0], relation->from, &a);
	trace_empty(state, hit, emit, 0, &a);
	if (emit->arg_count > 1 && emit->args[1].kind == MAEK_ARG_ANY) {
		add_attribute(state, hit, emit, &a);
		return;
	}
	if (emit->arg_count > 1)
		maek_claim_resolve(state, hit, &emit->args[1], relation->to, &b);
	trace_empty(state, hit, emit, 1, &b);
	if (emit->arg_count == 1) {
		for (size_t i = 0; i < a.count; i++)
			say(state, hit, emit, a.items[i], MAEK_NOT, i);
		return;
	}
	bool in_order = hit->rule->in_order && (a.count > 1 || b.count > 1);
	if (in_order && a.count != b.count) {
		maek_trace_emit(state, MAEK_DROP_PAIR, hit, emit, 0, MAEK_NOT);
		return;
	}
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = in_order ? i : 0; k < (in_order ? i + 1 : b.count); k++)
			say(state, hit, emit, a.items[i], b.items[k], a.count > 1 ? i : k);
}
