/* Differences of graphs for people to read on a terminal.
 */
#ifndef MAEK_CLI_DIFF_TEXT_H
#define MAEK_CLI_DIFF_TEXT_H

#include "graph/diff.h"

/* Writes all of it to standard output, in colour when that is wanted there. */
void maek_diff_write_text(const struct maek_diff *diff);

/* The line that sums it up, to standard error, after `before`. */
void maek_diff_write_summary(const struct maek_diff *diff, const char *before);

#endif
