/* Packs: which files there are, in which order, and what each holds. Two passes: everything is read first (macros, types
 * and numbers may be defined anywhere), then rules are compiled against it.
 */
#include "extract/rule_read.h"

#include "extract/keys.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A file of a pack, read once even when it is listed twice as a stage. */
struct pack_file {
	const char *name; /* "models.yaml" */
	const struct maek_yaml *root;
	const char *shown;          /* "korean-ai/models.yaml" */
	struct maek_stage *compiled; /* NULL until it is */
};

struct pack {
	const char *name, *folder, *real;
	const struct maek_yaml *root;
	MAEK_LIST(struct pack_file *) stages;
	MAEK_LIST(struct pack_file *) files;
};

struct loader {
	struct maek_rules *rules;
	struct maek_arena *arena;
	struct maek_errors *errors;
	struct maek_arena *scrap;
	MAEK_LIST(struct pack *) packs;
	int depth;
};

static bool load_pack(struct loader *loader, const char *folder, struct maek_place place);

static const char *join(struct maek_arena *arena, const char *folder, const char *name)
{
	size_t size = strlen(folder);
	return maek_arena_format(arena, "%s%s%s", folder, size && folder[size - 1] == '/' ? "" : "/", name);
}

/* ---- first pass */

static void read_defines(struct loader *loader, const struct maek_yaml *map)
{
	if (!maek_expect(map, MAEK_YAML_MAP, "define", loader->errors))
		return;
	for (size_t i = 0; i < map->count; i++) {
		char first = map->keys[i]->value.bytes[0];
		if (first < 'a' || first > 'z') {
			maek_errors_add(loader->errors, MAEK_ERROR, "macro-name", map->keys[i]->place, "types are capitalised, macros are not",
			                "the macro '%s' must begin with a lower-case letter", map->keys[i]->value.bytes);
			continue;
		}
		if (map->items[i]->kind == MAEK_YAML_MAP) {
			maek_expect(map->items[i], MAEK_YAML_LIST, "a macro", loader->errors);
			continue;
		}
		struct maek_macro *macro = maek_macros_find(&loader->rules->macros, map->keys[i]->value);
		if (!macro)
			macro = MAEK_PUSH(loader->arena, &loader->rules->macros.list);
		*macro = (struct maek_macro){.name = map->keys[i]->value.bytes, .key = map->keys[i], .value = map->items[i]};
	}
}

static void read_numbers(struct loader *loader, const struct maek_yaml *map)
{
	static const char *const known[] = {"units", "small", "digits", "suffixes", NULL};
	if (!maek_expect(map, MAEK_YAML_MAP, "numbers", loader->errors))
		return;
	maek_expect_keys(map, known, "numbers", loader->errors);
	struct maek_number_words *words = &loader->rules->numbers;
	for (size_t i = 0; known[i]; i++) {
		const struct maek_yaml *list = maek_yaml_get(map, known[i]);
		if (!maek_expect(list, MAEK_YAML_MAP, known[i], loader->errors))
			continue;
		for (size_t k = 0; k < list->count; k++) {
			struct maek_number_word word = {.word = list->keys[k]->value};
			if (!maek_yaml_integer(list->items[k], &word.worth) || word.worth < 1)
				maek_errors_add(loader->errors, MAEK_ERROR, "wrong-kind", list->items[k]->place, NULL,
				                "the worth of a number word is a whole number above 0");
			else if (i == 0)
				*MAEK_PUSH(loader->arena, &words->units) = word;
			else if (i == 1)
				*MAEK_PUSH(loader->arena, &words->small) = word;
			else if (i == 2)
				*MAEK_PUSH(loader->arena, &words->digits) = word;
			else
				*MAEK_PUSH(loader->arena, &words->suffixes) = word;
		}
	}
}

static void read_names(struct loader *loader, const struct maek_yaml *map, const char *prefix, int which)
{
	struct maek_rules *rules = loader->rules;
	if (!maek_expect(map, MAEK_YAML_MAP, "this section", loader->errors))
		return;
	for (size_t i = 0; i < map->count; i++) {
		struct maek_named_node node = {map->keys[i]->value.bytes, map->keys[i], map->items[i]};
		if (prefix)
			node.name = maek_arena_format(loader->arena, "%s.%s", prefix, node.name);
		struct maek_named_node *slot = which == 0   ? MAEK_PUSH(loader->arena, &rules->views)
		                               : which == 1 ? MAEK_PUSH(loader->arena, &rules->styles)
		                                            : MAEK_PUSH(loader->arena, &rules->sections);
		*slot = node;
	}
}

