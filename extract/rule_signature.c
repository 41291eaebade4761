/* See the header. */
#include "extract/rule_signature.h"

#include "extract/yaml_tree.h"

#include <string.h>

static void add_yaml(struct maek_buffer *out, const struct maek_yaml *node, bool examples)
{
	if (node->kind == MAEK_YAML_SCALAR) {
		maek_buffer_format(out, "%zu:", node->value.size);
		maek_buffer_text(out, node->value);
		return;
	}
	maek_buffer_string(out, node->kind == MAEK_YAML_LIST ? "[" : "{");
	for (size_t i = 0; i < node->count; i++) {
		const char *key = node->kind == MAEK_YAML_MAP ? node->keys[i]->value.bytes : NULL;
		if (key && (strcmp(key, "allow") == 0 || (strcmp(key, "examples") == 0 && !examples)))
			continue;
		if (key)
			add_yaml(out, node->keys[i], examples);
		add_yaml(out, node->items[i], examples);
	}
	maek_buffer_string(out, "]");
}

static void add_conditions(struct maek_buffer *out, const struct maek_condition *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < items[i].patterns.count; k++)
			maek_buffer_text(out, items[i].patterns.items[k].expansion.source);
}

static void add_splits(struct maek_buffer *out, const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->groups.count; i++)
		if (rule->groups.items[i].splitter)
			maek_buffer_text(out, rule->groups.items[i].split_source);
}

/* `unless: {fact: ...}` is no matter of the sentence. */
static void add_facts(struct maek_buffer *out, const struct maek_yaml *unless)
{
	bool is_list = unless && unless->kind == MAEK_YAML_LIST;
	for (size_t i = 0; unless && i < (is_list ? unless->count : 1); i++) {
		const struct maek_yaml *fact = maek_yaml_get(is_list ? unless->items[i] : unless, "fact");
		if (fact)
			add_yaml(out, fact, false);
	}
}

/* Everything but what decides where in a sentence the rule matches. */
struct maek_text maek_signature_of_rest(struct maek_arena *arena, const struct maek_rule *rule)
{
	static const char *const where[] = {"match", "when", "unless", "examples", "allow"};
	struct maek_buffer out = {.arena = arena};
	maek_buffer_add(&out, rule->at, strcspn(rule->at, ":"));
	for (size_t i = 0; i < rule->node->count; i++) {
		bool left_out = false;
		for (size_t k = 0; k < sizeof where / sizeof *where; k++)
			left_out |= strcmp(rule->node->keys[i]->value.bytes, where[k]) == 0;
		if (left_out)
			continue;
		add_yaml(&out, rule->node->keys[i], false);
		add_yaml(&out, rule->node->items[i], false);
	}
	add_facts(&out, maek_yaml_get(rule->node, "unless"));
	add_splits(&out, rule);
	return (struct maek_text){out.bytes, out.size};
}

struct maek_text maek_signature_of_rule(struct maek_arena *arena, const struct maek_rule *rule)
{
	struct maek_buffer out = {.arena = arena};
	maek_buffer_add(&out, rule->at, strcspn(rule->at, ":")); /* its stage */
	add_yaml(&out, rule->node, false);
	for (size_t i = 0; i < rule->patterns.count; i++)
		maek_buffer_text(&out, rule->patterns.items[i].expansion.source);
	add_conditions(&out, rule->when.items, rule->when.count);
	add_conditions(&out, rule->unless.items, rule->unless.count);
	add_splits(&out, rule);
	return (struct maek_text){out.bytes, out.size};
}

struct maek_text maek_signature_of_node(struct maek_arena *arena, const struct maek_yaml *node, bool examples)
{
	struct maek_buffer out = {.arena = arena};
	add_yaml(&out, node, examples);
	return (struct maek_text){out.bytes, out.size};
}

static void add_words(struct maek_buffer *out, const struct maek_number_words *numbers)
{
	const struct {
		const struct maek_number_word *items;
		size_t count;
	} lists[] = {{numbers->units.items, numbers->units.count},
	             {numbers->small.items, numbers->small.count},
	             {numbers->digits.items, numbers->digits.count},
	             {numbers->suffixes.items, numbers->suffixes.count}};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++, maek_buffer_string(out, "\n"))
		for (size_t k = 0; k < lists[i].count; k++) {
			maek_buffer_text(out, lists[i].items[k].word);
			maek_buffer_format(out, "=%lld ", (long long)lists[i].items[k].worth);
		}
}

static const char *or_none(const char *text)
{
	return text ? text : "-";
}

static void add_schema(struct maek_buffer *out, const struct maek_schema *schema)
{
	for (size_t i = 0; i < schema->types.count; i++) {
		const struct maek_type *type = &schema->types.items[i];
		maek_buffer_format(out, "%s %d %d %d %s\n", type->name, type->above, type->hidden, type->value, or_none(type->apart));
	}
	for (size_t i = 0; i < schema->relations.count; i++) {
		const struct maek_relation *relation = &schema->relations.items[i];
		maek_buffer_format(out, "%s %d %d %d %s", relation->name, relation->from, relation->to, relation->hidden,
		                   or_none(relation->property));
		for (size_t k = 0; k < relation->attribute_count; k++)
			maek_buffer_format(out, " %s", relation->attributes[k]);
		maek_buffer_string(out, "\n");
	}
}

/* Everything besides rules, infer rules, the rows of lexicons and what may follow a name. */
struct maek_text maek_signature_of_frame(struct maek_arena *arena, const struct maek_rules *rules)
{
	struct maek_buffer out = {.arena = arena};
	add_schema(&out, &rules->schema);
	add_words(&out, &rules->numbers);
	for (size_t i = 0; i < rules->stages.count; i++) {
		maek_buffer_format(&out, "%s\n", rules->stages.items[i].file);
		for (size_t k = 0; k < rules->stages.items[i].lexicons.count; k++) {
			const struct maek_lexicon *lexicon = rules->stages.items[i].lexicons.items[k];
			maek_buffer_format(&out, "%s %d %d %d %d %d %d", lexicon->id, lexicon->type, lexicon->boundary, lexicon->fold_space,
			                   lexicon->fold_case, lexicon->keys, lexicon->priority);
			for (size_t f = 0; f < lexicon->facts.count; f++)
				maek_buffer_format(&out, " %s %d", lexicon->facts.items[f].column, lexicon->facts.items[f].relation);
			maek_buffer_string(&out, "\n");
		}
	}
	return (struct maek_text){out.bytes ? out.bytes : "", out.size};
}
