/* The verdict on one rule in a stretch of text: what it made, else the first reason why it made nothing: it matched and
 * something was dropped; the text lacks what it needs; or its patterns came only so far.
 */
#include "extract/explain_parts.h"

#include "extract/fact_text.h"
#include "extract/mention.h"

#include <string.h>

void maek_explain_subject(struct maek_explaining *explaining, const struct maek_hits *hits)
{
	const struct maek_rule *rule =
		explaining->subject.candidate ? &explaining->subject.candidate->rule : explaining->subject.rule;
	for (size_t i = 0; i < hits->count; i++)
		if (hits->items[i].rule == rule && maek_spans_touch(hits->items[i].span, explaining->target))
			*MAEK_PUSH(explaining->arena, &explaining->hits) = &hits->items[i];
	for (size_t i = 0; i < explaining->document->sentences.count; i++) {
		struct maek_span span = explaining->document->sentences.items[i];
		if (maek_spans_touch(span, explaining->target))
			*MAEK_PUSH(explaining->arena, &explaining->drawings) =
				maek_drawing_of(explaining->state, rule->alphabet->hidden, span);
	}
	if (!explaining->hits.count)
		maek_probe(explaining->state, rule, explaining->target, &explaining->probe);
}

static void add_drops(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	for (size_t i = 0; i < explaining->trace.drops.count; i++) {
		const struct maek_drop *drop = &explaining->trace.drops.items[i];
		if (drop->rule && drop->rule == explaining->subject.rule && maek_spans_touch(drop->span, explaining->target))
			maek_explain_drop(explaining, drop, out);
	}
}

/* ---- no match */

static const char *quoted(struct maek_arena *arena, const char *const *items, size_t count)
{
	struct maek_buffer text = {.arena = arena};
	for (size_t i = 0; i < count; i++)
		maek_buffer_format(&text, "%s%s", i ? ", " : "", items[i]);
	return text.bytes ? text.bytes : "";
}

/* A mention of a missing type that a later stage makes: the order of the pack's files is the reason then. */
static const char *made_later(struct maek_explaining *explaining)
{
	const struct maek_state *state = explaining->state;
	for (size_t i = 0; i < state->mentions.count; i++) {
		const struct maek_found *found = &state->mentions.items[i];
		if (found->dead || !(explaining->probe.missing >> found->type & 1) ||
		    !maek_spans_touch(found->span, explaining->target))
			continue;
		struct maek_explained_item item = maek_explain_mention(explaining, (int)i);
		return maek_arena_format(explaining->arena, "; %s is made only later, by %s (%s)", item.text, item.rule, item.at);
	}
	return "";
}

/* A mention that covers a part of a literal that stands in the text: rules see it as one character. */
static int covering_literal(const struct maek_explaining *explaining, const char *literal)
{
	const struct maek_state *state = explaining->state;
	struct maek_text text = maek_state_text(state, explaining->target);
	const char *found = memmem(text.bytes, text.size, literal, strlen(literal));
	if (!found || !state->covers[0])
		return MAEK_NOT;
	size_t at = explaining->target.start + (size_t)(found - text.bytes);
	for (size_t i = at; i < at + strlen(literal); i++)
		if (state->covers[0][i])
			return (int)state->covers[0][i] - 1;
	return MAEK_NOT;
}

static void fill_reach(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	const struct maek_reach *reach = &explaining->probe.reach;
	struct maek_arena *arena = explaining->arena;
	out->yaml = maek_place_point(arena, reach->place);
	out->text = maek_explain_point(explaining, reach->looked);
	if (reach->macro)
		out->macro = maek_place_point(arena, reach->macro_place);
	const char *matched = maek_explain_text(explaining, reach->matched);
	if (!reach->rank)
		out->furthest = maek_arena_format(arena, "nothing here begins as the pattern does, with %s", reach->item);
	else if (!*matched)
		out->furthest = maek_arena_format(arena, "the furthest: %s was not found here", reach->item);
	else
		out->furthest = maek_arena_format(arena, "the furthest: “%s” matched, then %s was not found", matched, reach->item);
}

