/* Idea: a stage is applied in two steps, because every rule of it sees the same mentions: first all mentions are
 * proposed and settled, then facts are said one after the other in text order, so that topics and `unless: {fact}` mean
 * "earlier in the text".
 */
#include "extract/claim.h"

#include "extract/discourse.h"
#include "extract/entity.h"
#include "extract/mention.h"
#include "extract/trace.h"

#include <stdlib.h>
#include <string.h>

struct mentions {
	int *items;
	size_t count, room;
};

static void add(struct maek_state *state, struct mentions *list, int mention)
{
	if (mention != MAEK_NOT)
		*MAEK_PUSH(state->arena, list) = mention;
}

/* ---- values */

static struct maek_text bound_text(const struct maek_state *state, const struct maek_hit *hit, int group, size_t index)
{
	const struct maek_binding *binding = &hit->groups[group];
	if (!binding->count)
		return (struct maek_text){"", 0};
	return maek_state_text(state, binding->items[index < binding->count ? index : binding->count - 1].span);
}

static size_t name_size(const char *text)
{
	size_t size = 0;
	while ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= 'A' && text[size] <= 'Z') || text[size] == '_' ||
	       (text[size] >= '0' && text[size] <= '9'))
		size++;
	return size;
}

/* "K-$latin" with the groups' texts put in; NULL when one of them is unset. */
static const char *fill(struct maek_state *state, const struct maek_hit *hit, const char *text, size_t index)
{
	struct maek_buffer out = {.arena = state->arena};
	for (const char *at = text; *at;) {
		struct maek_text name = {at + 1, *at == '$' ? name_size(at + 1) : 0};
		int group = name.size ? maek_rule_group(hit->rule, name) : -1;
		if (group < 0) {
			maek_buffer_add(&out, at++, 1);
			continue;
		}
		struct maek_text value = bound_text(state, hit, group, index);
		if (!value.size)
			return NULL;
		maek_buffer_text(&out, value);
		at += 1 + name.size;
	}
	return out.bytes ? out.bytes : "";
}

static struct maek_text trimmed(struct maek_text text)
{
	while (text.size && strchr(" \t\n", text.bytes[0])) {
		text.bytes++;
		text.size--;
	}
	while (text.size && strchr(" \t\n", text.bytes[text.size - 1]))
		text.size--;
	return text;
}

/* The value of key=value, or NULL when its group did not match. */
static const char *value_text(struct maek_state *state, const struct maek_hit *hit, const struct maek_value *value,
                              size_t index)
{
	if (value->kind == MAEK_VALUE_TEXT)
		return fill(state, hit, value->text, index);
	struct maek_text text = trimmed(bound_text(state, hit, value->group, index));
	return text.size ? maek_arena_copy(state->arena, text.bytes, text.size) : NULL;
}

/* ---- mentions */

static bool read_values(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t index,
                        struct maek_found *found)
{
	for (size_t i = 0; i < emit->values.count; i++) {
		const struct maek_value *value = &emit->values.items[i];
		if (value->kind != MAEK_VALUE_NUMBER) {
			const char *text = value_text(state, hit, value, index);
			if (strcmp(value->key, "name") == 0)
				found->name = text;
			continue;
		}
		struct maek_text text = bound_text(state, hit, value->group, index);
		switch (maek_number_read(&state->rules->numbers, text, &found->value)) {
		case MAEK_NUMBER_OK:
			found->has_value = true;
			break;
		case MAEK_NUMBER_OVERFLOW:
			found->overflow = true;
			break;
		default:
			return false;
		}
	}
	return true;
}

struct proposals {
	struct maek_found *items;
	size_t count, room;
};

