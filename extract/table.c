/* Idea: open addressing over indices into the entries; a few entries are looked through, since most tables stay small. */
#include "extract/text.h"

#include <string.h>

enum { FEW = 8, FIRST_SLOTS = 4 * FEW };

static uint64_t hash_of(struct maek_text key)
{
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 by the golden ratio: Knuth's multiplicative hashing */
	uint64_t hash = key.size * odd, word;
	for (; key.size >= sizeof word; key.bytes += sizeof word, key.size -= sizeof word) {
		memcpy(&word, key.bytes, sizeof word);
		hash = (hash ^ word) * odd;
		hash ^= hash >> 32;
	}
	word = 0;
	if (key.size)
		memcpy(&word, key.bytes, key.size);
	hash = (hash ^ word) * odd;
	return hash ^ hash >> 32;
}

static size_t slot_of(const struct maek_table *table, struct maek_text key)
{
	size_t slot = (size_t)hash_of(key) & (table->slot_count - 1);
	while (table->slots[slot] && !maek_text_equal(table->entries[table->slots[slot] - 1].key, key))
		slot = (slot + 1) & (table->slot_count - 1);
	return slot;
}

uint32_t *maek_table_find(const struct maek_table *table, struct maek_text key)
{
	if (table->slot_count) {
		uint32_t index = table->slots[slot_of(table, key)];
		return index ? &table->entries[index - 1].value : NULL;
	}
	for (size_t i = 0; i < table->count; i++)
		if (maek_text_equal(table->entries[i].key, key))
			return &table->entries[i].value;
	return NULL;
}

/* Room for one more: a few entries without slots, then twice as many slots as entries. */
static void make_room(struct maek_table *table)
{
	size_t room = table->slot_count ? table->slot_count / 2 : table->count ? FEW : 0;
	if (table->count < room)
		return;
	size_t slot_count = table->slot_count ? table->slot_count * 2 : table->count ? FIRST_SLOTS : 0;
	struct maek_table_entry *entries =
		maek_arena_alloc(table->arena, (slot_count ? slot_count / 2 : FEW) * sizeof *entries);
	if (table->count)
		memcpy(entries, table->entries, table->count * sizeof *entries);
	table->entries = entries;
	table->slot_count = slot_count;
	if (slot_count)
		table->slots = maek_arena_alloc(table->arena, slot_count * sizeof *table->slots);
	for (size_t i = 0; slot_count && i < table->count; i++)
		table->slots[slot_of(table, entries[i].key)] = (uint32_t)i + 1;
}

uint32_t *maek_table_add(struct maek_table *table, struct maek_text key, uint32_t value, bool *is_new)
{
	uint32_t *there = maek_table_find(table, key);
	if (is_new)
		*is_new = !there;
	if (there)
		return there;
	make_room(table);
	struct maek_table_entry *entry = &table->entries[table->count++];
	entry->key = (struct maek_text){maek_arena_copy(table->arena, key.bytes, key.size), key.size};
	entry->value = value;
	if (table->slot_count)
		table->slots[slot_of(table, key)] = (uint32_t)table->count;
	return &entry->value;
}

size_t maek_first_from(const uint32_t *sorted, size_t count, uint32_t least)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (sorted[middle] < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
