/* facts.jsonl: one line a document, written and read. The line holds everything that the linker and the viewers need
 * and nothing derived; a file is a set of lines, so that the union of two files is a file.
 */
#ifndef MAEK_GRAPH_FACTS_JSON_H
#define MAEK_GRAPH_FACTS_JSON_H

#include "extract/error.h"
#include "extract/facts.h"

/* Appends the line (with its line end) to `line`; keys in fixed order, no white space. */
void maek_facts_write(const struct maek_facts *facts, struct maek_buffer *line);

/* Reads one line into `arena`. `*out` is NULL for a trailer line. Errors name `file` and `number`. */
bool maek_facts_read(struct maek_arena *arena, struct maek_text line, const char *file, int number,
                     struct maek_facts **out, struct maek_errors *errors);

#endif
