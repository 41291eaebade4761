/* Progress of a long run: one line on a terminal's standard error, written again and again, gone at the end. Nothing
 * without a terminal, with --quiet, and where TERM is `dumb`.
 */
#ifndef MAEK_CLI_PROGRESS_H
#define MAEK_CLI_PROGRESS_H

#include "cli/options.h"
#include "extract/document.h"

struct maek_progress {
	bool is_on, is_visible;
	double start, last; /* seconds */
	uint64_t total;     /* bytes of all inputs; 0: not known */
};

/* `inputs` are what maek_reader_new() is given. */
void maek_progress_start(struct maek_progress *progress, const struct maek_options *options, const char *const *inputs,
                         size_t count);

/* Shows how far the reader has come, how fast, and how long it may take, ten times a second at most. */
void maek_progress_show(struct maek_progress *progress, struct maek_reader_counts counts);

/* Takes the line away: before anything else is written to standard error, and at the end. */
void maek_progress_hide(struct maek_progress *progress);

#endif
