/* HTML5 character references: &quot; &#34; &#x22; and the 2,231 names of the standard.
 */
#ifndef MAEK_EXTRACT_ENTITIES_H
#define MAEK_EXTRACT_ENTITIES_H

#include "extract/text.h"

/* Reads the reference at `at` (a '&') of `text`: up to two code points into `codes`, their number into *count (0: the
 * reference stands for nothing), its size in bytes as the result; 0 when none stands here. As the standard says of
 * references in text: the semicolon may be missing behind some names, numbers of Windows-1252 are mapped, 0, surrogates
 * and numbers above 10FFFF give U+FFFD. */
size_t maek_entity_read(struct maek_text text, size_t at, uint32_t codes[2], size_t *count);

#endif
