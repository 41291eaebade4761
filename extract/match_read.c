/* The half of a rule that looks at text: its alphabet, the patterns of `match`, whose groups become the rule's, regions
 * and conditions. Rules and candidates are read alike here.
 */
#include "extract/rule_read.h"

#include "extract/keys.h"

#include <stdio.h>
#include <string.h>

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

/* Where there is no shape, or a wrong one, it is the whole source that compiles or that the error is about. */
static struct maek_pattern *compile_late(const struct maek_rule_reader *reader, const struct maek_expansion *expansion,
                                         const struct maek_study *study)
{
	struct maek_pattern_problem problem = {0};
	struct maek_guards *guards = reader->rules->guards;
	struct maek_text compact;
	struct maek_shape shape;
	if (!study || !study->tree || study->folds ||
	    !maek_shape(reader->scrap, guards, expansion, study->tree, &shape) ||
	    !maek_compact(reader->scrap, guards, expansion, study->tree, &compact))
		return NULL;
	compact.bytes = maek_arena_copy(reader->rules->arena, compact.bytes, compact.size);
	struct maek_pattern *pattern = maek_pattern_new_late(compact, shape.source, guards, &problem);
	if (!pattern || !shape.is_large || maek_pattern_compile_now(pattern))
		return pattern;
	maek_pattern_free(pattern);
	return NULL;
}

struct maek_pattern *maek_rules_compile(const struct maek_rule_reader *reader, const struct maek_expansion *expansion,
                                        const struct maek_study *study)
{
	struct maek_pattern_problem problem = {0};
	struct maek_pattern *pattern = compile_late(reader, expansion, study);
	if (!pattern)
		pattern = maek_pattern_new(expansion->source, &problem);
	if (!pattern) {
		size_t at = problem.offset > 0 && problem.offset >= expansion->source.size ? expansion->source.size - 1 : problem.offset;
		maek_errors_add(reader->errors, MAEK_ERROR, "pattern", maek_expansion_place(expansion, at),
		                hint_for(problem.message), "%s", problem.message);
		return NULL;
	}
	*MAEK_PUSH(reader->rules->arena, &reader->rules->patterns) = pattern;
	return pattern;
}

struct maek_expand_context maek_rule_context(const struct maek_rule_reader *reader, const struct maek_alphabet *alphabet)
{
	return (struct maek_expand_context){.arena = reader->rules->arena,
	                                    .macros = &reader->rules->macros,
	                                    .schema = &reader->rules->schema,
	                                    .alphabet = alphabet,
	                                    .scrap = reader->scrap};
}

/* ---- which types a rule names */

static uint64_t types_in(const struct maek_rule_reader *reader, const struct maek_yaml *scalar)
{
	struct maek_expand_context context = maek_rule_context(reader, maek_rules_alphabet(reader->rules, 0));
	struct maek_expansion expansion;
	context.types_only = true;
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

const struct maek_alphabet *maek_rule_alphabet(const struct maek_rule_reader *reader, const struct maek_yaml *node)
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
	struct maek_expand_context context = maek_rule_context(reader, rule->alphabet);
	struct maek_expansion expansion;
	if (!maek_expand_source(&context, source, scalar->place, &expansion, reader->errors))
		return NULL;
	return maek_rules_compile(reader, &expansion, NULL);
}

/* A group is a list as soon as one of its patterns takes a list: where another takes one mention, that is a list of one. */
static void make_list(const struct naming *naming, struct maek_group *group, const struct maek_typed_group *typed)
{
	struct maek_arena *arena = naming->reader->rules->arena;
	const struct maek_yaml *scalar = naming->pattern->scalar;
	const char *step = maek_arena_format(arena, "{%s}?{%s}", typed->tail, typed->separator);
	group->list = true;
	group->notes = strcmp(typed->tail, "list.tail") == 0;
	group->step = compile_source(naming->reader, naming->rule, step, scalar);
	group->joint = compile_source(naming->reader, naming->rule, maek_arena_format(arena, "%s\\z", step), scalar);
	if (typed->item)
		group->item = compile_source(naming->reader, naming->rule,
		                             maek_arena_format(arena, "{%s}(?={%s}?(?:{%s}|\\z))", typed->item, typed->tail,
		                                                 typed->separator),
		                             scalar);
}

static void add_group(const struct naming *naming, const char *name, const struct maek_typed_group *typed)
{
	struct maek_arena *arena = naming->reader->rules->arena;
	struct maek_group *group = MAEK_PUSH(arena, &naming->rule->groups);
	group->name = maek_arena_copy(arena, name, strlen(name));
	group->type = typed ? typed->type : MAEK_NO_TYPE;
	group->raw = !typed;
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
	const struct maek_typed_group *typed = typed_group(&naming->pattern->expansion, name);
	struct maek_group *group = &naming->rule->groups.items[at];
	if (naming->is_match && typed && typed->list && !group->list && !group->raw)
		make_list(naming, group, typed);
	naming->pattern->group_of[number] = (uint8_t)(at + 1);
	naming->pattern->type_of[number] = (int8_t)(typed ? typed->type : MAEK_NO_TYPE);
	naming->pattern->listed[number] = typed && typed->list;
	naming->pattern->pinned++;
	naming->pattern->names_list |= group->list;
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
	struct maek_expand_context context = maek_rule_context(reader, rule->alphabet);
	context.end_callout = !is_match || rule->all;
	context.group_callouts = is_match && rule->all;
	out->scalar = scalar;
	out->number = reader->rules->pattern_count++;
	if (!maek_expand(&context, scalar, &out->expansion, reader->errors))
		return false;
	struct maek_study study =
		maek_study_read(reader->rules->arena, reader->scrap, reader->rules->guards, &out->expansion);
	out->pattern = maek_rules_compile(reader, &out->expansion, &study);
	if (!out->pattern)
		return false;
	if (is_match && maek_pattern_matches_empty(out->pattern))
		return maek_errors_add(reader->errors, MAEK_ERROR, "matches-empty", scalar->place, NULL,
		                       "the pattern matches the empty text");
	struct naming naming = {reader, rule, out, is_match};
	maek_pattern_names(out->pattern, name_group, &naming);
	maek_pattern_settle(out->pattern);
	map_lists(out, rule);
	struct maek_need need;
	maek_need_read(reader->scrap, &out->expansion, study.tree, study.folds, rule->alphabet, &need);
	out->trigger = maek_prefilter_add(reader->rules->prefilter, reader->scrap, &need);
	maek_arena_reset(reader->scrap);
	return true;
}

void maek_match_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node,
                     const char *what)
{
	const struct maek_yaml *match = maek_yaml_get(node, "match");
	if (!match)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, "write: match: 'a pattern'", "%s needs `match`", what);
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

enum maek_region maek_region_read(const struct maek_rule_reader *reader, const struct maek_yaml *node,
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
	                type ? "regions are sentence, near, paragraph, document, title, row or an entity type"
	                     : "regions here are sentence, near, paragraph, document, title and row",
	                "unknown region '%s'", node->value.bytes);
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
	condition->region = maek_region_read(reader, maek_yaml_get(item, "in"), MAEK_REGION_SAME, NULL);
	if (!maek_yaml_get(item, "match"))
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", item->place, "write: { in: near, match: '...' }", "a condition needs `match`");
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

void maek_conditions_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node)
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
