/* Everything hidden is left out; entities keep their numbers, since they count visible mentions only. */
#include "extract/facts_build.h"

#include "extract/entity.h"
#include "extract/match.h"

#include <stdlib.h>
#include <string.h>

struct build {
	struct maek_state *state;
	struct maek_facts *facts;
};

static const char *copy(const struct build *build, struct maek_text text)
{
	return maek_arena_copy(build->state->arena, text.bytes, text.size);
}

static const char *rule_of(const struct maek_found *found)
{
	return found->rule ? found->rule->id : found->lexicon->id;
}

static const char *place_of(const struct maek_found *found)
{
	return found->rule ? found->rule->at : found->lexicon->at;
}

/* ---- document */

static void build_document(struct build *build)
{
	const struct maek_document *document = build->state->document;
	struct maek_facts *facts = build->facts;
	facts->id = document->id;
	memcpy(facts->sha256, document->sha256, sizeof facts->sha256);
	for (size_t i = 0; i < document->meta.count; i++)
		*MAEK_PUSH(build->state->arena, &facts->meta) = document->meta.items[i];
	for (size_t i = 0; i < build->state->rules->packs.count; i++)
		*MAEK_PUSH(build->state->arena, &facts->packs) = build->state->rules->packs.items[i];
	facts->text = document->text;
	facts->body_start = document->code_points[document->body_start];
	for (size_t i = 0; i < document->sentences.count; i++)
		*MAEK_PUSH(build->state->arena, &facts->sentences) = maek_document_anchor(document, document->sentences.items[i]);
	for (size_t i = 0; i < build->state->limits.count; i++)
		*MAEK_PUSH(build->state->arena, &facts->limits) = build->state->limits.items[i];
}

/* ---- entities and mentions */

static void note_type(struct build *build, int root)
{
	const struct maek_type *type = &build->state->rules->schema.types.items[root];
	for (size_t i = 0; i < build->facts->types.count; i++)
		if (strcmp(build->facts->types.items[i].name, type->name) == 0)
			return;
	struct maek_fact_type *noted = MAEK_PUSH(build->state->arena, &build->facts->types);
	*noted = (struct maek_fact_type){type->name, type->value, type->apart};
}

static void add_alias(struct build *build, struct maek_fact_entity *entity, const char *name, const char *rule, bool lexicon)
{
	for (size_t i = 0; i < entity->aliases.count; i++)
		if (strcmp(entity->aliases.items[i].name, name) == 0) {
			entity->aliases.items[i].lexicon |= lexicon;
			return;
		}
	*MAEK_PUSH(build->state->arena, &entity->aliases) = (struct maek_fact_alias){name, rule, lexicon};
}

static void add_mention(struct build *build, int mention)
{
	struct maek_state *state = build->state;
	const struct maek_found *found = &state->mentions.items[mention];
	int root = maek_state_root(state, found->type);
	struct maek_fact_entity *entity = &build->facts->entities.items[state->entity_of[mention]];
	entity->type = state->rules->schema.types.items[root].name;
	note_type(build, root);
	if (found->has_value && !entity->has_value) {
		entity->has_value = true;
		entity->value = found->value;
	}
	entity->overflow |= found->overflow;
	if (found->name && found->antecedent == MAEK_NOT)
		add_alias(build, entity, found->name, rule_of(found), found->lexicon != NULL);
	struct maek_fact_mention *out = MAEK_PUSH(state->arena, &build->facts->mentions);
	*out = (struct maek_fact_mention){.type = state->rules->schema.types.items[found->type].name,
	                                  .entity = (uint32_t)state->entity_of[mention],
	                                  .sentence = maek_document_sentence(state->document, found->span.start),
	                                  .anchor = maek_document_anchor(state->document, found->span),
	                                  .rule = rule_of(found),
	                                  .at = place_of(found),
	                                  .canonical = found->antecedent == MAEK_NOT ? maek_mention_canonical(state, mention) : NULL,
	                                  .anaphor = found->anaphor,
	                                  .quiet = found->quiet};
}

