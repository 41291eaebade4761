/* Waiting for changes of files, by inotify on the folders that hold them.
 */
#ifndef MAEK_CLI_WATCH_FILES_H
#define MAEK_CLI_WATCH_FILES_H

#include "extract/arena.h"

#include <stdbool.h>

struct maek_watched;

/* Lives in `arena`. NULL after a message when the system has no watch to give. */
struct maek_watched *maek_watched_new(struct maek_arena *arena);
void maek_watched_free(struct maek_watched *watched);

/* Watches a folder and, `deep`, those in it; of a file the folder that it lies in, for that file alone. One that is
 * watched already stays so. `tag` is given back with its changes. */
void maek_watched_add(struct maek_watched *watched, const char *path, bool deep, unsigned tag);

/* Waits for a change and until nothing more changes for a moment (editors write a file in several steps). Returns the
 * tags, or-ed; 0 when waiting is not possible any more. */
unsigned maek_watched_wait(struct maek_watched *watched);

#endif
