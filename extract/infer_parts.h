/* What the files of inference share: the facts of a document while they grow, and one way to satisfy a rule's atoms.
 */
#ifndef MAEK_EXTRACT_INFER_PARTS_H
#define MAEK_EXTRACT_INFER_PARTS_H

#include "extract/infer.h"

enum { MAEK_INFER_PREMISES = 16 };

/* One way to satisfy the atoms so far. */
struct maek_infer_binding {
	int entity[MAEK_INFER_VARIABLES];       /* -1: not bound */
	const char *text[MAEK_INFER_VARIABLES]; /* attribute variables */
	const struct maek_atom *atoms[MAEK_INFER_PREMISES];
	const struct maek_entity_fact *premises[MAEK_INFER_PREMISES]; /* NULL: a type atom */
	int premise_entity[MAEK_INFER_PREMISES];                      /* of a type atom */
	size_t premise_count;
};

/* A rule that is joined with the facts. */
struct maek_infer_join {
	struct maek_state *state;
	struct maek_entity_facts *facts;
	const struct maek_infer_rule *rule;
	struct maek_entity_fact *derived; /* not yet among the facts */
	size_t derived_count, derived_room;
	struct maek_infer_watch *watch; /* NULL: nobody asks why */
};

/* The fact with these arguments, made when there is none; valid until the next is made. */
struct maek_entity_fact *maek_infer_fact(struct maek_state *state, struct maek_entity_facts *facts, int relation, int a, int b,
                                         bool *is_new);

/* Add what the fact does not have yet; true when it is new. A fact keeps at most 64 grounds. */
bool maek_infer_add_attribute(struct maek_state *state, struct maek_entity_fact *fact, struct maek_attribute attribute);
bool maek_infer_add_ground(struct maek_state *state, struct maek_entity_fact *fact, const struct maek_ground *ground);

/* Adds the fact that a claim says of its mentions' entities; a claim whose mention is gone is told to the trace. */
void maek_infer_add_claim(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_claim *claim);

/* Does a built-in predicate hold for any of the mentions that the premises have? */
bool maek_infer_holds(const struct maek_infer_join *join, const struct maek_infer_binding *binding,
                      const struct maek_atom *atom);

/* Byte at which a mention starts. */
uint32_t maek_infer_start(const struct maek_state *state, int mention);

#endif
