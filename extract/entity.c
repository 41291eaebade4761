/* Idea: union-find over mentions, joined through a table of keys; a key is the root type and a folded name (or a value).
 * Anaphors join only through their antecedents. Invariant: entities never mix root types.
 */
#include "extract/entity.h"

#include "extract/mention.h"

#include <inttypes.h>
#include <string.h>

struct clusters {
	struct maek_state *state;
	int *parent;
	struct maek_table keys;
};

static int find(struct clusters *clusters, int mention)
{
	while (clusters->parent[mention] != mention)
		mention = clusters->parent[mention] = clusters->parent[clusters->parent[mention]];
	return mention;
}

static void join(struct clusters *clusters, int a, int b)
{
	a = find(clusters, a);
	b = find(clusters, b);
	clusters->parent[a > b ? a : b] = a > b ? b : a;
}

static void join_key(struct clusters *clusters, int mention, char kind, struct maek_text key)
{
	struct maek_state *state = clusters->state;
	int root = maek_state_root(state, state->mentions.items[mention].type);
	struct maek_buffer whole = {.arena = state->arena};
	maek_buffer_format(&whole, "%d%c", root, kind);
	maek_buffer_text(&whole, key);
	bool is_new;
	struct maek_text text = {whole.bytes, whole.size};
	uint32_t first = *maek_table_add(&clusters->keys, text, (uint32_t)mention, &is_new);
	if (!is_new)
		join(clusters, (int)first, mention);
}

static void join_name(struct clusters *clusters, int mention, struct maek_text name)
{
	struct maek_text key = maek_text_name_key(clusters->state->arena, name);
	if (key.size)
		join_key(clusters, mention, 'n', key);
}

static bool is_named_inside(const struct maek_found *outer, const struct maek_found *inner)
{
	return inner->name && inner->lexicon && outer->span.start <= inner->span.start && inner->span.end <= outer->span.end;
}

const char *maek_mention_canonical(struct maek_state *state, int mention)
{
	const struct maek_found *outer = &state->mentions.items[mention];
	struct maek_buffer text = {.arena = state->arena};
	uint32_t at = outer->span.start;
	for (size_t i = 0; i < state->order.count; i++) {
		const struct maek_found *inner = &state->mentions.items[state->order.items[i]];
		if (inner->span.start >= outer->span.end)
			break;
		if (inner->span.start < at || !maek_state_hidden(state, inner->type) || !is_named_inside(outer, inner))
			continue;
		maek_buffer_text(&text, maek_state_text(state, (struct maek_span){at, inner->span.start}));
		maek_buffer_string(&text, inner->name);
		at = inner->span.end;
	}
	if (at == outer->span.start)
		return NULL;
	maek_buffer_text(&text, maek_state_text(state, (struct maek_span){at, outer->span.end}));
	return text.bytes;
}

static void join_mention(struct clusters *clusters, int mention)
{
	struct maek_state *state = clusters->state;
	const struct maek_found *found = &state->mentions.items[mention];
	if (found->antecedent != MAEK_NOT)
		return;
	if (state->rules->schema.types.items[found->type].value && found->has_value) {
		char digits[32];
		snprintf(digits, sizeof digits, "%" PRId64, found->value);
		join_key(clusters, mention, 'v', maek_text_of(digits));
		return;
	}
	if (found->name)
		join_name(clusters, mention, maek_text_of(found->name));
	join_name(clusters, mention, maek_state_text(state, found->span));
	const char *canonical = maek_mention_canonical(state, mention);
	if (canonical)
		join_name(clusters, mention, maek_text_of(canonical));
}

static bool counts(const struct maek_state *state, int mention)
{
	const struct maek_found *found = &state->mentions.items[mention];
	return !found->dead && !maek_state_hidden(state, found->type);
}

static void join_links(struct clusters *clusters)
{
	struct maek_state *state = clusters->state;
	for (size_t i = 0; i < state->links.count; i++) {
		const struct maek_link *link = &state->links.items[i];
		if (!counts(state, link->a))
			continue;
		if (link->b == MAEK_NOT)
			join_name(clusters, link->a, maek_text_of(link->text));
		else if (counts(state, link->b))
			join(clusters, link->a, link->b);
	}
}

void maek_entities_find(struct maek_state *state)
{
	size_t count = state->mentions.count;
	struct clusters clusters = {.state = state, .keys = {.arena = state->arena}};
	clusters.parent = maek_arena_alloc(state->arena, (count + 1) * sizeof *clusters.parent);
	state->entity_of = maek_arena_alloc(state->arena, (count + 1) * sizeof *state->entity_of);
	for (size_t i = 0; i < count; i++)
		clusters.parent[i] = (int)i;
	for (size_t i = 0; i < count; i++)
		if (counts(state, (int)i))
			join_mention(&clusters, (int)i);
	join_links(&clusters);
	int *numbers = maek_arena_alloc(state->arena, (count + 1) * sizeof *numbers);
	state->entity_count = 0;
	for (size_t i = 0; i < count; i++)
		state->entity_of[i] = -1;
	for (size_t i = 0; i < state->order.count; i++) {
		int mention = state->order.items[i];
		if (!counts(state, mention))
			continue;
		int *number = &numbers[find(&clusters, mention)];
		if (!*number)
			*number = (int)++state->entity_count;
		state->entity_of[mention] = *number - 1;
	}
	state->entities_at = (uint32_t)(count + state->links.count) + state->settling;
}

int maek_entity_of(struct maek_state *state, int mention)
{
	if (!state->entity_of || state->entities_at != (uint32_t)(state->mentions.count + state->links.count) + state->settling)
		maek_entities_find(state);
	return state->entity_of[mention];
}
