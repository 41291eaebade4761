/* See the header. Rules are compared by a signature: everything that decides what they match and say, with all macros
 * written out.
 */
#include "extract/rules_change.h"

#include "extract/progress.h"
#include "extract/rule_versions.h"
#include "extract/rule.h"
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
	bool is_local;             /* sentences can tell the versions apart */
	uint64_t before;           /* key of the old version, when there is one */
	struct needs_list needs;   /* of the new version */
};

struct maek_rules_change {
	struct maek_arena *arena;
	const struct maek_rules *before, *after;
	bool everything, macros;
	MAEK_LIST(uint64_t) gone;                        /* keys of rules and old versions of infer rules */
	MAEK_LIST(struct change_of_rule) rules;
	struct maek_scratch *scratch;
	MAEK_LIST(const struct maek_infer_rule *) infer; /* new versions */
	MAEK_LIST(const char *) spellings;               /* squeezed, of rows that came or went */
	struct maek_table named;                         /* ids whose node differs, examples and all */
};

/* ---- signatures */

static void add_yaml(struct maek_buffer *out, const struct maek_yaml *node, bool examples)
{
	if (node->kind == MAEK_YAML_SCALAR) {
		maek_buffer_format(out, "%zu:", node->value.size);
		maek_buffer_text(out, node->value);
		return;
	}
	maek_buffer_string(out, node->kind == MAEK_YAML_LIST ? "[" : "{");
	for (size_t i = 0; i < node->count; i++) {
		const char *key = node->kind == MAEK_YAML_MAP ? node->keys[i]->value.bytes : NULL;
		if (key && (strcmp(key, "allow") == 0 || (strcmp(key, "examples") == 0 && !examples)))
			continue;
		if (key)
			add_yaml(out, node->keys[i], examples);
		add_yaml(out, node->items[i], examples);
	}
	maek_buffer_string(out, "]");
}

static void add_macros(struct maek_buffer *out, const struct maek_rules *rules)
{
	for (size_t i = 0; i < rules->macros.list.count; i++) {
		maek_buffer_format(out, "\n%s ", rules->macros.list.items[i].name);
		add_yaml(out, rules->macros.list.items[i].value, true);
	}
}

static void add_conditions(struct maek_buffer *out, const struct maek_condition *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < items[i].patterns.count; k++)
			maek_buffer_text(out, items[i].patterns.items[k].expansion.source);
}

/* `unless: {fact: ...}` is no matter of the sentence. */
static void add_facts(struct maek_buffer *out, const struct maek_yaml *unless)
{
	bool is_list = unless && unless->kind == MAEK_YAML_LIST;
	for (size_t i = 0; unless && i < (is_list ? unless->count : 1); i++) {
		const struct maek_yaml *fact = maek_yaml_get(is_list ? unless->items[i] : unless, "fact");
		if (fact)
			add_yaml(out, fact, false);
	}
}

/* Everything but what decides where in a sentence the rule matches. */
static struct maek_text rest_of(struct maek_arena *arena, const struct maek_rule *rule)
{
	static const char *const where[] = {"match", "when", "unless", "examples", "allow"};
	struct maek_buffer out = {.arena = arena};
	maek_buffer_add(&out, rule->at, strcspn(rule->at, ":"));
	for (size_t i = 0; i < rule->node->count; i++) {
		bool left_out = false;
		for (size_t k = 0; k < sizeof where / sizeof *where; k++)
			left_out |= strcmp(rule->node->keys[i]->value.bytes, where[k]) == 0;
		if (left_out)
			continue;
		add_yaml(&out, rule->node->keys[i], false);
		add_yaml(&out, rule->node->items[i], false);
	}
	add_facts(&out, maek_yaml_get(rule->node, "unless"));
	return (struct maek_text){out.bytes, out.size};
}

static struct maek_text signature_of(struct maek_arena *arena, const struct maek_rules *rules, const struct maek_rule *rule)
{
	struct maek_buffer out = {.arena = arena};
	maek_buffer_add(&out, rule->at, strcspn(rule->at, ":")); /* its stage */
	add_yaml(&out, rule->node, false);
	for (size_t i = 0; i < rule->patterns.count; i++)
		maek_buffer_text(&out, rule->patterns.items[i].expansion.source);
	add_conditions(&out, rule->when.items, rule->when.count);
	add_conditions(&out, rule->unless.items, rule->unless.count);
	if (maek_yaml_get(rule->node, "split")) /* its patterns are not kept written out */
		add_macros(&out, rules);
	return (struct maek_text){out.bytes, out.size};
}

static struct maek_text signature_of_node(struct maek_arena *arena, const struct maek_yaml *node, bool examples)
{
	struct maek_buffer out = {.arena = arena};
	add_yaml(&out, node, examples);
	return (struct maek_text){out.bytes, out.size};
}

