/* Idea: a document has few facts, so each stratum is run naively to its fixpoint: every rule joins its atoms from left to
 * right over all facts. Invariant: facts are only added, each (relation, arguments) once; new grounds and attributes
 * are added to what is there, so a stratum ends after finitely many rounds.
 */
#include "extract/infer_parts.h"

#include "extract/discourse.h"
#include "extract/entity.h"

#include <string.h>

static bool values_fit(const struct maek_atom *atom, const struct maek_entity_fact *fact, struct maek_infer_binding *binding)
{
	for (size_t i = 0; i < atom->values.count; i++) {
		const struct maek_atom_value *value = &atom->values.items[i];
		const char *found = NULL;
		for (size_t k = 0; k < fact->attributes.count && !found; k++) {
			const struct maek_attribute *attribute = &fact->attributes.items[k];
			if (strcmp(attribute->key, value->key) != 0)
				continue;
			const char *wanted = value->variable >= 0 ? binding->text[value->variable] : value->text;
			if (!wanted || strcmp(wanted, attribute->value) == 0)
				found = attribute->value;
		}
		if (!found)
			return false;
		if (value->variable >= 0)
			binding->text[value->variable] = found;
	}
	return true;
}

static bool bind_term(struct maek_infer_binding *binding, struct maek_term term, int entity)
{
	if (term.variable < 0)
		return true;
	if (binding->entity[term.variable] >= 0)
		return binding->entity[term.variable] == entity;
	binding->entity[term.variable] = entity;
	return true;
}

static bool fact_fits(const struct maek_atom *atom, const struct maek_entity_fact *fact, struct maek_infer_binding *binding)
{
	if (fact->relation != atom->relation)
		return false;
	for (size_t i = 0; i < atom->term_count; i++)
		if (!bind_term(binding, atom->terms[i], fact->args[i]))
			return false;
	return values_fit(atom, fact, binding);
}

static void join(struct maek_infer_join *run, size_t index, const struct maek_infer_binding *binding);

static void join_section(struct maek_infer_join *run, size_t index, const struct maek_infer_binding *binding, const struct maek_atom *atom)
{
	struct maek_state *state = run->state;
	const struct maek_entity_fact *first = binding->premise_count ? binding->premises[0] : NULL;
	for (size_t i = 0; first && i < first->grounds.count; i++) {
		uint32_t at = maek_infer_start(state, first->grounds.items[i].mentions[0]);
		for (size_t type = 0; type < state->rules->schema.types.count; type++) {
			const struct maek_topic *topic = maek_topic_at(state, (int)type, "section", at);
			for (size_t k = 0; topic && k < topic->count; k++) {
				struct maek_infer_binding next = *binding;
				int entity = maek_entity_of(state, topic->mentions[k]);
				if (entity >= 0 && bind_term(&next, atom->terms[0], entity))
					join(run, index + 1, &next);
			}
		}
	}
}

static bool premise(struct maek_infer_binding *binding, const struct maek_atom *atom, const struct maek_entity_fact *fact, int entity)
{
	if (binding->premise_count == MAEK_INFER_PREMISES)
		return false;
	binding->atoms[binding->premise_count] = atom;
	binding->premises[binding->premise_count] = fact;
	binding->premise_entity[binding->premise_count++] = entity;
	return true;
}

static bool entity_is(const struct maek_state *state, int entity, int type)
{
	for (size_t i = 0; i < state->order.count; i++)
		if (state->entity_of[state->order.items[i]] == entity)
			if (maek_schema_is(&state->rules->schema, state->mentions.items[state->order.items[i]].type, type))
				return true;
	return false;
}

/* The `unless` that holds, or NULL. */
static const struct maek_atom *denied_by(const struct maek_infer_join *run, const struct maek_infer_binding *binding)
{
	for (size_t i = 0; i < run->rule->unless.count; i++) {
		const struct maek_atom *atom = &run->rule->unless.items[i];
		if (atom->kind > MAEK_ATOM_RELATION && maek_infer_holds(run, binding, atom))
			return atom;
		int first = atom->terms[0].variable;
		if (atom->kind == MAEK_ATOM_TYPE && first >= 0 && entity_is(run->state, binding->entity[first], atom->type))
			return atom;
		for (size_t k = 0; atom->kind == MAEK_ATOM_RELATION && k < run->facts->count; k++) {
			struct maek_infer_binding copy = *binding;
			if (fact_fits(atom, &run->facts->items[k], &copy))
				return atom;
		}
	}
	return NULL;
}

