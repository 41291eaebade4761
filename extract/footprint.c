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
	size_t start = maek_first_from(plain->from, plain->text.size, span.start);
	size_t end = maek_first_from(plain->from, plain->text.size, span.end);
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

static struct maek_footprint_part part_of(const struct maek_state *state, struct maek_span span,
                                          struct maek_arena *keep)
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

/* What stood in the sentences when an alphabet was last recorded. */
struct seen_alphabet {
	uint64_t hidden;
	uint64_t *mentions; /* [sentences] */
	uint32_t *texts;    /* [sentences] */
};

struct recording {
	struct maek_trace trace;
	struct maek_footprint *footprint;
	const struct maek_footprint *last; /* NULL: the sentences are not those of the last run */
	struct maek_arena *keep, *scrap;
	MAEK_LIST(struct seen_alphabet) alphabets;
};

static struct seen_alphabet *seen_of(struct recording *recording, uint64_t hidden, size_t sentences)
{
	for (size_t i = 0; i < recording->alphabets.count; i++)
		if (recording->alphabets.items[i].hidden == hidden)
			return &recording->alphabets.items[i];
	struct seen_alphabet *seen = MAEK_PUSH(recording->scrap, &recording->alphabets);
	seen->hidden = hidden;
	seen->mentions = maek_arena_alloc(recording->scrap, sentences * sizeof *seen->mentions);
	seen->texts = maek_arena_alloc(recording->scrap, sentences * sizeof *seen->texts);
	return seen;
}

/* A number for the mentions that views of the sentence show, never 0; `*at` goes on in the state's order. */
static uint64_t mentions_of(const struct maek_state *state, struct maek_span sentence, size_t *at)
{
	uint64_t key = 1;
	for (; *at < state->order.count; (*at)++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[*at]];
		if (found->run.start >= sentence.end)
			break;
		if (found->run.start >= sentence.start && found->owner == MAEK_NOT)
			key = maek_mix(maek_mix(key, (uint64_t)found->run.start << 32 | found->run.end), (uint64_t)found->type + 1);
	}
	return key | 1;
}

static const struct maek_footprint_stage *stage_of(const struct maek_footprint *footprint, size_t stage,
                                                   uint64_t hidden)
{
	for (size_t i = 0; i < footprint->stages.count; i++)
		if (footprint->stages.items[i].stage == stage && footprint->stages.items[i].hidden == hidden)
			return &footprint->stages.items[i];
	return NULL;
}

static void record_alphabet(struct recording *recording, struct maek_state *state, const struct maek_alphabet *alphabet)
{
	const struct maek_document *document = state->document;
	struct maek_footprint *footprint = recording->footprint;
	size_t count = document->sentences.count;
	if (stage_of(footprint, recording->trace.stage, alphabet->hidden))
		return;
	const struct maek_footprint_stage *last = recording->last && recording->trace.replay->same
	                                              ? stage_of(recording->last, recording->trace.stage, alphabet->hidden)
	                                              : NULL;
	struct maek_footprint_stage *stage = MAEK_PUSH(recording->keep, &footprint->stages);
	struct seen_alphabet *seen = seen_of(recording, alphabet->hidden, count);
	stage->stage = (uint32_t)recording->trace.stage;
	stage->hidden = alphabet->hidden;
	stage->texts = maek_arena_alloc(recording->keep, count * sizeof *stage->texts);
	for (size_t i = 0, at = 0; i < count; i++) {
		uint64_t mentions = mentions_of(state, document->sentences.items[i], &at);
		if (last)
			seen->texts[i] = last->texts[i];
		else if (seen->mentions[i] != mentions)
			seen->texts[i] =
				maek_region_view(state, alphabet, MAEK_REGION_SENTENCE, document->sentences.items[i].start)->known;
		seen->mentions[i] = mentions;
		stage->texts[i] = seen->texts[i];
	}
}

static void record_stage(void *context, struct maek_state *state, const struct maek_hits *hits)
{
	struct recording *recording = context;
	const struct maek_stage *stage = &state->rules->stages.items[recording->trace.stage];
	(void)hits;
	for (size_t i = 0; i < stage->rules.count; i++)
		if (stage->rules.items[i]->region == MAEK_REGION_SENTENCE)
			record_alphabet(recording, state, stage->rules.items[i]->alphabet);
}

