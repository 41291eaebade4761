/* Idea: a document has few facts, so each stratum is run naively to its fixpoint: every rule joins its atoms from left to
 * right over all facts. Invariant: facts are only added, each (relation, arguments) once; new grounds and attributes
 * are added to what is there, so a stratum ends after finitely many rounds.
 */
#include "extract/infer.h"

#include "extract/discourse.h"
#include "extract/entity.h"
#include "extract/mention.h"
#include "extract/trace.h"

#include <string.h>

enum { PREMISES = 16, GROUNDS = 64 };

/* One way to satisfy the atoms so far. */
struct binding {
	int entity[MAEK_INFER_VARIABLES];          /* -1: not bound */
	const char *text[MAEK_INFER_VARIABLES];    /* attribute variables */
	const struct maek_atom *atoms[PREMISES];
	const struct maek_entity_fact *premises[PREMISES]; /* NULL: a type atom */
	int premise_entity[PREMISES];              /* of a type atom */
	size_t premise_count;
};

struct run {
	struct maek_state *state;
	struct maek_entity_facts *facts;
	const struct maek_infer_rule *rule;
	struct maek_entity_fact *derived;
	size_t derived_count, derived_room;
	struct maek_infer_watch *watch; /* NULL: nobody asks why */
};

/* ---- facts */

static struct maek_entity_fact *fact_of(struct maek_state *state, struct maek_entity_facts *facts, int relation, int a, int b,
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

static bool add_attribute(struct maek_state *state, struct maek_entity_fact *fact, struct maek_attribute attribute)
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

static bool add_ground(struct maek_state *state, struct maek_entity_fact *fact, const struct maek_ground *ground)
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

static void add_claim(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_claim *claim)
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
	struct maek_entity_fact *fact = fact_of(state, facts, claim->relation, entities[0], entities[1], &is_new);
	for (size_t i = 0; i < claim->attributes.count; i++)
		add_attribute(state, fact, claim->attributes.items[i]);
	double confidence = claim->hit ? claim->hit->rule->confidence : 1;
	struct maek_ground ground = {claim, {mentions[0], mentions[1]}, confidence, NULL};
	add_ground(state, fact, &ground);
}

/* ---- premises */

static bool values_fit(const struct maek_atom *atom, const struct maek_entity_fact *fact, struct binding *binding)
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

static bool bind_term(struct binding *binding, struct maek_term term, int entity)
{
	if (term.variable < 0)
		return true;
	if (binding->entity[term.variable] >= 0)
		return binding->entity[term.variable] == entity;
	binding->entity[term.variable] = entity;
	return true;
}

static bool fact_fits(const struct maek_atom *atom, const struct maek_entity_fact *fact, struct binding *binding)
{
	if (fact->relation != atom->relation)
		return false;
	for (size_t i = 0; i < atom->term_count; i++)
		if (!bind_term(binding, atom->terms[i], fact->args[i]))
			return false;
	return values_fit(atom, fact, binding);
}

/* ---- places: the built-in predicates look at the mentions of the premises */

struct places {
	int mentions[128];
	size_t count;
};

static void add_place(struct places *places, int mention)
{
	if (places->count < sizeof places->mentions / sizeof *places->mentions)
		places->mentions[places->count++] = mention;
}

static void places_of_entity(const struct maek_state *state, int entity, struct places *places)
{
	for (size_t i = 0; i < state->order.count; i++)
		if (state->entity_of[state->order.items[i]] == entity)
			add_place(places, state->order.items[i]);
}

/* The mentions that a variable has in the premises that bind it. */
static void places_of(const struct run *run, const struct binding *binding, struct maek_term term, struct places *places)
{
	places->count = 0;
	for (size_t i = 0; i < binding->premise_count; i++)
		for (size_t k = 0; k < binding->atoms[i]->term_count; k++) {
			if (term.variable < 0 || binding->atoms[i]->terms[k].variable != term.variable)
				continue;
			const struct maek_entity_fact *fact = binding->premises[i];
			if (!fact)
				places_of_entity(run->state, binding->premise_entity[i], places);
			for (size_t n = 0; fact && n < fact->grounds.count; n++)
				if (fact->grounds.items[n].mentions[k] != MAEK_NOT)
					add_place(places, fact->grounds.items[n].mentions[k]);
		}
}

