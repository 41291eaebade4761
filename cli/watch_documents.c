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

void maek_watch_run_document(struct maek_watcher *watcher, struct maek_watch_document *kept)
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

void maek_watch_drop(struct maek_watch_document *kept)
{
	maek_graph_free(kept->graph);
	maek_arena_free(kept->result);
	maek_arena_free(kept->arena);
	free(kept);
}

static struct maek_watch_document *keep(struct maek_watcher *watcher, struct maek_arena *arena, struct maek_document *document)
{
	struct maek_watch_document *kept = maek_allocate(sizeof *kept);
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

static bool take(struct maek_watcher *watcher, struct maek_arena *arena, struct maek_document *document, bool tell)
{
	bool is_new;
	uint32_t *at = maek_table_add(&watcher->index, maek_text_of(document->id), (uint32_t)watcher->count, &is_new);
	struct maek_watch_document *kept = is_new ? NULL : watcher->items[*at];
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
	maek_watch_run_document(watcher, kept);
	return true;
}

/* Those that are gone lose all they said, and are compared as empty texts from then on. */
static size_t empty_missing(struct maek_watcher *watcher)
{
	size_t count = 0;
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
		maek_watch_run_document(watcher, kept);
		count++;
	}
	return count;
}

size_t maek_watch_read_documents(struct maek_watcher *watcher, bool tell)
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
