/* See the header. The document is run with a trace whose hooks draw the sentences after each stage and look over the
 * shoulder of the rule that is asked for.
 */
#include "extract/explain_parts.h"

#include <string.h>

/* ---- finding a rule */

static size_t subject_count(const struct maek_rules *rules)
{
	return rules->rules.count + rules->candidates.count + rules->infer.count;
}

static const char *subject_at(const struct maek_rules *rules, size_t index, struct maek_subject *out)
{
	*out = (struct maek_subject){0};
	if (index < rules->rules.count) {
		out->rule = rules->rules.items[index];
		return out->rule->id;
	}
	index -= rules->rules.count;
	if (index < rules->candidates.count) {
		out->candidate = rules->candidates.items[index];
		return out->candidate->rule.id;
	}
	out->infer = rules->infer.items[index - rules->candidates.count];
	return out->infer->id;
}

static struct maek_subject find_subject(const struct maek_rules *rules, const char *id)
{
	struct maek_subject subject = {0};
	for (size_t i = 0; id && i < subject_count(rules); i++)
		if (strcmp(subject_at(rules, i, &subject), id) == 0)
			return subject;
	return (struct maek_subject){0};
}

const char *maek_explain_find(const struct maek_rules *rules, struct maek_arena *arena, const char *id, const char **nearest)
{
	size_t count = subject_count(rules), same = 0;
	const char **ids = maek_arena_alloc(arena, (2 * count + 1) * sizeof *ids), *found = NULL;
	for (size_t i = 0; i < count; i++) {
		struct maek_subject subject;
		ids[i] = subject_at(rules, i, &subject);
		const char *slash = strchr(ids[i], '/');
		ids[count + i] = slash ? slash + 1 : ids[i];
		if (strcmp(ids[i], id) == 0)
			return ids[i];
		if (strcmp(ids[count + i], id) == 0) {
			found = ids[i];
			same++;
		}
	}
	if (same == 1)
		return found;
	*nearest = maek_nearest_name(id, ids, 2 * count);
	return NULL;
}

/* ---- places */

struct maek_span maek_explain_place(const struct maek_document *document, int line, int column)
{
	struct maek_text original = document->original;
	size_t start = 0;
	for (int i = 1; i < line && start < original.size; start++)
		i += original.bytes[start] == '\n';
	const char *next = start < original.size ? memchr(original.bytes + start, '\n', original.size - start) : NULL;
	size_t end = next ? (size_t)(next - original.bytes) : original.size;
	for (int i = 1; i < column && start < end; i++)
		maek_text_decode(original, start, &start);
	if (column > 0 && start < end) {
		size_t behind;
		maek_text_decode(original, start, &behind);
		end = behind;
	}
	struct maek_span span = {UINT32_MAX, 0};
	for (uint32_t i = 0; i < document->text.size; i++) {
		if (document->origin_start[i] >= end || document->origin_end[i] <= start)
			continue;
		span.start = i < span.start ? i : span.start;
		span.end = i + 1;
	}
	return span.end ? span : (struct maek_span){0, 0};
}

/* ---- the run */

static void draw_stage(void *context, struct maek_state *state)
{
	struct maek_explaining *explaining = context;
	const char *file = explaining->rules->stages.items[explaining->trace.stage].file;
	size_t index = 0;
	for (size_t i = 0; i < explaining->document->sentences.count; i++) {
		struct maek_span span = explaining->document->sentences.items[i];
		if (!maek_spans_touch(span, explaining->target))
			continue;
		struct maek_explained_sentence *sentence = &explaining->out->sentences.items[index++];
		const char *last = sentence->stages.count ? sentence->stages.items[sentence->stages.count - 1].view : sentence->text;
		const char *now = maek_drawing_of(state, UINT64_MAX, span).text;
		if (strcmp(last, now) != 0)
			*MAEK_PUSH(explaining->arena, &sentence->stages) = (struct maek_explained_stage){file, now};
	}
}

static void watch_stage(void *context, struct maek_state *state, const struct maek_hits *hits)
{
	struct maek_explaining *explaining = context;
	const struct maek_stage *stage = &explaining->rules->stages.items[explaining->trace.stage];
	explaining->state = state;
	for (size_t i = 0; explaining->subject.rule && i < stage->rules.count; i++)
		if (stage->rules.items[i] == explaining->subject.rule)
			maek_explain_subject(explaining, hits);
}

/* The text of a span on one line. */
static const char *flat(const struct maek_explaining *explaining, struct maek_span span)
{
	struct maek_text text = maek_text_slice(explaining->document->text, span);
	char *copy = maek_arena_copy(explaining->arena, text.bytes, text.size);
	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	return copy;
}

static void add_sentences(struct maek_explaining *explaining)
{
	for (size_t i = 0; i < explaining->document->sentences.count; i++) {
		struct maek_span span = explaining->document->sentences.items[i];
		if (!maek_spans_touch(span, explaining->target))
			continue;
		struct maek_explained_sentence *sentence = MAEK_PUSH(explaining->arena, &explaining->out->sentences);
		sentence->line = maek_document_line(explaining->document, span.start);
		sentence->cp[0] = explaining->document->code_points[span.start];
		sentence->cp[1] = explaining->document->code_points[span.end];
		sentence->text = flat(explaining, span);
	}
}

static void fill_sentences(struct maek_explaining *explaining)
{
	size_t index = 0;
	for (size_t i = 0; i < explaining->document->sentences.count; i++) {
		struct maek_span span = explaining->document->sentences.items[i];
		if (!maek_spans_touch(span, explaining->target))
			continue;
		struct maek_explained_sentence *sentence = &explaining->out->sentences.items[index++];
		maek_item_list mentions = {0}, facts = {0};
		maek_explain_mentions(explaining, span, NULL, &mentions);
		maek_explain_facts(explaining, span, NULL, &facts);
		memcpy(&sentence->mentions, &mentions, sizeof mentions);
		memcpy(&sentence->facts, &facts, sizeof facts);
		maek_explain_losses(explaining, span, sentence);
	}
}

struct maek_explanation *maek_explain(const struct maek_rules *rules, struct maek_arena *arena,
                                      const struct maek_document *document, struct maek_span target, const char *rule)
{
	struct maek_explaining *explaining = maek_arena_alloc(arena, sizeof *explaining);
	struct maek_worker *worker = maek_worker_new(rules);
	*explaining = (struct maek_explaining){.rules = rules, .arena = arena, .document = document, .target = target};
	explaining->trace.matched = watch_stage;
	explaining->trace.applied = draw_stage;
	explaining->trace.context = explaining;
	explaining->subject = find_subject(rules, rule);
	explaining->out = maek_arena_alloc(arena, sizeof *explaining->out);
	explaining->out->document = document->id;
	add_sentences(explaining);
	explaining->state = maek_run_traced(worker, arena, document, &explaining->facts, &explaining->trace);
	fill_sentences(explaining);
	if (rule)
		explaining->out->rule = maek_explain_verdict(explaining);
	maek_worker_free(worker);
	return explaining->out;
}
