/* The manifest of a run: which files it wrote into its folder, with their sizes and hashes. It is put into place last, so
 * that a folder whose files agree with it holds the results of one whole run.
 */
#ifndef MAEK_CLI_MANIFEST_H
#define MAEK_CLI_MANIFEST_H

#include "extract/arena.h"

#include <stdbool.h>

struct maek_manifest {
	struct maek_arena *arena;
	const char *folder;
	MAEK_LIST(const char *) names; /* below the folder, in the order of writing */
};

/* From now on every output that is put into place below `folder` is noted. */
void maek_manifest_begin(struct maek_manifest *manifest, struct maek_arena *arena, const char *folder);

/* Writes manifest.json: {"format", "version", "files": [{"name", "bytes", "sha256"}, ...]}, sorted by name. False after a
 * message. */
bool maek_manifest_write(struct maek_manifest *manifest);

#endif
