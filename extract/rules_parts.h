/* What the files that load rules share: packs and their files between the two passes.
 */
#ifndef MAEK_EXTRACT_RULES_PARTS_H
#define MAEK_EXTRACT_RULES_PARTS_H

#include "extract/rule_read.h"

/* A file of a pack, read once even when it is listed twice as a stage. */
struct maek_pack_file {
	const char *name; /* "models.yaml" */
	const struct maek_yaml *root; /* NULL: empty, or not read */
	const char *shown;           /* "korean-ai/models.yaml" */
	struct maek_stage *compiled; /* NULL until it is */
};

struct maek_pack {
	const char *name, *folder, *real;
	const struct maek_yaml *root;
	MAEK_LIST(struct maek_pack_file *) stages;
	MAEK_LIST(struct maek_pack_file *) files;
};

struct maek_pack_loader {
	struct maek_rules *rules;
	struct maek_arena *arena;
	struct maek_errors *errors;
	struct maek_arena *scrap;
	MAEK_LIST(struct maek_pack *) packs; /* bases first */
	int depth;
};

/* Reads the pack in `folder` and those it uses, unless they are read already; `place` is where it is named. Problems are
 * added to the errors; false when there is no such pack. */
bool maek_pack_load(struct maek_pack_loader *loader, const char *folder, struct maek_place place);

/* Takes up what a file defines. */
void maek_pack_define(struct maek_pack_loader *loader, const struct maek_pack_file *file);

#endif
