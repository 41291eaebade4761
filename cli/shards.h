/* Pieces of facts that close with a trailer: is each whole, and are all there? Used by what reads facts for good: merge, link.
 *
 * Files without trailers pass, since nothing says what they should hold; but where one file closes with a trailer, all must.
 */
#ifndef MAEK_CLI_SHARDS_H
#define MAEK_CLI_SHARDS_H

#include "extract/error.h"
#include "graph/trailer.h"

struct maek_shards;
/* Everything lives in the arena of `errors`, to which problems are added. `required`: every file must close with a trailer. */
struct maek_shards *maek_shards_new(struct maek_errors *errors, bool required);

/* A line that is no trailer. */
void maek_shards_add_line(struct maek_shards *shards);
/* A trailer, which counts the lines since the last one. */
void maek_shards_add_trailer(struct maek_shards *shards, struct maek_place place, const struct maek_trailer *trailer);
/* The file has ended; `path` is borrowed. */
void maek_shards_end_file(struct maek_shards *shards, const char *path);
/* All files have been read. */
void maek_shards_finish(struct maek_shards *shards);

#endif
