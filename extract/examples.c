/* The facts of one rule in one text: mentions it made that stand, and everything it said about mentions. A fact that says
 * less than another of the same arguments is left out.
 */
#include "extract/examples.h"

#include "extract/fact_text.h"
#include "extract/rule.h"
#include "extract/run.h"

#include <stdlib.h>
#include <string.h>

struct facts {
	struct maek_example_row *items;
	size_t count, room;
};

struct gathering {
	struct maek_state *state;
	const struct maek_entity_facts *entity_facts;
	struct facts *facts;
};

/* A fact counts once, at the first place where it is said. */
static void add(const struct gathering *gathering, const char *fact, struct maek_span span)
{
	for (size_t i = 0; i < gathering->facts->count; i++)
		if (strcmp(gathering->facts->items[i].fact, fact) == 0)
			return;
	struct maek_example_row *row = MAEK_PUSH(gathering->state->arena, gathering->facts);
	*row = (struct maek_example_row){.fact = fact, .found = true};
	row->cp[0] = gathering->state->document->code_points[span.start];
	row->cp[1] = gathering->state->document->code_points[span.end];
}

static void add_mentions(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (found->rule == rule && (!found->dead || found->lost_to != MAEK_NOT))
			add(gathering, maek_fact_text_mention(state, (int)i, found->type), found->span);
	}
	for (size_t i = 0; i < state->repeats.count; i++) {
		const struct maek_repeat *repeat = &state->repeats.items[i];
		const struct maek_found *found = &state->mentions.items[repeat->mention];
		if (repeat->rule == rule && maek_state_root(state, repeat->type) == maek_state_root(state, found->type))
			add(gathering, maek_fact_text_mention(state, repeat->mention, repeat->type), found->span);
	}
}

static void add_claims(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		if (claim->hit && claim->hit->rule == rule && !maek_fact_is_lesser(state, claim))
			add(gathering, maek_fact_text_claim(state, claim), claim->hit->span);
	}
}

static void add_names(const struct gathering *gathering, const struct maek_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < state->links.count; i++) {
		const struct maek_link *link = &state->links.items[i];
		if (link->rule == rule && !link->anaphor)
			add(gathering, maek_fact_text_link(state, link), state->mentions.items[link->a].span);
	}
	for (size_t i = 0; i < state->topics.count; i++) {
		const struct maek_topic *topic = &state->topics.items[i];
		if (topic->rule == rule && topic->lasts != 0 && topic->count)
			add(gathering, maek_fact_text_topic(state, topic), state->mentions.items[topic->mentions[0]].span);
	}
}

static void add_derived(const struct gathering *gathering, const struct maek_infer_rule *rule)
{
	struct maek_state *state = gathering->state;
	for (size_t i = 0; i < gathering->entity_facts->count; i++) {
		const struct maek_entity_fact *fact = &gathering->entity_facts->items[i];
		for (size_t k = 0; k < fact->grounds.count; k++) {
			const struct maek_ground *ground = &fact->grounds.items[k];
			if (!ground->steps || ground->steps->rule != rule)
				continue;
			bool is_said = ground->claim && ground->claim->hit;
			int mention = ground->claim ? ground->claim->args[0] : ground->mentions[0];
			add(gathering, maek_fact_text_derived(state, fact),
			    is_said ? ground->claim->hit->span : state->mentions.items[mention].span);
		}
	}
}

static int by_fact(const void *a, const void *b)
{
	return strcmp(((const struct maek_example_row *)a)->fact, ((const struct maek_example_row *)b)->fact);
}

static void sort(struct facts *facts)
{
	if (facts->count)
		qsort(facts->items, facts->count, sizeof *facts->items, by_fact);
}

