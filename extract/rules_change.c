/* See the header. Rules are compared by their signatures. */
#include "extract/rules_change.h"

#include "extract/lexicon_change.h"
#include "extract/progress.h"
#include "extract/rule_parts.h"
#include "extract/rule_signature.h"
#include "extract/rule_versions.h"
#include "extract/run.h"
#include "extract/yaml_tree.h"

#include <string.h>

/* What a pattern cannot do without. */
struct needs {
	bool in_sentence; /* all of it in one sentence */
	MAEK_LIST(struct maek_text) literals;
	MAEK_LIST(uint64_t) types; /* one of each mask */
};

struct needs_list { /* of the patterns of a rule */
	struct needs *items;
	size_t count, room;
};

/* A rule that is new or another one now. */
struct change_of_rule {
	struct maek_rule_versions versions;
	bool is_local;  /* sentences can tell the versions apart */
	bool has_parts; /* nothing differs where none of `parts` occurs */
	struct maek_part_list parts;
	uint32_t old_key, new_key; /* when there is an old version */
	uint64_t before;           /* key of the old version, when there is one */
	struct needs_list needs;   /* of the new version */
};

struct maek_rules_change {
	struct maek_arena *arena;
	const struct maek_rules *before, *after;
	bool everything;
	struct maek_version_numbers old, new;
	uint32_t *names; /* by old key: the new one */
	struct maek_rule_parts *parts;
	struct maek_part_list tail; /* of what may follow a name */
	MAEK_LIST(uint64_t) gone;   /* keys of rules and old versions of infer rules */
	MAEK_LIST(struct change_of_rule) rules;
	MAEK_LIST(const struct maek_infer_rule *) infer; /* new versions */
	struct maek_spellings spellings;                 /* of rows that came or went */
	struct maek_table named;                         /* ids whose node differs, examples and all */
};

/* ---- what a pattern needs */

static bool is_private(struct maek_text text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t c = maek_text_decode(text, at, &at);
		if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
			return true;
	}
	return false;
}

/* The types of {A} or {A:group}; 0 for anything else. */
static uint64_t types_of(const struct maek_schema *schema, const struct maek_piece *piece)
{
	struct maek_text text = {piece->scalar->value.bytes + piece->from + 1, piece->size - 1};
	size_t end = 0;
	while (end < text.size && !strchr(":~}|!", text.bytes[end]))
		end++;
	int type = end < text.size && (text.bytes[end] == ':' || text.bytes[end] == '}')
	               ? maek_schema_type(schema, (struct maek_text){text.bytes, end})
	               : MAEK_NO_TYPE;
	return type < 0 ? 0 : schema->types.items[type].family;
}

static void add_needs(struct maek_rules_change *change, const struct maek_rule *rule,
                      const struct maek_match_pattern *pattern, struct needs_list *out)
{
	struct maek_progress progress;
	const struct maek_expansion *expansion = &pattern->expansion;
	struct needs *needs = MAEK_PUSH(change->arena, out);
	needs->in_sentence = rule->region == MAEK_REGION_SENTENCE;
	maek_progress_read(change->arena, expansion->source, &progress);
	for (size_t i = 0; i < progress.literals.count; i++) {
		struct maek_text literal = maek_text_slice(expansion->source, progress.literals.items[i]);
		if (!is_private(literal))
			*MAEK_PUSH(change->arena, &needs->literals) = literal;
	}
	for (size_t i = 0; i < expansion->pieces.count; i++) {
		const struct maek_piece *piece = &expansion->pieces.items[i];
		uint64_t types = piece->literal || piece->size < 2 || !progress.needed[piece->start]
		                     ? 0
		                     : types_of(&change->after->schema, piece);
		if (types)
			*MAEK_PUSH(change->arena, &needs->types) = types;
	}
}

/* ---- comparing */

struct entry {
	const char *id;
	struct maek_text signature, node;
	uint32_t index;
};

struct entries {
	struct entry *items;
	size_t count, room;
};

static struct entries entries_of(struct maek_arena *arena, const struct maek_rules *rules,
                                 struct maek_version_numbers numbers, bool infer)
{
	struct entries entries = {0};
	for (size_t i = 0; i < (infer ? rules->infer.count : rules->rules.count); i++) {
		const struct maek_yaml *node = infer ? rules->infer.items[i]->node : rules->rules.items[i]->node;
		struct entry *entry = MAEK_PUSH(arena, &entries);
		entry->id = infer ? rules->infer.items[i]->id : rules->rules.items[i]->id;
		if (infer)
			entry->signature = maek_signature_of_node(arena, node, false);
		else /* its key says as much */
			entry->signature =
				(struct maek_text){(const char *)&numbers.rules[rules->rules.items[i]->order], sizeof *numbers.rules};
		entry->node = maek_signature_of_node(arena, node, true);
		entry->index = (uint32_t)i;
	}
	return entries;
}

