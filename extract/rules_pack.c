/* Which packs and files there are, in which order. A pack's bases come before it; a file is read once, however often it is
 * listed as a stage.
 */
#include "extract/rules_parts.h"

#include "extract/bundle.h"
#include "extract/keys.h"

#include <errno.h>
#include <string.h>

static const char *join(struct maek_arena *arena, const char *folder, const char *name)
{
	size_t size = strlen(folder);
	return maek_arena_format(arena, "%s%s%s", folder, size && folder[size - 1] == '/' ? "" : "/", name);
}

static struct maek_pack_file *find_file(const struct maek_pack *pack, const char *name)
{
	for (size_t i = 0; i < pack->files.count; i++)
		if (strcmp(pack->files.items[i]->name, name) == 0)
			return pack->files.items[i];
	return NULL;
}

static void read_stage(struct maek_pack_loader *loader, struct maek_pack *pack, const struct maek_yaml *item)
{
	if (!maek_expect(item, MAEK_YAML_SCALAR, "a stage", loader->errors))
		return;
	struct maek_pack_file *file = find_file(pack, item->value.bytes);
	if (!file) {
		const char *path = join(loader->arena, pack->folder, item->value.bytes);
		file = maek_arena_alloc(loader->arena, sizeof *file);
		file->name = item->value.bytes;
		file->shown = maek_arena_format(loader->arena, "%s/%s", pack->name, file->name);
		*MAEK_PUSH(loader->arena, &pack->files) = file;
		FILE *there = maek_rule_file_open(path);
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
			maek_pack_define(loader, file);
		}
	}
	*MAEK_PUSH(loader->arena, &pack->stages) = file;
}

static void unreadable(struct maek_pack_loader *loader, const char *path)
{
	maek_check_memory();
	maek_errors_add(loader->errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "cannot be read: %s",
	                strerror(errno));
}

static void hash_file(struct maek_pack_loader *loader, const char *folder, const char *name, struct maek_buffer *all)
{
	const char *path = join(loader->arena, folder, name);
	struct maek_buffer bytes = {.arena = loader->arena};
	char hex[65];
	if (!maek_rule_file_read(path, &bytes))
		unreadable(loader, path);
	maek_sha256((struct maek_text){bytes.bytes ? bytes.bytes : "", bytes.size}, hex);
	maek_buffer_format(all, "%s  %s\n", hex, name);
}

/* The pack's hash is over the names and hashes of its files; files that no stage lists are errors. */
static void check_folder(struct maek_pack_loader *loader, struct maek_pack *pack)
{
	const char *const *names;
	size_t count;
	if (!maek_pack_files(loader->arena, pack->folder, &names, &count))
		unreadable(loader, pack->folder);
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

static void load_uses(struct maek_pack_loader *loader, const struct maek_pack *pack, const struct maek_yaml *uses)
{
	for (size_t i = 0; i < maek_items_count(uses); i++) {
		const struct maek_yaml *item = maek_items_at(uses, i);
		if (maek_expect(item, MAEK_YAML_SCALAR, "uses", loader->errors))
			maek_pack_load(loader, join(loader->arena, pack->folder, item->value.bytes), item->place);
	}
}

static bool is_loaded(const struct maek_pack_loader *loader, const char *real)
{
	for (size_t i = 0; i < loader->packs.count; i++)
		if (strcmp(loader->packs.items[i]->real, real) == 0)
			return true;
	return false;
}

static bool load_bundle(struct maek_pack_loader *loader, const char *path)
{
	const char *const *folders;
	size_t count;
	bool ok = maek_bundle_packs(loader->arena, path, &folders, &count, loader->errors);
	for (size_t i = 0; ok && i < count; i++)
		ok = maek_pack_load(loader, folders[i], (struct maek_place){path, 0, 0, 0});
	return ok;
}

/* What a bundled pack uses stands in the bundle before it. */
static bool is_bundled(struct maek_pack_loader *loader, const char *folder)
{
	return maek_bundle_of(loader->arena, folder) != folder;
}

bool maek_pack_load(struct maek_pack_loader *loader, const char *folder, struct maek_place place)
{
	static const char *const known[] = {"pack", "uses", "stages", "label", NULL};
	if (maek_bundle_is(folder))
		return load_bundle(loader, folder);
	const char *real = maek_pack_real(loader->arena, folder);
	if (!real)
		return maek_errors_add(loader->errors, MAEK_ERROR, "missing-pack", place, NULL, "the pack '%s' cannot be read: %s",
		                       folder, strerror(errno));
	if (is_loaded(loader, real))
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
	struct maek_pack *pack = maek_arena_alloc(loader->arena, sizeof *pack);
	const char *name = maek_string_at(yaml->root, "pack", loader->errors);
	*pack = (struct maek_pack){.name = name ? name : maek_path_name(loader->arena, real), .folder = folder, .real = real, .root = yaml->root};
	*MAEK_PUSH(loader->arena, &loader->packs) = pack;
	size_t at = loader->packs.count - 1;
	loader->depth++;
	if (!is_bundled(loader, folder))
		load_uses(loader, pack, maek_yaml_get(yaml->root, "uses"));
	loader->depth--;
	/* bases come before what uses them */
	memmove(&loader->packs.items[at], &loader->packs.items[at + 1], (loader->packs.count - at - 1) * sizeof(struct maek_pack *));
	loader->packs.items[loader->packs.count - 1] = pack;
	const struct maek_yaml *stages = maek_yaml_get(yaml->root, "stages");
	if (!stages)
		maek_errors_add(loader->errors, MAEK_ERROR, "missing-key", yaml->root->place, NULL, "pack.yaml needs `stages`");
	for (size_t i = 0; i < maek_items_count(stages); i++)
		read_stage(loader, pack, maek_items_at(stages, i));
	check_folder(loader, pack);
	return true;
}
