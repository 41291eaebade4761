/* Mentions and facts of a finished run, each with what made it. */
#include "extract/explain_parts.h"

#include "extract/fact_text.h"
#include "extract/mention.h"

#include <stdlib.h>
#include <string.h>

static void set_cp(const struct maek_explaining *explaining, struct maek_span span, uint32_t cp[2])
{
	cp[0] = explaining->document->code_points[span.start];
	cp[1] = explaining->document->code_points[span.end];
}

struct maek_explained_item maek_explain_mention(const struct maek_explaining *explaining, int mention)
{
	const struct maek_found *found = &explaining->state->mentions.items[mention];
	struct maek_explained_item item = {.text = maek_fact_text_mention(explaining->state, mention, found->type)};
	item.rule = found->rule ? found->rule->id : found->lexicon->id;
	item.at = found->rule ? found->rule->at : found->lexicon->at;
	set_cp(explaining, found->span, item.cp);
	return item;
}

static const char *note_of(const struct maek_explaining *explaining, int mention)
{
	const struct maek_state *state = explaining->state;
	const struct maek_found *found = &state->mentions.items[mention];
	struct maek_buffer note = {.arena = explaining->arena};
	if (found->dead && found->lost_to != MAEK_NOT) {
		struct maek_explained_item winner = maek_explain_mention(explaining, found->lost_to);
		maek_buffer_format(&note, "replaced by %s of %s", winner.text, winner.rule);
	} else if (found->dead) {
		maek_buffer_string(&note, "dropped: it refers to nothing");
	} else if (found->antecedent != MAEK_NOT) {
		maek_buffer_format(&note, "refers to %s", maek_fact_text_surface(state, found->antecedent));
	} else if (found->name && !maek_text_equal(maek_text_of(found->name), maek_state_text(state, found->span))) {
		maek_buffer_format(&note, "named %s", found->name);
	}
	if (found->owner != MAEK_NOT)
		maek_buffer_format(&note, "%sinside %s", note.size ? ", " : "", maek_fact_text_surface(state, found->owner));
	if (maek_state_hidden(state, found->type))
		maek_buffer_format(&note, "%shidden", note.size ? ", " : "");
	if (found->has_value)
		maek_buffer_format(&note, "%svalue %lld", note.size ? ", " : "", (long long)found->value);
	if (found->overflow)
		maek_buffer_format(&note, "%sthe number does not fit 64 bits: no value", note.size ? ", " : "");
	return note.bytes;
}

static int by_place(const void *a, const void *b)
{
	const struct maek_explained_item *x = a, *y = b;
	if (x->cp[0] != y->cp[0])
		return x->cp[0] < y->cp[0] ? -1 : 1;
	if (x->cp[1] != y->cp[1])
		return x->cp[1] > y->cp[1] ? -1 : 1;
	int order = strcmp(x->text, y->text);
	return order ? order : strcmp(x->rule, y->rule);
}

static bool is_of(const struct maek_subject *only, const struct maek_rule *rule)
{
	return !only || (rule && rule == only->rule);
}

void maek_explain_mentions(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                           maek_item_list *out)
{
	struct maek_state *state = explaining->state;
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!maek_spans_touch(found->span, span) || !is_of(only, found->rule) || (only && found->dead && found->lost_to < 0))
			continue;
		struct maek_explained_item *item = MAEK_PUSH(explaining->arena, out);
		*item = maek_explain_mention(explaining, (int)i);
		item->note = note_of(explaining, (int)i);
	}
	for (size_t i = 0; i < state->repeats.count; i++) {
		const struct maek_repeat *repeat = &state->repeats.items[i];
		const struct maek_found *found = &state->mentions.items[repeat->mention];
		if (!maek_spans_touch(found->span, span) || !is_of(only, repeat->rule) || repeat->rule == found->rule ||
		    maek_state_root(state, repeat->type) != maek_state_root(state, found->type))
			continue;
		struct maek_explained_item *item = MAEK_PUSH(explaining->arena, out);
		*item = maek_explain_mention(explaining, repeat->mention);
		item->note = maek_arena_format(explaining->arena, "says again what %s says", item->rule);
		item->text = maek_fact_text_mention(state, repeat->mention, repeat->type);
		item->rule = repeat->rule->id;
		item->at = repeat->rule->at;
	}
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, by_place);
}

static void add_fact(struct maek_explaining *explaining, const char *text, const char *rule, const char *at,
                     struct maek_span span, const char *note, maek_item_list *out)
{
	struct maek_explained_item item = {.text = text, .rule = rule, .at = at, .note = note};
	set_cp(explaining, span, item.cp);
	for (size_t i = 0; i < out->count; i++) /* said in one place for two regions */
		if (out->items[i].cp[0] == item.cp[0] && strcmp(out->items[i].text, text) == 0 && strcmp(out->items[i].rule, rule) == 0)
			return;
	*MAEK_PUSH(explaining->arena, out) = item;
}

static struct maek_span span_of_claim(const struct maek_state *state, const struct maek_claim *claim)
{
	return claim->hit ? claim->hit->span : state->mentions.items[claim->args[0]].span;
}

/* A mention of the claim was replaced later, and nothing of its type stands there. */
static bool is_gone(const struct maek_state *state, const struct maek_claim *claim)
{
	for (size_t i = 0; i < 2; i++) {
		if (claim->args[i] == MAEK_NOT)
			continue;
		const struct maek_found *found = &state->mentions.items[claim->args[i]];
		if (found->dead && maek_mention_at(state, maek_state_root(state, found->type), found->span) == MAEK_NOT)
			return true;
	}
	return false;
}

