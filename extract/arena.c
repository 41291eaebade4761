/* Chunks that double in size, filled from the front. Under AddressSanitizer every allocation is a chunk of its own, so
 * that an overrun of one byte is found.
 */
#include "extract/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	ALIGNMENT = 16,
	FIRST_CHUNK = 64 * 1024,
	FIRST_SMALL_CHUNK = 8 * 1024,
	LAST_CHUNK = 8 * 1024 * 1024,
	STEP = 256 * 1024
};

#if defined(__SANITIZE_ADDRESS__)
enum { EACH_ALONE = 1 };
#else
enum { EACH_ALONE = 0 };
#endif

struct chunk {
	struct chunk *before;
	size_t size, used;
	size_t ready; /* bytes whose pages have been asked for */
	_Alignas(ALIGNMENT) char bytes[];
};

struct maek_arena {
	struct chunk *last;
	size_t next_size;
};

static void give_up(size_t size)
{
	(void)size;
	abort();
}

static void (*out_of_memory)(size_t) = give_up;

void maek_on_out_of_memory(void (*handler)(size_t size))
{
	out_of_memory = handler;
}

void maek_out_of_memory(size_t size)
{
	out_of_memory(size);
	abort(); /* a handler that returned */
}

void *maek_allocate(size_t size)
{
	void *memory = calloc(1, size);
	if (!memory)
		maek_out_of_memory(size);
	return memory;
}

void *maek_checked(void *made)
{
	if (!made)
		maek_out_of_memory(0);
	return made;
}

void maek_check_memory(void)
{
	if (errno == ENOMEM)
		maek_out_of_memory(0);
}

struct maek_arena *maek_arena_new(void)
{
	struct maek_arena *arena = maek_allocate(sizeof *arena);
	arena->next_size = FIRST_CHUNK;
	return arena;
}

struct maek_arena *maek_arena_new_small(void)
{
	struct maek_arena *arena = maek_arena_new();
	arena->next_size = FIRST_SMALL_CHUNK;
	return arena;
}

static void add_chunk(struct maek_arena *arena, size_t least)
{
	size_t size = EACH_ALONE || least > arena->next_size ? least : arena->next_size;
	struct chunk *chunk = maek_allocate(sizeof *chunk + size);
	chunk->before = arena->last;
	chunk->size = size;
	chunk->ready = size > STEP ? 0 : size;
	arena->last = chunk;
	if (arena->next_size < LAST_CHUNK)
		arena->next_size *= 2;
}

/* Asks for the next pages at once: to be given each when it is first touched takes longer than to fill it. A system that
 * does not know the question gives them one by one. */
static void make_ready(struct chunk *chunk)
{
	size_t wanted = chunk->used + STEP < chunk->size ? chunk->used + STEP : chunk->size;
#ifdef MADV_POPULATE_WRITE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
	uintptr_t start = ((uintptr_t)chunk->bytes + chunk->ready + page) & ~page;
	uintptr_t end = ((uintptr_t)chunk->bytes + wanted) & ~page;
	if (end > start)
		madvise((void *)start, end - start, MADV_POPULATE_WRITE);
#endif
	chunk->ready = wanted;
}

void *maek_arena_alloc(struct maek_arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		maek_out_of_memory(size);
	size_t whole = EACH_ALONE ? (size ? size : 1) : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (EACH_ALONE || !arena->last || arena->last->size - arena->last->used < whole)
		add_chunk(arena, whole);
	char *memory = arena->last->bytes + arena->last->used;
	arena->last->used += whole;
	if (arena->last->used > arena->last->ready)
		make_ready(arena->last);
	return memory;
}

/* Keeps the newest chunk, which is the largest, for the next round. */
void maek_arena_reset(struct maek_arena *arena)
{
	struct chunk *kept = EACH_ALONE ? NULL : arena->last;
	struct chunk *chunk = kept ? kept->before : arena->last;
	while (chunk) {
		struct chunk *before = chunk->before;
		free(chunk);
		chunk = before;
	}
	if (kept) {
		memset(kept->bytes, 0, kept->used);
		kept->used = 0;
		kept->before = NULL;
	}
	arena->last = kept;
}

void maek_arena_free(struct maek_arena *arena)
{
	if (!arena)
		return;
	for (struct chunk *chunk = arena->last; chunk;) {
		struct chunk *before = chunk->before;
		free(chunk);
		chunk = before;
	}
	free(arena);
}

char *maek_arena_copy(struct maek_arena *arena, const char *bytes, size_t size)
{
	char *copy = maek_arena_alloc(arena, size + 1);
	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

char *maek_arena_vformat(struct maek_arena *arena, const char *format, va_list values)
{
	va_list again;
	va_copy(again, values);
	int size = vsnprintf(NULL, 0, format, values);
	char *text = maek_arena_alloc(arena, (size_t)(size < 0 ? 0 : size) + 1);
	if (size > 0)
		vsnprintf(text, (size_t)size + 1, format, again);
	va_end(again);
	return text;
}

char *maek_arena_format(struct maek_arena *arena, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	char *text = maek_arena_vformat(arena, format, values);
	va_end(values);
	return text;
}

void *maek_arena_grow(struct maek_arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room) {
		memset((char *)items + count * size, 0, size);
		return items;
	}
	size_t wanted = *room ? *room * 2 : size > 64 ? 2 : 8; /* large items mostly stand alone */
	if (wanted > SIZE_MAX / 2 / size)
		maek_out_of_memory(SIZE_MAX);
	void *grown = maek_arena_alloc(arena, wanted * size);
	if (count)
		memcpy(grown, items, count * size);
	*room = wanted;
	return grown;
}