static void propose(struct maek_state *state, const struct maek_hit *hit, size_t hit_index, const struct maek_emit *emit,
                    struct proposals *proposals)
{
	if (emit->args[0].kind != MAEK_ARG_GROUP)
		return;
	const struct maek_binding *binding = &hit->groups[emit->args[0].group];
	for (size_t i = 0; i < binding->count; i++) {
		struct maek_span span = binding->items[i].span;
		struct maek_found found = {.type = emit->type,
		                           .span = span,
		                           .rule = hit->rule,
		                           .order = hit->rule->order,
		                           .priority = hit->rule->priority,
		                           .owner = hit->it,
		                           .spread = hit->rule->spread,
		                           .match = (uint32_t)hit_index + 1,
		                           .anaphor = hit->rule->refers.to == MAEK_REFERS_STARTS,
		                           .quiet = hit->rule->refers.to > MAEK_REFERS_STARTS};
		if (span.end <= span.start)
			continue;
		if (!read_values(state, hit, emit, i, &found)) {
			maek_trace_proposal(state, MAEK_DROP_NUMBER, &found, MAEK_NOT);
			continue;
		}
		if (found.overflow)
			maek_trace_proposal(state, MAEK_DROP_OVERFLOW, &found, MAEK_NOT);
		*MAEK_PUSH(state->arena, proposals) = found;
	}
}

static void settle(struct maek_state *state, const struct maek_hits *hits)
{
	struct proposals proposals = {0};
	bool any_spread = false;
	for (size_t i = 0; i < hits->count; i++) {
		const struct maek_hit *hit = &hits->items[i];
		any_spread |= hit->rule->spread;
		for (size_t k = 0; k < hit->rule->emits.count; k++)
			if (hit->rule->emits.items[k].kind == MAEK_EMIT_MENTION)
				propose(state, hit, i, &hit->rule->emits.items[k], &proposals);
	}
	if (!proposals.count)
		return;
	maek_mentions_settle(state, proposals.items, proposals.count);
	if (any_spread)
		maek_mentions_spread(state);
}

/* ---- arguments */

/* The type that the rule itself gives to a group, or MAEK_NO_TYPE. */
static int made_type(const struct maek_rule *rule, int group)
{
	for (size_t i = 0; i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->kind == MAEK_EMIT_MENTION && emit->args[0].kind == MAEK_ARG_GROUP && emit->args[0].group == group)
			return emit->type;
	}
	return MAEK_NO_TYPE;
}

static int resolve_bound(const struct maek_state *state, const struct maek_hit *hit, int group, struct maek_bound bound,
                         int wanted)
{
	if (bound.mention != MAEK_NOT && !state->mentions.items[bound.mention].dead)
		return bound.mention;
	int made = made_type(hit->rule, group);
	int type = made >= 0 ? made : bound.mention != MAEK_NOT ? state->mentions.items[bound.mention].type : wanted;
	return maek_mention_at(state, type < 0 ? MAEK_NO_TYPE : maek_state_root(state, type), bound.span);
}

static void resolve_topic(struct maek_state *state, const struct maek_hit *hit, const struct maek_argument *argument,
                          int wanted, struct mentions *out)
{
	uint32_t at = argument->before ? maek_sentence_start(state, hit->at) : hit->at;
	if (argument->before && at == 0)
		return;
	const struct maek_topic *topic = wanted < 0 ? NULL
	                                            : maek_topic_at(state, maek_state_root(state, wanted), argument->text,
	                                                            argument->before ? at - 1 : at);
	for (size_t i = 0; topic && i < topic->count; i++)
		add(state, out, topic->mentions[i]);
}

/* The mentions that an argument stands for; one item for each bound, MAEK_NOT where it has none (so that lists keep
 * their order for `pair: in-order`). */
static void resolve(struct maek_state *state, const struct maek_hit *hit, const struct maek_argument *argument, int wanted,
                    struct mentions *out)
{
	switch (argument->kind) {
	case MAEK_ARG_IT:
		add(state, out, hit->it);
		break;
	case MAEK_ARG_TOPIC:
		resolve_topic(state, hit, argument, wanted, out);
		break;
	case MAEK_ARG_GROUP:
		for (size_t i = 0; i < hit->groups[argument->group].count; i++)
			*MAEK_PUSH(state->arena, out) =
				resolve_bound(state, hit, argument->group, hit->groups[argument->group].items[i], wanted);
		break;
	default:
		break;
	}
}

/* ---- facts */

static bool same_entity(struct maek_state *state, int a, int b)
{
	return a == b || maek_entity_of(state, a) == maek_entity_of(state, b);
}

static bool argument_fits(struct maek_state *state, const struct maek_emit *said, size_t index, const struct maek_emit *asked,
                          size_t asked_index, int mention, int in_claim)
{
	const struct maek_argument *wanted = &asked->args[asked_index], *here = &said->args[index];
	bool same = wanted->kind == here->kind && wanted->group == here->group;
	if (wanted->kind == MAEK_ARG_ANY || !same)
		return true;
	bool by_value = state->rules->schema.types.items[state->mentions.items[mention].type].value;
	return by_value ? mention == in_claim : same_entity(state, mention, in_claim);
}

