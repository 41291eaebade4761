/* Topics are kept in the order in which they were said; reading one looks at all of them and takes the best. Anaphors
 * are resolved in the order of the text, so that one may lean on an earlier one's antecedent.
 */
#include "extract/discourse.h"

#include "extract/mention.h"
#include "extract/trace.h"

#include <string.h>

static bool same_paragraph(const struct maek_document *document, uint32_t a, uint32_t b)
{
	struct maek_span x = maek_document_paragraph(document, a), y = maek_document_paragraph(document, b);
	return x.end > x.start && x.start == y.start;
}

static bool is_alive(const struct maek_state *state, const struct maek_topic *topic, uint32_t at)
{
	if (topic->lasts == MAEK_LASTS_DOCUMENT)
		return true;
	if (topic->at > at)
		return false;
	if (topic->lasts == MAEK_LASTS_PARAGRAPH)
		return same_paragraph(state->document, topic->at, at);
	int here = maek_document_sentence(state->document, at), said = maek_document_sentence(state->document, topic->at);
	return said <= here && here <= said + topic->lasts;
}

/* Is `a` a better topic at byte `at` than `b`? Equal ones: the later said wins. */
static bool is_better(const struct maek_topic *a, const struct maek_topic *b, uint32_t at)
{
	bool a_short = a->lasts != MAEK_LASTS_DOCUMENT, b_short = b->lasts != MAEK_LASTS_DOCUMENT;
	if (a_short != b_short)
		return a_short;
	bool a_before = a->at <= at, b_before = b->at <= at;
	if (a_before != b_before)
		return a_before;
	return a_before ? a->at >= b->at : a->at <= b->at;
}

const struct maek_topic *maek_topic_at(const struct maek_state *state, int root, const char *slot, uint32_t at)
{
	const struct maek_topic *best = NULL;
	for (size_t i = 0; i < state->topics.count; i++) {
		const struct maek_topic *topic = &state->topics.items[i];
		if (topic->type != root || strcmp(topic->slot, slot) != 0 || !is_alive(state, topic, at))
			continue;
		if (!best || is_better(topic, best, at))
			best = topic;
	}
	return best;
}

uint32_t maek_sentence_start(const struct maek_state *state, uint32_t at)
{
	int index = maek_document_sentence(state->document, at);
	return index < 0 ? 0 : state->document->sentences.items[index].start;
}

/* ---- antecedents */

static bool starts_with(struct maek_text text, struct maek_text part)
{
	return text.size >= part.size && memcmp(text.bytes, part.bytes, part.size) == 0;
}

/* " part" at the end: the last word of a foreign name. */
static bool ends_with_word(struct maek_text text, struct maek_text part)
{
	return text.size > part.size && text.bytes[text.size - part.size - 1] == ' ' &&
	       memcmp(text.bytes + text.size - part.size, part.bytes, part.size) == 0;
}

/* Does a fact about the mention's name say an attribute that ends so? */
static bool has_attribute(struct maek_state *state, int mention, const char *key, struct maek_text value)
{
	struct maek_text name = maek_text_fold(state->arena, maek_state_name(state, mention));
	value = maek_text_fold(state->arena, value);
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		if (!maek_text_equal(maek_text_fold(state->arena, maek_state_name(state, claim->args[0])), name))
			continue;
		for (size_t k = 0; k < claim->attributes.count; k++)
			if (strcmp(claim->attributes.items[k].key, key) == 0 &&
			    maek_text_ends(maek_text_fold(state->arena, maek_text_of(claim->attributes.items[k].value)), value))
				return true;
	}
	return false;
}

static struct maek_text group_text(const struct maek_state *state, const struct maek_hit *hit, int group)
{
	if (group < 0 || !hit->groups[group].count)
		return (struct maek_text){"", 0};
	return maek_state_text(state, hit->groups[group].items[0].span);
}

struct candidate {
	int mention;
	bool has, before;
	uint32_t distance;
};

/* A preferred attribute first, then one before the anaphor, then the nearest. */
static bool is_nearer(const struct candidate *a, const struct candidate *b)
{
	if (a->has != b->has)
		return a->has;
	if (a->before != b->before)
		return a->before;
	return a->distance < b->distance;
}

