/* The examples of rules that maek watch runs: at each change those that failed before and those that it may touch. */
#include "cli/watch_parts.h"

#include <stdlib.h>

static struct maek_text key_text(const uint64_t *key)
{
	return (struct maek_text){(const char *)key, sizeof *key};
}

static void mark(struct maek_table *rules, uint64_t key)
{
	maek_table_add(rules, key_text(&key), 0, NULL);
}

static bool is_wanted(void *context, const char *rule)
{
	struct maek_watcher *watcher = context;
	uint64_t key = maek_footprint_key(rule);
	return !watcher->change || maek_rules_change_names(watcher->change, rule) ||
	       maek_table_find(&watcher->again, key_text(&key));
}

void maek_watch_drop_example(struct maek_watch_example *example)
{
	maek_memory_free(example->memory);
	free(example->memory);
}

struct task {
	struct maek_watcher *watcher;
	const struct maek_example_run *run;
	struct maek_memory *memory;
	struct maek_example_result result;
};

struct tasks {
	struct maek_watcher *watcher;
	struct task *items;
};

static void run_example(struct maek_worker *worker, struct maek_job *job)
{
	struct task *task = job->item;
	task->memory = maek_allocate(sizeof *task->memory);
	maek_memory_init(task->memory);
	maek_example_run(worker, job->arena, task->run, task->watcher->numbers, task->memory, &task->result);
}

static void tell_example(void *context, struct maek_job *job)
{
	struct maek_watcher *watcher = ((struct tasks *)context)->watcher;
	struct task *task = job->item;
	size_t failed = watcher->test.examples.failed;
	maek_test_example(&watcher->test, &task->result);
	struct maek_watch_example *example = MAEK_PUSH(watcher->options->arena, &watcher->examples);
	*example = (struct maek_watch_example){task->memory, maek_footprint_key(task->result.rule),
	                                       watcher->test.examples.failed > failed};
}

static void *task_at(void *context, size_t index)
{
	return &((struct tasks *)context)->items[index];
}

/* Marks the rules whose examples must run again: those that failed, and those that the change may touch; what is known
 * of their examples is forgotten. */
static void choose_examples(struct maek_watcher *watcher)
{
	size_t kept = 0;
	struct maek_worker *worker = maek_worker_new(watcher->rules);
	for (size_t i = 0; watcher->change && i < watcher->examples.count; i++) {
		const struct maek_watch_example *example = &watcher->examples.items[i];
		if (example->failed || !example->memory->footprint.said ||
		    maek_rules_change_touches(watcher->change, example->memory, worker, watcher->again.arena, NULL))
			mark(&watcher->again, example->rule);
	}
	maek_worker_free(worker);
	for (size_t i = 0; i < watcher->examples.count; i++) {
		struct maek_watch_example example = watcher->examples.items[i];
		if (watcher->change && !maek_table_find(&watcher->again, key_text(&example.rule)))
			watcher->examples.items[kept++] = example;
		else
			maek_watch_drop_example(&example);
	}
	watcher->examples.count = kept;
}

void maek_watch_run_examples(struct maek_watcher *watcher, struct maek_arena *arena)
{
	watcher->again = (struct maek_table){.arena = arena};
	watcher->test = (struct maek_test){.options = watcher->options, .rules = watcher->rules};
	choose_examples(watcher);
	struct maek_example_run_list list = {0};
	maek_examples_list(watcher->rules, arena, is_wanted, watcher, &list);
	struct tasks tasks = {watcher, maek_arena_alloc(arena, (list.count + 1) * sizeof *tasks.items)};
	for (size_t i = 0; i < list.count; i++)
		tasks.items[i] = (struct task){.watcher = watcher, .run = &list.items[i]};
	struct maek_crew *crew = maek_crew_new(watcher->rules, maek_crew_threads(watcher->options->jobs), run_example);
	maek_crew_do(crew, list.count, task_at, tell_example, &tasks);
	maek_crew_free(crew);
	fflush(stdout); /* before documents run */
}
