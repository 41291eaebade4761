/* What the parts of maek watch share: the documents and examples that it keeps in memory.
 */
#ifndef MAEK_CLI_WATCH_PARTS_H
#define MAEK_CLI_WATCH_PARTS_H

#include "cli/test_parts.h"
#include "cli/watch_files.h"
#include "extract/rules_change.h"
#include "graph/diff.h"

/* A document and what came of it. */
struct maek_watch_document {
	struct maek_arena *arena; /* the document */
	struct maek_document *document;
	struct maek_arena *result; /* the footprint */
	struct maek_footprint footprint;
	struct maek_graph *graph;
	bool seen; /* among the documents that are there now */
};

struct maek_watch_example {
	struct maek_arena *arena; /* the footprint */
	struct maek_footprint footprint;
	uint64_t rule; /* its key */
	bool failed;
};

struct maek_watcher {
	const struct maek_options *options;
	struct maek_rules *rules;
	struct maek_watched *files;
	struct maek_worker *worker;
	struct maek_arena *scrap; /* for one run */
	struct maek_watch_document **items;
	size_t count, room;
	struct maek_table index; /* by id of the document */
	MAEK_LIST(struct maek_watch_example) examples;
	struct maek_rules_change *change; /* NULL: everything is new */
	struct maek_table again;                /* keys of rules whose examples run again */
	struct maek_test test;
	size_t nodes[MAEK_CHANGED + 1], edges[MAEK_CHANGED + 1]; /* that differ, since the last sum */
};

/* Runs the document again and tells how it differs from what it had before, if it had been run. */
void maek_watch_run_document(struct maek_watcher *watcher, struct maek_watch_document *kept);
/* Reads all documents and runs those that are new, changed or gone; how many. `tell`: new ones are told. */
size_t maek_watch_read_documents(struct maek_watcher *watcher, bool tell);
/* Gives a document back. */
void maek_watch_drop(struct maek_watch_document *kept);

/* Runs the examples that failed or that the change may touch, and tells those that fail; `arena` is scrap. */
void maek_watch_run_examples(struct maek_watcher *watcher, struct maek_arena *arena);

#endif
