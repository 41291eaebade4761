/* Misses: which patterns are known to match nowhere in which texts. Whether a pattern matches in a view is a matter of
 * its source, its alphabet and the text of the view alone, so what one run of a document found out holds for the
 * next one, also with other rules: a pattern that did not change is not tried again where nothing changed.
 *
 * Misses belong to a document, whoever runs it. Keys (version_keys.h) tell patterns apart.
 */
#ifndef MAEK_EXTRACT_MISSES_H
#define MAEK_EXTRACT_MISSES_H

#include "extract/text.h"

struct maek_misses {
	struct maek_arena *arena;
	const uint32_t *keys;    /* of the patterns of the rules that run now */
	struct maek_table texts; /* each once */
	MAEK_LIST(struct maek_miss_set {
		uint64_t *bits; /* by key */
		size_t words;
	})
	sets; /* by text */
};

void maek_misses_init(struct maek_misses *misses, struct maek_arena *arena);
/* The number of a text. */
uint32_t maek_misses_text(struct maek_misses *misses, struct maek_text text);
/* From now on pattern `number` is known to match nowhere in the text. */
void maek_misses_add(struct maek_misses *misses, uint32_t text, uint32_t number);

static inline bool maek_misses_has(const struct maek_misses *misses, uint32_t text, uint32_t number)
{
	uint32_t key = misses->keys[number];
	const struct maek_miss_set *set = &misses->sets.items[text];
	return key / 64 < set->words && (set->bits[key / 64] >> key % 64 & 1);
}

#endif
