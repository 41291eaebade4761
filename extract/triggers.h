/* Triggers as text: what must stand in a sentence before a rule is tried there, for authors who ask what a rule costs.
 */
#ifndef MAEK_EXTRACT_TRIGGERS_H
#define MAEK_EXTRACT_TRIGGERS_H

#include "extract/rules.h"

/* Appends a line for rule `index` (its id, a tab, "pack/file:line") and, with `literals`, an indented one for each of its
 * patterns: the literals of which one is needed and the types of which one must be mentioned, or that it is tried
 * everywhere. */
void maek_triggers_write(const struct maek_rules *rules, size_t index, bool literals, struct maek_buffer *out);

#endif
