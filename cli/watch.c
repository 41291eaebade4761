/* maek watch: what each change of rules or documents changes in the facts.
 *
 * Documents stay in memory, each with the graph of its own and a footprint; a change of rules is compared with the
 * footprints, and only documents that it may touch are run again. The examples of rules are treated alike.
 */
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/diff_text.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/test_parts.h"
#include "cli/watch_files.h"
#include "extract/rules_change.h"
#include "graph/link.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RULES = 1, INPUTS = 2 };

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"input-format", 0, MAEK_OPTION_TEXT, "FORMAT", "auto, text, markdown, news or jsonl", MAEK_OPTION_AT(input_format)},
	{0},
};

/* A document and what came of it. */
struct kept {
	struct maek_arena *arena; /* the document */
	struct maek_document *document;
	struct maek_arena *result; /* the footprint */
	struct maek_footprint footprint;
	struct maek_graph *graph;
	bool seen; /* among the documents that are there now */
};

struct example {
	struct maek_arena *arena; /* the footprint */
	struct maek_footprint footprint;
	uint64_t rule; /* its key */
	bool failed;
};

struct watcher {
	const struct maek_options *options;
	struct maek_rules *rules;
	struct maek_watched *files;
	struct maek_worker *worker;
	struct maek_arena *scrap; /* for one run */
	struct kept **items;
	size_t count, room;
	struct maek_table index; /* by id of the document */
	MAEK_LIST(struct example) examples;
	struct maek_rules_change *change; /* NULL: everything is new */
	struct maek_table again;                /* keys of rules whose examples run again */
	struct maek_test test;
	size_t nodes[MAEK_CHANGED + 1], edges[MAEK_CHANGED + 1]; /* that differ, since the last sum */
};

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- documents */

static struct maek_graph *graph_of(const struct maek_facts *facts)
{
	struct maek_linker *linker = maek_linker_new();
	maek_linker_add(linker, facts);
	return maek_linker_finish(linker, NULL);
}

static void add_counts(const struct maek_diff_list *list, size_t *counts)
{
	for (size_t i = 0; i < list->count; i++)
		counts[list->items[i].change]++;
}

/* Runs the document again and tells how it differs from what it had before, if it had been run. */
static void run_document(struct watcher *watcher, struct kept *kept)
{
	struct maek_graph *before = kept->graph;
	maek_arena_reset(kept->result);
	const struct maek_facts *facts =
		maek_extract_footprint(watcher->worker, watcher->scrap, kept->document, kept->result, &kept->footprint);
	kept->graph = graph_of(facts);
	maek_arena_reset(watcher->scrap);
	if (!before)
		return;
	const struct maek_diff *diff = maek_diff(watcher->scrap, before, kept->graph);
	add_counts(&diff->nodes, watcher->nodes);
	add_counts(&diff->edges, watcher->edges);
	maek_diff_write_text(diff);
	maek_graph_free(before);
	maek_arena_reset(watcher->scrap);
}

static void drop(struct kept *kept)
{
	maek_graph_free(kept->graph);
	maek_arena_free(kept->result);
	maek_arena_free(kept->arena);
	free(kept);
}

static struct kept *keep(struct watcher *watcher, struct maek_arena *arena, struct maek_document *document)
{
	struct kept *kept = calloc(1, sizeof *kept);
	if (!kept)
		abort();
	kept->arena = arena;
	kept->document = document;
	kept->result = maek_arena_new();
	kept->seen = true;
	*MAEK_PUSH(watcher->options->arena, watcher) = kept;
	return kept;
}

/* What all of a document's facts are compared with when it comes or goes. */
static struct maek_graph *no_graph(void)
{
	return maek_linker_finish(maek_linker_new(), NULL);
}

static bool take(struct watcher *watcher, struct maek_arena *arena, struct maek_document *document, bool tell)
{
	bool is_new;
	uint32_t *at = maek_table_add(&watcher->index, maek_text_of(document->id), (uint32_t)watcher->count, &is_new);
	struct kept *kept = is_new ? NULL : watcher->items[*at];
	if (kept && strcmp(kept->document->sha256, document->sha256) == 0) {
		kept->seen = true;
		maek_arena_free(arena);
		return false;
	}
	if (kept) {
		maek_arena_free(kept->arena);
		kept->arena = arena;
		kept->document = document;
		kept->seen = true;
	} else {
		kept = keep(watcher, arena, document);
		kept->graph = tell ? no_graph() : NULL;
	}
	run_document(watcher, kept);
	return true;
}

