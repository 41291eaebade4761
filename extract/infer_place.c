/* Predicates about where things stand (same_sentence, same_paragraph, before) and whether they differ: they look at the
 * mentions that the premises have.
 */
#include "extract/infer_parts.h"

#include "extract/discourse.h"

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
static void places_of(const struct maek_infer_join *run, const struct maek_infer_binding *binding, struct maek_term term, struct places *places)
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

uint32_t maek_infer_start(const struct maek_state *state, int mention)
{
	return state->mentions.items[mention].span.start;
}

static bool same_sentence(const struct maek_state *state, int a, int b)
{
	return maek_document_sentence(state->document, maek_infer_start(state, a)) ==
	       maek_document_sentence(state->document, maek_infer_start(state, b));
}

static bool same_paragraph(const struct maek_state *state, int a, int b)
{
	struct maek_span x = maek_document_paragraph(state->document, maek_infer_start(state, a));
	struct maek_span y = maek_document_paragraph(state->document, maek_infer_start(state, b));
	return x.end > x.start && x.start == y.start;
}

static bool is_before(const struct maek_state *state, int a, int b)
{
	return maek_infer_start(state, a) < maek_infer_start(state, b);
}

static bool any_pair(const struct maek_infer_join *run, const struct maek_infer_binding *binding, const struct maek_atom *atom,
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

static bool is_different(const struct maek_infer_binding *binding, const struct maek_atom *atom)
{
	int a = atom->terms[0].variable, b = atom->terms[1].variable;
	return a >= 0 && b >= 0 && binding->entity[a] != binding->entity[b];
}

bool maek_infer_holds(const struct maek_infer_join *run, const struct maek_infer_binding *binding, const struct maek_atom *atom)
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
