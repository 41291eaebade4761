/* See the header. The folders above the running code are tried as well, since an installed tree may be moved. */
#include "extract/pack_find.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef MAEK_RULES_DIR
#define MAEK_RULES_DIR "rules"
#endif

static const char *there(struct maek_arena *arena, const char *folder, size_t size, const char *name)
{
	const char *path = maek_arena_format(arena, "%.*s/%s", (int)size, folder, name);
	return access(path, F_OK) == 0 ? path : NULL;
}

static const char *in_path(struct maek_arena *arena, const char *name)
{
	const char *at = getenv("MAEK_PATH"), *found = NULL;
	while (at && *at && !found) {
		size_t size = strcspn(at, ":");
		if (size)
			found = there(arena, at, size, name);
		at += size + (at[size] == ':');
	}
	return found;
}

/* The file that holds this code; the main program has no name in the link map. */
static bool own_file(char path[PATH_MAX])
{
	Dl_info symbol;
	struct link_map *map = NULL;
	if (!dladdr1((const void *)(uintptr_t)maek_pack_find, &symbol, (void **)&map, RTLD_DL_LINKMAP) || !map)
		return false;
	return realpath(map->l_name[0] ? map->l_name : "/proc/self/exe", path) != NULL;
}

static const char *above(struct maek_arena *arena, const char *name)
{
	char path[PATH_MAX];
	if (!own_file(path))
		return NULL;
	const char *installed = maek_arena_format(arena, "share/maek/rules/%s", name), *found = NULL;
	for (char *slash; !found && (slash = strrchr(path, '/')) && slash != path;) {
		*slash = 0;
		found = there(arena, path, strlen(path), installed);
	}
	return found;
}

const char *maek_pack_find(struct maek_arena *arena, const char *name)
{
	if (strchr(name, '/') || access(name, F_OK) == 0)
		return name;
	const char *found = in_path(arena, name);
	if (!found)
		found = above(arena, name);
	if (!found)
		found = there(arena, MAEK_RULES_DIR, strlen(MAEK_RULES_DIR), name);
	return found ? found : name;
}