/* Those that are gone lose all they said, and are compared as empty texts from then on. */
static size_t empty_missing(struct watcher *watcher)
{
	size_t count = 0;
	for (size_t i = 0; i < watcher->count; i++) {
		struct kept *kept = watcher->items[i];
		if (kept->seen || !kept->document->text.size)
			continue;
		struct maek_arena *arena = maek_arena_new();
		struct maek_document *empty;
		if (!maek_document_read(arena, maek_text_of(""), kept->document->source, MAEK_FORMAT_TEXT, &empty, NULL))
			abort(); /* an empty text is one */
		empty->id = maek_arena_copy(arena, kept->document->id, strlen(kept->document->id));
		maek_arena_free(kept->arena);
		kept->arena = arena;
		kept->document = empty;
		run_document(watcher, kept);
		count++;
	}
	return count;
}

/* Reads all documents and runs those that are new or changed; how many. */
static size_t read_documents(struct watcher *watcher, bool tell)
{
	enum maek_format format = MAEK_FORMAT_AUTO;
	size_t count = 0;
	maek_corpus_format(watcher->options, &format);
	for (size_t i = 0; i < watcher->count; i++)
		watcher->items[i]->seen = false;
	struct maek_reader *reader =
		maek_reader_new(watcher->options->arguments.items, watcher->options->arguments.count, format);
	for (int got = 1; got;) {
		struct maek_arena *arena = maek_arena_new();
		struct maek_document *document;
		struct maek_errors errors;
		maek_errors_init(&errors, arena);
		got = maek_reader_next(reader, arena, &document, &errors);
		maek_report_errors(&errors, stderr);
		if (got > 0)
			count += take(watcher, arena, document, tell);
		else
			maek_arena_free(arena);
	}
	maek_reader_free(reader);
	return count + empty_missing(watcher);
}

/* ---- examples */

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
	struct watcher *watcher = context;
	uint64_t key = maek_footprint_key(rule);
	return !watcher->change || maek_rules_change_names(watcher->change, rule) ||
	       maek_table_find(&watcher->again, key_text(&key));
}

static void tell_example(void *context, const struct maek_example_result *result)
{
	struct watcher *watcher = context;
	size_t failed = watcher->test.examples.failed;
	maek_test_example(&watcher->test, result);
	struct example *example = MAEK_PUSH(watcher->options->arena, &watcher->examples);
	*example = (struct example){maek_arena_new(), {.said = NULL}, maek_footprint_key(result->rule), watcher->test.examples.failed > failed};
	if (result->document)
		maek_extract_footprint(watcher->worker, watcher->scrap, result->document, example->arena, &example->footprint);
	maek_arena_reset(watcher->scrap);
}

/* Marks the rules whose examples must run again: those that failed, and those that the change may touch; what is known
 * of their examples is forgotten. */
static void choose_examples(struct watcher *watcher)
{
	size_t kept = 0;
	for (size_t i = 0; watcher->change && i < watcher->examples.count; i++) {
		const struct example *example = &watcher->examples.items[i];
		if (example->failed || maek_rules_change_touches(watcher->change, &example->footprint))
			mark(&watcher->again, example->rule);
	}
	for (size_t i = 0; i < watcher->examples.count; i++) {
		struct example example = watcher->examples.items[i];
		if (watcher->change && !maek_table_find(&watcher->again, key_text(&example.rule)))
			watcher->examples.items[kept++] = example;
		else
			maek_arena_free(example.arena);
	}
	watcher->examples.count = kept;
}

static void run_examples(struct watcher *watcher, struct maek_arena *arena)
{
	watcher->again = (struct maek_table){.arena = arena};
	watcher->test = (struct maek_test){.options = watcher->options, .rules = watcher->rules};
	choose_examples(watcher);
	maek_examples_run(watcher->rules, is_wanted, tell_example, watcher);
}

/* ---- changes */