static void build_mentions(struct build *build)
{
	struct maek_state *state = build->state;
	for (size_t i = 0; i < state->entity_count; i++)
		MAEK_PUSH(state->arena, &build->facts->entities);
	for (size_t i = 0; i < state->order.count; i++)
		if (state->entity_of[state->order.items[i]] >= 0)
			add_mention(build, state->order.items[i]);
}

static void add_merge(struct build *build, int entity, const char *alias, const struct maek_rule *rule)
{
	struct maek_fact_entity *to = &build->facts->entities.items[entity];
	for (size_t i = 0; i < to->merges.count; i++)
		if (strcmp(to->merges.items[i].alias, alias) == 0 && strcmp(to->merges.items[i].rule, rule->id) == 0)
			return;
	*MAEK_PUSH(build->state->arena, &to->merges) = (struct maek_fact_merge){alias, rule->id, rule->at};
}

static void build_links(struct build *build)
{
	struct maek_state *state = build->state;
	for (size_t i = 0; i < state->links.count; i++) {
		const struct maek_link *link = &state->links.items[i];
		int entity = state->entity_of[link->a];
		if (entity < 0 || state->mentions.items[link->a].quiet)
			continue;
		if (link->b == MAEK_NOT) {
			add_alias(build, &build->facts->entities.items[entity], link->text, link->rule->id, false);
			add_merge(build, entity, link->text, link->rule);
		} else if (state->entity_of[link->b] == entity) {
			int named = link->anaphor ? link->a : link->b;
			add_merge(build, entity, copy(build, maek_state_text(state, state->mentions.items[named].span)), link->rule);
		}
	}
}

/* ---- facts */

static void add_roles(struct build *build, const struct maek_hit *hit, struct maek_fact_evidence *evidence)
{
	const struct maek_document *document = build->state->document;
	for (size_t i = 0; i < hit->rule->groups.count; i++)
		for (size_t k = 0; k < hit->groups[i].count; k++) {
			struct maek_span span = hit->groups[i].items[k].span;
			struct maek_fact_role *role = MAEK_PUSH(build->state->arena, &evidence->roles);
			*role = (struct maek_fact_role){hit->rule->groups.items[i].name,
			                                {document->code_points[span.start], document->code_points[span.end]}};
		}
}

/* Evidence is quoted as the sentence that holds it, unless the rule looked at something smaller or at a row. */
static struct maek_span quoted(const struct build *build, const struct maek_ground *ground)
{
	const struct maek_document *document = build->state->document;
	const struct maek_hit *hit = ground->claim->hit;
	struct maek_span span = hit ? hit->span : build->state->mentions.items[ground->mentions[0]].span;
	int first = maek_document_sentence(document, span.start);
	int last = maek_document_sentence(document, span.end > span.start ? span.end - 1 : span.end);
	if (first < 0)
		return span;
	struct maek_span out = {document->sentences.items[first].start, document->sentences.items[last].end};
	return out.start <= span.start && span.end <= out.end ? out : span;
}

static void add_evidence(struct build *build, const struct maek_ground *ground, struct maek_fact *fact)
{
	struct maek_state *state = build->state;
	const struct maek_hit *hit = ground->claim->hit;
	struct maek_span span = quoted(build, ground);
	struct maek_fact_evidence *evidence = MAEK_PUSH(state->arena, &fact->evidence);
	evidence->sentence = maek_document_sentence(state->document, span.start);
	evidence->anchor = maek_document_anchor(state->document, span);
	evidence->rule = hit ? hit->rule->id : ground->claim->lexicon->id;
	evidence->at = hit ? hit->rule->at : ground->claim->lexicon->at;
	evidence->confidence = ground->confidence;
	if (hit)
		add_roles(build, hit, evidence);
	size_t count = 0;
	for (const struct maek_infer_step *step = ground->steps; step; step = step->before)
		count++;
	for (size_t i = count; i > 0; i--) { /* innermost first */
		const struct maek_infer_step *step = ground->steps;
		for (size_t k = 1; k < i; k++)
			step = step->before;
		*MAEK_PUSH(state->arena, &evidence->inferred) = (struct maek_fact_step){step->rule->id, step->rule->at};
	}
}

