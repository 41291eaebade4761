/* See the header. */
#include "cli/manifest.h"

#include "cli/output.h"
#include "extract/text.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void note(void *context, const char *path)
{
	struct maek_manifest *manifest = context;
	size_t size = strlen(manifest->folder);
	if (strncmp(path, manifest->folder, size) == 0 && path[size] == '/')
		*MAEK_PUSH(manifest->arena, &manifest->names) = maek_arena_copy(manifest->arena, path + size + 1, strlen(path + size + 1));
}

void maek_manifest_begin(struct maek_manifest *manifest, struct maek_arena *arena, const char *folder)
{
	*manifest = (struct maek_manifest){.arena = arena, .folder = folder};
	maek_output_on_placed(note, manifest);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static json_t *describe(const struct maek_manifest *manifest, const char *name)
{
	char hex[65];
	struct stat what;
	int file = open(maek_arena_format(manifest->arena, "%s/%s", manifest->folder, name), O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return NULL;
	size_t size = fstat(file, &what) == 0 ? (size_t)what.st_size : 0;
	void *bytes = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0) : NULL;
	close(file);
	if (bytes == MAP_FAILED)
		return NULL;
	maek_sha256((struct maek_text){bytes ? bytes : "", size}, hex);
	if (bytes)
		munmap(bytes, size);
	return json_pack("{s:s, s:I, s:s}", "name", name, "bytes", (json_int_t)size, "sha256", hex);
}

bool maek_manifest_write(struct maek_manifest *manifest)
{
	json_t *files = json_array();
	maek_output_on_placed(NULL, NULL);
	if (manifest->names.count)
		qsort(manifest->names.items, manifest->names.count, sizeof *manifest->names.items, by_name);
	for (size_t i = 0; i < manifest->names.count; i++)
		if (json_array_append_new(files, describe(manifest, manifest->names.items[i])) != 0) {
			maek_check_memory();
			fprintf(stderr, "maek: %s/%s: cannot be read again: %s\n", manifest->folder, manifest->names.items[i], strerror(errno));
			json_decref(files);
			return false;
		}
	json_t *root = json_pack("{s:s, s:i, s:o}", "format", "maek-manifest", "version", 1, "files", files);
	struct maek_output output;
	bool ok = maek_output_open(&output, maek_arena_format(manifest->arena, "%s/manifest.json", manifest->folder));
	if (ok) {
		ok = root && json_dumpf(root, output.stream, JSON_INDENT(1)) == 0 && fputc('\n', output.stream) != EOF;
		ok = maek_output_close(&output, ok);
	}
	json_decref(root);
	return ok;
}
