/* See the header. Time left is told by bytes, since the number of documents in a file is not known before it is read. */
#include "cli/progress.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double FIRST = 0.3, EVERY = 0.1; /* seconds */

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_document(const char *path)
{
	const char *dot = strrchr(path, '.');
	return dot && (strcmp(dot, ".txt") == 0 || strcmp(dot, ".md") == 0 || strcmp(dot, ".jsonl") == 0);
}

/* Bytes of a file, or of the documents in a folder; 0 when they cannot be told. */
static uint64_t size_of(const char *path)
{
	char *paths[] = {(char *)(uintptr_t)path, NULL};
	uint64_t size = 0;
	FTS *tree = fts_open(paths, FTS_COMFOLLOW | FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	for (FTSENT *entry; tree && (entry = fts_read(tree));)
		if (entry->fts_info == FTS_F && (entry->fts_level == 0 || is_document(entry->fts_path)))
			size += (uint64_t)entry->fts_statp->st_size;
	if (tree)
		fts_close(tree);
	return size;
}

void maek_progress_start(struct maek_progress *progress, const struct maek_options *options, const char *const *inputs,
                         size_t count)
{
	const char *term = getenv("TERM");
	*progress =
		(struct maek_progress){.is_on = !options->quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0};
	if (!progress->is_on)
		return;
	progress->start = progress->last = now();
	for (size_t i = 0; i < count; i++) {
		if (strcmp(inputs[i], "-") == 0) {
			progress->total = 0;
			return;
		}
		progress->total += size_of(inputs[i]);
	}
}

static void write_left(const struct maek_progress *progress, uint64_t bytes, double passed)
{
	if (!bytes || bytes > progress->total)
		return;
	unsigned left = (unsigned)((double)(progress->total - bytes) * passed / (double)bytes + 0.5);
	fprintf(stderr, ", %u:%02u left (%.0f %%)", left / 60, left % 60, 100.0 * (double)bytes / (double)progress->total);
}

void maek_progress_show(struct maek_progress *progress, struct maek_reader_counts counts)
{
	if (!progress->is_on)
		return;
	double time = now(), passed = time - progress->start;
	if (passed < FIRST || (progress->is_visible && time - progress->last < EVERY))
		return;
	progress->last = time;
	progress->is_visible = true;
	fprintf(stderr, "\r\x1b[Kmaek: %zu documents, %.0f/s", counts.given, (double)counts.given / passed);
	write_left(progress, counts.bytes, passed);
	fflush(stderr);
}

void maek_progress_hide(struct maek_progress *progress)
{
	if (progress->is_visible)
		fputs("\r\x1b[K", stderr);
	progress->is_visible = false;
}
