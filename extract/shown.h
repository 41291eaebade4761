/* Text in messages: what a terminal would obey, or what is no text at all, is shown by a sign instead. One character stays
 * one character, so that columns stay what they are.
 */
#ifndef MAEK_EXTRACT_SHOWN_H
#define MAEK_EXTRACT_SHOWN_H

#include "extract/text.h"

/* Control characters as pictures (U+241B for escape; a tab stays), what changes the direction of text, line and paragraph
 * separators and bytes that are no UTF-8 as U+FFFD. NUL-terminated. */
struct maek_text maek_text_shown(struct maek_arena *arena, struct maek_text text);

/* At most 200 characters of a line around `column` (from 1), cut ends as U+2026. `*column` becomes the column in the
 * result. */
struct maek_text maek_text_shown_line(struct maek_arena *arena, struct maek_text line, int *column);

#endif
