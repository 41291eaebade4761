/* Reading facts.jsonl files line by line: for link and merge.
 */
#ifndef MAEK_CLI_FACTS_INPUT_H
#define MAEK_CLI_FACTS_INPUT_H

#include "cli/options.h"
#include "extract/facts.h"
#include "extract/text.h"

/* Calls `each` for every line of every file (`-`: standard input); `facts` is NULL for a trailer. A bad line is reported
 * and counted, and so is a piece that its trailer says is not whole or not there (shards.h). Returns how many there were. */
size_t maek_facts_input(const struct maek_options *options,
                        void (*each)(void *context, struct maek_text line, const struct maek_facts *facts), void *context);

/* The same for one file, whose trailers are passed over. */
size_t maek_facts_file(const char *path, void (*each)(void *context, struct maek_text line, const struct maek_facts *facts),
                       void *context);

#endif
