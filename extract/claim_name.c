/* Names that a hit says are one: `same` between two mentions, `alias` between a mention and a text.
 */
#include "extract/claim_parts.h"

#include "extract/mention.h"
#include "extract/trace.h"

static bool is_closing(uint32_t c)
{
	return c == ')' || c == 0xFF09 || c == '\'' || c == '"' || (c >= 0x2018 && c <= 0x201F) || (c >= 0x3008 && c <= 0x300F);
}

static bool is_opening(uint32_t c)
{
	return c == '(' || c == 0xFF08 || c == '\'' || c == '"' || (c >= 0x2018 && c <= 0x201F) || (c >= 0x3008 && c <= 0x300F);
}

static bool is_paren(uint32_t c)
{
	return c == '(' || c == 0xFF08;
}

/* A(B), ‘A’(B), A(‘B’): from then on views show one character for all of it. */
static void absorb(struct maek_state *state, int a, int b)
{
	struct maek_text text = state->document->text;
	struct maek_found *outer = &state->mentions.items[a];
	const struct maek_found *inner = &state->mentions.items[b];
	uint32_t quote = 0;
	size_t at = outer->run.end;
	bool paren = false;
	while (at < inner->span.start) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		paren |= is_paren(c);
		if (!is_closing(c) && !is_opening(c) && c != ' ')
			return;
		if (!paren && is_closing(c))
			quote = c;
		at = next;
	}
	if (!paren || at != inner->span.start)
		return;
	for (at = inner->span.end; at < text.size;) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		if (!is_closing(c))
			return;
		at = next;
		if (c == ')' || c == 0xFF09)
			break;
	}
	size_t start = outer->run.start;
	if (quote && start > 0 && is_opening(maek_text_decode_before(text, start, &start)))
		outer->run.start = (uint32_t)start;
	outer->run.end = (uint32_t)at;
	maek_mentions_changed(state);
}

void maek_claim_same(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct maek_claim_mentions a = {0}, b = {0};
	maek_claim_resolve(state, hit, &emit->args[0], MAEK_NO_TYPE, &a);
	maek_claim_resolve(state, hit, &emit->args[1], MAEK_NO_TYPE, &b);
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = 0; k < b.count; k++) {
			int x = a.items[i], y = b.items[k];
			if (x == MAEK_NOT || y == MAEK_NOT || x == y) {
				maek_trace_emit(state, x == y && x != MAEK_NOT ? MAEK_DROP_SELF : MAEK_DROP_ARGUMENT, hit, emit,
				                x == MAEK_NOT ? 0 : 1, MAEK_NOT);
				continue;
			}
			if (maek_state_root(state, state->mentions.items[x].type) != maek_state_root(state, state->mentions.items[y].type)) {
				maek_trace_emit(state, MAEK_DROP_SIGNATURE, hit, emit, 1, y);
				continue;
			}
			*MAEK_PUSH(state->arena, &state->links) = (struct maek_link){x, y, NULL, hit->rule, false};
			absorb(state, x, y);
		}
}

void maek_claim_alias(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct maek_claim_mentions a = {0};
	maek_claim_resolve(state, hit, &emit->args[0], MAEK_NO_TYPE, &a);
	for (size_t i = 0; i < a.count; i++) {
		const struct maek_argument *name = &emit->args[1];
		const char *text = NULL;
		if (name->kind == MAEK_ARG_TEXT)
			text = maek_claim_fill(state, hit, name->text, i);
		else if (name->kind == MAEK_ARG_GROUP) {
			struct maek_text bound = maek_claim_trimmed(maek_claim_bound(state, hit, name->group, i));
			text = bound.size ? maek_arena_copy(state->arena, bound.bytes, bound.size) : NULL;
		}
		if (a.items[i] != MAEK_NOT && text && *text)
			*MAEK_PUSH(state->arena, &state->links) = (struct maek_link){a.items[i], MAEK_NOT, text, hit->rule, false};
	}
}