static int by_evidence(const void *a, const void *b)
{
	const struct maek_fact_evidence *x = a, *y = b;
	if (x->anchor.cp[0] != y->anchor.cp[0])
		return x->anchor.cp[0] < y->anchor.cp[0] ? -1 : 1;
	if (x->anchor.cp[1] != y->anchor.cp[1])
		return x->anchor.cp[1] < y->anchor.cp[1] ? -1 : 1;
	int order = strcmp(x->rule, y->rule);
	if (order)
		return order;
	for (size_t i = 0; i < x->roles.count && i < y->roles.count; i++)
		if (x->roles.items[i].cp[0] != y->roles.items[i].cp[0])
			return x->roles.items[i].cp[0] < y->roles.items[i].cp[0] ? -1 : 1;
	return 0;
}

/* 1 - product of (1 - c) over what is said; a derived fact's confidence is that of its derivation. */
static double confidence_of(const struct maek_entity_fact *from, const struct maek_fact *fact)
{
	if (from->derived_confidence > 0)
		return from->derived_confidence;
	double doubt = 1;
	for (size_t i = 0; i < fact->evidence.count; i++)
		doubt *= 1 - fact->evidence.items[i].confidence;
	return 1 - doubt;
}

static void note_relation(struct build *build, const struct maek_relation *relation)
{
	for (size_t i = 0; i < build->facts->relations.count; i++)
		if (strcmp(build->facts->relations.items[i].name, relation->name) == 0)
			return;
	*MAEK_PUSH(build->state->arena, &build->facts->relations) = (struct maek_fact_relation){relation->name, relation->property};
}

static void add_fact(struct build *build, const struct maek_entity_fact *from)
{
	struct maek_state *state = build->state;
	const struct maek_relation *relation = &state->rules->schema.relations.items[from->relation];
	if (relation->hidden || from->args[1] < 0)
		return;
	note_relation(build, relation);
	struct maek_fact *fact = MAEK_PUSH(state->arena, &build->facts->facts);
	*fact = (struct maek_fact){.relation = relation->name, .subject = (uint32_t)from->args[0], .object = (uint32_t)from->args[1]};
	for (size_t i = 0; i < from->grounds.count; i++)
		if (from->grounds.items[i].claim)
			add_evidence(build, &from->grounds.items[i], fact);
	if (fact->evidence.count)
		qsort(fact->evidence.items, fact->evidence.count, sizeof *fact->evidence.items, by_evidence);
	for (size_t i = 0; i < from->attributes.count; i++) {
		const struct maek_attribute *attribute = &from->attributes.items[i];
		*MAEK_PUSH(state->arena, &fact->attributes) = (struct maek_fact_attribute){attribute->key, attribute->value};
	}
	fact->confidence = confidence_of(from, fact);
}

static int by_fact(const void *a, const void *b)
{
	const struct maek_fact *x = a, *y = b;
	int order = strcmp(x->relation, y->relation);
	if (order)
		return order;
	if (x->subject != y->subject)
		return x->subject < y->subject ? -1 : 1;
	return x->object < y->object ? -1 : x->object > y->object;
}

struct maek_facts *maek_facts_build(struct maek_state *state, const struct maek_entity_facts *facts)
{
	struct build build = {state, maek_arena_alloc(state->arena, sizeof(struct maek_facts))};
	build_document(&build);
	build_mentions(&build);
	build_links(&build);
	for (size_t i = 0; i < facts->count; i++)
		add_fact(&build, &facts->items[i]);
	if (build.facts->facts.count)
		qsort(build.facts->facts.items, build.facts->facts.count, sizeof *build.facts->facts.items, by_fact);
	return build.facts;
}
