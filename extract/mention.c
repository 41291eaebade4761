/* Idea: mentions of one plane never overlap, so an array over the bytes of the text tells in constant time a byte which
 * mention covers a place. Invariant: covers hold exactly the live mentions without an owner.
 */
#include "extract/mention.h"

#include "extract/trace.h"
#include "extract/view.h"

#include <stdlib.h>
#include <string.h>

static uint32_t *cover_of(struct maek_state *state, int type)
{
	size_t plane = maek_state_hidden(state, type) ? (size_t)type + 1 : 0;
	if (!state->covers[plane])
		state->covers[plane] = maek_arena_alloc(state->arena, (state->document->text.size + 1) * sizeof(uint32_t));
	return state->covers[plane];
}

static int by_rank(const void *a, const void *b)
{
	const struct maek_found *x = a, *y = b;
	uint32_t x_size = x->span.end - x->span.start, y_size = y->span.end - y->span.start;
	if (x->priority != y->priority)
		return x->priority > y->priority ? -1 : 1;
	if (x_size != y_size)
		return x_size > y_size ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->match < y->match ? -1 : x->match > y->match;
}

static bool same_span(struct maek_span a, struct maek_span b)
{
	return a.start == b.start && a.end == b.end;
}

static bool contains(struct maek_span outer, struct maek_span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

/* The live peers that overlap `span`: those of the plane, or those inside the same mention. */
struct peers {
	int items[64];
	size_t count;
	bool too_many;
};

static void add_peer(struct peers *peers, int mention)
{
	if (peers->count && peers->items[peers->count - 1] == mention)
		return;
	if (peers->count == sizeof peers->items / sizeof *peers->items)
		peers->too_many = true;
	else
		peers->items[peers->count++] = mention;
}

static void find_peers(struct maek_state *state, const struct maek_found *proposal, struct peers *peers)
{
	peers->count = 0;
	peers->too_many = false;
	if (proposal->owner == MAEK_NOT) {
		const uint32_t *cover = cover_of(state, proposal->type);
		for (uint32_t at = proposal->span.start; at < proposal->span.end; at++)
			if (cover[at])
				add_peer(peers, (int)cover[at] - 1);
		return;
	}
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!found->dead && found->owner == proposal->owner && found->span.start < proposal->span.end &&
		    proposal->span.start < found->span.end)
			add_peer(peers, (int)i);
	}
}

/* The proposal says again what is there: it may add a name, a value or a more specific type. */
static void enrich(struct maek_state *state, struct maek_found *there, const struct maek_found *proposal)
{
	const struct maek_schema *schema = &state->rules->schema;
	if (schema->types.items[there->type].root != schema->types.items[proposal->type].root)
		return;
	if (maek_schema_is(schema, proposal->type, there->type))
		there->type = proposal->type;
	if (!there->name)
		there->name = proposal->name;
	if (!there->has_value && proposal->has_value) {
		there->has_value = true;
		there->value = proposal->value;
	}
}

static void paint(struct maek_state *state, int mention)
{
	const struct maek_found *found = &state->mentions.items[mention];
	if (found->owner != MAEK_NOT)
		return;
	uint32_t *cover = cover_of(state, found->type);
	for (uint32_t at = found->span.start; at < found->span.end; at++)
		cover[at] = (uint32_t)mention + 1;
}

static int accept(struct maek_state *state, const struct maek_found *proposal)
{
	int index = (int)state->mentions.count;
	struct maek_found *found = MAEK_PUSH(state->arena, &state->mentions);
	*found = *proposal;
	found->settled = state->settling;
	found->run = found->span;
	found->antecedent = MAEK_NOT;
	found->lost_to = MAEK_NOT;
	found->entity = -1;
	paint(state, index);
	return index;
}

static bool is_same_root(const struct maek_state *state, int mention, const struct maek_found *proposal)
{
	return maek_state_root(state, state->mentions.items[mention].type) == maek_state_root(state, proposal->type);
}

static void settle_one(struct maek_state *state, const struct maek_found *proposal)
{
	struct peers peers;
	find_peers(state, proposal, &peers);
	for (size_t i = 0; i < peers.count; i++)
		if (same_span(state->mentions.items[peers.items[i]].span, proposal->span)) {
			enrich(state, &state->mentions.items[peers.items[i]], proposal);
			if (!is_same_root(state, peers.items[i], proposal))
				maek_trace_proposal(state, MAEK_DROP_OVERLAP, proposal, peers.items[i]);
			if (proposal->rule)
				*MAEK_PUSH(state->arena, &state->repeats) =
					(struct maek_repeat){peers.items[i], proposal->type, proposal->rule};
			return;
		}
	if (peers.too_many) {
		maek_trace_proposal(state, MAEK_DROP_OVERLAP, proposal, peers.items[0]);
		return;
	}
	for (size_t i = 0; i < peers.count; i++) {
		const struct maek_found *peer = &state->mentions.items[peers.items[i]];
		if (peer->settled == state->settling || !contains(proposal->span, peer->span)) {
			maek_trace_proposal(state, MAEK_DROP_OVERLAP, proposal, peers.items[i]);
			return;
		}
	}
	int index = accept(state, proposal);
	for (size_t i = 0; i < peers.count; i++) {
		state->mentions.items[peers.items[i]].dead = true;
		state->mentions.items[peers.items[i]].lost_to = index;
	}
}

void maek_mentions_settle(struct maek_state *state, struct maek_found *proposals, size_t count)
{
	state->settling++;
	if (count)
		qsort(proposals, count, sizeof *proposals, by_rank);
	for (size_t i = 0; i < count; i++)
		settle_one(state, &proposals[i]);
	maek_mentions_changed(state);
}

