/* A rule is read in four steps: which hidden types do its patterns name (that decides its alphabet), then the patterns,
 * whose groups become the rule's, then conditions, then facts, which refer to the groups.
 */
#include "extract/rule_read.h"

#include "extract/keys.h"

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

/* What to do about the messages that PCRE2 gives most often. */
static const char *hint_for(const char *message)
{
	static const struct {
		const char *part, *hint;
	} hints[] = {
		{"lookbehind assertion is not fixed length",
	     "each alternative of a lookbehind must have one length, and only at its top: (?<!a\\s|bc\\s), not (?<!(?:a|bc)\\s)"},
		{"missing closing parenthesis", "count the ( and ) of the pattern and of the macros it uses"},
		{"unmatched closing parenthesis", "count the ( and ) of the pattern and of the macros it uses"},
		{"regular expression is too large", "a counted repeat such as {0,40} copies what it repeats; use *? instead"},
		{"quantifier does not follow", "write \\* or \\+ or \\? for the character itself"},
		{"missing terminating ]", "a [ opens a class; write \\[ for the character itself"},
	};
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (strstr(message, hints[i].part))
			return hints[i].hint;
	return NULL;
}

struct maek_pattern *maek_rules_compile(const struct maek_rule_reader *reader, const struct maek_expansion *expansion)
{
	struct maek_pattern_problem problem;
	struct maek_pattern *pattern = maek_pattern_new(expansion->source, &problem);
	if (!pattern) {
		size_t at = problem.offset > 0 && problem.offset >= expansion->source.size ? expansion->source.size - 1 : problem.offset;
		maek_errors_add(reader->errors, MAEK_ERROR, "pattern", maek_expansion_place(expansion, at),
		                hint_for(problem.message), "%s", problem.message);
		return NULL;
	}
	*MAEK_PUSH(reader->rules->arena, &reader->rules->patterns) = pattern;
	return pattern;
}

static struct maek_expand_context context_of(const struct maek_rule_reader *reader, const struct maek_alphabet *alphabet)
{
	return (struct maek_expand_context){.arena = reader->rules->arena,
	                                    .macros = &reader->rules->macros,
	                                    .schema = &reader->rules->schema,
	                                    .alphabet = alphabet};
}

/* ---- which types a rule names */

static uint64_t types_in(const struct maek_rule_reader *reader, const struct maek_yaml *scalar)
{
	struct maek_expand_context context = context_of(reader, maek_rules_alphabet(reader->rules, 0));
	struct maek_expansion expansion;
	return scalar->kind == MAEK_YAML_SCALAR && maek_expand(&context, scalar, &expansion, NULL) ? expansion.types : 0;
}

static uint64_t types_in_items(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	uint64_t types = 0;
	for (size_t i = 0; i < maek_items_count(node); i++) {
		const struct maek_yaml *item = maek_items_at(node, i);
		types |= item->kind == MAEK_YAML_MAP ? types_in_items(reader, maek_yaml_get(item, "match")) : types_in(reader, item);
	}
	return types;
}

static const struct maek_alphabet *alphabet_for(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	uint64_t types = types_in_items(reader, maek_yaml_get(node, "match")) |
	                 types_in_items(reader, maek_yaml_get(node, "when")) |
	                 types_in_items(reader, maek_yaml_get(node, "unless"));
	uint64_t hidden = 0;
	for (size_t i = 0; i < reader->rules->schema.types.count; i++)
		if (reader->rules->schema.types.items[i].hidden)
			hidden |= UINT64_C(1) << i;
	const struct maek_alphabet *alphabet = maek_rules_alphabet(reader->rules, types & hidden);
	if (!alphabet)
		maek_errors_add(reader->errors, MAEK_ERROR, "too-many-hidden", node->place, NULL,
		                "a rule can name at most %d hidden types", MAEK_ALPHABET_HIDDEN);
	return alphabet;
}

/* ---- patterns and their groups */

struct naming {
	const struct maek_rule_reader *reader;
	struct maek_rule *rule;
	struct maek_match_pattern *pattern;
	bool is_match; /* new names become groups of the rule */
};