static uint32_t start_of(const struct maek_state *state, int mention)
{
	return state->mentions.items[mention].span.start;
}

static bool same_sentence(const struct maek_state *state, int a, int b)
{
	return maek_document_sentence(state->document, start_of(state, a)) ==
	       maek_document_sentence(state->document, start_of(state, b));
}

static bool same_paragraph(const struct maek_state *state, int a, int b)
{
	struct maek_span x = maek_document_paragraph(state->document, start_of(state, a));
	struct maek_span y = maek_document_paragraph(state->document, start_of(state, b));
	return x.end > x.start && x.start == y.start;
}

static bool is_before(const struct maek_state *state, int a, int b)
{
	return start_of(state, a) < start_of(state, b);
}

static bool any_pair(const struct run *run, const struct binding *binding, const struct maek_atom *atom,
                     bool (*test)(const struct maek_state *, int, int))
{
	struct places a, b;
	places_of(run, binding, atom->terms[0], &a);
	places_of(run, binding, atom->terms[1], &b);
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = 0; k < b.count; k++)
			if (test(run->state, a.mentions[i], b.mentions[k]))
				return true;
	return false;
}

static bool is_different(const struct binding *binding, const struct maek_atom *atom)
{
	int a = atom->terms[0].variable, b = atom->terms[1].variable;
	return a >= 0 && b >= 0 && binding->entity[a] != binding->entity[b];
}

static bool built_in_holds(const struct run *run, const struct binding *binding, const struct maek_atom *atom)
{
	switch (atom->kind) {
	case MAEK_ATOM_SAME_SENTENCE:
		return any_pair(run, binding, atom, same_sentence);
	case MAEK_ATOM_SAME_PARAGRAPH:
		return any_pair(run, binding, atom, same_paragraph);
	case MAEK_ATOM_BEFORE:
		return any_pair(run, binding, atom, is_before);
	default:
		return is_different(binding, atom);
	}
}

/* ---- rules */

static void join(struct run *run, size_t index, const struct binding *binding);

static void join_section(struct run *run, size_t index, const struct binding *binding, const struct maek_atom *atom)
{
	struct maek_state *state = run->state;
	const struct maek_entity_fact *first = binding->premise_count ? binding->premises[0] : NULL;
	for (size_t i = 0; first && i < first->grounds.count; i++) {
		uint32_t at = start_of(state, first->grounds.items[i].mentions[0]);
		for (size_t type = 0; type < state->rules->schema.types.count; type++) {
			const struct maek_topic *topic = maek_topic_at(state, (int)type, "section", at);
			for (size_t k = 0; topic && k < topic->count; k++) {
				struct binding next = *binding;
				int entity = maek_entity_of(state, topic->mentions[k]);
				if (entity >= 0 && bind_term(&next, atom->terms[0], entity))
					join(run, index + 1, &next);
			}
		}
	}
}

static bool premise(struct binding *binding, const struct maek_atom *atom, const struct maek_entity_fact *fact, int entity)
{
	if (binding->premise_count == PREMISES)
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
static const struct maek_atom *denied_by(const struct run *run, const struct binding *binding)
{
	for (size_t i = 0; i < run->rule->unless.count; i++) {
		const struct maek_atom *atom = &run->rule->unless.items[i];
		if (atom->kind > MAEK_ATOM_RELATION && built_in_holds(run, binding, atom))
			return atom;
		int first = atom->terms[0].variable;
		if (atom->kind == MAEK_ATOM_TYPE && first >= 0 && entity_is(run->state, binding->entity[first], atom->type))
			return atom;
		for (size_t k = 0; atom->kind == MAEK_ATOM_RELATION && k < run->facts->count; k++) {
			struct binding copy = *binding;
			if (fact_fits(atom, &run->facts->items[k], &copy))
				return atom;
		}
	}
	return NULL;
}

/* How many entities the variable can be, over the premises that name it alone. */
static size_t choices(const struct run *run, const struct binding *binding, int variable)
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
static int not_only(const struct run *run, const struct binding *binding)
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

static void derive(struct run *run, const struct binding *binding, const struct maek_atom *head)
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
			add_attribute(state, &fact, (struct maek_attribute){value->key, text});
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
			add_ground(state, &fact, &ground);
		}
	}
	struct maek_entity_fact *kept =
		run->derived = maek_arena_grow(state->arena, run->derived, run->derived_count, &run->derived_room, sizeof *kept);
	kept[run->derived_count++] = fact;
}

