/* See the header. A pattern's key is found by its alphabet and expanded source. */
#include "extract/misses.h"

#include "extract/rule.h"

#include <stdlib.h>
#include <string.h>

struct maek_pattern_keys {
	struct maek_arena *arena, *now;
	struct maek_table known, schemas;
	uint32_t schema; /* of the rules: what characters of views stand for */
	uint32_t *keys;
};

struct maek_pattern_keys *maek_pattern_keys_new(void)
{
	struct maek_pattern_keys *keys = maek_allocate(sizeof *keys);
	keys->arena = maek_arena_new();
	keys->now = maek_arena_new();
	keys->known.arena = keys->schemas.arena = keys->arena;
	return keys;
}

void maek_pattern_keys_free(struct maek_pattern_keys *keys)
{
	if (!keys)
		return;
	maek_arena_free(keys->arena);
	maek_arena_free(keys->now);
	free(keys);
}

static void add(struct maek_pattern_keys *keys, const struct maek_rule *rule, const struct maek_match_pattern *pattern)
{
	struct maek_buffer name = {.arena = keys->now};
	maek_buffer_format(&name, "%u %llx ", keys->schema, (unsigned long long)rule->alphabet->hidden);
	maek_buffer_text(&name, pattern->expansion.source);
	keys->keys[pattern->number] = *maek_table_add(&keys->known, (struct maek_text){name.bytes, name.size}, (uint32_t)keys->known.count, NULL);
}

static void add_conditions(struct maek_pattern_keys *keys, const struct maek_rule *rule, const struct maek_condition *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < items[i].patterns.count; k++)
			add(keys, rule, &items[i].patterns.items[k]);
}

static uint32_t schema_of(struct maek_pattern_keys *keys, const struct maek_schema *schema)
{
	struct maek_buffer name = {.arena = keys->now};
	for (size_t i = 0; i < schema->types.count; i++)
		maek_buffer_format(&name, "%s %d\n", schema->types.items[i].name, schema->types.items[i].hidden);
	return *maek_table_add(&keys->schemas, (struct maek_text){name.bytes, name.size}, (uint32_t)keys->schemas.count, NULL);
}

const uint32_t *maek_pattern_keys_of(struct maek_pattern_keys *keys, const struct maek_rules *rules)
{
	maek_arena_reset(keys->now);
	keys->schema = schema_of(keys, &rules->schema);
	keys->keys = maek_arena_alloc(keys->now, (rules->pattern_count + 1) * sizeof *keys->keys);
	for (size_t i = 0; i < rules->rules.count; i++) {
		const struct maek_rule *rule = rules->rules.items[i];
		for (size_t k = 0; k < rule->patterns.count; k++)
			add(keys, rule, &rule->patterns.items[k]);
		add_conditions(keys, rule, rule->when.items, rule->when.count);
		add_conditions(keys, rule, rule->unless.items, rule->unless.count);
	}
	return keys->keys;
}

void maek_misses_init(struct maek_misses *misses, struct maek_arena *arena)
{
	*misses = (struct maek_misses){.arena = arena, .texts = {.arena = arena}};
}

uint32_t maek_misses_text(struct maek_misses *misses, struct maek_text text)
{
	bool is_new;
	uint32_t number = *maek_table_add(&misses->texts, text, (uint32_t)misses->texts.count, &is_new);
	if (is_new)
		*MAEK_PUSH(misses->arena, &misses->sets) = (struct maek_miss_set){0};
	return number;
}

void maek_misses_add(struct maek_misses *misses, uint32_t text, uint32_t number)
{
	uint32_t key = misses->keys[number];
	struct maek_miss_set *set = &misses->sets.items[text];
	if (key / 64 >= set->words) {
		size_t words = key / 64 + 4;
		uint64_t *bits = maek_arena_alloc(misses->arena, words * sizeof *bits);
		if (set->words)
			memcpy(bits, set->bits, set->words * sizeof *bits);
		*set = (struct maek_miss_set){bits, words};
	}
	set->bits[key / 64] |= UINT64_C(1) << key % 64;
}
