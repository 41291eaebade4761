/* A rule is read in four steps: which hidden types do its patterns name (that decides its alphabet), then the patterns,
 * whose groups become the rule's, then conditions (all in match_read.c), then facts, which refer to the groups.
 */
#include "extract/rule_read.h"

#include "extract/keys.h"
#include "extract/lint.h"

#include <stdio.h>
#include <string.h>

static const char *const rule_keys[] = {"id",   "match", "in",     "find",     "emit",       "when",     "unless", "spread",
                                        "split", "pair",  "refers", "priority", "confidence", "examples", "allow",  NULL};

const char *maek_rule_at(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	return maek_arena_format(reader->rules->arena, "%s:%d", reader->file, node->place.line);
}

int maek_rule_group(const struct maek_rule *rule, struct maek_text name)
{
	for (size_t i = 0; i < rule->groups.count; i++)
		if (maek_text_equal(maek_text_of(rule->groups.items[i].name), name))
			return (int)i;
	return -1;
}

const struct maek_alphabet *maek_rules_alphabet(struct maek_rules *rules, uint64_t hidden)
{
	for (size_t i = 0; i < rules->alphabets.count; i++)
		if (rules->alphabets.items[i]->hidden == hidden)
			return rules->alphabets.items[i];
	struct maek_alphabet *alphabet = maek_arena_alloc(rules->arena, sizeof *alphabet);
	if (!maek_alphabet_init(alphabet, &rules->schema, hidden))
		return NULL;
	*MAEK_PUSH(rules->arena, &rules->alphabets) = alphabet;
	return alphabet;
}

/* ---- keys that name groups, and settings */

static const char *nearest_group(const struct maek_rule_reader *reader, const struct maek_rule *rule, const char *name)
{
	const char **names = maek_arena_alloc(reader->rules->arena, (rule->groups.count + 1) * sizeof *names);
	for (size_t i = 0; i < rule->groups.count; i++)
		names[i] = rule->groups.items[i].name;
	const char *nearest = maek_nearest_name(name, names, rule->groups.count);
	return nearest ? maek_arena_format(reader->rules->arena, "did you mean '%s'?", nearest)
	               : "name it in the pattern: (?<name>...) or {Type:name}";
}

static int group_named(const struct maek_rule_reader *reader, const struct maek_rule *rule, const struct maek_yaml *node)
{
	if (!maek_expect(node, MAEK_YAML_SCALAR, "a group", reader->errors))
		return -1;
	int at = maek_rule_group(rule, node->value);
	if (at < 0)
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-group", node->place, nearest_group(reader, rule, node->value.bytes),
		                "`match` has no group '%s'", node->value.bytes);
	else
		rule->groups.items[at].used = true;
	return at;
}

static void read_split(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *split)
{
	if (!maek_expect(split, MAEK_YAML_MAP, "split", reader->errors))
		return;
	for (size_t i = 0; i < split->count; i++) {
		struct maek_expand_context context = maek_rule_context(reader, rule->alphabet);
		struct maek_expansion expansion;
		int group = group_named(reader, rule, split->keys[i]);
		if (group < 0 || !maek_expect(split->items[i], MAEK_YAML_SCALAR, "a pattern", reader->errors))
			continue;
		if (!rule->groups.items[group].raw)
			maek_errors_add(reader->errors, MAEK_ERROR, "split-typed", split->keys[i]->place, "write {Type:name+} for a list",
			                "only a raw group can be split");
		if (!maek_expand(&context, split->items[i], &expansion, reader->errors))
			continue;
		rule->groups.items[group].splitter = maek_rules_compile(reader, &expansion, NULL);
		rule->groups.items[group].split_source = expansion.source;
	}
}

static void read_has(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *has)
{
	if (!maek_expect(has, MAEK_YAML_MAP, "has", reader->errors))
		return;
	if (has->count != 1) {
		maek_errors_add(reader->errors, MAEK_ERROR, "refers", has->place, "write: has: { title: group }", "`has` takes one attribute");
		return;
	}
	rule->refers.has_key = has->keys[0]->value.bytes;
	rule->refers.has_group = group_named(reader, rule, has->items[0]);
}

