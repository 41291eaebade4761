/* The examples of rules that maek watch runs: at each change those that failed before and those that it may touch. */
#include "cli/watch_parts.h"

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

static void tell_example(void *context, const struct maek_example_result *result)
{
	struct maek_watcher *watcher = context;
	size_t failed = watcher->test.examples.failed;
	maek_test_example(&watcher->test, result);
	struct maek_watch_example *example = MAEK_PUSH(watcher->options->arena, &watcher->examples);
	*example = (struct maek_watch_example){maek_arena_new(), {.said = NULL}, maek_footprint_key(result->rule), watcher->test.examples.failed > failed};
	if (result->document)
		maek_extract_footprint(watcher->worker, watcher->scrap, result->document, example->arena, &example->footprint);
	maek_arena_reset(watcher->scrap);
}

/* Marks the rules whose examples must run again: those that failed, and those that the change may touch; what is known
 * of their examples is forgotten. */
static void choose_examples(struct maek_watcher *watcher)
{
	size_t kept = 0;
	for (size_t i = 0; watcher->change && i < watcher->examples.count; i++) {
		const struct maek_watch_example *example = &watcher->examples.items[i];
		if (example->failed || maek_rules_change_touches(watcher->change, &example->footprint))
			mark(&watcher->again, example->rule);
	}
	for (size_t i = 0; i < watcher->examples.count; i++) {
		struct maek_watch_example example = watcher->examples.items[i];
		if (watcher->change && !maek_table_find(&watcher->again, key_text(&example.rule)))
			watcher->examples.items[kept++] = example;
		else
			maek_arena_free(example.arena);
	}
	watcher->examples.count = kept;
}

void maek_watch_run_examples(struct maek_watcher *watcher, struct maek_arena *arena)
{
	watcher->again = (struct maek_table){.arena = arena};
	watcher->test = (struct maek_test){.options = watcher->options, .rules = watcher->rules};
	choose_examples(watcher);
	maek_examples_run(watcher->rules, is_wanted, tell_example, watcher);
}
