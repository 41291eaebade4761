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
