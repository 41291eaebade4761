/* What two versions of a pattern differ in: texts that decide it are searched for the differing parts alone.
 *
 * Where none of the parts matches anywhere in a text, both versions match alike in it: whenever the matcher comes to a
 * part it fails there, as it does in the version that does not have it.
 */
#ifndef MAEK_EXTRACT_PATTERN_CHANGE_H
#define MAEK_EXTRACT_PATTERN_CHANGE_H

#include "extract/text.h"

struct maek_pattern_part {
	struct maek_text source; /* of an expression */
	bool is_listed;          /* made of characters that it names: what it matches stands in the plain text as well */
	bool has_looks;          /* what stands around it matters */
};

struct maek_pattern_parts {
	struct maek_pattern_part *items;
	size_t count, room;
};

/* Appends the parts in which the expanded sources differ, none when they are equal; false when that cannot be said. Everything
 * lives in `arena`. */
bool maek_pattern_compare(struct maek_arena *arena, struct maek_text before, struct maek_text after,
                          struct maek_pattern_parts *out);

#endif
