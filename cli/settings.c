/* See the header. */
#include "cli/settings.h"

#include "cli/generate.h"
#include "cli/report.h"
#include "extract/yaml_tree.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char name[] = ".maek.yaml";

/* ---- the file */

/* The nearest file as a path from here ("../.maek.yaml"), or NULL. */
static const char *find_file(struct maek_arena *arena)
{
	char here[PATH_MAX];
	const char *path = name;
	if (!getcwd(here, sizeof here))
		return NULL;
	for (const char *at = here; at; at = strchr(at + 1, '/')) {
		struct stat what;
		if (stat(path, &what) == 0 && S_ISREG(what.st_mode) && (what.st_uid == geteuid() || what.st_uid == 0))
			return path;
		path = maek_arena_format(arena, "../%s", path);
	}
	return NULL;
}

static bool is_settable(const struct maek_option *option)
{
	return option->offset != MAEK_OPTION_AT(help) && option->offset != MAEK_OPTION_AT(no_config);
}

static const struct maek_option *find_option(const struct maek_command *command, const char *key)
{
	const struct maek_option *option;
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++)
		if (strcmp(option->name, key) == 0 && is_settable(option))
			return option;
	return NULL;
}

static bool is_option(const char *key)
{
	const struct maek_command *command;
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		if (find_option(command, key))
			return true;
	return false;
}

static void unknown_key(const struct maek_yaml *key, bool sections, struct maek_errors *errors)
{
	MAEK_LIST(const char *) names = {0};
	const struct maek_command *command;
	const struct maek_option *option;
	for (size_t i = 0; (command = maek_command_at(i)); i++) {
		if (sections)
			*MAEK_PUSH(errors->arena, &names) = command->name;
		for (size_t k = 0; (option = maek_option_at(command->options, k)); k++)
			if (is_settable(option))
				*MAEK_PUSH(errors->arena, &names) = option->name;
	}
	const char *nearest = maek_nearest_name(key->value.bytes, names.items, names.count);
	maek_errors_add(errors, MAEK_ERROR, "unknown-key", key->place,
	                nearest ? maek_arena_format(errors->arena, "did you mean '%s'?", nearest) : NULL,
	                "no option%s is called '%s'", sections ? " or command" : "", key->value.bytes);
}

static void check_keys(const struct maek_yaml *map, bool sections, struct maek_errors *errors)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct maek_yaml *key = map->keys[i], *value = map->items[i];
		bool is_section = sections && value->kind == MAEK_YAML_MAP && maek_command_find(key->value.bytes);
		if (is_section)
			check_keys(value, false, errors);
		else if (!is_option(key->value.bytes))
			unknown_key(key, sections, errors);
		else if (value->kind == MAEK_YAML_MAP)
			maek_errors_add(errors, MAEK_ERROR, "wrong-kind", value->place, NULL, "the value of '%s' cannot be a map",
			                key->value.bytes);
	}
}

/* The file's root; NULL when there is none, or after errors. */
static const struct maek_yaml *read_file(struct maek_arena *arena, struct maek_errors *errors)
{
	const char *path = find_file(arena);
	struct maek_yaml_file *file;
	if (!path || !maek_yaml_load(arena, path, NULL, &file, errors) || !file->root)
		return NULL;
	if (file->root->kind == MAEK_YAML_MAP)
		check_keys(file->root, true, errors);
	else
		maek_errors_add(errors, MAEK_ERROR, "wrong-kind", file->root->place, NULL, "settings are a map of options");
	return errors->error_count ? NULL : file->root;
}

/* ---- values */

/* Paths count from the folder of the file; a pack may also be a name that is looked for. */
static const char *resolve(struct maek_arena *arena, const struct maek_option *option, const struct maek_yaml *value)
{
	const char *text = value->value.bytes, *file = value->place.file;
	enum maek_completes what = maek_completes(option->argument);
	size_t folder = strlen(file) - strlen(name);
	if (!folder || *text == '/' || strcmp(text, "-") == 0 ||
	    (what != MAEK_COMPLETES_FILES && what != MAEK_COMPLETES_FOLDERS))
		return text;
	const char *path = maek_arena_format(arena, "%.*s%s", (int)folder, file, text);
	bool is_name = option->kind == MAEK_OPTION_LIST && !strchr(text, '/') && access(path, F_OK) != 0;
	return is_name ? text : path;
}