static void explain_silence(struct maek_explaining *explaining, const struct maek_rule *rule, struct maek_explained_rule *out)
{
	struct maek_probe *probe = &explaining->probe;
	struct maek_arena *arena = explaining->arena;
	int covering;
	for (size_t i = 0; i < explaining->state->limits.count; i++)
		if (strcmp(explaining->state->limits.items[i].rule, rule->id) == 0) {
			out->cause = "limit";
			out->message = maek_arena_format(arena, "it hit the limit '%s' in this document; its matches are missing",
			                                 explaining->state->limits.items[i].limit);
		}
	if (probe->reach.pattern)
		fill_reach(explaining, out);
	if (out->cause)
		return;
	if (!probe->regions) {
		out->cause = "region";
		out->message = "the place that it looks at (its `in`) is not in this text";
	} else if (probe->types.count) {
		out->cause = "types";
		out->message = maek_arena_format(arena, "it needs %s, and there is none here when it runs%s",
		                                 quoted(arena, probe->types.items, probe->types.count), made_later(explaining));
	} else if (probe->literals.count && (covering = covering_literal(explaining, probe->literals.items[0])) != MAEK_NOT) {
		struct maek_explained_item item = maek_explain_mention(explaining, covering);
		out->cause = "covered";
		out->message = maek_arena_format(arena, "it needs the text “%s”, but that is within the mention %s of %s (%s)",
		                                 probe->literals.items[0], item.text, item.rule, item.at);
	} else if (probe->literals.count) {
		out->cause = "literal";
		out->message = maek_arena_format(arena, "it needs the text “%s”, which does not stand here", probe->literals.items[0]);
	} else {
		out->cause = "pattern";
		out->message = rule->patterns.count > 1 ? "none of its patterns matches; this one came furthest"
		                                        : "its pattern does not match";
	}
}

/* ---- candidates and inferences */

static void explain_candidate(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	const struct maek_rule *rule = &explaining->subject.candidate->rule;
	struct maek_hits hits = {0};
	size_t before = explaining->trace.drops.count;
	maek_rule_match(explaining->state, rule, &hits);
	maek_explain_subject(explaining, &hits);
	for (size_t i = before; i < explaining->trace.drops.count; i++)
		if (maek_spans_touch(explaining->trace.drops.items[i].span, explaining->target))
			maek_explain_drop(explaining, &explaining->trace.drops.items[i], out);
	for (size_t i = 0; i < explaining->hits.count; i++) {
		const struct maek_hit *hit = explaining->hits.items[i];
		if (!hit->groups[0].count)
			continue;
		struct maek_span span = hit->groups[0].items[0].span;
		int covering = maek_mention_at(explaining->state, MAEK_NO_TYPE, span);
		for (uint32_t at = span.start; covering == MAEK_NOT && explaining->state->covers[0] && at < span.end; at++)
			covering = (int)explaining->state->covers[0][at] - 1;
		if (covering == MAEK_NOT) {
			struct maek_explained_item *item = MAEK_PUSH(explaining->arena, &out->made);
			*item = (struct maek_explained_item){.text = maek_explain_text(explaining, span), .rule = rule->id, .at = rule->at};
			item->cp[0] = explaining->document->code_points[span.start];
			item->cp[1] = explaining->document->code_points[span.end];
			continue;
		}
		struct maek_explained_item taken = maek_explain_mention(explaining, covering);
		struct maek_explained_drop *drop = MAEK_PUSH(explaining->arena, &out->drops);
		drop->cause = "taken";
		drop->message = maek_arena_format(explaining->arena, "“%s” is no candidate: %s of %s (%s) stands there",
		                                  maek_explain_text(explaining, span), taken.text, taken.rule, taken.at);
		drop->yaml = maek_place_point(explaining->arena, rule->place);
		drop->text = maek_explain_point(explaining, span);
	}
}