/* Has the fact a value that ends as the asked one does (부회장 says 회장)? Not where the group did not match. */
static bool says_values(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *asked,
                        const struct maek_claim *claim)
{
	for (size_t i = 0; i < asked->values.count; i++) {
		const struct maek_value *value = &asked->values.items[i];
		const char *wanted = value_text(state, hit, value, 0);
		bool found = false;
		for (size_t k = 0; wanted && !found && k < claim->attributes.count; k++)
			found = strcmp(claim->attributes.items[k].key, value->key) == 0 &&
			        maek_text_ends(maek_text_fold(state->arena, maek_text_of(claim->attributes.items[k].value)),
			                       maek_text_fold(state->arena, maek_text_of(wanted)));
		if (!found)
			return false;
	}
	return true;
}

/* Does an earlier fact already say what `unless: {fact: ...}` asks for? */
static bool is_said(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *asked,
                    const struct maek_emit *emit, int a, int b)
{
	const int now[2] = {a, b};
	for (size_t i = 0; i < state->claims.count; i++) {
		const struct maek_claim *claim = &state->claims.items[i];
		if (claim->relation != asked->relation)
			continue;
		bool fits = says_values(state, hit, asked, claim);
		for (size_t k = 0; fits && k < asked->arg_count; k++)
			for (size_t n = 0; fits && n < emit->arg_count; n++)
				if (now[n] != MAEK_NOT && claim->args[k] != MAEK_NOT)
					fits = argument_fits(state, emit, n, asked, k, now[n], claim->args[k]);
		if (fits)
			return true;
	}
	return false;
}

static bool is_argument(const struct maek_emit *emit, int group)
{
	for (size_t i = 0; i < emit->arg_count; i++)
		if (emit->args[i].kind == MAEK_ARG_GROUP && emit->args[i].group == group)
			return true;
	return false;
}

/* Does the group give a fact all its texts, or the one of the same place as the fact's own member? */
static bool gives_all(const struct maek_hit *hit, const struct maek_emit *emit, const struct maek_value *value)
{
	if (value->kind != MAEK_VALUE_GROUP)
		return false;
	const struct maek_group *group = &hit->rule->groups.items[value->group];
	return group->splitter || (group->list && !hit->rule->in_order && !is_argument(emit, value->group));
}

static void say_attributes(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t index,
                           struct maek_claim *claim)
{
	for (size_t i = 0; i < emit->values.count; i++) {
		const struct maek_value *value = &emit->values.items[i];
		size_t count = gives_all(hit, emit, value) ? hit->groups[value->group].count : 1;
		for (size_t k = 0; k < count; k++) {
			const char *text = value_text(state, hit, value, count > 1 ? k : index);
			if (text)
				*MAEK_PUSH(state->arena, &claim->attributes) = (struct maek_attribute){value->key, text};
		}
	}
}

static void say(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, int a, int b,
                size_t index)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[emit->relation];
	const struct maek_schema *schema = &state->rules->schema;
	bool binary = emit->arg_count > 1;
	if (a == MAEK_NOT || (binary && b == MAEK_NOT)) {
		maek_trace_emit(state, MAEK_DROP_ARGUMENT, hit, emit, a == MAEK_NOT ? 0 : 1, MAEK_NOT);
		return;
	}
	if (binary && a == b) {
		maek_trace_emit(state, MAEK_DROP_SELF, hit, emit, 1, a);
		return;
	}
	bool from_fits = maek_schema_is(schema, state->mentions.items[a].type, relation->from);
	if (!from_fits || (binary && !maek_schema_is(schema, state->mentions.items[b].type, relation->to))) {
		maek_trace_emit(state, MAEK_DROP_SIGNATURE, hit, emit, from_fits ? 1 : 0, from_fits ? b : a);
		return;
	}
	for (size_t i = 0; i < hit->rule->unless_facts.count; i++)
		if (is_said(state, hit, &hit->rule->unless_facts.items[i], emit, a, b)) {
			maek_trace_emit(state, MAEK_DROP_UNLESS_FACT, hit, emit, i, a);
			return;
		}
	struct maek_claim claim = {.relation = emit->relation, .args = {a, binary ? b : MAEK_NOT}, .hit = hit};
	say_attributes(state, hit, emit, index, &claim);
	*MAEK_PUSH(state->arena, &state->claims) = claim;
}