/* ---- memory */

void maek_memory_init(struct maek_memory *memory)
{
	*memory = (struct maek_memory){
		.lasting = maek_arena_new_small(), .last = maek_arena_new_small(), .free = maek_arena_new_small()};
	maek_misses_init(&memory->misses, memory->lasting);
}

void maek_memory_clear(struct maek_memory *memory)
{
	maek_arena_reset(memory->lasting);
	maek_arena_reset(memory->last);
	maek_arena_reset(memory->free);
	*memory = (struct maek_memory){.lasting = memory->lasting, .last = memory->last, .free = memory->free};
	maek_misses_init(&memory->misses, memory->lasting);
}

void maek_memory_free(struct maek_memory *memory)
{
	maek_arena_free(memory->lasting);
	maek_arena_free(memory->last);
	maek_arena_free(memory->free);
}

/* Texts that nothing looks at any more stay among the misses; with too many of them all is forgotten. */
static void forget_some(struct maek_memory *memory, const struct maek_document *document)
{
	enum { EACH = 100, LEAST = 1000 };
	if (memory->misses.texts.count > LEAST + EACH * document->sentences.count)
		maek_memory_clear(memory);
}

/* The run becomes the last one. A rule at a limit has no hits that could be taken for those of the next run. */
static void turn(struct maek_memory *memory, const struct maek_state *state)
{
	struct maek_arena *before = memory->last;
	memory->last = memory->free;
	memory->free = before;
	memory->replay.last = memory->replay.next;
	if (state->limits.count || state->budget.is_late)
		memory->replay.last = (struct maek_replay_stages){0};
	memory->replay.next = (struct maek_replay_stages){0};
}

struct maek_state *maek_run_again(struct maek_worker *worker, struct maek_arena *arena,
                                  const struct maek_document *document, struct maek_entity_facts *facts,
                                  struct maek_version_numbers numbers, const uint32_t *was, struct maek_memory *memory)
{
	if (memory->schema != numbers.schema)
		maek_memory_clear(memory);
	memory->schema = numbers.schema;
	forget_some(memory, document);
	maek_arena_reset(memory->free); /* not before: the state of a run borrows from the run before it */
	struct maek_footprint footprint = {.said = NULL};
	struct maek_arena *keep = memory->free;
	struct recording recording = {.footprint = &footprint,
	                              .last = memory->footprint.said ? &memory->footprint : NULL,
	                              .keep = keep,
	                              .scrap = arena};
	memory->misses.keys = numbers.patterns;
	memory->replay.keys = numbers.rules;
	memory->replay.was = was ? was : numbers.rules;
	memory->replay.arena = keep;
	recording.trace.misses = &memory->misses;
	recording.trace.replay = &memory->replay;
	recording.trace.without_drops = true;
	recording.trace.matched = record_stage;
	recording.trace.context = &recording;
	struct maek_state *state = maek_run_traced(worker, arena, document, facts, &recording.trace);
	footprint.said = maek_arena_alloc(keep, state->rules->schema.relations.count + 1);
	footprint.whole = part_of(state, (struct maek_span){0, (uint32_t)document->text.size}, keep);
	for (size_t i = 0; i < document->sentences.count; i++)
		*MAEK_PUSH(keep, &footprint.sentences) = part_of(state, document->sentences.items[i], keep);
	for (size_t i = 0; i < state->claims.count; i++)
		footprint.said[state->claims.items[i].relation] = true;
	add_fired(state, facts, keep, &footprint);
	memory->footprint = footprint;
	turn(memory, state);
	return state;
}

struct maek_facts *maek_extract_again(struct maek_worker *worker, struct maek_arena *arena,
                                      const struct maek_document *document, struct maek_version_numbers numbers,
                                      const uint32_t *was, struct maek_memory *memory)
{
	struct maek_entity_facts facts;
	struct maek_state *state = maek_run_again(worker, arena, document, &facts, numbers, was, memory);
	return maek_facts_build(state, &facts);
}
