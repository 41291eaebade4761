/* Bundles: packs with all their files in one file, so that a machine that extracts needs nothing else. It is used in the place of
 * a folder of rules and gives the same hashes and the same facts.
 *
 *     maek rules bundle 1
 *     sha256 <64 hex digits, over all that follows this line>
 *     file <bytes> <pack>/<name>
 *     <the bytes, and a line end>
 *     file ...
 *
 * Packs stand in the order in which they are loaded, bases first, so what they use is not looked for. A file in it has a path
 * as in a folder: `rules.bundle/korean/names.yaml` is what messages name, and maek_rule_file_open() opens it.
 */
#ifndef MAEK_EXTRACT_BUNDLE_H
#define MAEK_EXTRACT_BUNDLE_H

#include "extract/rules.h"
#include "extract/text.h"

/* Opens a file of a pack for reading, also one inside a bundle. NULL with errno as fopen(). */
FILE *maek_rule_file_open(const char *path);

/* Appends all that can be read of a file. False with errno when it could not be. */
bool maek_rule_file_read(const char *path, struct maek_buffer *bytes);

/* The absolute path of a folder or of a bundle's part, the same however it is written; NULL with errno: there is none. */
const char *maek_pack_real(struct maek_arena *arena, const char *folder);

/* The names of a pack's files (.yaml .yml .tsv) in byte order. False with errno when the folder cannot be read. */
bool maek_pack_files(struct maek_arena *arena, const char *folder, const char *const **names, size_t *count);

/* Is this a file that begins as a bundle does? */
bool maek_bundle_is(const char *path);

/* The path without its part inside a bundle; the path itself when it is in none. */
const char *maek_bundle_of(struct maek_arena *arena, const char *path);

/* The packs of a bundle, as paths, in their order. An error when it is not as it was written. */
bool maek_bundle_packs(struct maek_arena *arena, const char *path, const char *const **folders, size_t *count,
                       struct maek_errors *errors);

/* Writes the packs that `rules` were loaded from. An error, and nothing written, when a file has changed since, or when a
 * lexicon's file lies outside of its pack's folder. */
bool maek_bundle_write(const struct maek_rules *rules, struct maek_buffer *bundle, struct maek_errors *errors);

#endif
