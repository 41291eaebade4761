/* Preloaded, lets the n-th allocation of a process fail, once: MAEK_FAIL_ALLOCATION=n. With MAEK_COUNT_ALLOCATIONS=FILE the
 * number of allocations is written there at the end, so that a test knows how many points there are; the file is opened at
 * the beginning, when it may still be.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static unsigned long done, failing;
static int counts = -1;

__attribute__((constructor)) static void begin(void)
{
	const char *text = getenv("MAEK_FAIL_ALLOCATION");
	failing = text ? strtoul(text, NULL, 10) : 0;
	const char *path = getenv("MAEK_COUNT_ALLOCATIONS");
	counts = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
	done = 0;
}

__attribute__((destructor)) static void end(void)
{
	if (counts < 0)
		return;
	dprintf(counts, "%lu\n", done);
	close(counts);
}

static int fails(void)
{
	if (++done != failing)
		return 0;
	errno = ENOMEM;
	return 1;
}

__attribute__((visibility("default"))) void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

__attribute__((visibility("default"))) void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}