static const struct maek_typed_group *typed_group(const struct maek_expansion *expansion, const char *name)
{
	for (size_t i = 0; i < expansion->groups.count; i++)
		if (strcmp(expansion->groups.items[i].name, name) == 0)
			return &expansion->groups.items[i];
	return NULL;
}

static const struct maek_pattern *compile_source(const struct maek_rule_reader *reader, const struct maek_rule *rule,
                                                 const char *source, const struct maek_yaml *scalar)
{
	struct maek_expand_context context = context_of(reader, rule->alphabet);
	struct maek_expansion expansion;
	if (!maek_expand_source(&context, source, scalar->place, &expansion, reader->errors))
		return NULL;
	return maek_rules_compile(reader, &expansion);
}

static void add_group(const struct naming *naming, const char *name, const struct maek_typed_group *typed)
{
	struct maek_arena *arena = naming->reader->rules->arena;
	struct maek_group *group = MAEK_PUSH(arena, &naming->rule->groups);
	group->name = maek_arena_copy(arena, name, strlen(name));
	group->type = typed ? typed->type : MAEK_NO_TYPE;
	group->raw = !typed;
	if (!typed || !typed->list)
		return;
	const struct maek_yaml *scalar = naming->pattern->scalar;
	const char *step = maek_arena_format(arena, "{list.tail}?{%s}", typed->separator);
	group->list = true;
	group->step = compile_source(naming->reader, naming->rule, step, scalar);
	group->joint = compile_source(naming->reader, naming->rule, maek_arena_format(arena, "%s\\z", step), scalar);
	if (typed->item)
		group->item = compile_source(naming->reader, naming->rule,
		                             maek_arena_format(arena, "{%s}(?={list.tail}?(?:{%s}|\\z))", typed->item, typed->separator),
		                             scalar);
}

static void name_group(void *context, const char *name, uint32_t number)
{
	struct naming *naming = context;
	int at = maek_rule_group(naming->rule, maek_text_of(name));
	if (at < 0 && naming->is_match) {
		add_group(naming, name, typed_group(&naming->pattern->expansion, name));
		at = (int)naming->rule->groups.count - 1;
	}
	if (at < 0 || number > MAEK_PATTERN_GROUPS)
		return;
	naming->pattern->group_of[number] = (uint8_t)(at + 1);
	naming->pattern->pinned++;
	naming->pattern->names_list |= naming->rule->groups.items[at].list;
}

static void map_lists(struct maek_match_pattern *pattern, const struct maek_rule *rule)
{
	for (size_t i = 0; i < pattern->expansion.groups.count && i < MAEK_PATTERN_GROUPS; i++) {
		int at = maek_rule_group(rule, maek_text_of(pattern->expansion.groups.items[i].name));
		pattern->list_of[i] = (uint8_t)(at < 0 ? UINT8_MAX : at);
	}
}

static bool read_pattern(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *scalar,
                         bool is_match, struct maek_match_pattern *out)
{
	if (!maek_expect(scalar, MAEK_YAML_SCALAR, "a pattern", reader->errors))
		return false;
	struct maek_expand_context context = context_of(reader, rule->alphabet);
	context.end_callout = !is_match || rule->all;
	context.group_callouts = is_match && rule->all;
	out->scalar = scalar;
	if (!maek_expand(&context, scalar, &out->expansion, reader->errors))
		return false;
	out->pattern = maek_rules_compile(reader, &out->expansion);
	if (!out->pattern)
		return false;
	if (is_match && maek_pattern_matches_empty(out->pattern))
		return maek_errors_add(reader->errors, MAEK_ERROR, "matches-empty", scalar->place, NULL,
		                       "the pattern matches the empty text");
	struct naming naming = {reader, rule, out, is_match};
	maek_pattern_names(out->pattern, name_group, &naming);
	map_lists(out, rule);
	return true;
}

static void read_match(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	const struct maek_yaml *match = maek_yaml_get(node, "match");
	if (!match)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "a rule needs `match`");
	for (size_t i = 0; i < maek_items_count(match); i++) {
		struct maek_match_pattern pattern = {0};
		if (read_pattern(reader, rule, maek_items_at(match, i), true, &pattern))
			*MAEK_PUSH(reader->rules->arena, &rule->patterns) = pattern;
	}
}

