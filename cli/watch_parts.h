/* What the parts of maek watch share: the documents and examples that it keeps in memory.
 */
#ifndef MAEK_CLI_WATCH_PARTS_H
#define MAEK_CLI_WATCH_PARTS_H

#include "cli/crew.h"
#include "cli/test_parts.h"
#include "cli/watch_files.h"
#include "extract/rules_change.h"
#include "graph/diff.h"

/* A document and what came of it. Memories stay where they are. */
struct maek_watch_document {
	struct maek_arena *arena; /* the document */
	struct maek_document *document;
	struct maek_memory memory;
	struct maek_graph *graph;
	bool seen;   /* among the documents that are there now */
	bool is_new; /* it must run, whatever changed */
	/* of the last run */
	bool ran;
	struct maek_graph *before;
	const struct maek_diff *diff;
	const struct maek_watcher *watcher;
};

struct maek_watch_example {
	struct maek_memory *memory;
	uint64_t rule; /* its key */
	bool failed;
};

struct maek_watcher {
	const struct maek_options *options;
	struct maek_rules *rules;
	struct maek_watched *files;
	struct maek_version_keys *keys;
	struct maek_version_numbers numbers; /* of the rules */
	struct maek_arena *scrap;            /* for one change */
	struct maek_rules *before;           /* of the change, or NULL */
	struct maek_watch_document **items;
	size_t count, room, ran;
	struct maek_table index; /* by id of the document */
	MAEK_LIST(struct maek_watch_example) examples;
	struct maek_rules_change *change; /* NULL: everything is new */
	struct maek_table again;          /* keys of rules whose examples run again */
	struct maek_test test;
	size_t nodes[MAEK_CHANGED + 1], edges[MAEK_CHANGED + 1]; /* that differ, since the last sum */
};

/* Runs the documents that are new or that the change may touch, and tells how they differ from what they had before, if
 * they had been run; how many. */
size_t maek_watch_run_documents(struct maek_watcher *watcher);
/* Reads all documents and marks those that are new, changed or gone. `is_told`: what new ones say is told. */
void maek_watch_read_documents(struct maek_watcher *watcher, bool is_told);
/* Gives a document back. */
void maek_watch_drop(struct maek_watch_document *kept);
void maek_watch_drop_example(struct maek_watch_example *example);

/* Runs the examples that failed or that the change may touch, and tells those that fail; `arena` is scrap. */
void maek_watch_run_examples(struct maek_watcher *watcher, struct maek_arena *arena);

#endif
