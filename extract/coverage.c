/* Candidates are matched when all stages are done, so that what any rule took is taken. */
#include "extract/coverage.h"

#include "extract/facts_build.h"
#include "extract/match.h"
#include "extract/run.h"

#include <stdlib.h>
#include <string.h>

struct maek_coverage *maek_coverage_new(const struct maek_rules *rules)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_coverage *coverage = maek_arena_alloc(arena, sizeof *coverage);
	*coverage = (struct maek_coverage){.arena = arena, .rules = rules, .index = {.arena = arena}};
	for (size_t i = 0; i < rules->rules.count; i++)
		*MAEK_PUSH(arena, &coverage->fired) =
			(struct maek_coverage_rule){.id = rules->rules.items[i]->id, .at = rules->rules.items[i]->at};
	for (size_t i = 0; i < rules->infer.count; i++)
		*MAEK_PUSH(arena, &coverage->fired) = (struct maek_coverage_rule){
			.id = rules->infer.items[i]->id, .at = rules->infer.items[i]->at, .infer = true};
	for (size_t i = 0; i < rules->candidates.count; i++)
		*MAEK_PUSH(arena, &coverage->entries) = (struct maek_coverage_entry){
			.id = rules->candidates.items[i]->rule.id, .label = rules->candidates.items[i]->label};
	return coverage;
}

void maek_coverage_free(struct maek_coverage *coverage)
{
	if (coverage)
		maek_arena_free(coverage->arena);
}

/* ---- places */

static const char *flat(struct maek_arena *arena, struct maek_text text)
{
	struct maek_buffer out = {.arena = arena};
	bool space = false;
	for (size_t at = 0; at < text.size;) {
		uint32_t c = maek_text_decode(text, at, &at);
		if (maek_is_space(c) || c < 0x20 || c == 0x7F) {
			space = out.size > 0;
			continue;
		}
		if (space)
			maek_buffer_add(&out, " ", 1);
		space = false;
		maek_buffer_code_point(&out, c);
	}
	return out.bytes ? out.bytes : "";
}

static int line_of(const struct maek_document *document, uint32_t at)
{
	int line = 1;
	for (uint32_t i = 0; i < document->origin_start[at] && i < document->original.size; i++)
		line += document->original.bytes[i] == '\n';
	return line;
}

/* The byte where code point `cp` of the text starts. */
static uint32_t byte_of(const struct maek_document *document, uint32_t cp)
{
	return (uint32_t)maek_first_from(document->code_points, document->text.size, cp);
}

static struct maek_coverage_place place_at(const struct maek_coverage *coverage, const struct maek_document *document,
                                           uint32_t at)
{
	int sentence = maek_document_sentence(document, at);
	struct maek_span span = sentence >= 0 ? document->sentences.items[sentence] : (struct maek_span){at, at};
	return (struct maek_coverage_place){
		.document = maek_arena_copy(coverage->arena, document->id, strlen(document->id)),
		.sentence = flat(coverage->arena, maek_text_slice(document->text, span)),
		.line = line_of(document, at),
		.cp = document->code_points[at],
	};
}

/* ---- rules */

static void add_fired(struct maek_coverage *coverage, const struct maek_state *state, const struct maek_entity_facts *facts)
{
	const struct maek_rules *rules = coverage->rules;
	for (size_t i = 0; i < rules->rules.count; i++)
		coverage->fired.items[i].fired += state->fired[i];
	for (size_t i = 0; i < rules->infer.count; i++)
		for (size_t k = 0; k < facts->count; k++) {
			bool derived = false;
			for (size_t g = 0; g < facts->items[k].grounds.count; g++) {
				const struct maek_infer_step *step = facts->items[k].grounds.items[g].steps;
				derived |= step && step->rule == rules->infer.items[i];
			}
			coverage->fired.items[rules->rules.count + i].fired += derived;
		}
}

/* ---- candidates */

static bool is_free(const struct maek_state *state, struct maek_span span)
{
	const uint32_t *cover = state->covers[0];
	for (uint32_t at = span.start; cover && at < span.end; at++)
		if (cover[at])
			return false;
	return span.end > span.start;
}

static void add_candidate(struct maek_coverage *coverage, const struct maek_document *document, size_t entry,
                          struct maek_span span, struct maek_arena *work)
{
	struct maek_text text = maek_text_trim_quotes(maek_text_slice(document->text, span));
	struct maek_text folded = maek_text_fold(work, text);
	struct maek_buffer key = {.arena = work};
	bool is_new;
	if (!folded.size)
		return;
	maek_buffer_format(&key, "%zu/", entry);
	maek_buffer_text(&key, folded);
	uint32_t *slot = maek_table_add(&coverage->index, (struct maek_text){key.bytes, key.size},
	                                (uint32_t)coverage->candidates.count, &is_new);
	if (is_new) {
		MAEK_PUSH(coverage->arena, &coverage->candidates)->entry = entry;
		coverage->entries.items[entry].candidates++;
	}
	struct maek_coverage_candidate *candidate = &coverage->candidates.items[*slot];
	coverage->entries.items[entry].count++;
	candidate->count++;
	int order = is_new ? -1 : strcmp(document->id, candidate->first.document);
	if (order < 0 || (order == 0 && document->code_points[span.start] < candidate->first.cp)) {
		candidate->first = place_at(coverage, document, span.start);
		candidate->text = flat(coverage->arena, text);
	}
	if (is_new || strcmp(candidate->last_document, document->id) != 0) {
		candidate->documents++;
		candidate->last_document = maek_arena_copy(coverage->arena, document->id, strlen(document->id));
	}
}

