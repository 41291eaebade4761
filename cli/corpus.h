/* Documents through the rules: what run, extract, eval and coverage share. Several are extracted at a time; what is said
 * and given back about them comes in their order, from the caller's thread.
 */
#ifndef MAEK_CLI_CORPUS_H
#define MAEK_CLI_CORPUS_H

#include "cli/options.h"
#include "extract/coverage.h"
#include "extract/document.h"
#include "extract/extract.h"

struct maek_corpus_totals {
	struct maek_reader_counts documents;
	size_t mentions, facts, limits;
};

/* Calls `each` for every document of the arguments (also failed ones, as error facts; `document` is NULL then). Problems
 * are reported on stderr. Stops when `each` returns false. The arena of the document is given back after the call.
 * `first`: which of the arguments is the first input. False when `each` stopped it. */
bool maek_corpus_each(const struct maek_options *options, const struct maek_rules *rules, size_t first,
                      bool (*each)(void *context, const struct maek_document *document, const struct maek_facts *facts),
                      void *context, struct maek_corpus_totals *totals);

/* The same with the line of facts.jsonl that each document gives. The threads write it, since it takes as long as other parts of
 * their work. */
bool maek_corpus_lines(const struct maek_options *options, const struct maek_rules *rules,
                       bool (*each)(void *context, struct maek_text line, const struct maek_facts *facts), void *context,
                       struct maek_corpus_totals *totals);

/* The same for the coverage of all arguments, which is finished then. */
void maek_corpus_cover(const struct maek_options *options, const struct maek_rules *rules, struct maek_coverage *coverage,
                       struct maek_corpus_totals *totals);

/* --input-format; false after a message. */
bool maek_corpus_format(const struct maek_options *options, enum maek_format *format);

/* --shard I/N; 0 of 0 when it was not given. False after a message. */
bool maek_corpus_shard(const struct maek_options *options, size_t *shard, size_t *count);

/* 3 with --strict when a document failed or a limit was hit, else 0. */
int maek_corpus_exit(const struct maek_options *options, const struct maek_corpus_totals *totals);

/* The line about documents: done + failed = given; `rest` closes it. Nothing with --quiet. */
void maek_corpus_summary(const struct maek_options *options, const struct maek_corpus_totals *totals, const char *rest);

#endif
