/* Lints of what rules say: groups, examples, what they can never find, what another rule finds already. */
#include "extract/lint_row.h"

#include "extract/keys.h"

#include <string.h>

/* ---- groups */

static bool is_pinned(const struct maek_rule *rule, size_t group)
{
	for (size_t side = 0; side < 2; side++) {
		const struct maek_condition *items = side ? rule->unless.items : rule->when.items;
		size_t count = side ? rule->unless.count : rule->when.count;
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < items[i].patterns.count; k++)
				if (memchr(items[i].patterns.items[k].group_of, (int)group + 1, MAEK_PATTERN_GROUPS + 1))
					return true;
	}
	return false;
}

static const char *find(struct maek_text source, const char *word)
{
	return memmem(source.bytes, source.size, word, strlen(word));
}

/* \k<x> \k{x} \g{x} (?&x) (?P=x) (?P>x) (?(<x>)... */
static bool is_referred(struct maek_arena *arena, struct maek_text source, const char *name)
{
	static const char *const forms[] = {"k<%s>",   "k{%s}",   "k'%s'",  "g{%s}", "(?&%s)",
	                                    "(?P=%s)", "(?P>%s)", "(<%s>)", "('%s')"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *at = strchr(forms[i], '%');
		const char *word = maek_arena_format(arena, "%.*s%s%s", (int)(at - forms[i]), forms[i], name, at + 2);
		if (find(source, word))
			return true;
	}
	return false;
}

void maek_lint_unused_group(struct maek_lint *lint, const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->groups.count; i++) {
		const struct maek_group *group = &rule->groups.items[i];
		if (group->used || is_pinned(rule, i))
			continue;
		const char *opening = maek_arena_format(lint->arena, "(?<%s>", group->name);
		for (size_t k = 0; k < rule->patterns.count; k++) {
			struct maek_lint_pattern pattern = {.rule = rule, .pattern = &rule->patterns.items[k]};
			struct maek_text source = pattern.pattern->expansion.source;
			const char *at = find(source, opening);
			if (!at || is_referred(lint->arena, source, group->name))
				continue;
			size_t start = (size_t)(at - source.bytes);
			maek_lint_report(lint, rule->node, maek_lint_place(&pattern, start, start + strlen(opening)),
			                 group->raw ? "write (?:...) instead, or use the group in `emit` or a condition"
			                            : "write {Type} without a name, or use the group in `emit` or a condition",
			                 "nothing uses the group '%s'", group->name);
		}
	}
}

static bool has_unknown(const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_UNKNOWN)
		return true;
	for (size_t i = 0; i < node->items.count; i++)
		if (has_unknown(node->items.items[i]))
			return true;
	return false;
}

static void report_captures(struct maek_lint *lint, const struct maek_lint_pattern *pattern,
                            const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_GROUP && node->plain_capture)
		maek_lint_report(lint, pattern->rule->node, maek_lint_place(pattern, node->start, node->start + 1),
		                 "write (?:...), or give it a name: (?<name>...)",
		                 "the group has no name, so nothing can use it");
	for (size_t i = 0; i < node->items.count; i++)
		report_captures(lint, pattern, node->items.items[i]);
}

/* A back reference by number may use them all. */
void maek_lint_unnamed_capture(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	if (!has_unknown(pattern->tree))
		report_captures(lint, pattern, pattern->tree);
}

/* ---- examples */

void maek_lint_missing_examples(struct maek_lint *lint)
{
	static const char *const hint =
		"write one text that it finds something in and one that looks alike but finds nothing";
	const struct maek_rules *rules = lint->rules;
	for (size_t i = 0; i < rules->rules.count; i++) {
		const struct maek_rule *rule = rules->rules.items[i];
		if (!rule->examples.count && maek_lint_is_own(lint, rule->place.file))
			maek_lint_report(lint, rule->node, maek_lint_id_place(rule->node), hint, "the rule has no examples");
	}
	for (size_t i = 0; i < rules->infer.count; i++) {
		const struct maek_infer_rule *rule = rules->infer.items[i];
		if (!rule->examples.count && maek_lint_is_own(lint, rule->place.file))
			maek_lint_report(lint, rule->node, maek_lint_id_place(rule->node), hint, "the rule has no examples");
	}
}

/* ---- what can never match */

struct sight {
	const struct maek_alphabet *alphabet;
	uint64_t seen;
};

static bool is_unseen(const struct maek_regex *set, const void *context)
{
	const struct sight *sight = context;
	if (!maek_lint_is_mention(set))
		return false;
	for (int type = 0; type < MAEK_TYPES; type++) {
		uint64_t bit = UINT64_C(1) << type;
		if (!(sight->seen & bit) || !((sight->alphabet->visible | sight->alphabet->hidden) & bit))
			continue;
		bool hidden = sight->alphabet->hidden & bit;
		if (maek_regex_holds(set,
		                     maek_alphabet_code_point(sight->alphabet, hidden ? MAEK_NO_TYPE : type, hidden ? bit : 0)))
			return false;
	}
	return true;
}