/* How many entities the variable can be, over the premises that name it alone. */
static size_t choices(const struct maek_infer_join *run, const struct maek_infer_binding *binding, int variable)
{
	size_t least = SIZE_MAX;
	for (size_t i = 0; i < binding->premise_count; i++) {
		const struct maek_atom *atom = binding->atoms[i];
		if (atom->term_count != 1 || atom->terms[0].variable != variable)
			continue;
		size_t count = 0;
		if (atom->kind == MAEK_ATOM_TYPE)
			for (size_t k = 0; k < run->state->entity_count; k++)
				count += entity_is(run->state, (int)k, atom->type);
		else
			for (size_t k = 0; k < run->facts->count; k++)
				count += run->facts->items[k].relation == atom->relation;
		if (count < least)
			least = count;
	}
	return least;
}

/* The variable of `only` that can be several entities, or -1. */
static int not_only(const struct maek_infer_join *run, const struct maek_infer_binding *binding)
{
	for (size_t i = 0; i < run->rule->only.count; i++)
		if (choices(run, binding, run->rule->only.items[i]) > 1)
			return run->rule->only.items[i];
	return -1;
}

static double confidence_of(const struct maek_entity_fact *fact)
{
	if (fact->derived_confidence > 0)
		return fact->derived_confidence;
	double doubt = 1;
	for (size_t i = 0; i < fact->grounds.count; i++)
		doubt *= 1 - fact->grounds.items[i].confidence;
	return 1 - doubt;
}

static void derive(struct maek_infer_join *run, const struct maek_infer_binding *binding, const struct maek_atom *head)
{
	struct maek_state *state = run->state;
	struct maek_entity_fact fact = {.relation = head->relation, .args = {-1, -1}};
	for (size_t i = 0; i < head->term_count; i++) {
		if (head->terms[i].variable < 0 || binding->entity[head->terms[i].variable] < 0)
			return;
		fact.args[i] = binding->entity[head->terms[i].variable];
	}
	if (head->term_count > 1 && fact.args[0] == fact.args[1])
		return;
	for (size_t i = 0; i < head->values.count; i++) {
		const struct maek_atom_value *value = &head->values.items[i];
		const char *text = value->variable >= 0 ? binding->text[value->variable] : value->text;
		if (text)
			maek_infer_add_attribute(state, &fact, (struct maek_attribute){value->key, text});
	}
	fact.derived_confidence = run->rule->confidence;
	for (size_t i = 0; i < binding->premise_count; i++) {
		const struct maek_entity_fact *from = binding->premises[i];
		fact.derived_confidence *= from ? confidence_of(from) : 1;
		for (size_t k = 0; from && k < from->grounds.count; k++) {
			struct maek_ground ground = from->grounds.items[k];
			struct maek_infer_step *step = maek_arena_alloc(state->arena, sizeof *step);
			*step = (struct maek_infer_step){run->rule, ground.steps};
			ground.steps = step;
			ground.confidence *= run->rule->confidence;
			maek_infer_add_ground(state, &fact, &ground);
		}
	}
	struct maek_entity_fact *kept =
		run->derived = maek_arena_grow(state->arena, run->derived, run->derived_count, &run->derived_room, sizeof *kept);
	kept[run->derived_count++] = fact;
}

static void conclude(struct maek_infer_join *run, const struct maek_infer_binding *binding)
{
	const struct maek_atom *denied = denied_by(run, binding);
	int several = denied ? -1 : not_only(run, binding);
	if (run->watch && !run->watch->concluded) {
		run->watch->denied = denied;
		run->watch->not_only = several;
		run->watch->concluded = !denied && several < 0;
	}
	if (denied || several >= 0)
		return;
	for (size_t i = 0; i < run->rule->heads.count; i++)
		derive(run, binding, &run->rule->heads.items[i]);
}

