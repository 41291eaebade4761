/* What the files that read and write bundles share.
 */
#ifndef MAEK_EXTRACT_BUNDLE_PARTS_H
#define MAEK_EXTRACT_BUNDLE_PARTS_H

#include "extract/bundle.h"

struct maek_names {
	const char **items;
	size_t count, room;
};

/* The names of the files of a pack in a bundle; false with errno when `folder` leads into none. */
bool maek_bundle_list(struct maek_arena *arena, const char *folder, struct maek_names *names);

/* Appends the first two lines and all that follows them. */
void maek_bundle_head(struct maek_buffer *bundle, struct maek_text rest);

#endif