static void read_definitions(struct loader *loader, const struct pack_file *file)
{
	static const char *const known[] = {"define", "numbers", "entities", "relations", "lexicon", "rules", "infer",
	                                    "views",  "style",   "eval",     "text",      "candidates", NULL};
	const struct maek_yaml *root = file->root;
	if (!maek_expect(root, MAEK_YAML_MAP, "a rule file", loader->errors))
		return;
	maek_expect_keys(root, known, "a rule file", loader->errors);
	read_defines(loader, maek_yaml_get(root, "define"));
	read_numbers(loader, maek_yaml_get(root, "numbers"));
	maek_schema_read_entities(&loader->rules->schema, loader->arena, maek_yaml_get(root, "entities"), loader->errors);
	maek_schema_read_relations(&loader->rules->schema, loader->arena, maek_yaml_get(root, "relations"), loader->errors);
	read_names(loader, maek_yaml_get(root, "views"), NULL, 0);
	read_names(loader, maek_yaml_get(root, "style"), NULL, 1);
	read_names(loader, maek_yaml_get(root, "eval"), "eval", 2);
	read_names(loader, maek_yaml_get(root, "text"), "text", 2);
}

static struct pack_file *find_file(const struct pack *pack, const char *name)
{
	for (size_t i = 0; i < pack->files.count; i++)
		if (strcmp(pack->files.items[i]->name, name) == 0)
			return pack->files.items[i];
	return NULL;
}

static void read_stage(struct loader *loader, struct pack *pack, const struct maek_yaml *item)
{
	if (!maek_expect(item, MAEK_YAML_SCALAR, "a stage", loader->errors))
		return;
	struct pack_file *file = find_file(pack, item->value.bytes);
	if (!file) {
		const char *path = join(loader->arena, pack->folder, item->value.bytes);
		file = maek_arena_alloc(loader->arena, sizeof *file);
		file->name = item->value.bytes;
		file->shown = maek_arena_format(loader->arena, "%s/%s", pack->name, file->name);
		*MAEK_PUSH(loader->arena, &pack->files) = file;
		FILE *there = fopen(path, "rb");
		if (!there) {
			maek_check_memory();
			maek_errors_add(loader->errors, MAEK_ERROR, "missing-file", item->place, NULL, "the file '%s' cannot be read: %s",
			                item->value.bytes, strerror(errno));
			return;
		}
		fclose(there);
		struct maek_yaml_file *yaml = NULL;
		if (maek_yaml_load(loader->arena, path, NULL, &yaml, loader->errors) && yaml->root) {
			file->root = yaml->root;
			read_definitions(loader, file);
		}
	}
	*MAEK_PUSH(loader->arena, &pack->stages) = file;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void unreadable(struct loader *loader, const char *path)
{
	maek_check_memory();
	maek_errors_add(loader->errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "cannot be read: %s",
	                strerror(errno));
}

/* All .yaml, .yml and .tsv files of the folder, sorted. */
static size_t list_folder(struct loader *loader, const char *folder, const char ***names)
{
	MAEK_LIST(const char *) found = {0};
	DIR *stream = opendir(folder);
	if (!stream)
		unreadable(loader, folder);
	for (struct dirent *entry; stream && (entry = readdir(stream));) {
		const char *dot = strrchr(entry->d_name, '.');
		if (dot && entry->d_name[0] != '.' &&
		    (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 || strcmp(dot, ".tsv") == 0))
			*MAEK_PUSH(loader->arena, &found) = maek_arena_copy(loader->arena, entry->d_name, strlen(entry->d_name));
	}
	if (stream)
		closedir(stream);
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, by_name);
	*names = found.items;
	return found.count;
}