/* works_for(person, _, title=role): the attribute goes to the facts that the person already has. */
static void add_attribute(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit,
                          const struct mentions *subjects)
{
	for (size_t i = 0; i < subjects->count; i++) {
		if (subjects->items[i] == MAEK_NOT)
			continue;
		size_t count = state->claims.count, k = 0;
		while (k < count && (state->claims.items[k].relation != emit->relation ||
		                     !same_entity(state, state->claims.items[k].args[0], subjects->items[i])))
			k++;
		if (k < count)
			say(state, hit, emit, subjects->items[i], state->claims.items[k].args[1], i);
		else
			maek_trace_emit(state, MAEK_DROP_NO_FACT, hit, emit, 0, subjects->items[i]);
	}
}

/* Why an argument stands for nothing at all. */
static void trace_empty(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit, size_t argument,
                        const struct mentions *found)
{
	if (found->count || argument >= emit->arg_count)
		return;
	enum maek_argument_kind kind = emit->args[argument].kind;
	maek_trace_emit(state, kind == MAEK_ARG_TOPIC ? MAEK_DROP_TOPIC : MAEK_DROP_UNSET, hit, emit, argument, MAEK_NOT);
}

static void say_relation(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[emit->relation];
	struct mentions a = {0}, b = {0};
	resolve(state, hit, &emit->args[0], relation->from, &a);
	trace_empty(state, hit, emit, 0, &a);
	if (emit->arg_count > 1 && emit->args[1].kind == MAEK_ARG_ANY) {
		add_attribute(state, hit, emit, &a);
		return;
	}
	if (emit->arg_count > 1)
		resolve(state, hit, &emit->args[1], relation->to, &b);
	trace_empty(state, hit, emit, 1, &b);
	if (emit->arg_count == 1) {
		for (size_t i = 0; i < a.count; i++)
			say(state, hit, emit, a.items[i], MAEK_NOT, i);
		return;
	}
	bool in_order = hit->rule->in_order && (a.count > 1 || b.count > 1);
	if (in_order && a.count != b.count) {
		maek_trace_emit(state, MAEK_DROP_PAIR, hit, emit, 0, MAEK_NOT);
		return;
	}
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = in_order ? i : 0; k < (in_order ? i + 1 : b.count); k++)
			say(state, hit, emit, a.items[i], b.items[k], a.count > 1 ? i : k);
}

static void say_topic(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct mentions members = {0};
	resolve(state, hit, &emit->args[0], emit->type, &members);
	int *mentions = maek_arena_alloc(state->arena, (members.count + 1) * sizeof *mentions);
	size_t count = 0;
	for (size_t i = 0; i < members.count; i++)
		if (members.items[i] != MAEK_NOT)
			mentions[count++] = members.items[i];
	if (!count) {
		bool refers = emit->args[0].kind == MAEK_ARG_TOPIC;
		maek_trace_emit(state, refers ? MAEK_DROP_TOPIC : MAEK_DROP_ARGUMENT, hit, emit, 0, MAEK_NOT);
		return;
	}
	const struct maek_found *first = &state->mentions.items[mentions[0]];
	struct maek_topic *topic = MAEK_PUSH(state->arena, &state->topics);
	uint32_t at = emit->args[0].kind == MAEK_ARG_TOPIC ? hit->at : first->span.start;
	*topic = (struct maek_topic){
		at, maek_state_root(state, first->type), mentions, count, emit->lasts, emit->slot, hit->rule};
}

/* ---- names */

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

