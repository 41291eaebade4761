/* First pass over a file: what it defines for all others (macros, number words, types, relations, views, styles).
 */
#include "extract/rules_parts.h"

#include "extract/keys.h"

#include <stdio.h>
#include <string.h>

/* Are both in files of one folder? */
static bool in_one_pack(const char *a, const char *b)
{
	const char *end_a = strrchr(a, '/'), *end_b = strrchr(b, '/');
	size_t size_a = end_a ? (size_t)(end_a - a) : 0, size_b = end_b ? (size_t)(end_b - b) : 0;
	return size_a == size_b && memcmp(a, b, size_a) == 0;
}

/* A pack may define a macro of another pack anew; within one, the second would silently change what rules of the first mean. */
static bool is_defined_twice(struct maek_pack_loader *loader, const struct maek_macro *known, const struct maek_yaml *key)
{
	char hint[600];
	if (!in_one_pack(known->key->place.file, key->place.file))
		return false;
	snprintf(hint, sizeof hint, "it stands first at %s:%d; give this one another name", known->key->place.file,
	         known->key->place.line);
	maek_errors_add(loader->errors, MAEK_ERROR, "duplicate-macro", key->place, hint, "the macro '%s' is defined twice in this pack",
	                key->value.bytes);
	return true;
}

static void read_defines(struct maek_pack_loader *loader, const struct maek_yaml *map)
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
		if (macro && is_defined_twice(loader, macro, map->keys[i]))
			continue;
		if (!macro)
			macro = MAEK_PUSH(loader->arena, &loader->rules->macros.list);
		*macro = (struct maek_macro){.name = map->keys[i]->value.bytes, .key = map->keys[i], .value = map->items[i]};
	}
}

static void read_numbers(struct maek_pack_loader *loader, const struct maek_yaml *map)
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

static void read_names(struct maek_pack_loader *loader, const struct maek_yaml *map, const char *prefix, int which)
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

void maek_pack_define(struct maek_pack_loader *loader, const struct maek_pack_file *file)
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
