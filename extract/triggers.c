/* Long lists of literals are cut: the first ones tell what the rule is about. */
#include "extract/triggers.h"

#include "extract/rule.h"

enum { SHOWN = 8 };

static void write_clause(const struct maek_clause *clause, struct maek_buffer *out)
{
	for (size_t i = 0; i < clause->count && i < SHOWN; i++)
		maek_buffer_format(out, "%s“%.*s”", i ? "|" : "", (int)clause->items[i].size, clause->items[i].bytes);
	if (clause->count > SHOWN)
		maek_buffer_format(out, "|… %zu more", clause->count - SHOWN);
}

static void write_types(const struct maek_schema *schema, uint64_t types, struct maek_buffer *out)
{
	const char *between = "{";
	for (size_t i = 0; i < schema->types.count; i++)
		if (types >> i & 1) {
			maek_buffer_format(out, "%s%s", between, schema->types.items[i].name);
			between = "|";
		}
	maek_buffer_string(out, "}");
}

static void write_trigger(const struct maek_rules *rules, const struct maek_trigger *trigger, struct maek_buffer *out)
{
	const char *between = "\t";
	for (size_t i = 0; i < trigger->clause_count; i++, between = " and ") {
		maek_buffer_string(out, between);
		write_clause(maek_prefilter_clause(rules->prefilter, trigger->clauses[i]), out);
	}
	for (size_t i = 0; i < trigger->type_count; i++, between = " and ") {
		maek_buffer_string(out, between);
		write_types(&rules->schema, trigger->types[i], out);
	}
	maek_buffer_string(out, *between == '\t' ? "\ttried everywhere\n" : "\n");
}

void maek_triggers_write(const struct maek_rules *rules, size_t index, bool literals, struct maek_buffer *out)
{
	const struct maek_rule *rule = rules->rules.items[index];
	maek_buffer_format(out, "%s\t%s\n", rule->id, rule->at);
	for (size_t i = 0; literals && i < rule->patterns.count; i++)
		write_trigger(rules, &rule->patterns.items[i].trigger, out);
}
