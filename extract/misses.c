/* See the header. */
#include "extract/misses.h"

#include <string.h>

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
