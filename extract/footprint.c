/* See the header. */
#include "extract/footprint.h"

#include "extract/facts_build.h"
#include "extract/run.h"

#include <string.h>

uint64_t maek_footprint_key(const char *id) /* FNV-1a */
{
	uint64_t key = UINT64_C(14695981039346656037);
	for (; *id; id++)
		key = (key ^ (unsigned char)*id) * UINT64_C(1099511628211);
	return key;
}

/* The part of the plain view that shows `span` of the document. */
static struct maek_text folded(const struct maek_view *plain, struct maek_span span, struct maek_arena *keep)
{
	size_t start = 0, end;
	while (start < plain->text.size && plain->from[start] < span.start)
		start++;
	for (end = start; end < plain->text.size && plain->from[end] < span.end;)
		end++;
	return (struct maek_text){maek_arena_copy(keep, plain->text.bytes + start, end - start), end - start};
}

static uint64_t types_in(const struct maek_state *state, struct maek_span span)
{
	uint64_t types = 0;
	for (size_t i = 0; i < state->mentions.count; i++)
		if (state->mentions.items[i].span.start < span.end && span.start < state->mentions.items[i].span.end)
			types |= UINT64_C(1) << state->mentions.items[i].type;
	return types;
}

static struct maek_footprint_part part_of(const struct maek_state *state, struct maek_span span, struct maek_arena *keep)
{
	return (struct maek_footprint_part){folded(state->plain, span, keep), types_in(state, span)};
}

static void add_fired(const struct maek_state *state, const struct maek_entity_facts *facts, struct maek_arena *keep,
                      struct maek_footprint *out)
{
	const struct maek_rules *rules = state->rules;
	for (size_t i = 0; i < rules->rules.count; i++)
		if (state->fired[i])
			*MAEK_PUSH(keep, &out->fired) = maek_footprint_key(rules->rules.items[i]->id);
	for (size_t i = 0; i < facts->count; i++) {
		out->said[facts->items[i].relation] = true;
		for (size_t k = 0; k < facts->items[i].grounds.count; k++)
			for (const struct maek_infer_step *step = facts->items[i].grounds.items[k].steps; step; step = step->before)
				*MAEK_PUSH(keep, &out->fired) = maek_footprint_key(step->rule->id);
	}
}

struct recording {
	struct maek_trace trace;
	struct maek_footprint *footprint;
	struct maek_arena *keep;
};

static void record_alphabet(const struct recording *recording, struct maek_state *state, const struct maek_alphabet *alphabet)
{
	const struct maek_document *document = state->document;
	struct maek_footprint *footprint = recording->footprint;
	for (size_t i = 0; i < footprint->stages.count; i++)
		if (footprint->stages.items[i].stage == recording->trace.stage && footprint->stages.items[i].hidden == alphabet->hidden)
			return;
	struct maek_footprint_stage *stage = MAEK_PUSH(recording->keep, &footprint->stages);
	stage->stage = (uint32_t)recording->trace.stage;
	stage->hidden = alphabet->hidden;
	stage->texts = maek_arena_alloc(recording->keep, document->sentences.count * sizeof *stage->texts);
	for (size_t i = 0; i < document->sentences.count; i++) {
		const struct maek_view *view =
			maek_region_view(state, alphabet, MAEK_REGION_SENTENCE, document->sentences.items[i].start);
		stage->texts[i] = *maek_table_add(&footprint->texts, view->text, (uint32_t)footprint->texts.count, NULL);
	}
}

static void record_stage(void *context, struct maek_state *state, const struct maek_hits *hits)
{
	const struct recording *recording = context;
	const struct maek_stage *stage = &state->rules->stages.items[recording->trace.stage];
	(void)hits;
	for (size_t i = 0; i < stage->rules.count; i++)
		if (stage->rules.items[i]->region == MAEK_REGION_SENTENCE)
			record_alphabet(recording, state, stage->rules.items[i]->alphabet);
}

struct maek_facts *maek_extract_footprint(struct maek_worker *worker, struct maek_arena *arena,
                                          const struct maek_document *document, struct maek_arena *keep,
                                          struct maek_footprint *footprint)
{
	struct maek_entity_facts facts;
	struct recording recording = {.footprint = footprint, .keep = keep};
	*footprint = (struct maek_footprint){.texts = {.arena = keep}};
	recording.trace.matched = record_stage;
	recording.trace.context = &recording;
	struct maek_state *state = maek_run_traced(worker, arena, document, &facts, &recording.trace);
	footprint->said = maek_arena_alloc(keep, state->rules->schema.relations.count + 1);
	footprint->whole = part_of(state, (struct maek_span){0, (uint32_t)document->text.size}, keep);
	for (size_t i = 0; i < document->sentences.count; i++)
		*MAEK_PUSH(keep, &footprint->sentences) = part_of(state, document->sentences.items[i], keep);
	for (size_t i = 0; i < state->claims.count; i++)
		footprint->said[state->claims.items[i].relation] = true;
	add_fired(state, &facts, keep, footprint);
	return maek_facts_build(state, &facts);
}