static void read_refers(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	static const char *const known[] = {"starts", "has", "to", "count", "else", NULL};
	if (!maek_expect(node, MAEK_YAML_MAP, "refers", reader->errors))
		return;
	maek_expect_keys(node, known, "refers", reader->errors);
	struct maek_refers *refers = &rule->refers;
	const struct maek_yaml *starts = maek_yaml_get(node, "starts");
	const char *to = maek_string_at(node, "to", reader->errors), *otherwise = maek_string_at(node, "else", reader->errors);
	refers->count = maek_integer_at(node, "count", 1, reader->errors);
	refers->keep = otherwise && strcmp(otherwise, "keep") == 0;
	refers->slot = "";
	refers->has_group = -1;
	if (starts) {
		refers->to = MAEK_REFERS_STARTS;
		refers->starts = group_named(reader, rule, starts);
	} else if (to && strcmp(to, "last") == 0) {
		refers->to = MAEK_REFERS_LAST;
	} else if (to && strncmp(to, "topic", 5) == 0 && (to[5] == 0 || to[5] == '.')) {
		refers->to = MAEK_REFERS_TOPIC;
		refers->slot = to[5] ? to + 6 : "";
	} else {
		maek_errors_add(reader->errors, MAEK_ERROR, "refers", node->place, "write: { starts: group }",
		                "`refers` needs `starts: group`, `to: topic` or `to: last`");
	}
	read_has(reader, rule, maek_yaml_get(node, "has"));
}

static bool read_choice(const struct maek_rule_reader *reader, const struct maek_yaml *node, const char *key,
                        const char *first, const char *second)
{
	const char *value = maek_string_at(node, key, reader->errors);
	if (!value || strcmp(value, first) == 0)
		return false;
	if (strcmp(value, second) != 0)
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", maek_yaml_get(node, key)->place, NULL,
		                "'%s' is %s or %s", key, first, second);
	return true;
}

static void read_emits(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	const struct maek_yaml *emit = maek_yaml_get(node, "emit");
	if (!emit)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, "write the facts that a match gives: emit: Type(group)", "a rule needs `emit`");
	for (size_t i = 0; i < maek_items_count(emit); i++) {
		struct maek_emit fact = {0};
		const struct maek_yaml *item = maek_items_at(emit, i);
		if (maek_expect(item, MAEK_YAML_SCALAR, "a fact", reader->errors) && maek_emit_read(reader, rule, item, false, &fact))
			*MAEK_PUSH(reader->rules->arena, &rule->emits) = fact;
	}
	maek_emit_check(reader, rule);
}

static double read_confidence(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	const struct maek_yaml *value = maek_yaml_get(node, "confidence");
	double confidence = 1;
	if (value && (!maek_yaml_real(value, &confidence) || !(confidence > 0 && confidence <= 1)))
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", value->place, "write 0.9 for 90 %",
		                "'confidence' is a number above 0 and at most 1");
	return confidence;
}

static void read_settings(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	rule->region = maek_region_read(reader, maek_yaml_get(node, "in"), MAEK_REGION_SENTENCE, &rule->region_type);
	rule->all = read_choice(reader, node, "find", "leftmost", "all");
	rule->in_order = read_choice(reader, node, "pair", "each", "in-order");
	rule->spread = read_choice(reader, node, "spread", "none", "document");
	rule->priority = maek_integer_at(node, "priority", 0, reader->errors);
	rule->confidence = read_confidence(reader, node);
}

struct maek_rule *maek_rule_read(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	if (!maek_expect(node, MAEK_YAML_MAP, "a rule", reader->errors))
		return NULL;
	size_t before = reader->errors->error_count;
	struct maek_rule *rule = maek_arena_alloc(reader->rules->arena, sizeof *rule);
	const char *id = maek_string_at(node, "id", reader->errors);
	maek_expect_keys(node, rule_keys, "a rule", reader->errors);
	maek_lint_expect_allow(node, reader->errors);
	if (!id)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, "write: - id: a-name-of-its-own", "a rule needs `id`");
	rule->id = maek_arena_format(reader->rules->arena, "%s/%s", reader->pack, id ? id : "");
	rule->at = maek_rule_at(reader, node);
	rule->node = node;
	rule->place = node->place;
	rule->region_type = MAEK_NO_TYPE;
	read_settings(reader, rule, node);
	rule->alphabet = maek_rule_alphabet(reader, node);
	if (!rule->alphabet)
		return NULL;
	maek_match_read(reader, rule, node, "a rule");
	read_split(reader, rule, maek_yaml_get(node, "split"));
	read_refers(reader, rule, maek_yaml_get(node, "refers"));
	if (rule->patterns.count) { /* without its groups, the rest would only give errors that follow */
		maek_conditions_read(reader, rule, node);
		read_emits(reader, rule, node);
	}
	maek_examples_read(reader, maek_yaml_get(node, "examples"), &rule->examples);
	return reader->errors->error_count == before ? rule : NULL;
}
