/* See the header. A pattern's key is found by its alphabet and expanded source, a rule's by its signature. */
#include "extract/version_keys.h"

#include "extract/rule.h"
#include "extract/rule_signature.h"

#include <stdlib.h>

struct maek_version_keys {
	struct maek_arena *arena, *now, *before;
	struct maek_table known, schemas, signatures;
	uint32_t schema; /* of the rules: what characters of views stand for */
	uint32_t *patterns, *rules;
};

struct maek_version_keys *maek_version_keys_new(void)
{
	struct maek_version_keys *keys = maek_allocate(sizeof *keys);
	keys->arena = maek_arena_new();
	keys->now = maek_arena_new();
	keys->before = maek_arena_new();
	keys->known.arena = keys->schemas.arena = keys->signatures.arena = keys->arena;
	return keys;
}

void maek_version_keys_free(struct maek_version_keys *keys)
{
	if (!keys)
		return;
	maek_arena_free(keys->arena);
	maek_arena_free(keys->now);
	maek_arena_free(keys->before);
	free(keys);
}

static void add(struct maek_version_keys *keys, const struct maek_rule *rule, const struct maek_match_pattern *pattern)
{
	struct maek_buffer name = {.arena = keys->now};
	maek_buffer_format(&name, "%u %llx ", keys->schema, (unsigned long long)rule->alphabet->hidden);
	maek_buffer_text(&name, pattern->expansion.source);
	keys->patterns[pattern->number] =
		*maek_table_add(&keys->known, (struct maek_text){name.bytes, name.size}, (uint32_t)keys->known.count, NULL);
}

static void add_conditions(struct maek_version_keys *keys, const struct maek_rule *rule,
                           const struct maek_condition *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < items[i].patterns.count; k++)
			add(keys, rule, &items[i].patterns.items[k]);
}

static uint32_t schema_of(struct maek_version_keys *keys, const struct maek_schema *schema)
{
	struct maek_buffer name = {.arena = keys->now};
	for (size_t i = 0; i < schema->types.count; i++)
		maek_buffer_format(&name, "%s %d\n", schema->types.items[i].name, schema->types.items[i].hidden);
	return *maek_table_add(&keys->schemas, (struct maek_text){name.bytes, name.size}, (uint32_t)keys->schemas.count,
	                       NULL);
}

static void add_rule(struct maek_version_keys *keys, const struct maek_rule *rule)
{
	struct maek_text signature = maek_signature_of_rule(keys->now, rule);
	struct maek_buffer name = {.arena = keys->now};
	maek_buffer_format(&name, "%u ", keys->schema);
	maek_buffer_text(&name, signature);
	keys->rules[rule->order] = *maek_table_add(&keys->signatures, (struct maek_text){name.bytes, name.size},
	                                           (uint32_t)keys->signatures.count, NULL);
	for (size_t i = 0; i < rule->patterns.count; i++)
		add(keys, rule, &rule->patterns.items[i]);
	add_conditions(keys, rule, rule->when.items, rule->when.count);
	add_conditions(keys, rule, rule->unless.items, rule->unless.count);
}

struct maek_version_numbers maek_version_keys_of(struct maek_version_keys *keys, const struct maek_rules *rules)
{
	struct maek_arena *oldest = keys->before;
	keys->before = keys->now;
	keys->now = oldest;
	maek_arena_reset(keys->now);
	keys->schema = schema_of(keys, &rules->schema);
	keys->patterns = maek_arena_alloc(keys->now, (rules->pattern_count + 1) * sizeof *keys->patterns);
	keys->rules = maek_arena_alloc(keys->now, (rules->rules.count + 1) * sizeof *keys->rules);
	for (size_t i = 0; i < rules->rules.count; i++)
		add_rule(keys, rules->rules.items[i]);
	return (struct maek_version_numbers){keys->schema, keys->patterns, keys->rules, (uint32_t)keys->signatures.count};
}
