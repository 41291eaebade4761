/* The trailer: a line that closes a piece of facts.jsonl and says what stands before it, so that whoever puts pieces together
 * sees whether one was cut off or is missing.
 */
#ifndef MAEK_GRAPH_TRAILER_H
#define MAEK_GRAPH_TRAILER_H

#include "extract/error.h"
#include "extract/facts.h"

struct maek_trailer {
	size_t documents, failed;  /* lines before this one: all of them, and those of kind error */
	size_t shard, shard_count; /* piece `shard` of `shard_count`, from 1; 0: the texts were not split so */
	MAEK_LIST(struct maek_fact_pack) packs; /* that made the facts, bases first */
};

/* Appends the line with its line end. */
void maek_trailer_write(const struct maek_trailer *trailer, struct maek_buffer *line);

/* Reads the line back into `arena`; errors name `file` and `number`. */
bool maek_trailer_read(struct maek_arena *arena, struct maek_text line, const char *file, int number,
                       struct maek_trailer *trailer, struct maek_errors *errors);

#endif