static void watch(struct maek_infer_watch *watch, size_t index, const struct maek_infer_binding *binding)
{
	if (index < watch->held || (index > 0 && index == watch->held))
		return;
	watch->held = index;
	memcpy(watch->entity, binding->entity, sizeof watch->entity);
}

static void join(struct maek_infer_join *run, size_t index, const struct maek_infer_binding *binding)
{
	if (run->watch)
		watch(run->watch, index, binding);
	if (index == run->rule->body.count) {
		conclude(run, binding);
		return;
	}
	const struct maek_atom *atom = &run->rule->body.items[index];
	if (atom->kind == MAEK_ATOM_SECTION) {
		join_section(run, index, binding, atom);
		return;
	}
	if (atom->kind > MAEK_ATOM_RELATION) {
		if (maek_infer_holds(run, binding, atom))
			join(run, index + 1, binding);
		return;
	}
	size_t count = atom->kind == MAEK_ATOM_TYPE ? run->state->entity_count : run->facts->count;
	for (size_t i = 0; i < count; i++) {
		struct maek_infer_binding next = *binding;
		bool fits = atom->kind == MAEK_ATOM_TYPE
		                ? entity_is(run->state, (int)i, atom->type) && bind_term(&next, atom->terms[0], (int)i) &&
		                      premise(&next, atom, NULL, (int)i)
		                : fact_fits(atom, &run->facts->items[i], &next) && premise(&next, atom, &run->facts->items[i], -1);
		if (fits)
			join(run, index + 1, &next);
	}
}

/* Adds what a rule derived; true when something is new. */
static bool merge(struct maek_infer_join *run)
{
	bool changed = false;
	for (size_t i = 0; i < run->derived_count; i++) {
		const struct maek_entity_fact *from = &run->derived[i];
		const struct maek_relation *relation = &run->state->rules->schema.relations.items[from->relation];
		if (!entity_is(run->state, from->args[0], relation->from) ||
		    (relation->to >= 0 && !entity_is(run->state, from->args[1], relation->to)))
			continue;
		bool is_new;
		struct maek_entity_fact *fact = maek_infer_fact(run->state, run->facts, from->relation, from->args[0], from->args[1], &is_new);
		changed |= is_new;
		bool stated = !is_new && fact->grounds.count && !fact->grounds.items[0].steps;
		for (size_t k = 0; k < from->attributes.count; k++)
			changed |= maek_infer_add_attribute(run->state, fact, from->attributes.items[k]);
		for (size_t k = 0; !stated && k < from->grounds.count; k++) /* a fact that is said needs no derivation */
			changed |= maek_infer_add_ground(run->state, fact, &from->grounds.items[k]);
		if (is_new || (fact->derived_confidence > 0 && from->derived_confidence > fact->derived_confidence))
			fact->derived_confidence = from->derived_confidence; /* the best derivation */
	}
	return changed;
}

static void join_all(struct maek_infer_join *run)
{
	struct maek_infer_binding empty = {.premise_count = 0};
	for (size_t i = 0; i < MAEK_INFER_VARIABLES; i++)
		empty.entity[i] = -1;
	join(run, 0, &empty);
}

static bool run_rule(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_infer_rule *rule)
{
	struct maek_infer_join run = {.state = state, .facts = facts, .rule = rule};
	join_all(&run);
	return merge(&run);
}

void maek_infer_look(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_infer_rule *rule,
                     struct maek_infer_watch *out)
{
	*out = (struct maek_infer_watch){.not_only = -1};
	struct maek_infer_join run = {.state = state, .facts = facts, .rule = rule, .watch = out};
	join_all(&run);
}

void maek_infer_run(struct maek_state *state, struct maek_entity_facts *facts)
{
	*facts = (struct maek_entity_facts){.index = {.arena = state->arena}};
	maek_entities_find(state);
	for (size_t i = 0; i < state->claims.count; i++)
		maek_infer_add_claim(state, facts, &state->claims.items[i]);
	for (int stratum = 0; stratum < state->rules->strata; stratum++) {
		bool changed = true;
		while (changed) {
			changed = false;
			for (size_t i = 0; i < state->rules->infer.count; i++)
				if (state->rules->infer.items[i]->stratum == stratum)
					changed |= run_rule(state, facts, state->rules->infer.items[i]);
		}
	}
}
