/* What the program says to a person: errors with their places, and lines of its own, all on stderr.
 */
#ifndef MAEK_CLI_REPORT_H
#define MAEK_CLI_REPORT_H

#include "cli/options.h"
#include "extract/error.h"
#include "extract/rules.h"

/* Are colours wanted on this stream? (a terminal, and NO_COLOR is not set) */
bool maek_report_color(FILE *stream);

/* Writes all errors to `out`, sorted, and empties the list. */
void maek_report_errors(struct maek_errors *errors, FILE *out);

/* Loads the packs of -r; problems are reported. NULL when they cannot be used. */
struct maek_rules *maek_report_rules(const struct maek_options *options);

/* Do --theme and --units name something? A message when not; `rules` may be NULL. */
bool maek_report_style(const struct maek_options *options, const char *command, const struct maek_rules *rules);

#endif