/* "with X = KT, Y = A.X K1" */
static const char *bound(const struct maek_explaining *explaining, const struct maek_infer_rule *rule,
                         const struct maek_infer_watch *watch)
{
	struct maek_buffer text = {.arena = explaining->arena};
	for (size_t i = 0; i < rule->variable_count; i++) {
		if (rule->is_attribute[i] || watch->entity[i] < 0)
			continue;
		const char *name = maek_fact_text_entity(explaining->state, watch->entity[i]);
		maek_buffer_format(&text, "%s%s = %s", text.size ? ", " : " with ", rule->variables[i], name);
	}
	return text.bytes ? text.bytes : "";
}

static void explain_infer(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	const struct maek_infer_rule *rule = explaining->subject.infer;
	struct maek_arena *arena = explaining->arena;
	struct maek_infer_watch watch;
	maek_infer_look(explaining->state, &explaining->facts, rule, &watch);
	const char *with = bound(explaining, rule, &watch);
	if (watch.held < rule->body.count) {
		out->cause = "premise";
		out->message = maek_arena_format(arena, "premise %zu of %zu holds for nothing%s", watch.held + 1, rule->body.count, with);
		out->yaml = maek_place_point(arena, rule->body.items[watch.held].place);
	} else if (watch.concluded) {
		out->cause = "stated";
		out->message = maek_arena_format(arena, "its premises hold%s, but a rule says the fact itself, or its arguments do not fit the relation", with);
		out->yaml = maek_place_point(arena, rule->heads.count ? rule->heads.items[0].place : rule->place);
	} else if (watch.denied) {
		out->cause = "denied";
		out->message = maek_arena_format(arena, "its premises hold%s, but so does this `unless`", with);
		out->yaml = maek_place_point(arena, watch.denied->place);
	} else {
		out->cause = "only";
		out->message = maek_arena_format(arena, "its premises hold%s, but %s is not the only one", with,
		                                 rule->variables[watch.not_only]);
		out->yaml = maek_place_point(arena, rule->place);
	}
}

/* ---- the verdict */

static struct maek_span whole_text(const struct maek_explaining *explaining)
{
	return (struct maek_span){0, (uint32_t)explaining->document->text.size};
}

static void collect_made(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	maek_item_list made = {0};
	/* an inference looks at the document as a whole */
	struct maek_span span = explaining->subject.infer ? whole_text(explaining) : explaining->target;
	if (explaining->subject.rule)
		maek_explain_mentions(explaining, span, &explaining->subject, &made);
	maek_explain_facts(explaining, span, &explaining->subject, &made);
	memcpy(&out->made, &made, sizeof made);
}

static void explain_rule(struct maek_explaining *explaining, struct maek_explained_rule *out)
{
	const struct maek_rule *rule = explaining->subject.rule;
	collect_made(explaining, out);
	add_drops(explaining, out);
	out->hits = explaining->hits.count;
	if (out->made.count || out->drops.count)
		return;
	if (!out->hits) {
		explain_silence(explaining, rule, out);
		return;
	}
	out->cause = "fired";
	out->message = "it matched, and everything that it says stood already";
}

struct maek_explained_rule *maek_explain_verdict(struct maek_explaining *explaining)
{
	struct maek_explained_rule *out = maek_arena_alloc(explaining->arena, sizeof *out);
	const struct maek_subject *subject = &explaining->subject;
	if (subject->infer) {
		*out = (struct maek_explained_rule){.id = subject->infer->id, .at = subject->infer->at, .kind = MAEK_EXPLAINED_INFER};
		collect_made(explaining, out);
		if (!out->made.count)
			explain_infer(explaining, out);
	} else if (subject->candidate) {
		const struct maek_rule *rule = &subject->candidate->rule;
		*out = (struct maek_explained_rule){.id = rule->id, .at = rule->at, .kind = MAEK_EXPLAINED_CANDIDATE};
		explain_candidate(explaining, out);
		if (!out->made.count && !out->drops.count)
			explain_silence(explaining, rule, out);
		out->hits = explaining->hits.count;
	} else {
		*out = (struct maek_explained_rule){.id = subject->rule->id, .at = subject->rule->at};
		explain_rule(explaining, out);
	}
	if (out->made.count) {
		out->cause = "fired";
		out->message = "it fired";
	} else if (!out->cause) {
		out->cause = out->drops.items[0].cause;
		out->message = "it matched, but what it says was dropped";
	}
	return out;
}
