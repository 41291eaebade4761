/* Regions: which stretches of a document a rule looks at. */
#include "extract/match.h"

static const struct maek_span nowhere = {0, 0};

static struct maek_span sentence_at(const struct maek_document *document, uint32_t at, bool with_last)
{
	int index = maek_document_sentence(document, at);
	if (index < 0)
		return nowhere;
	struct maek_span span = document->sentences.items[index];
	if (with_last && index > 0)
		span.start = document->sentences.items[index - 1].start;
	return span;
}

/* One or two parts: a row comes with its header. */
struct region {
	struct maek_span first, second;
};

static struct region row_at(const struct maek_document *document, uint32_t at)
{
	for (size_t i = 0; i < document->rows.count; i++)
		if (document->rows.items[i].row.start <= at && at < document->rows.items[i].row.end)
			return (struct region){document->rows.items[i].header, document->rows.items[i].row};
	return (struct region){nowhere, nowhere};
}

static struct region region_at(const struct maek_document *document, enum maek_region region, uint32_t at)
{
	switch (region) {
	case MAEK_REGION_NEAR:
		return (struct region){sentence_at(document, at, true), nowhere};
	case MAEK_REGION_PARAGRAPH:
		return (struct region){maek_document_paragraph(document, at), nowhere};
	case MAEK_REGION_DOCUMENT:
		return (struct region){{0, (uint32_t)document->text.size}, nowhere};
	case MAEK_REGION_TITLE:
		return (struct region){document->title, nowhere};
	case MAEK_REGION_ROW:
		return row_at(document, at);
	default:
		return (struct region){sentence_at(document, at, false), nowhere};
	}
}

const struct maek_view *maek_region_view(struct maek_state *state, const struct maek_alphabet *alphabet,
                                         enum maek_region region, uint32_t at)
{
	struct region here = region_at(state->document, region, at);
	return maek_view_of(state, alphabet, here.first, here.second, MAEK_NOT);
}

struct walk {
	struct maek_state *state;
	const struct maek_rule *rule;
	void (*each)(void *, const struct maek_view *, int);
	void *context;
	bool likely; /* leave out what the prefilter excludes */
};

static bool allows_any(const struct maek_marks *marks, const struct maek_match_pattern *patterns, size_t count,
                       struct region region)
{
	for (size_t i = 0; i < count; i++)
		if (maek_marks_allow(marks, &patterns[i].trigger, region.first, region.second))
			return true;
	return false;
}

/* A `when` that cannot hold, wherever in the sentence its rule matches, spares the rule. */
static bool allows_when(const struct walk *walk, const struct maek_condition *when, struct region region)
{
	if (when->region != MAEK_REGION_SAME) {
		if (walk->rule->region != MAEK_REGION_SENTENCE)
			return true;
		region = region_at(walk->state->document, when->region, region.first.start);
	}
	return allows_any(walk->state->marks, when->patterns.items, when->patterns.count, region);
}

static bool is_wanted(const struct walk *walk, struct region region)
{
	const struct maek_rule *rule = walk->rule;
	const struct maek_marks *marks = walk->state->marks;
	if (!walk->likely || !marks)
		return true;
	if (!allows_any(marks, rule->patterns.items, rule->patterns.count, region))
		return false;
	for (size_t i = 0; i < rule->when.count && !walk->state->trace; i++) /* a trace tells which `when` failed */
		if (!allows_when(walk, &rule->when.items[i], region))
			return false;
	return true;
}

static void visit(const struct walk *walk, struct region region, int it)
{
	if (!is_wanted(walk, region))
		return;
	const struct maek_view *view = maek_view_of(walk->state, walk->rule->alphabet, region.first, region.second, it);
	if (view->text.size)
		walk->each(walk->context, view, it);
}

static void visit_spans(const struct walk *walk, const struct maek_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++)
		visit(walk, region_at(walk->state->document, walk->rule->region, spans[i].start), MAEK_NOT);
}