static void add_words(struct maek_buffer *out, const struct maek_number_words *numbers)
{
	const struct {
		const struct maek_number_word *items;
		size_t count;
	} lists[] = {{numbers->units.items, numbers->units.count},
	             {numbers->small.items, numbers->small.count},
	             {numbers->digits.items, numbers->digits.count},
	             {numbers->suffixes.items, numbers->suffixes.count}};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++, maek_buffer_string(out, "\n"))
		for (size_t k = 0; k < lists[i].count; k++) {
			maek_buffer_text(out, lists[i].items[k].word);
			maek_buffer_format(out, "=%lld ", (long long)lists[i].items[k].worth);
		}
}

static const char *or_none(const char *text)
{
	return text ? text : "-";
}

static void add_schema(struct maek_buffer *out, const struct maek_schema *schema)
{
	for (size_t i = 0; i < schema->types.count; i++) {
		const struct maek_type *type = &schema->types.items[i];
		maek_buffer_format(out, "%s %d %d %d %s\n", type->name, type->above, type->hidden, type->value, or_none(type->apart));
	}
	for (size_t i = 0; i < schema->relations.count; i++) {
		const struct maek_relation *relation = &schema->relations.items[i];
		maek_buffer_format(out, "%s %d %d %d %s", relation->name, relation->from, relation->to, relation->hidden,
		                   or_none(relation->property));
		for (size_t k = 0; k < relation->attribute_count; k++)
			maek_buffer_format(out, " %s", relation->attributes[k]);
		maek_buffer_string(out, "\n");
	}
}

/* Everything besides rules, infer rules and the rows of lexicons. */
static struct maek_text frame_of(struct maek_arena *arena, const struct maek_rules *rules, bool macros_changed)
{
	struct maek_buffer out = {.arena = arena};
	add_schema(&out, &rules->schema);
	add_words(&out, &rules->numbers);
	for (size_t i = 0; i < rules->stages.count; i++) {
		maek_buffer_format(&out, "%s\n", rules->stages.items[i].file);
		for (size_t k = 0; k < rules->stages.items[i].lexicons.count; k++) {
			const struct maek_lexicon *lexicon = rules->stages.items[i].lexicons.items[k];
			maek_buffer_format(&out, "%s %d %d %d %d %d %d", lexicon->id, lexicon->type, lexicon->boundary, lexicon->fold_space,
			                   lexicon->fold_case, lexicon->keys, lexicon->priority);
			for (size_t f = 0; f < lexicon->facts.count; f++)
				maek_buffer_format(&out, " %s %d", lexicon->facts.items[f].column, lexicon->facts.items[f].relation);
			maek_buffer_string(&out, "\n");
		}
	}
	const struct maek_macro *tail = maek_macros_find(&rules->macros, maek_text_of("word.tail"));
	if (tail) {
		struct maek_text text = signature_of_node(arena, tail->value, true);
		maek_buffer_text(&out, text);
		if (macros_changed && memchr(text.bytes, '{', text.size)) /* it uses others */
			add_macros(&out, rules);
	}
	return (struct maek_text){out.bytes ? out.bytes : "", out.size};
}

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

static void add_needs(struct maek_rules_change *change, const struct maek_rule *rule, const struct maek_match_pattern *pattern,
                      struct needs_list *out)
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

