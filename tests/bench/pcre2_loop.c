/* Every pattern over every line with PCRE2's JIT, one after another: what a program without a prefilter does.
 * pcre2_loop PATTERNS TEXT: one pattern a line, one sentence a line. Prints seconds to compile, seconds to match, matches. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PATTERNS = 100000 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static FILE *opened(const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static pcre2_code *compiled(const char *pattern, size_t size)
{
	int error;
	PCRE2_SIZE at;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, size, PCRE2_UTF | PCRE2_UCP, &error, &at, NULL);
	if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE)) {
		fprintf(stderr, "no code for %s\n", pattern);
		exit(1);
	}
	return code;
}

static long matches(const pcre2_code *code, pcre2_match_data *data, const char *line, size_t size)
{
	long count = 0;
	size_t from = 0;
	while (pcre2_match(code, (PCRE2_SPTR)line, size, from, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
		from = pcre2_get_ovector_pointer(data)[1];
		count++;
	}
	return count;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	static pcre2_code *codes[MOST_PATTERNS];
	size_t count = 0, room = 0;
	char *line = NULL;
	FILE *file = opened(argv[1]);
	double begun = now();
	for (ssize_t size; count < MOST_PATTERNS && (size = getline(&line, &room, file)) > 0;)
		codes[count++] = compiled(line, (size_t)size - 1);
	fclose(file);
	double ready = now();
	pcre2_match_data *data = pcre2_match_data_create(16, NULL);
	long found = 0;
	file = opened(argv[2]);
	for (ssize_t size; (size = getline(&line, &room, file)) > 0;)
		for (size_t i = 0; i < count; i++)
			found += matches(codes[i], data, line, (size_t)size - 1);
	fclose(file);
	printf("%f %f %ld\n", ready - begun, now() - ready, found);
	for (size_t i = 0; i < count; i++)
		pcre2_code_free(codes[i]);
	pcre2_match_data_free(data);
	free(line);
	return 0;
}
