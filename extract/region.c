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

const struct maek_view *maek_region_view(struct maek_state *state, const struct maek_alphabet *alphabet,
                                         enum maek_region region, uint32_t at)
{
	const struct maek_document *document = state->document;
	struct maek_span whole = {0, (uint32_t)document->text.size};
	switch (region) {
	case MAEK_REGION_NEAR:
		return maek_view_of(state, alphabet, sentence_at(document, at, true), nowhere, MAEK_NOT);
	case MAEK_REGION_PARAGRAPH:
		return maek_view_of(state, alphabet, maek_document_paragraph(document, at), nowhere, MAEK_NOT);
	case MAEK_REGION_DOCUMENT:
		return maek_view_of(state, alphabet, whole, nowhere, MAEK_NOT);
	case MAEK_REGION_TITLE:
		return maek_view_of(state, alphabet, document->title, nowhere, MAEK_NOT);
	case MAEK_REGION_ROW:
		for (size_t i = 0; i < document->rows.count; i++)
			if (document->rows.items[i].row.start <= at && at < document->rows.items[i].row.end)
				return maek_view_of(state, alphabet, document->rows.items[i].header, document->rows.items[i].row, MAEK_NOT);
		return maek_view_of(state, alphabet, nowhere, nowhere, MAEK_NOT);
	default:
		return maek_view_of(state, alphabet, sentence_at(document, at, false), nowhere, MAEK_NOT);
	}
}

struct walk {
	struct maek_state *state;
	const struct maek_rule *rule;
	void (*each)(void *, const struct maek_view *, int);
	void *context;
};

static void visit(const struct walk *walk, const struct maek_view *view, int it)
{
	if (view->text.size)
		walk->each(walk->context, view, it);
}

static void visit_spans(const struct walk *walk, const struct maek_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++)
		visit(walk, maek_region_view(walk->state, walk->rule->alphabet, walk->rule->region, spans[i].start), MAEK_NOT);
}

static void visit_mentions(const struct walk *walk)
{
	struct maek_state *state = walk->state;
	size_t count = state->order.count;
	for (size_t i = 0; i < count; i++) {
		int mention = state->order.items[i];
		struct maek_found found = state->mentions.items[mention];
		if (found.owner == MAEK_NOT && maek_schema_is(&state->rules->schema, found.type, walk->rule->region_type))
			visit(walk, maek_view_of(state, walk->rule->alphabet, found.span, nowhere, mention), mention);
	}
}

void maek_regions_each(struct maek_state *state, const struct maek_rule *rule,
                       void (*each)(void *, const struct maek_view *, int), void *context)
{
	struct walk walk = {state, rule, each, context};
	const struct maek_document *document = state->document;
	switch (rule->region) {
	case MAEK_REGION_MENTION:
		visit_mentions(&walk);
		break;
	case MAEK_REGION_PARAGRAPH:
		visit_spans(&walk, document->paragraphs.items, document->paragraphs.count);
		break;
	case MAEK_REGION_ROW:
		for (size_t i = 0; i < document->rows.count; i++)
			visit_spans(&walk, &document->rows.items[i].row, 1);
		break;
	case MAEK_REGION_DOCUMENT:
	case MAEK_REGION_TITLE:
		visit(&walk, maek_region_view(state, rule->alphabet, rule->region, 0), MAEK_NOT);
		break;
	default:
		visit_spans(&walk, document->sentences.items, document->sentences.count);
	}
}