static void add_candidates(struct maek_coverage *coverage, struct maek_state *state)
{
	for (size_t i = 0; i < coverage->rules->candidates.count; i++) {
		struct maek_hits hits = {0};
		struct maek_table seen = {.arena = state->arena}; /* regions may overlap */
		maek_rule_match(state, &coverage->rules->candidates.items[i]->rule, &hits);
		for (size_t k = 0; k < hits.count; k++) {
			bool is_new;
			if (!hits.items[k].groups[0].count)
				continue;
			struct maek_span span = hits.items[k].groups[0].items[0].span;
			maek_table_add(&seen, (struct maek_text){(const char *)&span, sizeof span}, 1, &is_new);
			if (is_new && is_free(state, span))
				add_candidate(coverage, state->document, i, span, state->arena);
		}
	}
}

/* ---- sentences */

static void mark(const struct maek_facts *facts, bool *linked, const struct maek_fact_evidence *evidence)
{
	if (evidence->sentence >= 0)
		linked[evidence->sentence] = true;
	for (size_t i = 0; i < evidence->roles.count; i++)
		for (size_t s = 0; s < facts->sentences.count; s++)
			linked[s] |= facts->sentences.items[s].cp[0] <= evidence->roles.items[i].cp[0] &&
			             evidence->roles.items[i].cp[1] <= facts->sentences.items[s].cp[1];
}

static bool is_first(const struct maek_facts *facts, size_t mention)
{
	const struct maek_fact_mention *here = &facts->mentions.items[mention];
	for (size_t i = 0; i < mention; i++)
		if (facts->mentions.items[i].sentence == here->sentence && facts->mentions.items[i].entity == here->entity)
			return false;
	return true;
}

static void add_silent(struct maek_coverage *coverage, const struct maek_document *document, const struct maek_facts *facts,
                       int sentence)
{
	struct maek_coverage_sentence *silent = MAEK_PUSH(coverage->arena, &coverage->silent);
	silent->place = place_at(coverage, document, document->sentences.items[sentence].start);
	for (size_t i = 0; i < facts->mentions.count; i++) {
		const struct maek_fact_mention *mention = &facts->mentions.items[i];
		if (mention->sentence != sentence || !is_first(facts, i))
			continue;
		const char *type = facts->entities.items[mention->entity].type;
		struct maek_span span = {byte_of(document, mention->anchor.cp[0]), byte_of(document, mention->anchor.cp[1])};
		*MAEK_PUSH(coverage->arena, &silent->types) = maek_arena_copy(coverage->arena, type, strlen(type));
		*MAEK_PUSH(coverage->arena, &silent->names) = flat(coverage->arena, maek_text_slice(document->text, span));
	}
}

static void add_sentences(struct maek_coverage *coverage, const struct maek_document *document,
                          const struct maek_facts *facts, struct maek_arena *work)
{
	size_t count = facts->sentences.count;
	bool *linked = maek_arena_alloc(work, count + 1);
	uint32_t *entities = maek_arena_alloc(work, (count + 1) * sizeof *entities);
	for (size_t i = 0; i < facts->facts.count; i++)
		for (size_t k = 0; k < facts->facts.items[i].evidence.count; k++)
			mark(facts, linked, &facts->facts.items[i].evidence.items[k]);
	for (size_t i = 0; i < facts->mentions.count; i++)
		if (facts->mentions.items[i].sentence >= 0 && is_first(facts, i))
			entities[facts->mentions.items[i].sentence]++;
	coverage->sentences += count;
	for (size_t i = 0; i < count; i++) {
		if (entities[i] < 2)
			continue;
		coverage->linked += linked[i];
		if (!linked[i])
			add_silent(coverage, document, facts, (int)i);
	}
}

struct maek_facts *maek_coverage_add(struct maek_coverage *coverage, struct maek_worker *worker, struct maek_arena *arena,
                                     const struct maek_document *document)
{
	struct maek_entity_facts entity_facts;
	struct maek_state *state = maek_run(worker, arena, document, &entity_facts);
	coverage->documents++;
	add_fired(coverage, state, &entity_facts);
	add_candidates(coverage, state); /* before the facts: a limit that is hit here is told with them */
	struct maek_facts *facts = maek_facts_build(state, &entity_facts);
	add_sentences(coverage, document, facts, arena);
	return facts;
}

/* ---- order */

static int by_place(const struct maek_coverage_place *a, const struct maek_coverage_place *b)
{
	int order = strcmp(a->document, b->document);
	return order ? order : a->cp < b->cp ? -1 : a->cp > b->cp;
}

static int by_weight(const void *a, const void *b)
{
	const struct maek_coverage_candidate *x = a, *y = b;
	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	int order = strcmp(x->text, y->text);
	return order ? order : by_place(&x->first, &y->first);
}

static int by_entities(const void *a, const void *b)
{
	const struct maek_coverage_sentence *x = a, *y = b;
	if (x->names.count != y->names.count)
		return x->names.count > y->names.count ? -1 : 1;
	return by_place(&x->place, &y->place);
}

void maek_coverage_finish(struct maek_coverage *coverage)
{
	if (coverage->candidates.count)
		qsort(coverage->candidates.items, coverage->candidates.count, sizeof *coverage->candidates.items, by_weight);
	if (coverage->silent.count)
		qsort(coverage->silent.items, coverage->silent.count, sizeof *coverage->silent.items, by_entities);
}