static void conclude(struct run *run, const struct binding *binding)
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

static void watch(struct maek_infer_watch *watch, size_t index, const struct binding *binding)
{
	if (index < watch->held || (index > 0 && index == watch->held))
		return;
	watch->held = index;
	memcpy(watch->entity, binding->entity, sizeof watch->entity);
}

static void join(struct run *run, size_t index, const struct binding *binding)
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
		if (built_in_holds(run, binding, atom))
			join(run, index + 1, binding);
		return;
	}
	size_t count = atom->kind == MAEK_ATOM_TYPE ? run->state->entity_count : run->facts->count;
	for (size_t i = 0; i < count; i++) {
		struct binding next = *binding;
		bool fits = atom->kind == MAEK_ATOM_TYPE
		                ? entity_is(run->state, (int)i, atom->type) && bind_term(&next, atom->terms[0], (int)i) &&
		                      premise(&next, atom, NULL, (int)i)
		                : fact_fits(atom, &run->facts->items[i], &next) && premise(&next, atom, &run->facts->items[i], -1);
		if (fits)
			join(run, index + 1, &next);
	}
}

/* Adds what a rule derived; true when something is new. */
static bool merge(struct run *run)
{
	bool changed = false;
	for (size_t i = 0; i < run->derived_count; i++) {
		const struct maek_entity_fact *from = &run->derived[i];
		const struct maek_relation *relation = &run->state->rules->schema.relations.items[from->relation];
		if (!entity_is(run->state, from->args[0], relation->from) ||
		    (relation->to >= 0 && !entity_is(run->state, from->args[1], relation->to)))
			continue;
		bool is_new;
		struct maek_entity_fact *fact = fact_of(run->state, run->facts, from->relation, from->args[0], from->args[1], &is_new);
		changed |= is_new;
		bool stated = !is_new && fact->grounds.count && !fact->grounds.items[0].steps;
		for (size_t k = 0; k < from->attributes.count; k++)
			changed |= add_attribute(run->state, fact, from->attributes.items[k]);
		for (size_t k = 0; !stated && k < from->grounds.count; k++) /* a fact that is said needs no derivation */
			changed |= add_ground(run->state, fact, &from->grounds.items[k]);
		if (is_new || (fact->derived_confidence > 0 && from->derived_confidence > fact->derived_confidence))
			fact->derived_confidence = from->derived_confidence; /* the best derivation */
	}
	return changed;
}

static void join_all(struct run *run)
{
	struct binding empty = {.premise_count = 0};
	for (size_t i = 0; i < MAEK_INFER_VARIABLES; i++)
		empty.entity[i] = -1;
	join(run, 0, &empty);
}

static bool run_rule(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_infer_rule *rule)
{
	struct run run = {.state = state, .facts = facts, .rule = rule};
	join_all(&run);
	return merge(&run);
}

void maek_infer_look(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_infer_rule *rule,
                     struct maek_infer_watch *out)
{
	*out = (struct maek_infer_watch){.not_only = -1};
	struct run run = {.state = state, .facts = facts, .rule = rule, .watch = out};
	join_all(&run);
}

void maek_infer_run(struct maek_state *state, struct maek_entity_facts *facts)
{
	*facts = (struct maek_entity_facts){.index = {.arena = state->arena}};
	maek_entities_find(state);
	for (size_t i = 0; i < state->claims.count; i++)
		add_claim(state, facts, &state->claims.items[i]);
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
