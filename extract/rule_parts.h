/* The parts in which versions of rules differ (pattern_change.h), each once however many rules share it, and whether they
 * occur in a document: of most changes of macros only few documents hold what they are about.
 */
#ifndef MAEK_EXTRACT_RULE_PARTS_H
#define MAEK_EXTRACT_RULE_PARTS_H

#include "extract/footprint.h"
#include "extract/rule_versions.h"

struct maek_rule_parts;

struct maek_rule_parts *maek_rule_parts_new(struct maek_arena *arena);
void maek_rule_parts_free(struct maek_rule_parts *parts);

/* Numbers of parts. */
struct maek_part_list {
	uint32_t *items;
	size_t count, room;
};

/* Appends the parts in which the patterns and conditions of both versions differ; false when they cannot be told, or when other
 * things than those differ. */
bool maek_rule_parts_of(struct maek_rule_parts *parts, const struct maek_rule_versions *versions,
                        struct maek_part_list *out);
/* The same of two patterns that look at plain text. */
bool maek_rule_parts_of_plain(struct maek_rule_parts *parts, struct maek_text before, struct maek_text after,
                              struct maek_part_list *out);

/* What is known of the parts in one document. */
struct maek_part_verdicts {
	const struct maek_rule_parts *parts;
	const struct maek_memory *memory;
	struct maek_scratch *scratch;
	signed char *occurs; /* by part: 1, 0, -1 not asked yet */
};
struct maek_part_verdicts maek_part_verdicts_new(const struct maek_rule_parts *parts, struct maek_arena *arena,
                                                 const struct maek_memory *memory, struct maek_scratch *scratch);
/* May any of these parts match somewhere in the document? */
bool maek_parts_occur(struct maek_part_verdicts *verdicts, const struct maek_part_list *list);

#endif
