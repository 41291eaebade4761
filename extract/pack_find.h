/* Where packs are looked for: as they are named, in MAEK_PATH, and where they were installed together with the code that asks.
 */
#ifndef MAEK_EXTRACT_PACK_FIND_H
#define MAEK_EXTRACT_PACK_FIND_H

#include "extract/arena.h"

/* The folder of a pack: `name` itself when it is there or has a slash; else the first that is there of DIR/name for the
 * folders of the environment's MAEK_PATH (between colons), then of share/maek/rules/name for the folders above the program
 * or shared library that this is part of, then where packs were to be installed when this was built. `name` when none is. */
const char *maek_pack_find(struct maek_arena *arena, const char *name);

#endif