static void add_rule(struct maek_rules_change *change, const struct entry *old, const struct entry *new)
{
	const struct maek_rule *before = old ? change->before->rules.items[old->index] : NULL;
	const struct maek_rule *after = change->after->rules.items[new->index];
	struct change_of_rule *rule = MAEK_PUSH(change->arena, &change->rules);
	rule->versions = (struct maek_rule_versions){.before = before, .after = after};
	rule->versions.same_rest = before && maek_text_equal(maek_signature_of_rest(change->arena, before),
	                                                     maek_signature_of_rest(change->arena, after));
	rule->has_parts = maek_rule_parts_of(change->parts, &rule->versions, &rule->parts);
	rule->new_key = change->new.rules[after->order];
	rule->old_key = before ? change->old.rules[before->order] : rule->new_key;
	change->names[rule->old_key] = rule->new_key;
	rule->is_local = (!before || maek_rule_is_local(before)) && maek_rule_is_local(after);
	rule->before = before ? maek_footprint_key(before->id) : 0;
	for (size_t i = 0; i < after->patterns.count; i++)
		add_needs(change, after, &after->patterns.items[i], &rule->needs);
}

static void add_new(struct maek_rules_change *change, const struct entry *old, const struct entry *new, bool infer)
{
	if (!infer) {
		add_rule(change, old, new);
		return;
	}
	*MAEK_PUSH(change->arena, &change->infer) = change->after->infer.items[new->index];
	if (old)
		*MAEK_PUSH(change->arena, &change->gone) = maek_footprint_key(old->id);
}

static void compare_entries(struct maek_rules_change *change, bool infer)
{
	struct entries old = entries_of(change->arena, change->before, change->old, infer);
	struct entries new = entries_of(change->arena, change->after, change->new, infer);
	struct maek_table index = {.arena = change->arena};
	bool *kept = maek_arena_alloc(change->arena, old.count + 1);
	uint32_t last = 0;
	for (size_t i = 0; i < old.count; i++)
		maek_table_add(&index, maek_text_of(old.items[i].id), (uint32_t)i, NULL);
	for (size_t i = 0; i < new.count; i++) {
		const uint32_t *at = maek_table_find(&index, maek_text_of(new.items[i].id));
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): what is in the index is in the list */
		bool same = at && maek_text_equal(old.items[*at].signature, new.items[i].signature);
		if (!at || !maek_text_equal(old.items[*at].node, new.items[i].node))
			maek_table_add(&change->named, maek_text_of(new.items[i].id), 0, NULL);
		if (at)
			kept[*at] = true;
		if (!same)
			add_new(change, at ? &old.items[*at] : NULL, &new.items[i], infer);
		if (at && !infer) { /* of two rules that claim one place the earlier wins */
			change->everything |= *at < last;
			last = *at;
		}
	}
	for (size_t i = 0; i < old.count; i++)
		if (!kept[i])
			*MAEK_PUSH(change->arena, &change->gone) = maek_footprint_key(old.items[i].id);
}

/* What may follow a name within its word. */
static void compare_tails(struct maek_rules_change *change)
{
	change->everything |= !maek_rule_parts_of_plain(change->parts, change->before->word_tail_source,
	                                                change->after->word_tail_source, &change->tail);
}

struct maek_rules_change *maek_rules_compare(struct maek_arena *arena, const struct maek_rules *before,
                                             const struct maek_rules *after, struct maek_version_numbers old,
                                             struct maek_version_numbers new)
{
	struct maek_rules_change *change = maek_arena_alloc(arena, sizeof *change);
	*change = (struct maek_rules_change){
		.arena = arena, .before = before, .after = after, .old = old, .new = new, .named = {.arena = arena}};
	change->parts = maek_rule_parts_new(arena);
	change->names = maek_arena_alloc(arena, (new.rule_count + 1) * sizeof *change->names);
	for (uint32_t i = 0; i < new.rule_count; i++)
		change->names[i] = i;
	change->everything = old.schema != new.schema || !maek_text_equal(maek_signature_of_frame(arena, before),
	                                                                  maek_signature_of_frame(arena, after));
	compare_tails(change);
	compare_entries(change, false);
	compare_entries(change, true);
	for (size_t i = 0; !change->everything && i < after->lexicons.count; i++)
		maek_lexicon_compare(arena, before->lexicons.items[i], after->lexicons.items[i], &change->spellings);
	return change;
}

void maek_rules_change_free(struct maek_rules_change *change)
{
	if (change)
		maek_rule_parts_free(change->parts);
}

/* ---- asking */