static struct entries entries_of(struct maek_arena *arena, const struct maek_rules *rules, bool infer)
{
	struct entries entries = {0};
	for (size_t i = 0; i < (infer ? rules->infer.count : rules->rules.count); i++) {
		const struct maek_yaml *node = infer ? rules->infer.items[i]->node : rules->rules.items[i]->node;
		struct entry *entry = MAEK_PUSH(arena, &entries);
		entry->id = infer ? rules->infer.items[i]->id : rules->rules.items[i]->id;
		entry->signature = infer ? signature_of_node(arena, node, false) : signature_of(arena, rules, rules->rules.items[i]);
		entry->node = signature_of_node(arena, node, true);
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
	rule->versions.same_rest = before && !(change->macros && maek_yaml_get(after->node, "split")) &&
	                           maek_text_equal(rest_of(change->arena, before), rest_of(change->arena, after));
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
	struct entries old = entries_of(change->arena, change->before, infer), new = entries_of(change->arena, change->after, infer);
	struct maek_table index = {.arena = change->arena};
	bool *kept = maek_arena_alloc(change->arena, old.count + 1);
	uint32_t last = 0;
	for (size_t i = 0; i < old.count; i++)
		maek_table_add(&index, maek_text_of(old.items[i].id), (uint32_t)i, NULL);
	for (size_t i = 0; i < new.count; i++) {
		const uint32_t *at = maek_table_find(&index, maek_text_of(new.items[i].id));
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

/* ---- names */

/* Without spaces and in small letters, so that no way of folding is missed. */
static const char *squeeze(struct maek_arena *arena, struct maek_text text)
{
	char *out = maek_arena_alloc(arena, text.size + 1);
	size_t size = 0;
	for (size_t at = 0; at < text.size;) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		for (; !maek_is_space(c) && at < next; at++)
			out[size++] = text.bytes[at] >= 'A' && text.bytes[at] <= 'Z' ? (char)(text.bytes[at] + 32) : text.bytes[at];
		at = next;
	}
	return out;
}

/* A row as one text, and its spellings. */
struct row {
	struct maek_buffer text;
	MAEK_LIST(const char *) spellings;
};

static struct row *rows_of(struct maek_arena *arena, const struct maek_lexicon *lexicon)
{
	struct row *rows = maek_arena_alloc(arena, (lexicon->rows.count + 1) * sizeof *rows);
	for (size_t i = 0; i < lexicon->rows.count; i++) {
		const struct maek_lexicon_row *row = &lexicon->rows.items[i];
		rows[i].text.arena = arena;
		maek_buffer_string(&rows[i].text, row->name);
		for (size_t k = 0; k < row->columns.count; k++)
			maek_buffer_format(&rows[i].text, "\t%s=%s", row->columns.items[k].key, row->columns.items[k].value);
	}
	for (size_t i = 0; i < lexicon->ends.count; i++) {
		struct row *row = &rows[lexicon->ends.items[i].row];
		maek_buffer_format(&row->text, "|%s", lexicon->ends.items[i].spelling);
		*MAEK_PUSH(arena, &row->spellings) = lexicon->ends.items[i].spelling;
	}
	return rows;
}

static void add_spellings(struct maek_rules_change *change, const struct row *row)
{
	for (size_t i = 0; i < row->spellings.count; i++)
		*MAEK_PUSH(change->arena, &change->spellings) = squeeze(change->arena, maek_text_of(row->spellings.items[i]));
}

static void compare_lexicon(struct maek_rules_change *change, const struct maek_lexicon *before, const struct maek_lexicon *after)
{
	const struct row *old = rows_of(change->arena, before), *new = rows_of(change->arena, after);
	struct maek_table index = {.arena = change->arena};
	bool *kept = maek_arena_alloc(change->arena, before->rows.count + 1);
	uint32_t last = 0;
	for (size_t i = 0; i < before->rows.count; i++)
		maek_table_add(&index, (struct maek_text){old[i].text.bytes, old[i].text.size}, (uint32_t)i, NULL);
	for (size_t i = 0; i < after->rows.count; i++) {
		const uint32_t *at = maek_table_find(&index, (struct maek_text){new[i].text.bytes, new[i].text.size});
		bool same = at && *at >= last; /* of two rows with one spelling the first counts */
		if (!same) {
			add_spellings(change, &new[i]);
			continue;
		}
		kept[*at] = true;
		last = *at;
	}
	for (size_t i = 0; i < before->rows.count; i++)
		if (!kept[i])
			add_spellings(change, &old[i]);
}

static bool macros_differ(struct maek_arena *arena, const struct maek_rules *before, const struct maek_rules *after)
{
	struct maek_buffer a = {.arena = arena}, b = {.arena = arena};
	add_macros(&a, before);
	add_macros(&b, after);
	return a.size != b.size || (a.size && memcmp(a.bytes, b.bytes, a.size) != 0);
}

struct maek_rules_change *maek_rules_compare(struct maek_arena *arena, const struct maek_rules *before,
                                                   const struct maek_rules *after)
{
	struct maek_rules_change *change = maek_arena_alloc(arena, sizeof *change);
	*change = (struct maek_rules_change){.arena = arena, .before = before, .after = after, .named = {.arena = arena}};
	change->scratch = maek_scratch_new();
	change->macros = macros_differ(arena, before, after);
	change->everything =
		!maek_text_equal(frame_of(arena, before, change->macros), frame_of(arena, after, change->macros));
	compare_entries(change, false);
	compare_entries(change, true);
	for (size_t i = 0; !change->everything && i < after->lexicons.count; i++)
		compare_lexicon(change, before->lexicons.items[i], after->lexicons.items[i]);
	return change;
}

void maek_rules_change_free(struct maek_rules_change *change)
{
	maek_scratch_free(change->scratch);
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

static bool rule_touches(const struct maek_rules_change *change, const struct change_of_rule *rule,
                         const struct maek_footprint *footprint)
{
	bool may = rule->versions.before && has_fired(footprint, rule->before);
	for (size_t i = 0; i < rule->needs.count && !may; i++)
		may = may_match(footprint, &rule->needs.items[i]);
	return may && (!rule->is_local || maek_rule_versions_differ(&rule->versions, change->after, footprint, change->scratch));
}

bool maek_rules_change_touches(const struct maek_rules_change *change, const struct maek_footprint *footprint)
{
	if (change->everything)
		return true;
	for (size_t i = 0; i < change->gone.count; i++)
		if (has_fired(footprint, change->gone.items[i]))
			return true;
	for (size_t i = 0; i < change->rules.count; i++)
		if (rule_touches(change, &change->rules.items[i], footprint))
			return true;
	for (size_t i = 0; i < change->infer.count; i++)
		if (may_conclude(footprint, change->infer.items[i]))
			return true;
	if (!change->spellings.count)
		return false;
	const char *text = squeeze(change->arena, footprint->whole.text);
	for (size_t i = 0; i < change->spellings.count; i++)
		if (strstr(text, change->spellings.items[i]))
			return true;
	return false;
}

bool maek_rules_change_names(const struct maek_rules_change *change, const char *id)
{
	return change->everything || maek_table_find(&change->named, maek_text_of(id)) != NULL;
}
