/* Two passes: all packs are read first (rules_pack.c; macros, types and numbers may be defined anywhere), then the rules of
 * their stages are compiled against that.
 */
#include "extract/rules_parts.h"

#include "extract/keys.h"

#include <string.h>

struct id_places {
	struct maek_place *items;
	size_t count, room;
};

static void check_id(struct maek_pack_loader *loader, struct maek_table *ids, const char *id, struct maek_place place,
                     struct id_places *places)
{
	bool is_new;
	uint32_t index = *maek_table_add(ids, maek_text_of(id), (uint32_t)places->count, &is_new);
	if (is_new) {
		*MAEK_PUSH(loader->arena, places) = place;
		return;
	}
	char hint[600];
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): an id that is known has its place */
	snprintf(hint, sizeof hint, "it stands first at %s:%d", places->items[index].file, places->items[index].line);
	maek_errors_add(loader->errors, MAEK_ERROR, "duplicate-id", place, hint, "the id '%s' is used twice", id);
}

static void compile_candidates(const struct maek_rule_reader *reader, const struct maek_yaml *list)
{
	for (size_t i = 0; maek_expect(list, MAEK_YAML_LIST, "candidates", reader->errors) && i < list->count; i++) {
		struct maek_candidate *candidate = maek_candidate_read(reader, list->items[i]);
		if (candidate)
			*MAEK_PUSH(reader->rules->arena, &reader->rules->candidates) = candidate;
	}
}

static void compile_file(struct maek_pack_loader *loader, const struct maek_pack *pack, struct maek_pack_file *file)
{
	struct maek_rules *rules = loader->rules;
	struct maek_rule_reader reader = {
		.rules = rules, .errors = loader->errors, .scrap = loader->scrap, .pack = pack->name, .file = file->shown};
	file->compiled = maek_arena_alloc(loader->arena, sizeof *file->compiled);
	file->compiled->file = file->shown;
	const struct maek_yaml *lexicons = maek_yaml_get(file->root, "lexicon"), *list = maek_yaml_get(file->root, "rules");
	const struct maek_yaml *infer = maek_yaml_get(file->root, "infer");
	for (size_t i = 0; maek_expect(lexicons, MAEK_YAML_LIST, "lexicon", loader->errors) && i < lexicons->count; i++) {
		struct maek_lexicon *lexicon = maek_lexicon_read(&reader, lexicons->items[i], pack->folder);
		if (!lexicon)
			continue;
		*MAEK_PUSH(loader->arena, &file->compiled->lexicons) = lexicon;
		*MAEK_PUSH(loader->arena, &rules->lexicons) = lexicon;
	}
	for (size_t i = 0; maek_expect(list, MAEK_YAML_LIST, "rules", loader->errors) && i < list->count; i++) {
		struct maek_rule *rule = maek_rule_read(&reader, list->items[i]);
		if (!rule)
			continue;
		rule->order = (uint32_t)rules->rules.count;
		*MAEK_PUSH(loader->arena, &rules->rules) = rule;
		*MAEK_PUSH(loader->arena, &file->compiled->rules) = rule;
	}
	for (size_t i = 0; maek_expect(infer, MAEK_YAML_LIST, "infer", loader->errors) && i < infer->count; i++) {
		struct maek_infer_rule *rule = maek_infer_read(&reader, infer->items[i]);
		if (rule)
			*MAEK_PUSH(loader->arena, &rules->infer) = rule;
	}
	compile_candidates(&reader, maek_yaml_get(file->root, "candidates"));
}

static void check_ids(struct maek_pack_loader *loader)
{
	struct maek_table ids = {.arena = loader->arena};
	struct id_places places = {0};
	for (size_t i = 0; i < loader->rules->rules.count; i++)
		check_id(loader, &ids, loader->rules->rules.items[i]->id, loader->rules->rules.items[i]->place, &places);
	for (size_t i = 0; i < loader->rules->infer.count; i++)
		check_id(loader, &ids, loader->rules->infer.items[i]->id, loader->rules->infer.items[i]->place, &places);
	for (size_t i = 0; i < loader->rules->candidates.count; i++)
		check_id(loader, &ids, loader->rules->candidates.items[i]->rule.id, loader->rules->candidates.items[i]->rule.place,
		         &places);
}

static void compile_word_tail(struct maek_pack_loader *loader)
{
	struct maek_rules *rules = loader->rules;
	struct maek_rule_reader reader = {.rules = rules, .errors = loader->errors};
	struct maek_expand_context context = {.arena = loader->arena,
	                                      .macros = &rules->macros,
	                                      .schema = &rules->schema,
	                                      .alphabet = maek_rules_alphabet(rules, 0)};
	struct maek_expansion expansion;
	struct maek_macro *macro = maek_macros_find(&rules->macros, maek_text_of("word.tail"));
	const char *source = macro ? "{word.tail}?(?![\\p{L}\\p{N}])" : "(?![\\p{L}\\p{N}])";
	struct maek_place place = macro ? macro->key->place : (struct maek_place){0};
	if (maek_expand_source(&context, source, place, &expansion, loader->errors))
		rules->word_tail = maek_rules_compile(&reader, &expansion, NULL), rules->word_tail_source = expansion.source;
}

static void compile_all(struct maek_pack_loader *loader)
{
	maek_schema_resolve(&loader->rules->schema, loader->errors);
	compile_word_tail(loader);
	for (size_t i = 0; i < loader->packs.count; i++) {
		struct maek_pack *pack = loader->packs.items[i];
		for (size_t k = 0; k < pack->stages.count; k++) {
			struct maek_pack_file *file = pack->stages.items[k];
			if (file->root && file->root->kind == MAEK_YAML_MAP && !file->compiled)
				compile_file(loader, pack, file);
			if (file->compiled)
				*MAEK_PUSH(loader->arena, &loader->rules->stages) = *file->compiled;
		}
	}
	check_ids(loader);
	maek_infer_stratify(loader->rules, loader->errors);
}

bool maek_rules_load(const char *const *folders, size_t count, struct maek_rules **out, struct maek_errors *errors)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors own;
	if (!errors) {
		maek_errors_init(&own, arena);
		errors = &own;
	}
	size_t before = errors->error_count;
	struct maek_rules *rules = maek_arena_alloc(arena, sizeof *rules);
	rules->arena = arena;
	rules->prefilter = maek_prefilter_new(arena);
	rules->guards = maek_guards_new(arena);
	struct maek_pack_loader loader = {.rules = rules, .arena = arena, .errors = errors};
	for (size_t i = 0; i < count; i++)
		maek_pack_load(&loader, maek_arena_copy(arena, folders[i], strlen(folders[i])), (struct maek_place){0});
	loader.scrap = maek_arena_new();
	compile_all(&loader);
	maek_arena_free(loader.scrap);
	bool ok = errors->error_count == before;
	*out = ok ? rules : NULL;
	if (!ok)
		maek_rules_free(rules);
	return ok;
}

void maek_rules_free(struct maek_rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->patterns.count; i++)
		maek_pattern_free(rules->patterns.items[i]);
	maek_guards_free(rules->guards);
	maek_arena_free(rules->arena);
}
