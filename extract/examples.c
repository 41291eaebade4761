/* The facts of one rule in one text: mentions it made that stand, and everything it said about mentions. A fact that says
 * less than another of the same arguments is left out.
 */
#include "extract/examples.h"

#include "extract/fact_text.h"
#include "extract/run.h"

#include <stdlib.h>
#include <string.h>

struct facts {
	const char **items;
	size_t count, room;
};

struct gathering {
	struct maek_state *state;
	const struct maek_entity_facts *entity_facts;
	struct facts *facts;
};

static void add(const struct gathering *gathering, const char *fact)
{
	for (size_t i = 0; i < gathering->facts->count; i++)
		if (strcmp(gathering->facts->items[i], fact) == 0)
			return;
	*MAEK_PUSH(gathering->state->arena, gathering->facts) = fact;
}

static void add_mentions(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (found->rule == rule && (!found->dead || found->lost_to != MAEK_NOT))
			add(gathering, maek_fact_text_mention(state, (int)i, found->type));
	}
	for (size_t i = 0; i < state->repeats.count; i++) {
		const struct maek_repeat *repeat = &state->repeats.items[i];
		if (repeat->rule == rule && maek_state_root(state, repeat->type) ==
		                                maek_state_root(state, state->mentions.items[repeat->mention].type))
			add(gathering, maek_fact_text_mention(state, repeat->mention, repeat->type));
	}
}

static void add_claims(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		if (claim->hit && claim->hit->rule == rule && !maek_fact_is_lesser(state, claim))
			add(gathering, maek_fact_text_claim(state, claim));
	}
}

static void add_names(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->links.count; i++)
		if (state->links.items[i].rule == rule && !state->links.items[i].anaphor)
			add(gathering, maek_fact_text_link(state, &state->links.items[i]));
	for (size_t i = 0; i < state->topics.count; i++)
		if (state->topics.items[i].rule == rule && state->topics.items[i].lasts != 0)
			add(gathering, maek_fact_text_topic(state, &state->topics.items[i]));
}

static void add_derived(const struct gathering *gathering, const struct maek_infer_rule *rule)
{
	for (size_t i = 0; i < gathering->entity_facts->count; i++)
		if (maek_fact_is_derived_by(&gathering->entity_facts->items[i], rule))
			add(gathering, maek_fact_text_derived(gathering->state, &gathering->entity_facts->items[i]));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort(struct facts *facts)
{
	if (facts->count)
		qsort(facts->items, facts->count, sizeof *facts->items, by_text);
}

static bool same(const struct facts *a, const struct facts *b)
{
	for (size_t i = 0; a->count == b->count && i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return a->count == b->count;
}

struct runner {
	const struct maek_rules *rules;
	struct maek_worker *worker;
	struct maek_arena *arena;
	void (*each)(void *, const struct maek_example_result *);
	void *context;
	size_t ran;
};

static void run_one(struct runner *runner, const char *id, const struct maek_example *example, const struct maek_rule *rule,
                    const struct maek_infer_rule *infer)
{
	struct maek_document *document;
	struct maek_entity_facts entity_facts;
	struct facts found = {0}, expected = {0};
	runner->ran++;
	if (maek_document_read(runner->arena, example->text->value, "example", MAEK_FORMAT_TEXT, &document, NULL)) {
		struct maek_state *state = maek_run(runner->worker, runner->arena, document, &entity_facts);
		struct gathering gathering = {state, &entity_facts, &found};
		if (rule) {
			add_mentions(&gathering, rule);
			add_claims(&gathering, rule);
			add_names(&gathering, rule);
		} else {
			add_derived(&gathering, infer);
		}
	}
	for (size_t i = 0; i < example->finds->count; i++)
		if (example->finds->items[i]->kind == MAEK_YAML_SCALAR)
			*MAEK_PUSH(runner->arena, &expected) = example->finds->items[i]->value.bytes;
	sort(&found);
	sort(&expected);
	struct maek_example_result result = {.rule = id, .place = example->text->place, .text = example->text->value.bytes};
	memcpy(&result.found, &found, sizeof found);
	memcpy(&result.expected, &expected, sizeof expected);
	result.passed = same(&found, &expected);
	runner->each(runner->context, &result);
	maek_arena_reset(runner->arena);
}

size_t maek_examples_run(const struct maek_rules *rules, void (*each)(void *, const struct maek_example_result *), void *context)
{
	struct runner runner = {.rules = rules, .each = each, .context = context};
	runner.worker = maek_worker_new(rules);
	runner.arena = maek_arena_new();
	for (size_t i = 0; i < rules->rules.count; i++)
		for (size_t k = 0; k < rules->rules.items[i]->examples.count; k++)
			run_one(&runner, rules->rules.items[i]->id, &rules->rules.items[i]->examples.items[k], rules->rules.items[i], NULL);
	for (size_t i = 0; i < rules->infer.count; i++)
		for (size_t k = 0; k < rules->infer.items[i]->examples.count; k++)
			run_one(&runner, rules->infer.items[i]->id, &rules->infer.items[i]->examples.items[k], NULL, rules->infer.items[i]);
	maek_arena_free(runner.arena);
	maek_worker_free(runner.worker);
	return runner.ran;
}

static bool are_enough(const struct maek_example *examples, size_t count)
{
	bool silent = false;
	for (size_t i = 0; i < count; i++)
		silent |= examples[i].finds->count == 0;
	return count >= 2 && silent;
}

void maek_examples_missing(const struct maek_rules *rules, void (*each)(void *, const char *, struct maek_place), void *context)
{
	for (size_t i = 0; i < rules->rules.count; i++)
		if (!are_enough(rules->rules.items[i]->examples.items, rules->rules.items[i]->examples.count))
			each(context, rules->rules.items[i]->id, rules->rules.items[i]->place);
	for (size_t i = 0; i < rules->infer.count; i++)
		if (!are_enough(rules->infer.items[i]->examples.items, rules->infer.items[i]->examples.count))
			each(context, rules->infer.items[i]->id, rules->infer.items[i]->place);
}