static void say_same(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct mentions a = {0}, b = {0};
	resolve(state, hit, &emit->args[0], MAEK_NO_TYPE, &a);
	resolve(state, hit, &emit->args[1], MAEK_NO_TYPE, &b);
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

static void say_alias(struct maek_state *state, const struct maek_hit *hit, const struct maek_emit *emit)
{
	struct mentions a = {0};
	resolve(state, hit, &emit->args[0], MAEK_NO_TYPE, &a);
	for (size_t i = 0; i < a.count; i++) {
		const struct maek_argument *name = &emit->args[1];
		const char *text = NULL;
		if (name->kind == MAEK_ARG_TEXT)
			text = fill(state, hit, name->text, i);
		else if (name->kind == MAEK_ARG_GROUP) {
			struct maek_text bound = trimmed(bound_text(state, hit, name->group, i));
			text = bound.size ? maek_arena_copy(state->arena, bound.bytes, bound.size) : NULL;
		}
		if (a.items[i] != MAEK_NOT && text && *text)
			*MAEK_PUSH(state->arena, &state->links) = (struct maek_link){a.items[i], MAEK_NOT, text, hit->rule, false};
	}
}

/* ---- the stage */

static void resolve_anaphors(struct maek_state *state, const struct maek_hit *hit, size_t hit_index)
{
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (!found->dead && found->settled == state->settling && found->match == hit_index + 1 && found->rule == hit->rule)
			maek_anaphor_resolve(state, hit, (int)i);
	}
}

static void apply(struct maek_state *state, const struct maek_hit *hit, size_t hit_index)
{
	if (hit->rule->refers.to != MAEK_REFERS_NONE)
		resolve_anaphors(state, hit, hit_index);
	for (size_t i = 0; i < hit->rule->emits.count; i++) {
		const struct maek_emit *emit = &hit->rule->emits.items[i];
		switch (emit->kind) {
		case MAEK_EMIT_RELATION:
			say_relation(state, hit, emit);
			break;
		case MAEK_EMIT_TOPIC:
			say_topic(state, hit, emit);
			break;
		case MAEK_EMIT_SAME:
			say_same(state, hit, emit);
			break;
		case MAEK_EMIT_ALIAS:
			say_alias(state, hit, emit);
			break;
		default:
			break;
		}
	}
}

struct turn {
	uint32_t at, order;
	size_t index;
};

static int by_turn(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void maek_hits_apply(struct maek_state *state, struct maek_hits *hits)
{
	if (!hits->count)
		return;
	settle(state, hits);
	struct turn *turns = maek_arena_alloc(state->arena, hits->count * sizeof *turns);
	for (size_t i = 0; i < hits->count; i++)
		turns[i] = (struct turn){hits->items[i].at, hits->items[i].rule->order, i};
	qsort(turns, hits->count, sizeof *turns, by_turn);
	for (size_t i = 0; i < hits->count; i++)
		apply(state, &hits->items[turns[i].index], turns[i].index);
}

/* ---- lexicon columns */

static int find_named(const struct maek_state *state, int root, struct maek_text name)
{
	for (size_t i = 0; i < state->order.count; i++) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		if (maek_state_root(state, found->type) == root && found->name && maek_text_equal(maek_text_of(found->name), name))
			return state->order.items[i];
	}
	return MAEK_NOT;
}

static void claim_column(struct maek_state *state, const struct maek_found *found, const struct maek_lexicon_fact *fact,
                         const char *value)
{
	const struct maek_relation *relation = &state->rules->schema.relations.items[fact->relation];
	int subject = maek_mention_at(state, maek_state_root(state, relation->from), found->span);
	bool binary = relation->to >= 0;
	int object = binary ? find_named(state, maek_state_root(state, relation->to), maek_text_of(value)) : MAEK_NOT;
	if (subject == MAEK_NOT || (binary && (object == MAEK_NOT || subject == object)))
		return;
	struct maek_claim *claim = MAEK_PUSH(state->arena, &state->claims);
	*claim = (struct maek_claim){.relation = fact->relation, .args = {subject, object}, .lexicon = found->lexicon};
}

void maek_lexicon_claims(struct maek_state *state)
{
	size_t count = state->mentions.count;
	for (size_t i = 0; i < count; i++) {
		const struct maek_found found = state->mentions.items[i];
		if (!found.lexicon)
			continue;
		const struct maek_lexicon_row *row = &found.lexicon->rows.items[found.row];
		for (size_t k = 0; k < found.lexicon->facts.count; k++)
			for (size_t n = 0; n < row->columns.count; n++)
				if (strcmp(row->columns.items[n].key, found.lexicon->facts.items[k].column) == 0)
					claim_column(state, &found, &found.lexicon->facts.items[k], row->columns.items[n].value);
	}
}
