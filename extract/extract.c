/* The stages over one document, in order, then entities, inference and the facts. A worker holds nothing but scratch:
 * everything else of a document lives in the caller's arena.
 */
#include "extract/extract.h"

#include "extract/claim.h"
#include "extract/facts_build.h"
#include "extract/infer.h"
#include "extract/match.h"
#include "extract/mention.h"
#include "extract/replay.h"
#include "extract/run.h"

#include <stdlib.h>
#include <string.h>

struct maek_worker {
	const struct maek_rules *rules;
	struct maek_scratch *scratch, *inner;
	bool tries_all;
	size_t rule_time, document_time; /* milliseconds; 0: the default */
};

struct maek_worker *maek_worker_new(const struct maek_rules *rules)
{
	struct maek_worker *worker = maek_allocate(sizeof *worker);
	worker->rules = rules;
	worker->scratch = maek_scratch_new();
	worker->inner = maek_scratch_new();
	return worker;
}

void maek_worker_try_all(struct maek_worker *worker)
{
	worker->tries_all = true;
}

void maek_worker_use(struct maek_worker *worker, enum maek_engine engine)
{
	maek_scratch_use(worker->scratch, engine);
	maek_scratch_use(worker->inner, engine);
}

void maek_worker_limit(struct maek_worker *worker, size_t rule_time, size_t document_time)
{
	worker->rule_time = rule_time;
	worker->document_time = document_time;
}

struct maek_scratch *maek_worker_scratch(struct maek_worker *worker)
{
	maek_scratch_charge(worker->scratch, NULL);
	return worker->scratch;
}

void maek_worker_free(struct maek_worker *worker)
{
	if (!worker)
		return;
	maek_scratch_free(worker->scratch);
	maek_scratch_free(worker->inner);
	free(worker);
}

void maek_state_limit(struct maek_state *state, const char *rule, const char *limit)
{
	for (size_t i = 0; i < state->limits.count; i++)
		if (strcmp(state->limits.items[i].rule, rule) == 0 && strcmp(state->limits.items[i].limit, limit) == 0)
			return;
	*MAEK_PUSH(state->arena, &state->limits) = (struct maek_fact_limit){rule, limit};
}

static void run_stage(struct maek_state *state, const struct maek_stage *stage, const struct maek_trace *trace)
{
	struct maek_hits hits = {0};
	struct maek_replay *replay = trace ? trace->replay : NULL;
	maek_lexicons_scan(state, stage);
	if (replay)
		maek_replay_begin(replay, state);
	for (size_t i = 0; i < stage->rules.count; i++) {
		const struct maek_rule *rule = stage->rules.items[i];
		size_t before = hits.count;
		if (!replay || !maek_replay_take(replay, state->arena, rule, i, &hits))
			maek_rule_match(state, rule, &hits);
		if (replay)
			maek_replay_keep(replay, rule, &hits, before);
		state->fired[rule->order] += (uint32_t)(hits.count - before);
	}
	if (trace && trace->matched)
		trace->matched(trace->context, state, &hits);
	maek_hits_apply(state, &hits);
	if (trace && trace->applied)
		trace->applied(trace->context, state);
}

static struct maek_marks *scan(struct maek_state *state)
{
	const struct maek_document *document = state->document;
	struct maek_marks *marks = maek_arena_alloc(state->arena, sizeof *marks);
	maek_prefilter_scan(state->rules->prefilter, state->arena, state->plain->text, state->plain->from,
	                    document->sentences.items, document->sentences.count, marks);
	return marks;
}

struct maek_state *maek_run_traced(struct maek_worker *worker, struct maek_arena *arena,
                                   const struct maek_document *document, struct maek_entity_facts *facts,
                                   struct maek_trace *trace)
{
	static const struct maek_alphabet no_mentions;
	struct maek_state *state = maek_arena_alloc(arena, sizeof *state);
	*state = (struct maek_state){.rules = worker->rules,
	                             .document = document,
	                             .arena = arena,
	                             .scratch = worker->scratch,
	                             .inner = worker->inner,
	                             .misses = trace ? trace->misses : NULL,
	                             .trace = trace && trace->without_drops ? NULL : trace,
	                             .view_index = {.arena = arena}};
	maek_budget_document(&state->budget, document->text.size, worker->rule_time, worker->document_time);
	maek_scratch_charge(worker->scratch, &state->budget);
	maek_scratch_charge(worker->inner, &state->budget);
	state->covers = maek_arena_alloc(arena, (worker->rules->schema.types.count + 1) * sizeof *state->covers);
	state->fired = maek_arena_alloc(arena, (worker->rules->rules.count + 1) * sizeof *state->fired);
	struct maek_span whole = {0, (uint32_t)document->text.size};
	/* no mention lives yet, so this view is the plain text */
	const struct maek_view *plain = maek_view_of(state, &no_mentions, whole, (struct maek_span){0, 0}, MAEK_NOT);
	state->plain = (struct maek_view *)(uintptr_t)plain;
	if (!worker->tries_all)
		state->marks = scan(state);
	for (size_t i = 0; i < worker->rules->stages.count; i++) {
		if (trace)
			trace->stage = i;
		run_stage(state, &worker->rules->stages.items[i], trace);
	}
	maek_lexicon_claims(state);
	maek_infer_run(state, facts);
	return state;
}

struct maek_state *maek_run(struct maek_worker *worker, struct maek_arena *arena, const struct maek_document *document,
                            struct maek_entity_facts *facts)
{
	return maek_run_traced(worker, arena, document, facts, NULL);
}

struct maek_facts *maek_extract(struct maek_worker *worker, struct maek_arena *arena, const struct maek_document *document)
{
	struct maek_entity_facts facts;
	struct maek_state *state = maek_run(worker, arena, document, &facts);
	if (state->budget.is_late)
		return maek_facts_of_failure(arena, document->id, "its rules took too long");
	return maek_facts_build(state, &facts);
}

struct maek_facts *maek_facts_of_failure(struct maek_arena *arena, const char *id, const char *message)
{
	struct maek_facts *facts = maek_arena_alloc(arena, sizeof *facts);
	facts->id = maek_arena_copy(arena, id, strlen(id));
	facts->error = maek_arena_copy(arena, message, strlen(message));
	return facts;
}
