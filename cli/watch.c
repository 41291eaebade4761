/* maek watch: what each change of rules or documents changes in the facts.
 *
 * Documents stay in memory, each with the graph of its own and a footprint; a change of rules is compared with the
 * footprints, and only documents that it may touch are run again. The examples of rules are treated alike.
 */
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "cli/watch_parts.h"
#include "extract/bundle.h"

#include <string.h>
#include <time.h>

enum { RULES = 1, INPUTS = 2 };

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other",
     MAEK_OPTION_AT(packs)},
	{"jobs", 'j', MAEK_OPTION_COUNT, "N", "so many documents at a time (as many as there are cores)",
     MAEK_OPTION_AT(jobs)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)",
     MAEK_OPTION_AT(input_format)},
	{0},
};

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void watch_packs(struct maek_watcher *watcher)
{
	for (size_t i = 0; i < maek_rules_pack_count(watcher->rules); i++) {
		const char *folder = maek_rules_folder_at(watcher->rules, i);
		maek_watched_add(watcher->files, maek_bundle_of(watcher->options->arena, folder), false, RULES);
	}
}

static void use_rules(struct maek_watcher *watcher, struct maek_rules *rules)
{
	watcher->rules = rules;
	watcher->numbers = maek_version_keys_of(watcher->keys, rules);
	watch_packs(watcher);
}

/* Reads the rules again and runs the examples that they may change. The rules before them live until the documents have been
 * compared. */
static void take_rules(struct maek_watcher *watcher)
{
	struct maek_rules *before = watcher->rules, *after = maek_report_rules(watcher->options);
	if (!after) {
		fprintf(stderr, "maek: the rules stay as they were\n");
		return;
	}
	struct maek_version_numbers numbers = watcher->numbers;
	watcher->before = before;
	use_rules(watcher, after);
	watcher->change = maek_rules_compare(watcher->scrap, before, after, numbers, watcher->numbers);
	maek_watch_run_examples(watcher, watcher->scrap);
}

static void forget_change(struct maek_watcher *watcher)
{
	maek_rules_change_free(watcher->change);
	maek_rules_free(watcher->before);
	watcher->before = NULL;
	watcher->change = NULL;
	maek_arena_reset(watcher->scrap);
}

static void tell_sum(struct maek_watcher *watcher, size_t ran, double start)
{
	fflush(stdout);
	fprintf(stderr,
	        "maek: %zu of %zu documents ran; nodes +%zu -%zu ~%zu, edges +%zu -%zu ~%zu; %zu examples failed; %.2f s\n",
	        ran, watcher->count, watcher->nodes[MAEK_GAINED], watcher->nodes[MAEK_LOST], watcher->nodes[MAEK_CHANGED],
	        watcher->edges[MAEK_GAINED], watcher->edges[MAEK_LOST], watcher->edges[MAEK_CHANGED],
	        watcher->test.examples.failed, seconds() - start);
	memset(watcher->nodes, 0, sizeof watcher->nodes);
	memset(watcher->edges, 0, sizeof watcher->edges);
}

static int go_on(struct maek_watcher *watcher)
{
	for (unsigned tags; (tags = maek_watched_wait(watcher->files));) {
		double began = seconds();
		if (tags & RULES)
			take_rules(watcher);
		if (tags & INPUTS)
			maek_watch_read_documents(watcher, true);
		size_t ran = maek_watch_run_documents(watcher);
		forget_change(watcher);
		tell_sum(watcher, ran, began);
		if (ferror(stdout))
			break; /* nobody reads it any more */
	}
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int start(struct maek_watcher *watcher, struct maek_rules *rules)
{
	double begin = seconds();
	watcher->files = maek_watched_new(watcher->options->arena);
	if (!watcher->files) {
		maek_rules_free(rules);
		return MAEK_EXIT_INPUT;
	}
	use_rules(watcher, rules);
	for (size_t i = 0; i < watcher->options->arguments.count; i++)
		maek_watched_add(watcher->files, watcher->options->arguments.items[i], true, INPUTS);
	maek_watch_run_examples(watcher, watcher->scrap);
	maek_watch_read_documents(watcher, false);
	size_t ran = maek_watch_run_documents(watcher);
	maek_arena_reset(watcher->scrap);
	tell_sum(watcher, ran, begin);
	return go_on(watcher);
}

static void finish(struct maek_watcher *watcher)
{
	for (size_t i = 0; i < watcher->count; i++)
		maek_watch_drop(watcher->items[i]);
	for (size_t i = 0; i < watcher->examples.count; i++)
		maek_watch_drop_example(&watcher->examples.items[i]);
	maek_version_keys_free(watcher->keys);
	maek_watched_free(watcher->files);
	maek_rules_free(watcher->rules);
	maek_arena_free(watcher->scrap);
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	maek_shown_output();
	struct maek_watcher watcher = {.options = options,
	                               .keys = maek_version_keys_new(),
	                               .scrap = maek_arena_new(),
	                               .index = {.arena = options->arena}};
	int code = start(&watcher, rules);
	finish(&watcher);
	return code;
}

const struct maek_command maek_command_watch = {
	.name = "watch",
	.arguments = "INPUT...",
	.summary = "waits for changes of rules or documents, and tells what they change in the facts",
	.details =
		"INPUT: files and folders. A change of rules tells first which examples fail, then what each document gained\n"
		"and lost, with sentences and rules, as maek diff does; only what may differ is run again.",
	.options = options_table,
	.least = 1,
	.run = run,
};
