/* Lexicons over the plain view of a document: leftmost longest names that do not overlap, for each lexicon. */
#include "extract/mention.h"
#include "extract/view.h"

static bool may_end(void *context, uint32_t end)
{
	return maek_word_ends(context, end);
}

static bool anywhere(void *context, uint32_t end)
{
	(void)context;
	(void)end;
	return true;
}

struct proposals {
	struct maek_found *items;
	size_t count, room;
};

static void propose(struct maek_state *state, const struct maek_lexicon *lexicon, int64_t order, struct maek_span span,
                    uint32_t row, struct proposals *proposals)
{
	struct maek_found *found = MAEK_PUSH(state->arena, proposals);
	*found = (struct maek_found){.type = lexicon->type,
	                             .span = maek_view_span(state->plain, span),
	                             .lexicon = lexicon,
	                             .row = row,
	                             .order = order,
	                             .priority = lexicon->priority,
	                             .name = lexicon->rows.items[row].name,
	                             .owner = MAEK_NOT};
}

static void scan(struct maek_state *state, const struct maek_lexicon *lexicon, int64_t order, struct proposals *proposals)
{
	struct maek_text text = state->plain->text;
	maek_lexicon_edge_test test = lexicon->boundary == MAEK_BOUNDARY_WORD ? may_end : anywhere;
	for (size_t at = 0; at < text.size;) {
		size_t next;
		maek_text_decode(text, at, &next);
		uint32_t row, end = 0;
		if (lexicon->boundary == MAEK_BOUNDARY_NONE || maek_word_starts(state, (uint32_t)at))
			end = maek_lexicon_match(lexicon, text, (uint32_t)at, test, state, &row);
		if (end && !lexicon->rows.items[row].except)
			propose(state, lexicon, order, (struct maek_span){(uint32_t)at, end}, row, proposals);
		at = end ? end : next;
	}
}

void maek_lexicons_scan(struct maek_state *state, const struct maek_stage *stage)
{
	struct proposals proposals = {0};
	for (size_t i = 0; i < stage->lexicons.count; i++)
		scan(state, stage->lexicons.items[i], (int64_t)i - (int64_t)stage->lexicons.count, &proposals);
	if (stage->lexicons.count)
		maek_mentions_settle(state, proposals.items, proposals.count);
}
