/* The documents of maek watch: each with the graph of its own and its footprint. */
#include "cli/watch_parts.h"

#include "cli/corpus.h"
#include "cli/diff_text.h"
#include "cli/report.h"
#include "graph/link.h"

#include <stdlib.h>
#include <string.h>

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

static void run_one(struct maek_worker *worker, struct maek_job *job)
{
	struct maek_watch_document *kept = job->item;
	const struct maek_watcher *watcher = kept->watcher;
	const uint32_t *was = NULL;
	kept->ran = kept->is_new || (watcher->change &&
	                             maek_rules_change_touches(watcher->change, &kept->memory, worker, job->arena, &was));
	if (!kept->ran)
		return;
	if (kept->is_new)
		maek_memory_clear(&kept->memory);
	kept->is_new = false;
	kept->before = kept->graph;
	kept->graph =
		graph_of(maek_extract_again(worker, job->arena, kept->document, watcher->numbers, was, &kept->memory));
	kept->diff = kept->before ? maek_diff(job->arena, kept->before, kept->graph) : NULL;
}

static void *item_at(void *context, size_t index)
{
	struct maek_watcher *watcher = context;
	watcher->items[index]->watcher = watcher;
	return watcher->items[index];
}

static void tell(void *context, struct maek_job *job)
{
	struct maek_watcher *watcher = context;
	struct maek_watch_document *kept = job->item;
	if (!kept->ran)
		return;
	watcher->ran++;
	if (!kept->before)
		return;
	add_counts(&kept->diff->nodes, watcher->nodes);
	add_counts(&kept->diff->edges, watcher->edges);
	maek_diff_write_text(kept->diff);
	maek_graph_free(kept->before);
}

size_t maek_watch_run_documents(struct maek_watcher *watcher)
{
	struct maek_crew *crew = maek_crew_new(watcher->rules, maek_crew_threads(watcher->options->jobs), run_one);
	watcher->ran = 0;
	maek_crew_do(crew, watcher->count, item_at, tell, watcher);
	maek_crew_free(crew);
	return watcher->ran;
}

void maek_watch_drop(struct maek_watch_document *kept)
{
	maek_graph_free(kept->graph);
	maek_memory_free(&kept->memory);
	maek_arena_free(kept->arena);
	free(kept);
}

static struct maek_watch_document *keep(struct maek_watcher *watcher, struct maek_arena *arena,
                                        struct maek_document *document)
{
	struct maek_watch_document *kept = maek_allocate(sizeof *kept);
	kept->arena = arena;
	kept->document = document;
	maek_memory_init(&kept->memory);
	kept->seen = true;
	*MAEK_PUSH(watcher->options->arena, watcher) = kept;
	return kept;
}

/* What all of a document's facts are compared with when it comes or goes. */
static struct maek_graph *no_graph(void)
{
	return maek_linker_finish(maek_linker_new(), NULL);
}

static void take(struct maek_watcher *watcher, struct maek_arena *arena, struct maek_document *document, bool is_told)
{
	bool is_new;
	uint32_t *at = maek_table_add(&watcher->index, maek_text_of(document->id), (uint32_t)watcher->count, &is_new);
	struct maek_watch_document *kept = is_new ? NULL : watcher->items[*at];
	if (kept && strcmp(kept->document->sha256, document->sha256) == 0) {
		kept->seen = true;
		maek_arena_free(arena);
		return;
	}
	if (kept) {
		maek_arena_free(kept->arena);
		kept->arena = arena;
		kept->document = document;
		kept->seen = true;
	} else {
		kept = keep(watcher, arena, document);
		kept->graph = is_told ? no_graph() : NULL;
	}
	kept->is_new = true;
}

/* Those that are gone lose all they said, and are compared as empty texts from then on. */
static void empty_missing(struct maek_watcher *watcher)
{
	for (size_t i = 0; i < watcher->count; i++) {
		struct maek_watch_document *kept = watcher->items[i];
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
		kept->is_new = true;
	}
}

void maek_watch_read_documents(struct maek_watcher *watcher, bool is_told)
{
	enum maek_format format = MAEK_FORMAT_AUTO;
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
			take(watcher, arena, document, is_told);
		else
			maek_arena_free(arena);
	}
	maek_reader_free(reader);
	empty_missing(watcher);
}