static bool has_needs(const struct maek_footprint_part *part, const struct needs *needs)
{
	for (size_t i = 0; i < needs->types.count; i++)
		if (!(needs->types.items[i] & part->types))
			return false;
	for (size_t i = 0; i < needs->literals.count; i++)
		if (!memmem(part->text.bytes, part->text.size, needs->literals.items[i].bytes, needs->literals.items[i].size))
			return false;
	return true;
}

static bool may_match(const struct maek_footprint *footprint, const struct needs *needs)
{
	if (!has_needs(&footprint->whole, needs))
		return false;
	for (size_t i = 0; needs->in_sentence && i < footprint->sentences.count; i++)
		if (has_needs(&footprint->sentences.items[i], needs))
			return true;
	return !needs->in_sentence;
}

static bool has_fired(const struct maek_footprint *footprint, uint64_t key)
{
	for (size_t i = 0; i < footprint->fired.count; i++)
		if (footprint->fired.items[i] == key)
			return true;
	return false;
}

static bool may_conclude(const struct maek_footprint *footprint, const struct maek_infer_rule *rule)
{
	for (size_t i = 0; i < rule->body.count; i++)
		if (rule->body.items[i].kind == MAEK_ATOM_RELATION && !footprint->said[rule->body.items[i].relation])
			return false;
	return true;
}

/* With many rules, running the document is cheaper than comparing their versions over it. */
enum { MOST_COMPARED = 16 };

static bool rule_touches(const struct maek_rules_change *change, const struct change_of_rule *rule,
                         struct maek_part_verdicts *verdicts)
{
	const struct maek_memory *memory = verdicts->memory;
	if (rule->has_parts && !maek_parts_occur(verdicts, &rule->parts))
		return false;
	bool may = rule->versions.before && has_fired(&memory->footprint, rule->before);
	for (size_t i = 0; i < rule->needs.count && !may; i++)
		may = may_match(&memory->footprint, &rule->needs.items[i]);
	return may && (!rule->is_local || change->rules.count > MOST_COMPARED ||
	               maek_rule_versions_differ(&rule->versions, change->after, memory, verdicts->scratch));
}

static bool spelling_touches(const struct maek_rules_change *change, const struct maek_footprint *footprint,
                             struct maek_arena *arena)
{
	const char *text = change->spellings.count ? maek_lexicon_squeeze(arena, footprint->whole.text) : NULL;
	for (size_t i = 0; i < change->spellings.count; i++)
		if (strstr(text, change->spellings.items[i]))
			return true;
	return false;
}

static bool touches(const struct maek_rules_change *change, struct maek_part_verdicts *verdicts,
                    struct maek_arena *arena)
{
	const struct maek_footprint *footprint = &verdicts->memory->footprint;
	if (change->everything || maek_parts_occur(verdicts, &change->tail))
		return true;
	for (size_t i = 0; i < change->gone.count; i++)
		if (has_fired(footprint, change->gone.items[i]))
			return true;
	for (size_t i = 0; i < change->rules.count; i++)
		if (rule_touches(change, &change->rules.items[i], verdicts))
			return true;
	for (size_t i = 0; i < change->infer.count; i++)
		if (may_conclude(footprint, change->infer.items[i]))
			return true;
	return spelling_touches(change, footprint, arena);
}

/* The keys of the rules, but of those whose parts do not occur in the document the old ones. */
static const uint32_t *old_keys(const struct maek_rules_change *change, struct maek_part_verdicts *verdicts,
                                struct maek_arena *arena)
{
	size_t count = change->after->rules.count;
	uint32_t *keys = maek_arena_alloc(arena, (count + 1) * sizeof *keys);
	memcpy(keys, change->new.rules, count * sizeof *keys);
	for (size_t i = 0; i < change->rules.count; i++) {
		const struct change_of_rule *rule = &change->rules.items[i];
		if (rule->has_parts && !maek_parts_occur(verdicts, &rule->parts))
			keys[rule->versions.after->order] = rule->old_key;
	}
	return keys;
}

bool maek_rules_change_touches(const struct maek_rules_change *change, struct maek_memory *memory,
                               struct maek_worker *worker, struct maek_arena *arena, const uint32_t **was)
{
	struct maek_part_verdicts verdicts =
		maek_part_verdicts_new(change->parts, arena, memory, maek_worker_scratch(worker));
	bool touched = touches(change, &verdicts, arena);
	if (touched && was)
		*was = old_keys(change, &verdicts, arena);
	if (!touched)
		maek_replay_rename(&memory->replay, change->names, change->new.rule_count);
	return touched;
}

bool maek_rules_change_names(const struct maek_rules_change *change, const char *id)
{
	return change->everything || maek_table_find(&change->named, maek_text_of(id)) != NULL;
}