static void report_region(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	const struct maek_rule *rule = pattern->rule;
	const struct maek_yaml *in = maek_yaml_get(rule->node, "in");
	if (pattern->role == MAEK_LINT_MATCH && rule->region == MAEK_REGION_MENTION && in &&
	    !(lint->rules->schema.types.items[rule->region_type].family & pattern->seen))
		maek_lint_report(lint, rule->node, in->place, "move the file that makes them further up in `stages`",
		                 "no earlier stage makes mentions of this type");
}

void maek_lint_never_matches(struct maek_lint *lint, const struct maek_lint_pattern *pattern)
{
	struct sight sight = {pattern->rule->alphabet, pattern->seen};
	const struct maek_regex *blamed = maek_regex_contradiction(pattern->tree, is_unseen, &sight);
	const char *effect = pattern->role == MAEK_LINT_UNLESS ? "the condition never holds" : "the rule can never match";
	report_region(lint, pattern);
	if (!blamed)
		return;
	if (blamed->kind == MAEK_REGEX_SET)
		maek_lint_report(lint, pattern->rule->node, maek_lint_place_of(pattern, blamed),
		                 "move the file that makes them further up in `stages`, or make them in this file's `lexicon`",
		                 "no earlier stage makes mentions of this type: %s", effect);
	else
		maek_lint_report(lint, pattern->rule->node, maek_lint_place_of(pattern, blamed),
		                 "^ stands at the beginning of a line, $ at its end; write \\^ or \\$ for the character itself",
		                 "the anchor contradicts what stands next to it: %s", effect);
}

static bool *made_relations(const struct maek_lint *lint)
{
	const struct maek_rules *rules = lint->rules;
	bool *made = maek_arena_alloc(lint->arena, rules->schema.relations.count + 1);
	for (size_t i = 0; i < rules->rules.count; i++)
		for (size_t k = 0; k < rules->rules.items[i]->emits.count; k++)
			if (rules->rules.items[i]->emits.items[k].kind == MAEK_EMIT_RELATION)
				made[rules->rules.items[i]->emits.items[k].relation] = true;
	for (size_t i = 0; i < rules->infer.count; i++)
		for (size_t k = 0; k < rules->infer.items[i]->heads.count; k++)
			made[rules->infer.items[i]->heads.items[k].relation] = true;
	for (size_t i = 0; i < rules->lexicons.count; i++)
		for (size_t k = 0; k < rules->lexicons.items[i]->facts.count; k++)
			made[rules->lexicons.items[i]->facts.items[k].relation] = true;
	return made;
}

void maek_lint_never_derives(struct maek_lint *lint)
{
	const struct maek_rules *rules = lint->rules;
	const bool *relations = made_relations(lint);
	for (size_t i = 0; i < rules->infer.count; i++) {
		const struct maek_infer_rule *rule = rules->infer.items[i];
		if (!maek_lint_is_own(lint, rule->place.file))
			continue;
		for (size_t k = 0; k < rule->body.count; k++) {
			const struct maek_atom *atom = &rule->body.items[k];
			bool is_type = atom->kind == MAEK_ATOM_TYPE && !(rules->schema.types.items[atom->type].family & lint->made);
			bool is_relation = atom->kind == MAEK_ATOM_RELATION && !relations[atom->relation];
			if (is_type || is_relation)
				maek_lint_report(lint, rule->node, atom->place, NULL,
				                 "no rule and no lexicon makes this: nothing is ever derived");
		}
	}
}

void maek_lint_never_made(struct maek_lint *lint)
{
	const struct maek_schema *schema = &lint->rules->schema;
	const bool *relations = made_relations(lint);
	if (!lint->rules->rules.count && !lint->rules->lexicons.count)
		return; /* types for other packs */
	for (size_t i = 0; i < schema->types.count; i++) {
		const struct maek_type *type = &schema->types.items[i];
		if (!(type->family & lint->made) && maek_lint_is_own(lint, type->place.file))
			maek_lint_report(lint, type->node, type->place, "remove it, or write the rule",
			                 "no rule and no lexicon makes a %s", type->name);
	}
	for (size_t i = 0; i < schema->relations.count; i++) {
		const struct maek_relation *relation = &schema->relations.items[i];
		if (!relations[i] && maek_lint_is_own(lint, relation->place.file))
			maek_lint_report(lint, relation->node, relation->place, "remove it, or write the rule",
			                 "no rule and no lexicon states %s", relation->name);
	}
}
