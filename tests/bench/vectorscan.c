/* The words alone in one scan by Vectorscan, which knows many literals at once: what a prefilter can cost at least.
 * vectorscan WORDS TEXT: one word a line. Prints seconds to compile, seconds to scan, words met (also within others). */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static char *contents(const char *path, size_t *size)
{
	FILE *file = fopen(path, "r");
	char *bytes = NULL;
	*size = 0;
	if (!file || fseek(file, 0, SEEK_END) != 0 || !(bytes = malloc((size_t)ftell(file) + 1))) {
		perror(path);
		exit(1);
	}
	*size = (size_t)ftell(file);
	rewind(file);
	if (fread(bytes, 1, *size, file) != *size)
		exit(1);
	bytes[*size] = 0;
	fclose(file);
	return bytes;
}

static int count_one(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *count)
{
	(void)id, (void)from, (void)to, (void)flags;
	++*(long *)count;
	return 0;
}

int main(int argc, char **argv)
{
	size_t words_size, size, count = 0, at = 0;
	if (argc != 3)
		return 2;
	char *words = contents(argv[1], &words_size), *text = contents(argv[2], &size);
	for (size_t i = 0; i < words_size; i++)
		count += words[i] == '\n';
	const char **starts = calloc(count + 1, sizeof *starts);
	size_t *sizes = calloc(count + 1, sizeof *sizes);
	unsigned *flags = calloc(count + 1, sizeof *flags), *ids = calloc(count + 1, sizeof *ids);
	if (!starts || !sizes || !flags || !ids)
		return 1;
	for (char *word = words, *end; (end = strchr(word, '\n')); word = end + 1, at++) {
		starts[at] = word;
		sizes[at] = (size_t)(end - word);
		ids[at] = (unsigned)at;
	}
	hs_database_t *database = NULL;
	hs_compile_error_t *error = NULL;
	hs_scratch_t *scratch = NULL;
	double begun = now();
	if (hs_compile_lit_multi(starts, flags, ids, sizes, (unsigned)at, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS ||
	    hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
		fprintf(stderr, "%s\n", error ? error->message : "no scratch");
		return 1;
	}
	double ready = now();
	long found = 0;
	if (hs_scan(database, text, (unsigned)size, 0, scratch, count_one, &found) != HS_SUCCESS)
		return 1;
	printf("%f %f %ld\n", ready - begun, now() - ready, found);
	hs_free_scratch(scratch);
	hs_free_database(database);
	free(words), free(text), free(starts), free(sizes), free(flags), free(ids);
	return 0;
}