/* qsort has no context; the mentions being sorted are copied beside their index. */
struct place_of_mention {
	struct maek_span run;
	int type, mention;
};

static int by_place(const void *a, const void *b)
{
	const struct place_of_mention *x = a, *y = b;
	if (x->run.start != y->run.start)
		return x->run.start < y->run.start ? -1 : 1;
	if (x->run.end != y->run.end)
		return x->run.end > y->run.end ? -1 : 1;
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static void mark_types(struct maek_state *state)
{
	struct maek_marks *marks = state->marks;
	if (!marks)
		return;
	size_t cell = 0;
	memset(marks->types, 0, (marks->sentence_count + 1) * sizeof *marks->types);
	for (size_t i = 0; i < state->order.count; i++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		while (cell < marks->sentence_count && marks->sentences[cell].start <= found->run.start)
			cell++;
		marks->types[cell] |= UINT64_C(1) << found->type;
	}
}

void maek_mentions_changed(struct maek_state *state)
{
	size_t count = 0;
	struct place_of_mention *places = maek_arena_alloc(state->arena, (state->mentions.count + 1) * sizeof *places);
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!found->dead)
			places[count++] = (struct place_of_mention){found->run, found->type, (int)i};
	}
	qsort(places, count, sizeof *places, by_place);
	state->order.count = 0;
	for (size_t i = 0; i < count; i++)
		*MAEK_PUSH(state->arena, &state->order) = places[i].mention;
	mark_types(state);
	state->views.count = 0;
	state->view_index = (struct maek_table){.arena = state->arena};
}

int maek_mention_at(const struct maek_state *state, int root, struct maek_span span)
{
	int covering = MAEK_NOT;
	for (size_t i = 0; i < state->order.count; i++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		if (found->run.start > span.start)
			break;
		bool fits = root == MAEK_NO_TYPE ? !maek_state_hidden(state, found->type)
		                                 : state->rules->schema.types.items[found->type].root == root;
		if (!fits || found->span.start > span.start || found->span.end < span.end)
			continue;
		if (same_span(found->span, span))
			return state->order.items[i];
		if (root != MAEK_NO_TYPE && covering == MAEK_NOT && found->owner == MAEK_NOT)
			covering = state->order.items[i];
	}
	return covering;
}

bool maek_word_starts(const struct maek_state *state, uint32_t at)
{
	if (at == 0)
		return true;
	uint32_t before = maek_text_decode_before(state->plain->text, at, NULL);
	return !maek_is_letter(before) && !maek_is_digit(before);
}

bool maek_word_ends(struct maek_state *state, uint32_t at)
{
	if (!state->rules->word_tail)
		return true;
	return maek_pattern_match(state->rules->word_tail, state->inner, state->plain->text, at, true, NULL, NULL) ==
	       MAEK_MATCH_FOUND;
}

/* The end of `spelling` at `at` of the text, a space in the spelling being optional; 0 when it does not stand there. */
static uint32_t spelled_at(struct maek_text text, struct maek_text spelling, size_t at)
{
	for (size_t i = 0; i < spelling.size; i++) {
		if (at < text.size && text.bytes[at] == spelling.bytes[i])
			at++;
		else if (spelling.bytes[i] != ' ')
			return 0;
	}
	return (uint32_t)at;
}

/* No mention stands there that would be in the way of one of this type. */
static bool is_free(struct maek_state *state, int type, struct maek_span span)
{
	const uint32_t *cover = cover_of(state, type);
	for (uint32_t at = span.start; at < span.end; at++)
		if (cover[at])
			return false;
	return true;
}

static void spread_one(struct maek_state *state, int mention)
{
	struct maek_found source = state->mentions.items[mention];
	struct maek_buffer spelling = {.arena = state->arena};
	for (size_t at = source.span.start; at < source.span.end;)
		maek_buffer_code_point(&spelling, maek_fold_width(maek_text_decode(state->document->text, at, &at)));
	struct maek_text text = state->plain->text, name = {spelling.bytes, spelling.size};
	for (size_t at = 0; at < text.size;) {
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a mention is never empty */
		const char *next = memchr(text.bytes + at, name.bytes[0], text.size - at);
		if (!next)
			return;
		at = (size_t)(next - text.bytes);
		uint32_t end = spelled_at(text, name, at);
		if (!end || !maek_word_starts(state, (uint32_t)at) || !maek_word_ends(state, end)) {
			at++;
			continue;
		}
		struct maek_found copy = source;
		copy.span = maek_view_span(state->plain, (struct maek_span){(uint32_t)at, end});
		copy.spread = false;
		copy.owner = MAEK_NOT;
		if (is_free(state, copy.type, copy.span))
			accept(state, &copy);
		at = end;
	}
}

static int by_length(const void *a, const void *b)
{
	const struct place_of_mention *x = a, *y = b;
	uint32_t x_size = x->run.end - x->run.start, y_size = y->run.end - y->run.start;
	if (x_size != y_size)
		return x_size > y_size ? -1 : 1;
	return by_place(a, b);
}

void maek_mentions_spread(struct maek_state *state)
{
	size_t count = 0, all = state->mentions.count;
	struct place_of_mention *places = maek_arena_alloc(state->arena, (all + 1) * sizeof *places);
	for (size_t i = 0; i < all; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!found->dead && found->spread && found->settled == state->settling)
			places[count++] = (struct place_of_mention){found->span, found->type, (int)i};
	}
	qsort(places, count, sizeof *places, by_length);
	for (size_t i = 0; i < count; i++)
		spread_one(state, places[i].mention);
	if (state->mentions.count > all)
		maek_mentions_changed(state);
}
