/* What others ask of loaded rules. Of what several packs define, the last counts. */
#include "extract/rule.h"

#include <stdio.h>
#include <string.h>

size_t maek_rules_count(const struct maek_rules *rules)
{
	return rules->rules.count;
}

size_t maek_rules_pack_count(const struct maek_rules *rules)
{
	return rules->packs.count;
}

const struct maek_fact_pack *maek_rules_pack_at(const struct maek_rules *rules, size_t index)
{
	return &rules->packs.items[index];
}

const char *maek_rules_folder_at(const struct maek_rules *rules, size_t index)
{
	return rules->folders.items[index];
}

static const struct maek_yaml *named(const struct maek_named_node *items, size_t count, const char *name)
{
	for (size_t i = count; i > 0; i--)
		if (strcmp(items[i - 1].name, name) == 0)
			return items[i - 1].value;
	return NULL;
}

const struct maek_yaml *maek_rules_view(const struct maek_rules *rules, const char *name)
{
	return name ? named(rules->views.items, rules->views.count, name) : NULL;
}

size_t maek_rules_view_count(const struct maek_rules *rules)
{
	return rules->views.count;
}

const char *maek_rules_view_name(const struct maek_rules *rules, size_t index)
{
	return rules->views.items[index].name;
}

const struct maek_yaml *maek_rules_style(const struct maek_rules *rules, const char *name)
{
	return named(rules->styles.items, rules->styles.count, name);
}

const struct maek_yaml *maek_rules_section(const struct maek_rules *rules, const char *section, const char *name)
{
	char whole[200];
	snprintf(whole, sizeof whole, "%s.%s", section, name);
	return named(rules->sections.items, rules->sections.count, whole);
}

const char *maek_rules_label(const struct maek_rules *rules, const char *name)
{
	int type = maek_schema_type(&rules->schema, maek_text_of(name));
	if (type >= 0)
		return rules->schema.types.items[type].label;
	int relation = maek_schema_relation(&rules->schema, maek_text_of(name));
	return relation >= 0 ? rules->schema.relations.items[relation].label : name;
}