/* ---- regions and conditions */

static const struct {
	const char *name;
	enum maek_region region;
} regions[] = {
	{"sentence", MAEK_REGION_SENTENCE}, {"near", MAEK_REGION_NEAR},   {"paragraph", MAEK_REGION_PARAGRAPH},
	{"document", MAEK_REGION_DOCUMENT}, {"title", MAEK_REGION_TITLE}, {"row", MAEK_REGION_ROW},
};

static enum maek_region read_region(const struct maek_rule_reader *reader, const struct maek_yaml *node,
                                    enum maek_region otherwise, int *type)
{
	if (!node || !maek_expect(node, MAEK_YAML_SCALAR, "in", reader->errors))
		return otherwise;
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (strcmp(regions[i].name, node->value.bytes) == 0)
			return regions[i].region;
	int found = type ? maek_schema_type(&reader->rules->schema, node->value) : -1;
	if (found >= 0) {
		*type = found;
		return MAEK_REGION_MENTION;
	}
	maek_errors_add(reader->errors, MAEK_ERROR, "unknown-region", node->place,
	                "regions are sentence, near, paragraph, document, title, row or an entity type", "unknown region '%s'",
	                node->value.bytes);
	return otherwise;
}

static void read_condition_patterns(const struct maek_rule_reader *reader, struct maek_rule *rule,
                                    struct maek_condition *condition, const struct maek_yaml *match)
{
	for (size_t i = 0; i < maek_items_count(match); i++) {
		struct maek_match_pattern pattern = {0};
		if (read_pattern(reader, rule, maek_items_at(match, i), false, &pattern))
			*MAEK_PUSH(reader->rules->arena, &condition->patterns) = pattern;
	}
}

static void read_condition(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *item,
                           struct maek_condition *condition)
{
	static const char *const known[] = {"in", "match", NULL};
	condition->region = MAEK_REGION_SAME;
	if (item->kind != MAEK_YAML_MAP) {
		read_condition_patterns(reader, rule, condition, item);
		return;
	}
	maek_expect_keys(item, known, "a condition", reader->errors);
	condition->region = read_region(reader, maek_yaml_get(item, "in"), MAEK_REGION_SAME, NULL);
	if (!maek_yaml_get(item, "match"))
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", item->place, NULL, "a condition needs `match`");
	read_condition_patterns(reader, rule, condition, maek_yaml_get(item, "match"));
}

static void read_unless_fact(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *item)
{
	static const char *const known[] = {"fact", NULL};
	maek_expect_keys(item, known, "a condition on a fact", reader->errors);
	const struct maek_yaml *fact = maek_yaml_get(item, "fact");
	struct maek_emit emit = {0};
	if (maek_expect(fact, MAEK_YAML_SCALAR, "fact", reader->errors) && maek_emit_read(reader, rule, fact, true, &emit))
		*MAEK_PUSH(reader->rules->arena, &rule->unless_facts) = emit;
}

static void read_conditions(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	struct maek_arena *arena = reader->rules->arena;
	const struct maek_yaml *when = maek_yaml_get(node, "when"), *unless = maek_yaml_get(node, "unless");
	for (size_t i = 0; i < maek_items_count(when); i++)
		read_condition(reader, rule, maek_items_at(when, i), MAEK_PUSH(arena, &rule->when));
	for (size_t i = 0; i < maek_items_count(unless); i++) {
		const struct maek_yaml *item = maek_items_at(unless, i);
		if (maek_yaml_get(item, "fact"))
			read_unless_fact(reader, rule, item);
		else
			read_condition(reader, rule, item, MAEK_PUSH(arena, &rule->unless));
	}
}

/* ---- the other keys */

static int group_named(const struct maek_rule_reader *reader, const struct maek_rule *rule, const struct maek_yaml *node)
{
	if (!maek_expect(node, MAEK_YAML_SCALAR, "a group", reader->errors))
		return -1;
	int at = maek_rule_group(rule, node->value);
	if (at < 0)
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-group", node->place, NULL, "`match` has no group '%s'",
		                node->value.bytes);
	else
		rule->groups.items[at].used = true;
	return at;
}

