/* The library used from several threads: one ruleset for all, an extractor of each thread's own. Every thread reads the same
 * documents, each in another order, and must get the lines that one thread gets. Under ThreadSanitizer it also shows that
 * what is shared is not written to, the patterns included, which are compiled when the first thread needs them.
 */
#include "library/maek.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { THREADS = 4, DOCUMENTS = 12, LINE = 1 << 15 };

struct line {
	char bytes[LINE];
	size_t size;
};

struct task {
	const struct maek_ruleset *ruleset;
	size_t first; /* document */
	struct line lines[DOCUMENTS];
	size_t failed;
};

static bool append(void *context, const char *bytes, size_t size)
{
	struct line *line = context;
	if (line->size + size > sizeof line->bytes)
		return false;
	memcpy(line->bytes + line->size, bytes, size);
	line->size += size;
	return true;
}

static bool read_one(struct maek_extractor *extractor, size_t number, struct line *line)
{
	char text[2000], name[32];
	struct maek_extraction *extraction;
	snprintf(name, sizeof name, "d%zu", number);
	snprintf(text, sizeof text,
	         "한빛소프트랩은 언어모델 '새벽%zu'를 공개했다. 매개변수는 %zuB다. 이가람 대표는 “가볍다”고 말했다.\n"
	         "SK텔레콤은 A.X K1을 개발했다. 이 모델의 매개변수는 5190억개다.\n",
	         number, number + 1);
	if (!maek_extractor_read(extractor, text, strlen(text), name, "text", &extraction, NULL))
		return false;
	bool ok = maek_extraction_fact_count(extraction) > 0 && maek_extraction_write(extraction, append, line);
	maek_extraction_free(extraction);
	return ok;
}

static void *run(void *context)
{
	struct task *task = context;
	struct maek_extractor *extractor = maek_extractor_new(task->ruleset);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		size_t number = (task->first + i) % DOCUMENTS;
		task->failed += !read_one(extractor, number, &task->lines[number]);
	}
	maek_extractor_free(extractor);
	return NULL;
}

/* The threads first: what is made on first use is made while they run. */
static void same_lines_from_all_threads(void **state)
{
	(void)state;
	const char *pack = SOURCE_DIR "/rules/korean-ai";
	struct maek_ruleset *ruleset;
	assert_true(maek_ruleset_load(&pack, 1, &ruleset, NULL));
	struct task *tasks = calloc(THREADS + 1, sizeof *tasks);
	pthread_t threads[THREADS];
	for (size_t i = 0; i <= THREADS; i++)
		tasks[i] = (struct task){.ruleset = ruleset, .first = i * 3};
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run, &tasks[i]), 0);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	struct task *alone = &tasks[THREADS];
	run(alone);
	for (size_t i = 0; i <= THREADS; i++)
		assert_int_equal(tasks[i].failed, 0);
	for (size_t i = 0; i < THREADS; i++)
		for (size_t k = 0; k < DOCUMENTS; k++) {
			assert_int_equal(tasks[i].lines[k].size, alone->lines[k].size);
			assert_memory_equal(tasks[i].lines[k].bytes, alone->lines[k].bytes, alone->lines[k].size);
		}
	free(tasks);
	maek_ruleset_free(ruleset);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(same_lines_from_all_threads)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