static void visit_mentions(const struct walk *walk)
{
	struct maek_state *state = walk->state;
	size_t count = state->order.count;
	for (size_t i = 0; i < count; i++) {
		int mention = state->order.items[i];
		struct maek_found found = state->mentions.items[mention];
		if (found.owner == MAEK_NOT && maek_schema_is(&state->rules->schema, found.type, walk->rule->region_type))
			visit(walk, (struct region){found.span, nowhere}, mention);
	}
}

/* Those sentences that hold all literals of one of its patterns. */
static void visit_likely_sentences(const struct walk *walk)
{
	const struct maek_document *document = walk->state->document;
	const struct maek_rule *rule = walk->rule;
	for (size_t word = 0; word <= document->sentences.count / 64; word++) {
		uint64_t cells = 0;
		for (size_t i = 0; i < rule->patterns.count; i++)
			cells |= maek_marks_cells(walk->state->marks, &rule->patterns.items[i].trigger, word);
		for (; cells; cells &= cells - 1) {
			size_t cell = word * 64 + (size_t)__builtin_ctzll(cells);
			if (cell > 0 && cell <= document->sentences.count)
				visit(walk, (struct region){document->sentences.items[cell - 1], nowhere}, MAEK_NOT);
		}
	}
}

/* Each with the one before it when the rule looks near. */
static void visit_sentences(const struct walk *walk)
{
	const struct maek_document *document = walk->state->document;
	bool is_near = walk->rule->region == MAEK_REGION_NEAR;
	if (walk->likely && walk->state->marks && !is_near) {
		visit_likely_sentences(walk);
		return;
	}
	for (size_t i = 0; i < document->sentences.count; i++) {
		struct maek_span span = document->sentences.items[i];
		if (is_near && i > 0)
			span.start = document->sentences.items[i - 1].start;
		visit(walk, (struct region){span, nowhere}, MAEK_NOT);
	}
}

/* False when no pattern of the rule can match anywhere in the document. */
static bool is_possible(const struct walk *walk)
{
	const struct maek_rule *rule = walk->rule;
	if (!walk->likely || !walk->state->marks)
		return true;
	for (size_t i = 0; i < rule->patterns.count; i++)
		if (maek_marks_meet(walk->state->marks, &rule->patterns.items[i].trigger))
			return true;
	return false;
}

static void visit_all(const struct walk *walk)
{
	if (!is_possible(walk))
		return;
	const struct maek_document *document = walk->state->document;
	switch (walk->rule->region) {
	case MAEK_REGION_MENTION:
		visit_mentions(walk);
		break;
	case MAEK_REGION_PARAGRAPH:
		visit_spans(walk, document->paragraphs.items, document->paragraphs.count);
		break;
	case MAEK_REGION_ROW:
		for (size_t i = 0; i < document->rows.count; i++)
			visit_spans(walk, &document->rows.items[i].row, 1);
		break;
	case MAEK_REGION_DOCUMENT:
	case MAEK_REGION_TITLE:
		visit(walk, region_at(document, walk->rule->region, 0), MAEK_NOT);
		break;
	default:
		visit_sentences(walk);
	}
}

void maek_regions_each(struct maek_state *state, const struct maek_rule *rule,
                       void (*each)(void *, const struct maek_view *, int), void *context)
{
	visit_all(&(struct walk){state, rule, each, context, false});
}

void maek_regions_likely(struct maek_state *state, const struct maek_rule *rule,
                         void (*each)(void *, const struct maek_view *, int), void *context)
{
	visit_all(&(struct walk){state, rule, each, context, true});
}

bool maek_region_allows(const struct maek_state *state, const struct maek_match_pattern *pattern,
                        const struct maek_view *view)
{
	return !state->marks || maek_marks_allow(state->marks, &pattern->trigger, view->parts[0], view->parts[1]);
}
