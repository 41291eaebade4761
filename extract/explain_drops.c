/* What was dropped of a match, in words, with the place in the rule and in the text. */
#include "extract/explain_parts.h"

#include <string.h>

struct maek_pointer maek_explain_point(const struct maek_explaining *explaining, struct maek_span span)
{
	int line = maek_document_line(explaining->document, span.start);
	for (size_t i = 0; i < explaining->drawings.count; i++)
		if (explaining->drawings.items[i].span.start <= span.start && span.start < explaining->drawings.items[i].span.end)
			return maek_drawing_point(&explaining->drawings.items[i], span, line);
	int sentence = maek_document_sentence(explaining->document, span.start);
	if (sentence < 0)
		return (struct maek_pointer){0};
	struct maek_drawing drawing = maek_drawing_of(explaining->state, 0, explaining->document->sentences.items[sentence]);
	return maek_drawing_point(&drawing, span, line);
}

const char *maek_explain_text(const struct maek_explaining *explaining, struct maek_span span)
{
	struct maek_text text = maek_state_text(explaining->state, span);
	return maek_arena_copy(explaining->arena, text.bytes, text.size);
}

/* Ids and messages by kind; %s stands for what the drop is about. */
static const struct {
	const char *cause, *message;
} drop_kinds[] = {
	[MAEK_DROP_WHEN] = {"when", "it matched here, but this `when` holds nowhere"},
	[MAEK_DROP_UNLESS] = {"unless", "it matched, but this `unless` matches as well: %s"},
	[MAEK_DROP_UNLESS_FACT] = {"unless-fact", "it matched here, but an earlier fact says what this `unless` asks for"},
	[MAEK_DROP_LIST] = {"list", "it matched here, but no member of its list is a known mention"},
	[MAEK_DROP_OVERLAP] = {"overlap", "%s"},
	[MAEK_DROP_GONE] = {"gone", "the fact was said, but %s was replaced later and nothing of its type stands there"},
	[MAEK_DROP_NUMBER] = {"number", "this text cannot be read as a number, so no mention was made"},
	[MAEK_DROP_OVERFLOW] = {"overflow", "the number does not fit 64 bits, so the mention has no value"},
	[MAEK_DROP_UNSET] = {"unset", "it matched here, but the group %s took no part in the match"},
	[MAEK_DROP_ARGUMENT] = {"argument", "it matched here, but no mention stands where %s is"},
	[MAEK_DROP_TOPIC] = {"topic", "it matched here, but there is no topic of the type %s"},
	[MAEK_DROP_ANTECEDENT] = {"antecedent", "it matched here, but nothing before it in the text can be meant by %s"},
	[MAEK_DROP_SIGNATURE] = {"signature", "it matched here, but %s"},
	[MAEK_DROP_SELF] = {"self", "it matched here, but both arguments are %s"},
	[MAEK_DROP_PAIR] = {"pair", "it matched here, but the lists of `pair: in-order` have different lengths"},
	[MAEK_DROP_NO_FACT] = {"no-fact", "it matched here, but no fact about %s is there to add to"},
};

static int wanted_type(const struct maek_explaining *explaining, const struct maek_drop *drop)
{
	if (!drop->emit || drop->emit->relation < 0 || drop->emit->kind != MAEK_EMIT_RELATION)
		return drop->emit && drop->emit->kind == MAEK_EMIT_TOPIC ? drop->emit->type : MAEK_NO_TYPE;
	const struct maek_relation *relation = &explaining->rules->schema.relations.items[drop->emit->relation];
	return drop->argument ? relation->to : relation->from;
}

static const char *type_name(const struct maek_explaining *explaining, int type)
{
	return type < 0 ? "asked for" : explaining->rules->schema.types.items[type].name;
}

static const char *argument_name(const struct maek_drop *drop)
{
	if (!drop->emit || drop->argument >= drop->emit->arg_count)
		return "an argument";
	const struct maek_argument *argument = &drop->emit->args[drop->argument];
	return argument->kind == MAEK_ARG_GROUP ? drop->rule->groups.items[argument->group].name : "an argument";
}

static const char *mention_text(const struct maek_explaining *explaining, const struct maek_drop *drop)
{
	return drop->mention == MAEK_NOT ? "one thing" : maek_explain_mention(explaining, drop->mention).text;
}

/* What %s is. */
static const char *about(const struct maek_explaining *explaining, const struct maek_drop *drop)
{
	struct maek_arena *arena = explaining->arena;
	switch (drop->kind) {
	case MAEK_DROP_UNLESS:
		return maek_explain_text(explaining, drop->other);
	case MAEK_DROP_OVERLAP: {
		struct maek_explained_item winner = maek_explain_mention(explaining, drop->mention);
		return maek_arena_format(arena, "%s(%s) lost its place to %s of %s (%s): %s", type_name(explaining, drop->type),
		                         maek_explain_text(explaining, drop->span), winner.text, winner.rule, winner.at,
		                         maek_explain_why_lost(explaining, drop));
	}
	case MAEK_DROP_SIGNATURE:
		return maek_arena_format(arena, "%s is not of the type %s", mention_text(explaining, drop),
		                         type_name(explaining, wanted_type(explaining, drop)));
	case MAEK_DROP_TOPIC:
		return type_name(explaining, wanted_type(explaining, drop));
	case MAEK_DROP_UNSET:
	case MAEK_DROP_ARGUMENT:
		return argument_name(drop);
	default:
		return mention_text(explaining, drop);
	}
}

static struct maek_place place_of(const struct maek_drop *drop)
{
	const struct maek_rule *rule = drop->rule;
	if (drop->pattern)
		return maek_yaml_place(drop->pattern->scalar, 0, drop->pattern->scalar->value.size);
	if (drop->condition && drop->condition->patterns.count)
		return maek_yaml_place(drop->condition->patterns.items[0].scalar, 0,
		                       drop->condition->patterns.items[0].scalar->value.size);
	if (drop->kind == MAEK_DROP_UNLESS_FACT)
		return rule->unless_facts.items[drop->argument].place;
	if (drop->emit)
		return drop->emit->place;
	for (size_t i = 0; i < rule->emits.count; i++)
		if (rule->emits.items[i].kind == MAEK_EMIT_MENTION &&
		    (drop->type == MAEK_NO_TYPE || rule->emits.items[i].type == drop->type))
			return rule->emits.items[i].place;
	return rule->place;
}

void maek_explain_drop(struct maek_explaining *explaining, const struct maek_drop *drop, struct maek_explained_rule *out)
{
	struct maek_explained_drop *item = MAEK_PUSH(explaining->arena, &out->drops);
	struct maek_span where = drop->kind == MAEK_DROP_UNLESS && drop->other.end > drop->other.start ? drop->other : drop->span;
	item->cause = drop_kinds[drop->kind].cause;
	item->message = drop_kinds[drop->kind].message;
	const char *hole = strstr(item->message, "%s");
	if (hole)
		item->message = maek_arena_format(explaining->arena, "%.*s%s%s", (int)(hole - item->message), item->message,
		                                  about(explaining, drop), hole + 2);
	item->yaml = maek_place_point(explaining->arena, place_of(drop));
	item->text = maek_explain_point(explaining, where);
}
