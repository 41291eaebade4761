/* Facts that stand in the columns of a lexicon.
 */
#include "extract/claim.h"

#include "extract/mention.h"

#include <string.h>

static int find_named(const struct maek_state *state, int root, struct maek_text name)
{
	for (size_t i = 0; i < state->order.count; i++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		if (maek_state_root(state, found->type) == root && found->name && maek_text_equal(maek_text_of(found->name), name))
			return state->order.items[i];
	}
	return MAEK_NOT;
}

static void claim_column(struct maek_state *state, const struct maek_found *found, const struct maek_lexicon_fact *fact,
                         const char *value)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[fact->relation];
	int subject = maek_mention_at(state, maek_state_root(state, relation->from), found->span);
	bool binary = relation->to >= 0;
	int object = binary ? find_named(state, maek_state_root(state, relation->to), maek_text_of(value)) : MAEK_NOT;
	if (subject == MAEK_NOT || (binary && (object == MAEK_NOT || subject == object)))
		return;
	struct maek_claim *claim = MAEK_PUSH(state->arena, &state->claims);
	*claim = (struct maek_claim){.relation = fact->relation, .args = {subject, object}, .lexicon = found->lexicon};
}

void maek_lexicon_claims(struct maek_state *state)
{
	size_t count = state->mentions.count;
	for (size_t i = 0; i < count; i++) {
		const struct maek_found found = state->mentions.items[i];
		if (!found.lexicon)
			continue;
		const struct maek_lexicon_row *row = &found.lexicon->rows.items[found.row];
		for (size_t k = 0; k < found.lexicon->facts.count; k++)
			for (size_t n = 0; n < row->columns.count; n++)
				if (strcmp(row->columns.items[n].key, found.lexicon->facts.items[k].column) == 0)
					claim_column(state, &found, &found.lexicon->facts.items[k], row->columns.items[n].value);
	}
}
