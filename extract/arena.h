/* Arenas: memory that is given back all at once.
 *
 * maek has three lifetimes and an arena for each: the rules (one run), a document (reset after each, so that memory
 * stays flat) and the graph (one run). Nothing allocated here is freed singly. Running out of memory never returns to
 * the caller: the handler below is called, and it must not return.
 */
#ifndef MAEK_EXTRACT_ARENA_H
#define MAEK_EXTRACT_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct maek_arena;

/* A new, empty arena. Free it with maek_arena_free(). */
struct maek_arena *maek_arena_new(void);
/* The same for little: it begins with a small piece of memory. */
struct maek_arena *maek_arena_new_small(void);

/* Gives back everything that was allocated; the arena can be used again. */
void maek_arena_reset(struct maek_arena *arena);

/* Gives back the arena itself as well. NULL is fine. */
void maek_arena_free(struct maek_arena *arena);

/* `size` zeroed bytes, aligned for any type. A size of 0 gives a valid pointer. Lives as long as the arena. */
void *maek_arena_alloc(struct maek_arena *arena, size_t size);

/* A copy of `size` bytes with a NUL behind it. */
char *maek_arena_copy(struct maek_arena *arena, const char *bytes, size_t size);

/* A formatted string, as printf writes it. */
char *maek_arena_format(struct maek_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *maek_arena_vformat(struct maek_arena *arena, const char *format, va_list values);

/* Makes room for one more item of `size` bytes behind `count`; returns the (possibly moved) items, the new one zeroed.
 * Use MAEK_PUSH instead of calling it. */
void *maek_arena_grow(struct maek_arena *arena, void *items, size_t count, size_t *room, size_t size);

/* A growable list whose items live in an arena: `MAEK_LIST(struct maek_span) spans;`. Starts zeroed. */
#define MAEK_LIST(type)                                                                                                \
	struct {                                                                                                           \
		type *items;                                                                                                   \
		size_t count, room;                                                                                            \
	}

/* Appends a zeroed item to the list that `list` points to; its value is a pointer to the new item. The pointer is
 * valid until the next push. */
#define MAEK_PUSH(arena, list)                                                                                         \
	((list)->items = maek_arena_grow((arena), (list)->items, (list)->count, &(list)->room, sizeof *(list)->items),     \
	 &(list)->items[(list)->count++])

/* Called once when memory runs out; must not return. The default prints nothing and aborts; the program sets one that
 * prints a line and exits. Process-wide by nature; set it before any thread starts. */
void maek_on_out_of_memory(void (*handler)(size_t size));

/* Calls that handler: memory has run out outside of arenas, in a library. `size` may be 0, unknown. */
void maek_out_of_memory(size_t size) __attribute__((noreturn));

/* Zeroed memory that free() gives back; never NULL. */
void *maek_allocate(size_t size);

/* Gives back what a call made, which is never NULL then. */
void *maek_checked(void *made);

/* For after a failed call of the C library: returns unless errno says that memory has run out. */
void maek_check_memory(void);

#endif
