/* `lexicon:` items of a pack's files. */
#include "extract/rule_read.h"

#include "extract/bundle.h"
#include "extract/keys.h"
#include "extract/lint.h"

#include <string.h>

static enum maek_boundary read_boundary(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	static const char *const names[] = {
		[MAEK_BOUNDARY_NONE] = "none", [MAEK_BOUNDARY_LEFT] = "left", [MAEK_BOUNDARY_WORD] = "word"};
	const char *value = maek_string_at(node, "boundary", reader->errors);
	for (size_t i = 0; value && i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], value) == 0)
			return (enum maek_boundary)i;
	if (value)
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", maek_yaml_get(node, "boundary")->place, NULL,
		                "'boundary' is word, left or none");
	return MAEK_BOUNDARY_WORD;
}

static void read_fold(const struct maek_rule_reader *reader, const struct maek_yaml *fold, struct maek_lexicon *lexicon)
{
	for (size_t i = 0; i < maek_items_count(fold); i++) {
		const struct maek_yaml *item = maek_items_at(fold, i);
		if (item->kind == MAEK_YAML_SCALAR && strcmp(item->value.bytes, "space") == 0)
			lexicon->fold_space = true;
		else if (item->kind == MAEK_YAML_SCALAR && strcmp(item->value.bytes, "case") == 0)
			lexicon->fold_case = true;
		else
			maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", item->place, NULL, "'fold' takes space and case");
	}
}

static void read_fact(const struct maek_rule_reader *reader, const char *column, const struct maek_yaml *name,
                      struct maek_lexicon *lexicon)
{
	if (!maek_expect(name, MAEK_YAML_SCALAR, "a relation", reader->errors))
		return;
	int relation = maek_schema_relation(&reader->rules->schema, name->value);
	const char *nearest = relation < 0 ? maek_schema_nearest_relation(&reader->rules->schema, name->value.bytes) : NULL;
	const char *hint = nearest ? maek_arena_format(reader->rules->arena, "did you mean '%s'?", nearest) : NULL;
	if (relation < 0)
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-relation", name->place, hint, "unknown relation '%s'",
		                name->value.bytes);
	else
		*MAEK_PUSH(reader->rules->arena, &lexicon->facts) = (struct maek_lexicon_fact){column, relation};
}

static void unknown_type(const struct maek_rule_reader *reader, const struct maek_yaml *emit)
{
	if (!maek_expect(emit, MAEK_YAML_SCALAR, "emit", reader->errors))
		return;
	const char *nearest = maek_schema_nearest_type(&reader->rules->schema, emit->value.bytes);
	maek_errors_add(reader->errors, MAEK_ERROR, "unknown-type", emit->place,
	                nearest ? maek_arena_format(reader->rules->arena, "did you mean '%s'?", nearest)
	                        : "a lexicon emits one type: emit: Organization",
	                "unknown type '%s'", emit->value.bytes);
}

static void read_facts(const struct maek_rule_reader *reader, const struct maek_yaml *facts, struct maek_lexicon *lexicon)
{
	if (!maek_expect(facts, MAEK_YAML_MAP, "facts", reader->errors))
		return;
	for (size_t i = 0; i < facts->count; i++) {
		for (size_t k = 0; k < maek_items_count(facts->items[i]); k++)
			read_fact(reader, facts->keys[i]->value.bytes, maek_items_at(facts->items[i], k), lexicon);
	}
}

static void read_entries(const struct maek_rule_reader *reader, const struct maek_yaml *entries,
                         struct maek_lexicon *lexicon)
{
	struct maek_arena *arena = reader->rules->arena;
	if (!maek_expect(entries, MAEK_YAML_MAP, "entries", reader->errors))
		return;
	for (size_t i = 0; i < entries->count; i++) {
		const struct maek_yaml *aliases = entries->items[i];
		size_t count = aliases->kind == MAEK_YAML_SCALAR && !aliases->value.size ? 0 : maek_items_count(aliases);
		const char **names = maek_arena_alloc(arena, (count + 1) * sizeof *names);
		size_t found = 0;
		for (size_t k = 0; k < count; k++)
			if (maek_expect(maek_items_at(aliases, k), MAEK_YAML_SCALAR, "an alias", reader->errors))
				names[found++] = maek_items_at(aliases, k)->value.bytes;
		maek_lexicon_add(lexicon, arena, entries->keys[i]->value.bytes, entries->keys[i]->place, names, found);
	}
}

static void read_except(const struct maek_rule_reader *reader, const struct maek_yaml *phrases,
                        struct maek_lexicon *lexicon)
{
	for (size_t i = 0; i < maek_items_count(phrases); i++)
		if (maek_expect(maek_items_at(phrases, i), MAEK_YAML_SCALAR, "a phrase", reader->errors))
			maek_lexicon_except(lexicon, reader->rules->arena, maek_items_at(phrases, i)->value.bytes,
			                    maek_items_at(phrases, i)->place);
}

static void read_file(const struct maek_rule_reader *reader, const struct maek_yaml *file, const char *folder,
                      struct maek_lexicon *lexicon)
{
	struct maek_arena *arena = reader->rules->arena;
	if (!maek_expect(file, MAEK_YAML_SCALAR, "file", reader->errors))
		return;
	const char *path = maek_arena_format(arena, "%s/%s", folder, file->value.bytes);
	FILE *there = maek_rule_file_open(path);
	if (!there) {
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-file", file->place, NULL, "the file '%s' cannot be read",
		                file->value.bytes);
		return;
	}
	fclose(there);
	lexicon->id = maek_arena_format(arena, "%s/%s", reader->pack, file->value.bytes);
	maek_lexicon_read_tsv(lexicon, arena, path, path, reader->errors);
}

struct maek_lexicon *maek_lexicon_read(const struct maek_rule_reader *reader, const struct maek_yaml *node,
                                       const char *folder)
{
	static const char *const known[] = {"emit", "boundary", "fold", "entries", "file", "keys", "priority", "facts", "except", "allow", NULL};
	if (!maek_expect(node, MAEK_YAML_MAP, "a lexicon", reader->errors))
		return NULL;
	maek_expect_keys(node, known, "a lexicon", reader->errors);
	maek_lint_expect_allow(node, reader->errors);
	struct maek_lexicon *lexicon = maek_arena_alloc(reader->rules->arena, sizeof *lexicon);
	const struct maek_yaml *emit = maek_yaml_get(node, "emit");
	lexicon->node = node;
	lexicon->id = reader->file;
	lexicon->at = maek_rule_at(reader, node);
	lexicon->type = emit && emit->kind == MAEK_YAML_SCALAR ? maek_schema_type(&reader->rules->schema, emit->value) : -1;
	if (!emit)
		maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, "write: emit: Type", "a lexicon needs `emit`");
	else if (lexicon->type < 0)
		unknown_type(reader, emit);
	lexicon->boundary = read_boundary(reader, node);
	lexicon->keys = maek_bool_at(node, "keys", true, reader->errors);
	lexicon->priority = maek_integer_at(node, "priority", 0, reader->errors);
	read_fold(reader, maek_yaml_get(node, "fold"), lexicon);
	read_facts(reader, maek_yaml_get(node, "facts"), lexicon);
	read_entries(reader, maek_yaml_get(node, "entries"), lexicon);
	read_file(reader, maek_yaml_get(node, "file"), folder, lexicon);
	read_except(reader, maek_yaml_get(node, "except"), lexicon);
	return lexicon->type < 0 ? NULL : lexicon;
}
