/* A candidate is a rule that says nothing: what it looks like is read as a rule's `match` is, but what it finds is only
 * reported. Its one raw group is the name or number that it proposes.
 */
#include "extract/rule_read.h"

#include "extract/keys.h"
#include "extract/lint.h"

static void check_groups(const struct maek_rule_reader *reader, const struct maek_rule *rule, const struct maek_yaml *node)
{
	const struct maek_yaml *match = maek_yaml_get(node, "match");
	if (rule->groups.count == 1 && rule->groups.items[0].raw)
		return;
	maek_errors_add(reader->errors, MAEK_ERROR, "candidate-group", maek_items_at(match, 0)->place,
	                "write (?<name>...) around what may be missing, once in each pattern, and {Type} without a name",
	                rule->groups.count ? "only the candidate itself can be a named group" : "no named group is the candidate");
}

static void check_patterns(const struct maek_rule_reader *reader, const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->patterns.count; i++)
		if (rule->groups.count && !rule->patterns.items[i].pinned)
			maek_errors_add(reader->errors, MAEK_ERROR, "candidate-group", rule->patterns.items[i].scalar->place, NULL,
			                "no named group is the candidate");
}

struct maek_candidate *maek_candidate_read(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	static const char *const known[] = {"id", "label", "match", "in", "when", "unless", "allow", NULL};
	if (!maek_expect(node, MAEK_YAML_MAP, "a candidate", reader->errors))
		return NULL;
	size_t before = reader->errors->error_count;
	struct maek_candidate *candidate = maek_arena_alloc(reader->rules->arena, sizeof *candidate);
	struct maek_rule *rule = &candidate->rule;
	const char *id = maek_string_at(node, "id", reader->errors);
	maek_expect_keys(node, known, "a candidate", reader->errors);
	maek_lint_expect_allow(node, reader->errors);
	if (!maek_yaml_get(node, "id"))
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "a candidate needs `id`");
	if (!maek_yaml_get(node, "label"))
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "a candidate needs `label`");
	candidate->label = maek_string_at(node, "label", reader->errors);
	rule->id = maek_arena_format(reader->rules->arena, "%s/%s", reader->pack, id ? id : "");
	rule->at = maek_rule_at(reader, node);
	rule->node = node;
	rule->place = node->place;
	rule->confidence = 1;
	rule->region_type = MAEK_NO_TYPE;
	rule->region = maek_region_read(reader, maek_yaml_get(node, "in"), MAEK_REGION_SENTENCE, NULL);
	rule->alphabet = maek_rule_alphabet(reader, node);
	if (!rule->alphabet)
		return NULL;
	maek_match_read(reader, rule, node, "a candidate");
	if (rule->patterns.count) {
		check_groups(reader, rule, node);
		check_patterns(reader, rule);
		maek_conditions_read(reader, rule, node);
	}
	return reader->errors->error_count == before ? candidate : NULL;
}