/* Both sorted lists as one; true when they are the same. */
static bool join(struct maek_arena *arena, const struct facts *expected, const struct facts *found, struct facts *out)
{
	size_t e = 0, f = 0;
	bool same = true;
	while (e < expected->count || f < found->count) {
		int order = e == expected->count ? 1 : f == found->count ? -1 : by_fact(&expected->items[e], &found->items[f]);
		struct maek_example_row *row = MAEK_PUSH(arena, out);
		*row = order < 0 ? expected->items[e] : found->items[f];
		row->expected = order <= 0;
		same = same && order == 0;
		e += order <= 0;
		f += order >= 0;
	}
	return same;
}

static void gather(struct maek_state *state, const struct maek_entity_facts *entity_facts, const struct maek_example_run *run,
                   struct facts *found)
{
	struct gathering gathering = {state, entity_facts, found};
	if (run->by) {
		add_mentions(&gathering, run->by);
		add_claims(&gathering, run->by);
		add_names(&gathering, run->by);
	} else {
		add_derived(&gathering, run->infer);
	}
}

void maek_example_run(struct maek_worker *worker, struct maek_arena *arena, const struct maek_example_run *run,
                      struct maek_version_numbers numbers, struct maek_memory *memory, struct maek_example_result *result)
{
	const struct maek_example *example = run->example;
	struct maek_document *document = NULL;
	struct facts found = {0}, expected = {0}, rows = {0};
	if (!maek_document_read(arena, example->text->value, "example", MAEK_FORMAT_TEXT, &document, NULL))
		document = NULL;
	if (document) {
		struct maek_entity_facts facts;
		struct maek_state *state = memory ? maek_run_again(worker, arena, document, &facts, numbers, NULL, memory)
		                                  : maek_run(worker, arena, document, &facts);
		gather(state, &facts, run, &found);
	}
	for (size_t i = 0; i < example->finds->count; i++)
		MAEK_PUSH(arena, &expected)->fact = example->finds->items[i]->value.bytes;
	sort(&found);
	sort(&expected);
	*result = (struct maek_example_result){.rule = run->rule,
	                                       .place = example->text->place,
	                                       .text = example->text->value.bytes,
	                                       .todo = example->todo,
	                                       .finds = example->finds,
	                                       .document = document};
	result->passed = join(arena, &expected, &found, &rows);
	memcpy(&result->rows, &rows, sizeof rows);
}

static void list_all(struct maek_arena *arena, struct maek_example_run_list *list, struct maek_example_run run,
                     const struct maek_example_list *examples)
{
	for (size_t i = 0; i < examples->count; i++) {
		run.example = &examples->items[i];
		*MAEK_PUSH(arena, list) = run;
	}
}

void maek_examples_list(const struct maek_rules *rules, struct maek_arena *arena, bool (*is_wanted)(void *, const char *),
                        void *context, struct maek_example_run_list *out)
{
	for (size_t i = 0; i < rules->rules.count; i++) {
		const struct maek_rule *rule = rules->rules.items[i];
		if (is_wanted(context, rule->id))
			list_all(arena, out, (struct maek_example_run){.rule = rule->id, .by = rule}, &rule->examples);
	}
	for (size_t i = 0; i < rules->infer.count; i++) {
		const struct maek_infer_rule *rule = rules->infer.items[i];
		if (is_wanted(context, rule->id))
			list_all(arena, out, (struct maek_example_run){.rule = rule->id, .infer = rule}, &rule->examples);
	}
}

size_t maek_examples_run(const struct maek_rules *rules, bool (*is_wanted)(void *, const char *),
                         void (*each)(void *, const struct maek_example_result *), void *context)
{
	struct maek_example_run_list list = {0};
	struct maek_arena *lasting = maek_arena_new(), *arena = maek_arena_new();
	struct maek_worker *worker = maek_worker_new(rules);
	maek_examples_list(rules, lasting, is_wanted, context, &list);
	for (size_t i = 0; i < list.count; i++) {
		struct maek_example_result result;
		maek_example_run(worker, arena, &list.items[i], (struct maek_version_numbers){0}, NULL, &result);
		each(context, &result);
		maek_arena_reset(arena);
	}
	maek_arena_free(arena);
	maek_arena_free(lasting);
	maek_worker_free(worker);
	return list.count;
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
