/* Idea: a part made of listed characters occurs where the plain text has it. Any other is searched in all views of the
 * document that are kept, which are those of its sentences; what a rule sees of other regions is not kept, nor what a
 * list or a split looks at.
 */
#include "extract/rule_parts.h"

#include "extract/pattern_change.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_UNLISTED = 12 }; /* parts that must be searched in every view */

struct part {
	struct maek_pattern *pattern;
	bool is_listed;
};

struct maek_rule_parts {
	struct maek_arena *arena;
	struct maek_table known; /* by source: index of a part */
	MAEK_LIST(struct part) list;
	size_t unlisted;
};

struct maek_rule_parts *maek_rule_parts_new(struct maek_arena *arena)
{
	struct maek_rule_parts *parts = maek_arena_alloc(arena, sizeof *parts);
	parts->arena = arena;
	parts->known.arena = arena;
	return parts;
}

void maek_rule_parts_free(struct maek_rule_parts *parts)
{
	for (size_t i = 0; parts && i < parts->list.count; i++)
		maek_pattern_free(parts->list.items[i].pattern);
}

/* False: it cannot be searched. */
static bool add_part(struct maek_rule_parts *parts, const struct maek_pattern_part *part, struct maek_part_list *out)
{
	struct maek_pattern_problem problem;
	bool is_new;
	uint32_t index = *maek_table_add(&parts->known, part->source, (uint32_t)parts->list.count, &is_new);
	if (is_new) {
		struct maek_text source = {maek_arena_copy(parts->arena, part->source.bytes, part->source.size),
		                           part->source.size};
		*MAEK_PUSH(parts->arena, &parts->list) = (struct part){maek_pattern_new(source, &problem), part->is_listed};
		parts->unlisted += !part->is_listed;
	}
	*MAEK_PUSH(parts->arena, out) = index;
	return parts->list.items[index].pattern && (part->is_listed || parts->unlisted <= MOST_UNLISTED);
}

/* What is kept of the texts that a pattern looks at: all of them, the texts of which they are pieces, or the plain text alone. */
enum kept { WHOLE, PIECES, NOTHING };

static bool is_kept(const struct maek_pattern_part *part, enum kept kept)
{
	return part->is_listed || kept == WHOLE || (kept == PIECES && !part->has_looks);
}

static bool add_parts(struct maek_rule_parts *parts, const struct maek_pattern_parts *found, enum kept kept,
                      struct maek_part_list *out)
{
	for (size_t i = 0; i < found->count; i++)
		if (!is_kept(&found->items[i], kept) || !add_part(parts, &found->items[i], out))
			return false;
	return true;
}

static bool compare_patterns(struct maek_rule_parts *parts, const struct maek_match_pattern *a,
                             const struct maek_match_pattern *b, enum kept kept, struct maek_part_list *out)
{
	struct maek_pattern_parts found = {0};
	return a->pinned == b->pinned && a->names_list == b->names_list &&
	       maek_pattern_compare(parts->arena, a->expansion.source, b->expansion.source, &found) &&
	       add_parts(parts, &found, kept, out);
}

static bool compare_conditions(struct maek_rule_parts *parts, const struct maek_condition *a,
                               const struct maek_condition *b, size_t count, enum kept kept, struct maek_part_list *out)
{
	for (size_t i = 0; i < count; i++) {
		enum kept here = a[i].region == MAEK_REGION_SAME ? kept : NOTHING;
		if (a[i].region != b[i].region || a[i].patterns.count != b[i].patterns.count)
			return false;
		for (size_t k = 0; k < a[i].patterns.count; k++)
			if (!compare_patterns(parts, &a[i].patterns.items[k], &b[i].patterns.items[k], here, out))
				return false;
	}
	return true;
}

static enum kept kept_of(const struct maek_rule *rule)
{
	enum kept kept = rule->region == MAEK_REGION_SENTENCE ? WHOLE : NOTHING;
	for (size_t i = 0; i < rule->groups.count && kept == WHOLE; i++)
		if (rule->groups.items[i].list || rule->groups.items[i].splitter)
			kept = PIECES;
	return kept;
}

bool maek_rule_parts_of(struct maek_rule_parts *parts, const struct maek_rule_versions *versions,
                        struct maek_part_list *out)
{
	const struct maek_rule *a = versions->before, *b = versions->after;
	if (!a || !versions->same_rest || !maek_rule_same_groups(a, b) || a->alphabet->hidden != b->alphabet->hidden ||
	    a->when.count != b->when.count || a->unless.count != b->unless.count)
		return false;
	enum kept kept = kept_of(a);
	for (size_t i = 0; i < a->patterns.count; i++)
		if (!compare_patterns(parts, &a->patterns.items[i], &b->patterns.items[i], kept, out))
			return false;
	return compare_conditions(parts, a->when.items, b->when.items, a->when.count, kept, out) &&
	       compare_conditions(parts, a->unless.items, b->unless.items, a->unless.count, kept, out);
}

bool maek_rule_parts_of_plain(struct maek_rule_parts *parts, struct maek_text before, struct maek_text after,
                              struct maek_part_list *out)
{
	struct maek_pattern_parts found = {0};
	return maek_pattern_compare(parts->arena, before, after, &found) && add_parts(parts, &found, NOTHING, out);
}

struct maek_part_verdicts maek_part_verdicts_new(const struct maek_rule_parts *parts, struct maek_arena *arena,
                                                 const struct maek_memory *memory, struct maek_scratch *scratch)
{
	struct maek_part_verdicts verdicts = {parts, memory, scratch, maek_arena_alloc(arena, parts->list.count)};
	memset(verdicts.occurs, -1, parts->list.count);
	return verdicts;
}

static bool occurs_in(const struct maek_part_verdicts *verdicts, const struct part *part, struct maek_text text)
{
	return maek_pattern_match(part->pattern, verdicts->scratch, text, 0, false, NULL, NULL) != MAEK_MATCH_NONE;
}

static bool occurs(const struct maek_part_verdicts *verdicts, const struct part *part)
{
	if (part->is_listed)
		return occurs_in(verdicts, part, verdicts->memory->footprint.whole.text);
	const struct maek_table *texts = &verdicts->memory->misses.texts;
	for (size_t i = 0; i < texts->count; i++)
		if (occurs_in(verdicts, part, texts->entries[i].key))
			return true;
	return false;
}

bool maek_parts_occur(struct maek_part_verdicts *verdicts, const struct maek_part_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		signed char *verdict = &verdicts->occurs[list->items[i]];
		if (*verdict < 0)
			*verdict = (signed char)occurs(verdicts, &verdicts->parts->list.items[list->items[i]]);
		if (*verdict)
			return true;
	}
	return false;
}
