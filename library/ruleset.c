/* Rulesets: packs found, loaded and described. */
#include "library/handles.h"

#include "extract/pack_find.h"
#include "graph/version.h"

const char *maek_library_version(void)
{
	return MAEK_VERSION;
}

void maek_set_out_of_memory(void (*handler)(size_t size))
{
	maek_on_out_of_memory(handler);
}

static struct maek_ruleset *wrap(struct maek_arena *arena, struct maek_rules *rules)
{
	struct maek_ruleset *ruleset = maek_arena_alloc(arena, sizeof *ruleset);
	size_t count = maek_rules_pack_count(rules);
	*ruleset = (struct maek_ruleset){arena, rules, maek_arena_alloc(arena, count * sizeof *ruleset->packs)};
	for (size_t i = 0; i < count; i++) {
		const struct maek_fact_pack *pack = maek_rules_pack_at(rules, i);
		ruleset->packs[i] = (struct maek_pack){pack->name, pack->sha256};
	}
	return ruleset;
}

bool maek_ruleset_load(const char *const *packs, size_t count, struct maek_ruleset **out,
                       struct maek_problems *problems)
{
	struct maek_arena *arena = maek_arena_new();
	const char **folders = maek_arena_alloc(arena, count * sizeof *folders);
	struct maek_rules *rules;
	for (size_t i = 0; i < count; i++)
		folders[i] = maek_pack_find(arena, packs[i]);
	*out = NULL;
	if (maek_rules_load(folders, count, &rules, maek_problems_list(problems)))
		*out = wrap(arena, rules);
	else
		maek_arena_free(arena);
	return *out != NULL;
}

void maek_ruleset_free(struct maek_ruleset *ruleset)
{
	if (!ruleset)
		return;
	maek_rules_free(ruleset->rules);
	maek_arena_free(ruleset->arena);
}

size_t maek_ruleset_pack_count(const struct maek_ruleset *ruleset)
{
	return maek_rules_pack_count(ruleset->rules);
}

const struct maek_pack *maek_ruleset_pack(const struct maek_ruleset *ruleset, size_t index)
{
	return index < maek_ruleset_pack_count(ruleset) ? &ruleset->packs[index] : NULL;
}

size_t maek_ruleset_rule_count(const struct maek_ruleset *ruleset)
{
	return maek_rules_count(ruleset->rules);
}
