/* Packs as folders: which files they have, and all of these as one. */
#include "extract/bundle_parts.h"
#include "extract/rule.h"
#include "extract/yaml_tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list_folder(struct maek_arena *arena, const char *folder, struct maek_names *names)
{
	DIR *stream = opendir(folder);
	if (!stream)
		return errno == ENOTDIR && maek_bundle_list(arena, folder, names);
	for (const struct dirent *entry; (entry = readdir(stream));) {
		const char *dot = strrchr(entry->d_name, '.');
		if (dot && entry->d_name[0] != '.' &&
		    (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 || strcmp(dot, ".tsv") == 0))
			*MAEK_PUSH(arena, names) = maek_arena_copy(arena, entry->d_name, strlen(entry->d_name));
	}
	closedir(stream);
	return true;
}

bool maek_pack_files(struct maek_arena *arena, const char *folder, const char *const **names, size_t *count)
{
	struct maek_names found = {0};
	bool ok = list_folder(arena, folder, &found);
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, by_name);
	*names = found.items;
	*count = found.count;
	return ok;
}

struct writing {
	const struct maek_rules *rules;
	struct maek_arena *arena;
	struct maek_buffer *parts;
	struct maek_errors *errors;
};

static bool wrong(const struct writing *writing, struct maek_place place, const char *message)
{
	return maek_errors_add(writing->errors, MAEK_ERROR, "bundle", place, NULL, "%s", message);
}

/* The name that a pack has in the bundle: its own, with a number when an earlier pack is called so too. */
static const char *name_of(const struct writing *writing, size_t index)
{
	const char *name = writing->rules->packs.items[index].name;
	size_t before = 0;
	for (size_t i = 0; i < index; i++)
		before += strcmp(writing->rules->packs.items[i].name, name) == 0;
	return before ? maek_arena_format(writing->arena, "%s~%zu", name, before + 1) : name;
}

static bool add_file(const struct writing *writing, const char *folder, const char *pack, const char *name, struct maek_buffer *hashes)
{
	const char *path = maek_arena_format(writing->arena, "%s/%s", folder, name);
	struct maek_buffer bytes = {.arena = writing->arena};
	char hex[65];
	maek_buffer_string(&bytes, "");
	if (strpbrk(name, "\n\r") || strpbrk(pack, "\n\r"))
		return wrong(writing, (struct maek_place){path, 0, 0, 0}, "a name with a line end cannot stand in a bundle");
	if (!maek_rule_file_read(path, &bytes)) {
		maek_check_memory();
		return wrong(writing, (struct maek_place){path, 0, 0, 0}, strerror(errno));
	}
	maek_sha256((struct maek_text){bytes.bytes, bytes.size}, hex);
	maek_buffer_format(hashes, "%s  %s\n", hex, name);
	maek_buffer_format(writing->parts, "file %zu %s/%s\n", bytes.size, pack, name);
	maek_buffer_text(writing->parts, (struct maek_text){bytes.bytes, bytes.size});
	maek_buffer_string(writing->parts, "\n");
	return true;
}

static bool add_pack(const struct writing *writing, size_t index)
{
	const char *folder = writing->rules->folders.items[index], *pack = name_of(writing, index), *const *names;
	struct maek_buffer hashes = {.arena = writing->arena};
	size_t count;
	char hex[65];
	maek_buffer_string(&hashes, "");
	bool ok = maek_pack_files(writing->arena, folder, &names, &count);
	for (size_t i = 0; ok && i < count; i++)
		ok = add_file(writing, folder, pack, names[i], &hashes);
	maek_sha256((struct maek_text){hashes.bytes, hashes.size}, hex);
	if (ok && strcmp(hex, writing->rules->packs.items[index].sha256) != 0)
		return wrong(writing, (struct maek_place){folder, 0, 0, 0}, "the pack has changed since it was read");
	return ok;
}

static bool check_lexicons(const struct writing *writing)
{
	bool ok = true;
	for (size_t i = 0; i < writing->rules->lexicons.count; i++) {
		const struct maek_yaml *file = maek_yaml_get(writing->rules->lexicons.items[i]->node, "file");
		if (file && strchr(file->value.bytes, '/'))
			ok = wrong(writing, file->place, "a file that is not in the folder of the pack cannot be bundled");
	}
	return ok;
}

bool maek_bundle_write(const struct maek_rules *rules, struct maek_buffer *bundle, struct maek_errors *errors)
{
	struct maek_buffer parts = {.arena = bundle->arena};
	struct writing writing = {rules, bundle->arena, &parts, errors};
	maek_buffer_string(&parts, "");
	bool ok = check_lexicons(&writing);
	for (size_t i = 0; ok && i < rules->packs.count; i++)
		ok = add_pack(&writing, i);
	if (ok)
		maek_bundle_head(bundle, (struct maek_text){parts.bytes, parts.size});
	return ok;
}