static void add_claims(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                       maek_item_list *out)
{
	const struct maek_state *state = explaining->state;
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		struct maek_span here = span_of_claim(state, claim);
		const struct maek_rule *rule = claim->hit ? claim->hit->rule : NULL;
		bool gone = is_gone(state, claim);
		if (!maek_spans_touch(here, span) || !is_of(only, rule) || (only && gone) || maek_fact_is_lesser(state, claim))
			continue;
		const char *note = gone ? "dropped: a mention of it was replaced later" : state->rules->schema.relations.items[claim->relation].hidden ? "hidden" : NULL;
		add_fact(explaining, maek_fact_text_claim(state, claim), rule ? rule->id : claim->lexicon->id,
		         rule ? rule->at : claim->lexicon->at, here, note, out);
	}
}

static void add_names(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                      maek_item_list *out)
{
	const struct maek_state *state = explaining->state;
	for (size_t i = 0; i < state->links.count; i++) {
		const struct maek_link *link = &state->links.items[i];
		struct maek_span here = state->mentions.items[link->a].span;
		if (!link->anaphor && maek_spans_touch(here, span) && is_of(only, link->rule))
			add_fact(explaining, maek_fact_text_link(state, link), link->rule->id, link->rule->at, here, NULL, out);
	}
	for (size_t i = 0; i < state->topics.count; i++) {
		const struct maek_topic *topic = &state->topics.items[i];
		if (topic->lasts == 0 || topic->at < span.start || topic->at >= span.end || !is_of(only, topic->rule))
			continue;
		add_fact(explaining, maek_fact_text_topic(state, topic), topic->rule->id, topic->rule->at,
		         (struct maek_span){topic->at, topic->at}, NULL, out);
	}
}

/* "derived from develops(KT, A) of pack/rule, by pack/first-step" */
static const char *derivation(const struct maek_explaining *explaining, const struct maek_ground *ground)
{
	struct maek_buffer text = {.arena = explaining->arena};
	const struct maek_claim *claim = ground->claim;
	if (claim)
		maek_buffer_format(&text, "derived from %s of %s", maek_fact_text_claim(explaining->state, claim),
		                   claim->hit ? claim->hit->rule->id : claim->lexicon->id);
	else
		maek_buffer_format(&text, "derived from %s", maek_explain_mention(explaining, ground->mentions[0]).text);
	for (const struct maek_infer_step *step = ground->steps->before; step; step = step->before)
		maek_buffer_format(&text, ", through %s", step->rule->id);
	return text.bytes;
}

static void add_derived(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                        maek_item_list *out)
{
	const struct maek_state *state = explaining->state;
	for (size_t i = 0; i < explaining->facts.count; i++) {
		const struct maek_entity_fact *fact = &explaining->facts.items[i];
		for (size_t k = 0; k < fact->grounds.count; k++) {
			const struct maek_ground *ground = &fact->grounds.items[k];
			if (!ground->steps || (only && ground->steps->rule != only->infer))
				continue;
			struct maek_span here = ground->claim ? span_of_claim(state, ground->claim)
			                                      : state->mentions.items[ground->mentions[0]].span;
			if (maek_spans_touch(here, span))
				add_fact(explaining, maek_fact_text_derived(state, fact), ground->steps->rule->id, ground->steps->rule->at,
				         here, derivation(explaining, ground), out);
		}
	}
}

void maek_explain_facts(struct maek_explaining *explaining, struct maek_span span, const struct maek_subject *only,
                        maek_item_list *out)
{
	add_claims(explaining, span, only, out);
	add_names(explaining, span, only, out);
	add_derived(explaining, span, only, out);
}

const char *maek_explain_why_lost(const struct maek_explaining *explaining, const struct maek_drop *drop)
{
	const struct maek_found *winner = &explaining->state->mentions.items[drop->mention];
	uint32_t size = drop->span.end - drop->span.start, other = winner->span.end - winner->span.start;
	if (drop->earlier)
		return "it stood there before this stage";
	if (winner->priority != drop->priority)
		return "its priority is higher";
	if (other != size)
		return "it is longer";
	return winner->span.start != drop->span.start ? "it begins further left" : "it comes earlier in the pack";
}

void maek_explain_losses(struct maek_explaining *explaining, struct maek_span span, struct maek_explained_sentence *out)
{
	const struct maek_state *state = explaining->state;
	for (size_t i = 0; i < explaining->trace.drops.count; i++) {
		const struct maek_drop *drop = &explaining->trace.drops.items[i];
		if (drop->kind != MAEK_DROP_OVERLAP || !maek_spans_touch(drop->span, span))
			continue;
		struct maek_text text = maek_state_text(state, drop->span);
		struct maek_explained_loss *loss = MAEK_PUSH(explaining->arena, &out->losses);
		loss->lost.text = maek_arena_format(explaining->arena, "%s(%.*s)", state->rules->schema.types.items[drop->type].name,
		                                    (int)text.size, text.bytes);
		loss->lost.rule = drop->rule ? drop->rule->id : drop->lexicon->id;
		loss->lost.at = drop->rule ? drop->rule->at : drop->lexicon->at;
		set_cp(explaining, drop->span, loss->lost.cp);
		loss->winner = maek_explain_mention(explaining, drop->mention);
		loss->why = maek_explain_why_lost(explaining, drop);
	}
}
