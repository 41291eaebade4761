/* Inference: facts about entities out of facts about entities, over one document, by the `infer` rules; Datalog with
 * stratified negation. Also where claims about mentions become facts about entities.
 */
#ifndef MAEK_EXTRACT_INFER_H
#define MAEK_EXTRACT_INFER_H

#include "extract/state.h"

struct maek_infer_step {
	const struct maek_infer_rule *rule;
	const struct maek_infer_step *before;
};

/* Where a fact is said: a claim, and the infer rules that it went through. */
struct maek_ground {
	const struct maek_claim *claim; /* NULL: a mention alone (a type as a premise) */
	int mentions[2];
	double confidence;
	const struct maek_infer_step *steps; /* outermost first */
};

struct maek_entity_fact {
	int relation;
	int args[2]; /* entities; args[1] -1 for one argument */
	MAEK_LIST(struct maek_attribute) attributes;
	MAEK_LIST(struct maek_ground) grounds;
	double derived_confidence; /* of a derived fact: product of its premises, best derivation; else 0 */
};

struct maek_entity_facts {
	struct maek_entity_fact *items;
	size_t count, room;
	struct maek_table index;
};

/* How far an infer rule came: for explaining why it derived nothing. */
struct maek_infer_watch {
	size_t held;                      /* atoms of its body that held together, at best */
	int entity[MAEK_INFER_VARIABLES]; /* the first binding that came so far; -1: not bound */
	const struct maek_atom *denied;   /* all atoms held, but an `unless` did as well */
	int not_only;                     /* ... or this variable of `only` can be several, else -1 */
	bool concluded;                   /* ... or nothing kept it from its conclusion */
};

/* Joins the rule once more over the finished facts; changes nothing. */
void maek_infer_look(struct maek_state *state, struct maek_entity_facts *facts, const struct maek_infer_rule *rule,
                     struct maek_infer_watch *out);

/* All facts of the document, hidden ones too: those claimed and those that follow. */
void maek_infer_run(struct maek_state *state, struct maek_entity_facts *facts);

#endif