static bool set_from_file(struct maek_options *options, const struct maek_option *option, const struct maek_yaml *value,
                          struct maek_errors *errors)
{
	const struct maek_yaml *const *items = value->kind == MAEK_YAML_LIST ? value->items : &value;
	size_t count = value->kind == MAEK_YAML_LIST ? value->count : 1;
	for (size_t i = 0; i < count; i++) {
		if (items[i]->kind != MAEK_YAML_SCALAR || (value->kind == MAEK_YAML_LIST && option->kind != MAEK_OPTION_LIST))
			return maek_errors_add(errors, MAEK_ERROR, "wrong-kind", items[i]->place, NULL, "'%s' takes %s",
			                       option->name, option->kind == MAEK_OPTION_LIST ? "a list of texts" : "one value");
		const char *origin = maek_arena_format(options->arena, "%s:%d", items[i]->place.file, items[i]->place.line);
		const char *wrong = maek_option_set(options, option, resolve(options->arena, option, items[i]), origin);
		if (wrong)
			return maek_errors_add(errors, MAEK_ERROR, "wrong-value", items[i]->place, NULL, "'%s' takes %s, not '%s'",
			                       option->name, wrong, items[i]->value.bytes);
	}
	return true;
}

static const char *variable_of(struct maek_arena *arena, const struct maek_option *option)
{
	char *variable = maek_arena_format(arena, "MAEK_%s", option->name);
	for (char *at = variable; *at; at++)
		*at = *at == '-' ? '_' : *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
	return variable;
}

static bool set_from_variable(struct maek_options *options, const struct maek_option *option, const char *variable,
                              const char *value)
{
	const char *origin = maek_arena_format(options->arena, "environment %s", variable);
	for (const char *at = value; *at;) {
		size_t size = option->kind == MAEK_OPTION_LIST ? strcspn(at, ":") : strlen(at);
		const char *wrong =
			size ? maek_option_set(options, option, maek_arena_copy(options->arena, at, size), origin) : NULL;
		if (wrong) {
			fprintf(stderr, "maek: %s takes %s, not '%s'\n", variable, wrong, value);
			return false;
		}
		at += size + (at[size] == ':');
	}
	return true;
}

static bool is_given(const struct maek_options *options, const struct maek_option *option)
{
	for (size_t i = 0; i < options->given.count; i++)
		if (options->given.items[i].option == option)
			return true;
	return false;
}

static bool apply(struct maek_options *options, const struct maek_command *command, const struct maek_yaml *root,
                  struct maek_errors *errors)
{
	const struct maek_yaml *section = maek_yaml_get(root, command->name);
	const struct maek_option *option;
	bool ok = true;
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++) {
		const char *variable = variable_of(options->arena, option), *value = getenv(variable);
		if (!is_settable(option) || is_given(options, option))
			continue;
		const struct maek_yaml *node = maek_yaml_get(section, option->name);
		if (!node && (node = maek_yaml_get(root, option->name)) && node->kind == MAEK_YAML_MAP)
			node = NULL; /* the section of a command that is called as the option is */
		if (value && *value)
			ok = set_from_variable(options, option, variable, value) && ok;
		else if (node)
			ok = set_from_file(options, option, node, errors) && ok;
	}
	return ok;
}

bool maek_settings_apply(struct maek_options *options, const struct maek_command *command)
{
	struct maek_errors errors;
	maek_errors_init(&errors, options->arena);
	const struct maek_yaml *root = options->no_config ? NULL : read_file(options->arena, &errors);
	bool ok = !errors.error_count && apply(options, command, root, &errors);
	maek_report_errors(&errors, stderr);
	return ok;
}
