/* Edits of rule files: other text in the place of a value, everything else kept as it is.
 */
#ifndef MAEK_CLI_EDITS_H
#define MAEK_CLI_EDITS_H

#include "extract/yaml_tree.h"

struct maek_edit {
	const struct maek_yaml_file *file;
	size_t start, end; /* bytes of the file that are replaced */
	const char *text;
};

struct maek_edits {
	struct maek_arena *arena;
	MAEK_LIST(struct maek_edit) list;
};

/* Replaces a list by a list of these strings, in brackets: one line, or a line for each when that would be long. */
void maek_edits_list(struct maek_edits *edits, const struct maek_yaml *list, const char *const *items, size_t count);

/* Writes the files and says so on standard error. A file that has changed since it was read is left alone: false after a
 * message, also when one cannot be written. The trees must still be there. */
bool maek_edits_write(struct maek_edits *edits);

#endif
