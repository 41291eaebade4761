/* See the header. */
#include "cli/manifest.h"

#include "cli/output.h"
#include "extract/text.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
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

/* Piece by piece, since facts may be larger than the memory. */
static bool sum_of(int file, struct maek_sha256 *sum)
{
	char bytes[65536];
	ssize_t got;
	maek_sha256_begin(sum);
	while ((got = read(file, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			maek_sha256_add(sum, (struct maek_text){bytes, (size_t)got});
	return got == 0;
}

static json_t *describe(const struct maek_manifest *manifest, const char *name)
{
	char hex[65];
	struct maek_sha256 sum;
	int file = open(maek_arena_format(manifest->arena, "%s/%s", manifest->folder, name), O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return NULL;
	bool ok = sum_of(file, &sum);
	int error = errno;
	close(file);
	errno = error;
	if (!ok)
		return NULL;
	maek_sha256_end(&sum, hex);
	return json_pack("{s:s, s:I, s:s}", "name", name, "bytes", (json_int_t)sum.size, "sha256", hex);
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