static void watch_packs(struct watcher *watcher)
{
	for (size_t i = 0; i < maek_rules_pack_count(watcher->rules); i++)
		maek_watched_add(watcher->files, maek_rules_folder_at(watcher->rules, i), false, RULES);
}

static void use_rules(struct watcher *watcher, struct maek_rules *rules)
{
	maek_worker_free(watcher->worker);
	watcher->rules = rules;
	watcher->worker = maek_worker_new(rules);
	watch_packs(watcher);
}

/* Reads the rules again and runs what they may change: how many documents. */
static size_t take_rules(struct watcher *watcher)
{
	struct maek_rules *before = watcher->rules, *after = maek_report_rules(watcher->options);
	if (!after) {
		fprintf(stderr, "maek: the rules stay as they were\n");
		return 0;
	}
	struct maek_arena *arena = maek_arena_new();
	watcher->change = maek_rules_compare(arena, before, after);
	use_rules(watcher, after);
	run_examples(watcher, arena);
	size_t count = 0;
	for (size_t i = 0; i < watcher->count; i++)
		if (maek_rules_change_touches(watcher->change, &watcher->items[i]->footprint)) {
			run_document(watcher, watcher->items[i]);
			count++;
		}
	maek_rules_change_free(watcher->change);
	maek_rules_free(before);
	maek_arena_free(arena);
	return count;
}

static void tell_sum(struct watcher *watcher, size_t ran, double start)
{
	fflush(stdout);
	fprintf(stderr, "maek: %zu of %zu documents ran; nodes +%zu -%zu ~%zu, edges +%zu -%zu ~%zu; %zu examples failed; %.2f s\n", ran,
	        watcher->count, watcher->nodes[MAEK_GAINED], watcher->nodes[MAEK_LOST], watcher->nodes[MAEK_CHANGED],
	        watcher->edges[MAEK_GAINED], watcher->edges[MAEK_LOST], watcher->edges[MAEK_CHANGED], watcher->test.examples.failed,
	        seconds() - start);
	memset(watcher->nodes, 0, sizeof watcher->nodes);
	memset(watcher->edges, 0, sizeof watcher->edges);
}

static int go_on(struct watcher *watcher)
{
	for (unsigned tags; (tags = maek_watched_wait(watcher->files));) {
		double start = seconds();
		size_t ran = tags & RULES ? take_rules(watcher) : 0;
		if (tags & INPUTS)
			ran += read_documents(watcher, true);
		tell_sum(watcher, ran, start);
		if (ferror(stdout))
			break; /* nobody reads it any more */
	}
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int start(struct watcher *watcher, struct maek_rules *rules)
{
	double begin = seconds();
	struct maek_arena *arena = maek_arena_new();
	watcher->files = maek_watched_new(watcher->options->arena);
	if (!watcher->files) {
		maek_rules_free(rules);
		maek_arena_free(arena);
		return MAEK_EXIT_INPUT;
	}
	use_rules(watcher, rules);
	for (size_t i = 0; i < watcher->options->arguments.count; i++)
		maek_watched_add(watcher->files, watcher->options->arguments.items[i], true, INPUTS);
	run_examples(watcher, arena);
	size_t ran = read_documents(watcher, false);
	maek_arena_free(arena);
	tell_sum(watcher, ran, begin);
	return go_on(watcher);
}

static void finish(struct watcher *watcher)
{
	for (size_t i = 0; i < watcher->count; i++)
		drop(watcher->items[i]);
	for (size_t i = 0; i < watcher->examples.count; i++)
		maek_arena_free(watcher->examples.items[i].arena);
	maek_worker_free(watcher->worker);
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
	struct watcher watcher = {.options = options, .scrap = maek_arena_new(), .index = {.arena = options->arena}};
	int code = start(&watcher, rules);
	finish(&watcher);
	return code;
}

const struct maek_command maek_command_watch = {
	.name = "watch",
	.arguments = "INPUT...",
	.summary = "waits for changes of rules or documents, and tells what they change in the facts",
	.details = "INPUT: files and folders. A change of rules tells first which examples fail, then what each document gained\n"
               "and lost, with sentences and rules, as maek diff does; only what may differ is run again.",
	.options = options_table,
	.least = 1,
	.run = run,
};
