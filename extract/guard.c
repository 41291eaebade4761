/* Idea: before anything is matched, the character at the place is looked up among those that the guard can begin with;
 * then the memo, an open table of (guard, place); only then the pattern, anchored. A guard is studied when it is first
 * asked, by whichever worker asks: many never are.
 */
#include "extract/guard.h"

#include "extract/pattern.h"
#include "extract/regex.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct guard {
	struct maek_pattern *pattern;
	struct maek_regex_range *first; /* characters that it can begin with, in order */
	size_t first_count;
	bool anywhere; /* it can begin with any, or with none */
	struct maek_text source;
	atomic_bool is_studied;
};

struct maek_guards {
	struct maek_arena *arena;
	struct maek_table index; /* number by source */
	bool asks_all;
	MAEK_LIST(struct guard *) items;
	pthread_mutex_t lock;    /* of studying, and of what is kept of it: */
	struct maek_arena *kept;
};

struct maek_guards *maek_guards_new(struct maek_arena *arena)
{
	struct maek_guards *guards = maek_arena_alloc(arena, sizeof *guards);
	guards->arena = arena;
	guards->index.arena = arena;
	guards->kept = maek_arena_new();
	pthread_mutex_init(&guards->lock, NULL);
	return guards;
}

void maek_guards_ask_all(struct maek_guards *guards)
{
	guards->asks_all = true;
}

bool maek_guards_want(const struct maek_guards *guards, size_t size, bool in_addition)
{
	return guards->asks_all || size >= (in_addition ? 80 : 24); /* from there on it is cheaper than trying */
}

void maek_guards_free(struct maek_guards *guards)
{
	for (size_t i = 0; guards && i < guards->items.count; i++)
		maek_pattern_free(guards->items.items[i]->pattern);
	if (!guards)
		return;
	maek_arena_free(guards->kept);
	pthread_mutex_destroy(&guards->lock);
}

static int by_first(const void *a, const void *b)
{
	uint32_t x = ((const struct maek_regex_range *)a)->first, y = ((const struct maek_regex_range *)b)->first;
	return x < y ? -1 : x > y;
}

/* Ranges in order, joined where they touch. */
static void keep_first(struct maek_guards *guards, struct guard *guard, const struct maek_regex_ranges *ranges)
{
	guard->first = maek_arena_alloc(guards->kept, (ranges->count + 1) * sizeof *guard->first);
	qsort(ranges->items, ranges->count, sizeof *ranges->items, by_first);
	for (size_t i = 0; i < ranges->count; i++) {
		struct maek_regex_range *last = guard->first_count ? &guard->first[guard->first_count - 1] : NULL;
		if (last && ranges->items[i].first <= last->last + 1)
			last->last = ranges->items[i].last > last->last ? ranges->items[i].last : last->last;
		else
			guard->first[guard->first_count++] = ranges->items[i];
	}
}

uint32_t maek_guards_add(struct maek_guards *guards, struct maek_text source)
{
	bool is_new;
	uint32_t number = *maek_table_add(&guards->index, source, (uint32_t)guards->items.count, &is_new);
	if (!is_new)
		return number;
	struct guard *guard = maek_arena_alloc(guards->arena, sizeof *guard);
	guard->source = guards->index.entries[number].key; /* the copy that stays */
	guard->pattern = maek_pattern_new_guard(guard->source, guards);
	*MAEK_PUSH(guards->arena, &guards->items) = guard;
	return number;
}

static void study(struct maek_guards *guards, struct guard *guard)
{
	pthread_mutex_lock(&guards->lock);
	if (!atomic_load(&guard->is_studied)) {
		struct maek_arena *scrap = maek_arena_new();
		struct maek_regex_ranges ranges = {0};
		const struct maek_regex *tree = maek_regex_parse(scrap, guard->source);
		guard->anywhere = !tree || !maek_regex_first(scrap, tree, &ranges);
		if (!guard->anywhere)
			keep_first(guards, guard, &ranges);
		maek_arena_free(scrap);
		atomic_store_explicit(&guard->is_studied, true, memory_order_release);
	}
	pthread_mutex_unlock(&guards->lock);
}

/* ---- answers */

struct maek_memo {
	struct maek_arena *arena;
	uint64_t *slots; /* guard + 1 (31 bits), place (32), answer (1); 0: empty */
	size_t count, room;
};

enum { LEAST_ROOM = 32 };

struct maek_memo *maek_memo_new(struct maek_arena *arena)
{
	struct maek_memo *memo = maek_arena_alloc(arena, sizeof *memo);
	memo->arena = arena;
	return memo;
}

/* The slot of a question, or the empty one where it belongs. */
static uint64_t *slot_of(const struct maek_memo *memo, uint64_t question)
{
	size_t at = (size_t)(question * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (memo->room - 1);
	while (memo->slots[at] && (memo->slots[at] & ~UINT64_C(1)) != question)
		at = (at + 1) & (memo->room - 1);
	return &memo->slots[at];
}

static void grow(struct maek_memo *memo)
{
	struct maek_memo old = *memo;
	memo->room = old.room ? 2 * old.room : LEAST_ROOM;
	memo->slots = maek_arena_alloc(memo->arena, memo->room * sizeof *memo->slots);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i])
			*slot_of(memo, old.slots[i] & ~UINT64_C(1)) = old.slots[i];
}

static void remember(struct maek_memo *memo, uint64_t question, bool answer)
{
	if (2 * (memo->count + 1) > memo->room)
		grow(memo);
	*slot_of(memo, question) = question | answer;
	memo->count++;
}

static bool can_begin(const struct guard *guard, struct maek_text text, size_t at)
{
	if (guard->anywhere)
		return true;
	if (at >= text.size)
		return false;
	uint32_t code = maek_text_decode(text, at, &at);
	size_t low = 0, high = guard->first_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (guard->first[middle].last < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < guard->first_count && guard->first[low].first <= code;
}

int maek_guard_holds(struct maek_guards *guards, uint32_t number, struct maek_scratch *scratch,
                     struct maek_memo *memo, struct maek_text text, size_t at)
{
	struct guard *guard = guards->items.items[number];
	if (!atomic_load_explicit(&guard->is_studied, memory_order_acquire))
		study(guards, guard);
	if (!can_begin(guard, text, at))
		return 0;
	uint64_t question = (uint64_t)(number + 1) << 33 | (uint64_t)at << 1;
	uint64_t known = memo && memo->room ? *slot_of(memo, question) : 0;
	if (known)
		return (int)(known & 1);
	enum maek_match match = maek_pattern_match_in(guard->pattern, scratch, memo, text, at, false, NULL, NULL);
	if (match == MAEK_MATCH_LIMIT || match == MAEK_MATCH_STOPPED)
		return -1;
	if (memo)
		remember(memo, question, match == MAEK_MATCH_FOUND);
	return match == MAEK_MATCH_FOUND;
}