static bool may_be_meant(const struct maek_state *state, int candidate, int anaphor)
{
	const struct maek_found *found = &state->mentions.items[candidate], *here = &state->mentions.items[anaphor];
	return candidate != anaphor && !found->dead && !found->anaphor && !found->quiet && found->owner == MAEK_NOT &&
	       maek_state_root(state, found->type) == maek_state_root(state, here->type);
}

static int find_by_start(struct maek_state *state, const struct maek_hit *hit, int mention)
{
	const struct maek_refers *refers = &hit->rule->refers;
	struct maek_text part = group_text(state, hit, refers->starts);
	struct maek_text wanted = group_text(state, hit, refers->has_group);
	uint32_t here = state->mentions.items[mention].span.start;
	struct candidate best = {.mention = MAEK_NOT};
	for (size_t i = 0; i < state->order.count && part.size; i++) {
		int at = state->order.items[i];
		struct maek_text name = maek_state_name(state, at);
		if (!may_be_meant(state, at, mention) || (!starts_with(name, part) && !ends_with_word(name, part)))
			continue;
		uint32_t start = state->mentions.items[at].span.start;
		struct candidate candidate = {.mention = at, .before = start < here, .distance = start < here ? here - start : start - here};
		candidate.has = wanted.size && has_attribute(state, at, refers->has_key, wanted);
		if (best.mention == MAEK_NOT || is_nearer(&candidate, &best))
			best = candidate;
	}
	return best.mention;
}

/* The last `count` different entities of the type before the anaphor; told apart by name. */
static size_t find_last(struct maek_state *state, const struct maek_hit *hit, int mention, int *found, size_t most)
{
	uint32_t here = state->mentions.items[mention].span.start;
	size_t wanted = (size_t)(hit->rule->refers.count > 0 ? hit->rule->refers.count : 1), count = 0;
	for (size_t i = state->order.count; i > 0 && count < wanted && count < most; i--) {
		int at = state->order.items[i - 1];
		if (state->mentions.items[at].span.start >= here || !may_be_meant(state, at, mention))
			continue;
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known |= maek_text_equal(maek_text_fold(state->arena, maek_state_name(state, found[k])),
			                         maek_text_fold(state->arena, maek_state_name(state, at)));
		if (!known)
			found[count++] = at;
	}
	return count == wanted ? count : 0;
}

static size_t find_antecedents(struct maek_state *state, const struct maek_hit *hit, int mention, int *found, size_t most)
{
	const struct maek_refers *refers = &hit->rule->refers;
	const struct maek_found *here = &state->mentions.items[mention];
	if (refers->to == MAEK_REFERS_STARTS) {
		found[0] = find_by_start(state, hit, mention);
		return found[0] != MAEK_NOT;
	}
	if (refers->to == MAEK_REFERS_LAST)
		return find_last(state, hit, mention, found, most);
	const struct maek_topic *topic = maek_topic_at(state, maek_state_root(state, here->type), refers->slot, here->span.start);
	if (!topic)
		return 0;
	found[0] = topic->mentions[0];
	return found[0] != mention;
}

void maek_anaphor_resolve(struct maek_state *state, const struct maek_hit *hit, int mention)
{
	int found[16];
	struct maek_found *here = &state->mentions.items[mention];
	size_t count = find_antecedents(state, hit, mention, found, sizeof found / sizeof *found);
	if (!count) {
		if (!hit->rule->refers.keep) {
			here->dead = true;
			maek_trace_emit(state, MAEK_DROP_ANTECEDENT, hit, NULL, 0, mention);
			maek_mentions_changed(state);
		} else {
			here->anaphor = here->quiet = false;
		}
		return;
	}
	here->antecedent = found[0];
	struct maek_text name = maek_state_name(state, found[0]);
	if (!here->name)
		here->name = maek_arena_copy(state->arena, name.bytes, name.size);
	for (size_t i = 0; i < count; i++) {
		if (i > 0) /* several antecedents are a topic of their own, not one entity */
			continue;
		struct maek_link *link = MAEK_PUSH(state->arena, &state->links);
		*link = (struct maek_link){mention, found[i], NULL, hit->rule, true};
	}
	if (count < 2)
		return;
	struct maek_topic *topic = MAEK_PUSH(state->arena, &state->topics);
	int *mentions = maek_arena_alloc(state->arena, count * sizeof *mentions);
	for (size_t i = 0; i < count; i++)
		mentions[i] = found[count - 1 - i];
	*topic = (struct maek_topic){here->span.start, maek_state_root(state, here->type), mentions, count, 0, "", hit->rule};
}