static void hash_file(struct loader *loader, const char *folder, const char *name, struct maek_buffer *all)
{
	const char *path = join(loader->arena, folder, name);
	FILE *file = fopen(path, "rb");
	struct maek_buffer bytes = {.arena = loader->arena};
	char block[65536];
	for (size_t size; file && (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(&bytes, block, size);
	if (!file || ferror(file))
		unreadable(loader, path);
	if (file)
		fclose(file);
	char hex[65];
	maek_sha256((struct maek_text){bytes.bytes ? bytes.bytes : "", bytes.size}, hex);
	maek_buffer_format(all, "%s  %s\n", hex, name);
}

/* The pack's hash is over the names and hashes of its files; files that no stage lists are errors. */
static void check_folder(struct loader *loader, struct pack *pack)
{
	const char **names;
	size_t count = list_folder(loader, pack->folder, &names);
	struct maek_buffer all = {.arena = loader->arena};
	for (size_t i = 0; i < count; i++) {
		hash_file(loader, pack->folder, names[i], &all);
		const char *dot = strrchr(names[i], '.');
		if (strcmp(dot, ".tsv") != 0 && strcmp(names[i], "pack.yaml") != 0 && !find_file(pack, names[i]))
			maek_errors_add(loader->errors, MAEK_ERROR, "unlisted-file",
			                (struct maek_place){join(loader->arena, pack->folder, names[i]), 0, 0, 0},
			                "list it under `stages` in pack.yaml", "pack.yaml does not list this file");
	}
	struct maek_fact_pack *added = MAEK_PUSH(loader->arena, &loader->rules->packs);
	added->name = pack->name;
	*MAEK_PUSH(loader->arena, &loader->rules->folders) = pack->real;
	maek_sha256((struct maek_text){all.bytes ? all.bytes : "", all.size}, added->sha256);
}

static void load_uses(struct loader *loader, const struct pack *pack, const struct maek_yaml *uses)
{
	for (size_t i = 0; i < maek_items_count(uses); i++) {
		const struct maek_yaml *item = maek_items_at(uses, i);
		if (maek_expect(item, MAEK_YAML_SCALAR, "uses", loader->errors))
			load_pack(loader, join(loader->arena, pack->folder, item->value.bytes), item->place);
	}
}

static bool is_loaded(const struct loader *loader, const char *real)
{
	for (size_t i = 0; i < loader->packs.count; i++)
		if (strcmp(loader->packs.items[i]->real, real) == 0)
			return true;
	return false;
}

static bool load_pack(struct loader *loader, const char *folder, struct maek_place place)
{
	static const char *const known[] = {"pack", "uses", "stages", "label", NULL};
	char *real = realpath(folder, NULL);
	if (!real)
		maek_check_memory();
	if (!real)
		return maek_errors_add(loader->errors, MAEK_ERROR, "missing-pack", place, NULL, "the pack '%s' cannot be read: %s",
		                       folder, strerror(errno));
	const char *kept = maek_arena_copy(loader->arena, real, strlen(real));
	free(real);
	if (is_loaded(loader, kept))
		return true;
	if (loader->depth == 16)
		return maek_errors_add(loader->errors, MAEK_ERROR, "pack-cycle", place, NULL, "packs use each other more than 16 deep");
	struct maek_yaml_file *yaml = NULL;
	if (!maek_yaml_load(loader->arena, join(loader->arena, folder, "pack.yaml"), NULL, &yaml, loader->errors))
		return false;
	if (!maek_expect(yaml->root, MAEK_YAML_MAP, "pack.yaml", loader->errors))
		return yaml->root ? false
		                  : maek_errors_add(loader->errors, MAEK_ERROR, "missing-key", (struct maek_place){yaml->name, 1, 1, 0},
		                                    NULL, "pack.yaml is empty; it needs `pack` and `stages`");
	maek_expect_keys(yaml->root, known, "pack.yaml", loader->errors);
	struct pack *pack = maek_arena_alloc(loader->arena, sizeof *pack);
	const char *name = maek_string_at(yaml->root, "pack", loader->errors);
	*pack = (struct pack){.name = name ? name : maek_path_name(loader->arena, kept), .folder = folder, .real = kept, .root = yaml->root};
	*MAEK_PUSH(loader->arena, &loader->packs) = pack;
	size_t at = loader->packs.count - 1;
	loader->depth++;
	load_uses(loader, pack, maek_yaml_get(yaml->root, "uses"));
	loader->depth--;
	/* bases come before what uses them */
	memmove(&loader->packs.items[at], &loader->packs.items[at + 1], (loader->packs.count - at - 1) * sizeof(struct pack *));
	loader->packs.items[loader->packs.count - 1] = pack;
	const struct maek_yaml *stages = maek_yaml_get(yaml->root, "stages");
	if (!stages)
		maek_errors_add(loader->errors, MAEK_ERROR, "missing-key", yaml->root->place, NULL, "pack.yaml needs `stages`");
	for (size_t i = 0; i < maek_items_count(stages); i++)
		read_stage(loader, pack, maek_items_at(stages, i));
	check_folder(loader, pack);
	return true;
}

/* ---- second pass */

struct id_places {
	struct maek_place *items;
	size_t count, room;
};

static void check_id(struct loader *loader, struct maek_table *ids, const char *id, struct maek_place place,
                     struct id_places *places)
{
	bool is_new;
	uint32_t index = *maek_table_add(ids, maek_text_of(id), (uint32_t)places->count, &is_new);
	if (is_new) {
		*MAEK_PUSH(loader->arena, places) = place;
		return;
	}
	char hint[600];
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

static void compile_file(struct loader *loader, const struct pack *pack, struct pack_file *file)
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

static void check_ids(struct loader *loader)
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

static void compile_word_tail(struct loader *loader)
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
		rules->word_tail = maek_rules_compile(&reader, &expansion);
}

static void compile_all(struct loader *loader)
{
	maek_schema_resolve(&loader->rules->schema, loader->errors);
	compile_word_tail(loader);
	for (size_t i = 0; i < loader->packs.count; i++) {
		struct pack *pack = loader->packs.items[i];
		for (size_t k = 0; k < pack->stages.count; k++) {
			struct pack_file *file = pack->stages.items[k];
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
	struct loader loader = {.rules = rules, .arena = arena, .errors = errors};
	for (size_t i = 0; i < count; i++)
		load_pack(&loader, maek_arena_copy(arena, folders[i], strlen(folders[i])), (struct maek_place){0});
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
	maek_arena_free(rules->arena);
}