static void read_split(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *split)
{
	if (!maek_expect(split, MAEK_YAML_MAP, "split", reader->errors))
		return;
	for (size_t i = 0; i < split->count; i++) {
		struct maek_expand_context context = context_of(reader, rule->alphabet);
		struct maek_expansion expansion;
		int group = group_named(reader, rule, split->keys[i]);
		if (group < 0 || !maek_expect(split->items[i], MAEK_YAML_SCALAR, "a pattern", reader->errors))
			continue;
		if (!rule->groups.items[group].raw)
			maek_errors_add(reader->errors, MAEK_ERROR, "split-typed", split->keys[i]->place, "write {Type:name+} for a list",
			                "only a raw group can be split");
		if (maek_expand(&context, split->items[i], &expansion, reader->errors))
			rule->groups.items[group].splitter = maek_rules_compile(reader, &expansion);
	}
}

static void read_has(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *has)
{
	if (!maek_expect(has, MAEK_YAML_MAP, "has", reader->errors))
		return;
	if (has->count != 1) {
		maek_errors_add(reader->errors, MAEK_ERROR, "refers", has->place, NULL, "`has` takes one attribute");
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
		maek_errors_add(reader->errors, MAEK_ERROR, "refers", node->place, NULL,
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
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "a rule needs `emit`");
	for (size_t i = 0; i < maek_items_count(emit); i++) {
		struct maek_emit fact = {0};
		const struct maek_yaml *item = maek_items_at(emit, i);
		if (maek_expect(item, MAEK_YAML_SCALAR, "a fact", reader->errors) && maek_emit_read(reader, rule, item, false, &fact))
			*MAEK_PUSH(reader->rules->arena, &rule->emits) = fact;
	}
	maek_emit_check(reader, rule);
}

static void read_examples(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *list)
{
	static const char *const known[] = {"text", "finds", "todo", NULL};
	if (!maek_expect(list, MAEK_YAML_LIST, "examples", reader->errors))
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct maek_yaml *item = list->items[i];
		if (!maek_expect(item, MAEK_YAML_MAP, "an example", reader->errors))
			continue;
		maek_expect_keys(item, known, "an example", reader->errors);
		const struct maek_yaml *text = maek_yaml_get(item, "text"), *finds = maek_yaml_get(item, "finds");
		if (!text || !finds)
			maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", item->place, NULL, "an example needs `text` and `finds`");
		else if (maek_expect(text, MAEK_YAML_SCALAR, "text", reader->errors) &&
		         maek_expect(finds, MAEK_YAML_LIST, "finds", reader->errors))
			*MAEK_PUSH(reader->rules->arena, &rule->examples) = (struct maek_example){text, finds};
	}
}

static double read_confidence(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	const struct maek_yaml *value = maek_yaml_get(node, "confidence");
	double confidence = 1;
	if (value && (!maek_yaml_real(value, &confidence) || !(confidence > 0 && confidence <= 1)))
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", value->place, NULL,
		                "'confidence' is a number above 0 and at most 1");
	return confidence;
}

static void read_settings(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
{
	rule->region = read_region(reader, maek_yaml_get(node, "in"), MAEK_REGION_SENTENCE, &rule->region_type);
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
	if (!id)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "a rule needs `id`");
	rule->id = maek_arena_format(reader->rules->arena, "%s/%s", reader->pack, id ? id : "");
	rule->at = maek_rule_at(reader, node);
	rule->place = node->place;
	rule->region_type = MAEK_NO_TYPE;
	read_settings(reader, rule, node);
	rule->alphabet = alphabet_for(reader, node);
	if (!rule->alphabet)
		return NULL;
	read_match(reader, rule, node);
	read_split(reader, rule, maek_yaml_get(node, "split"));
	read_refers(reader, rule, maek_yaml_get(node, "refers"));
	if (rule->patterns.count) { /* without its groups, the rest would only give errors that follow */
		read_conditions(reader, rule, node);
		read_emits(reader, rule, node);
	}
	read_examples(reader, rule, maek_yaml_get(node, "examples"));
	return reader->errors->error_count == before ? rule : NULL;
}
