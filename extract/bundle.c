/* Reading: a path that goes on behind a plain file leads into it. Each opening looks through the headers again, which are as many as there
 * are files; so there is no state, and what was opened stays right when the bundle is replaced meanwhile.
 */
#include "extract/bundle.h"

#include "extract/bundle_parts.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char magic[] = "maek rules bundle 1\n";

/* ---- paths */

static bool is_plain_file(const char *path)
{
	struct stat what;
	return stat(path, &what) == 0 && S_ISREG(what.st_mode);
}

/* The length of the bundle's path in `path`; 0: it leads into none. */
static size_t bundle_size(const char *path)
{
	char start[PATH_MAX];
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t size = (size_t)(slash - path);
		if (!size || size >= sizeof start)
			continue;
		memcpy(start, path, size);
		start[size] = 0;
		if (is_plain_file(start))
			return slash[1] ? size : 0;
	}
	return 0;
}

const char *maek_bundle_of(struct maek_arena *arena, const char *path)
{
	size_t size = bundle_size(path);
	return size ? maek_arena_copy(arena, path, size) : path;
}

bool maek_bundle_is(const char *path)
{
	char start[sizeof magic];
	FILE *file = is_plain_file(path) ? fopen(path, "rb") : NULL;
	bool is_one = file && fread(start, 1, sizeof magic - 1, file) == sizeof magic - 1 && memcmp(start, magic, sizeof magic - 1) == 0;
	if (file)
		fclose(file);
	return is_one;
}

/* ---- parts */

/* The next header; false at the end, or where there is none. The stream stands at the bytes then. */
static bool next_part(FILE *file, size_t *size, char path[PATH_MAX])
{
	char header[PATH_MAX + 40], *end;
	if (!fgets(header, sizeof header, file) || strncmp(header, "file ", 5) != 0 || header[5] < '0' || header[5] > '9')
		return false;
	*size = strtoul(header + 5, &end, 10);
	size_t length = strlen(end);
	if (*end != ' ' || length < 3 || end[length - 1] != '\n' || length - 2 >= PATH_MAX || *size > LONG_MAX - 1)
		return false;
	memcpy(path, end + 1, length - 2);
	path[length - 2] = 0;
	return true;
}

static bool skip_part(FILE *file, size_t size)
{
	return fseek(file, (long)size, SEEK_CUR) == 0 && getc(file) == '\n';
}

/* The bundle, behind its first two lines; `hash` is what the second says. */
static FILE *open_bundle(const char *path, char hash[65])
{
	char line[100];
	FILE *file = maek_bundle_is(path) ? fopen(path, "rb") : NULL;
	if (file && fgets(line, sizeof line, file) && fgets(line, sizeof line, file) && strlen(line) == 7 + 64 + 1 &&
	    strncmp(line, "sha256 ", 7) == 0) {
		memcpy(hash, line + 7, 64);
		hash[64] = 0;
		return file;
	}
	if (file)
		fclose(file);
	errno = ENOTDIR;
	return NULL;
}

struct part {
	FILE *file;
	size_t left;
};

static ssize_t read_some(void *cookie, char *bytes, size_t size)
{
	struct part *part = cookie;
	size_t got = fread(bytes, 1, size < part->left ? size : part->left, part->file);
	part->left -= got;
	return got || !part->left || !size ? (ssize_t)got : -1; /* the bundle ends too early */
}

static int close_part(void *cookie)
{
	struct part *part = cookie;
	int result = fclose(part->file);
	free(part);
	return result;
}

static FILE *open_part(const char *path, size_t bundle)
{
	char start[PATH_MAX], inner[PATH_MAX], hash[65];
	size_t size;
	memcpy(start, path, bundle);
	start[bundle] = 0;
	FILE *file = open_bundle(start, hash);
	bool found = false;
	while (file && next_part(file, &size, inner) && !(found = (strcmp(inner, path + bundle + 1) == 0)) && skip_part(file, size))
		;
	if (!found) {
		if (file)
			fclose(file);
		errno = file ? ENOENT : errno;
		return NULL;
	}
	struct part *part = maek_allocate(sizeof *part);
	*part = (struct part){file, size};
	FILE *stream = fopencookie(part, "rb", (cookie_io_functions_t){.read = read_some, .close = close_part});
	if (!stream)
		close_part(part);
	return stream;
}

FILE *maek_rule_file_open(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t bundle = !file && errno == ENOTDIR ? bundle_size(path) : 0;
	/* cppcheck-suppress resourceLeak -- a bundle is looked for only where no file was opened */
	return bundle ? open_part(path, bundle) : file;
}

bool maek_rule_file_read(const char *path, struct maek_buffer *bytes)
{
	char block[65536];
	FILE *file = maek_rule_file_open(path);
	if (!file)
		return false;
	for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(bytes, block, size);
	bool ok = !ferror(file);
	int problem = errno;
	fclose(file);
	errno = problem;
	return ok;
}

/* ---- packs */

const char *maek_pack_real(struct maek_arena *arena, const char *folder)
{
	size_t bundle = bundle_size(folder);
	char *real = realpath(bundle ? maek_arena_copy(arena, folder, bundle) : folder, NULL);
	if (!real) {
		maek_check_memory();
		return NULL;
	}
	const char *kept = maek_arena_format(arena, "%s%s", real, bundle ? folder + bundle : "");
	free(real);
	return kept;
}

bool maek_bundle_list(struct maek_arena *arena, const char *folder, struct maek_names *names)
{
	size_t bundle = bundle_size(folder), size;
	char path[PATH_MAX], hash[65];
	FILE *file = bundle ? open_bundle(maek_arena_copy(arena, folder, bundle), hash) : NULL;
	const char *pack = folder + bundle + 1;
	if (!file)
		return false;
	while (next_part(file, &size, path) && skip_part(file, size)) {
		const char *slash = strrchr(path, '/');
		if (slash && strlen(pack) == (size_t)(slash - path) && strncmp(path, pack, strlen(pack)) == 0)
			*MAEK_PUSH(arena, names) = maek_arena_copy(arena, slash + 1, strlen(slash + 1));
	}
	fclose(file);
	return true;
}

static bool is_known(const struct maek_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return true;
	return false;
}

/* What follows the line of the hash has it. */
static bool is_as_written(struct maek_arena *arena, FILE *file, const char *hash)
{
	struct maek_buffer rest = {.arena = arena};
	char block[65536], hex[65];
	long at = ftell(file);
	maek_buffer_string(&rest, "");
	for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(&rest, block, size);
	maek_sha256((struct maek_text){rest.bytes, rest.size}, hex);
	return strcmp(hex, hash) == 0 && fseek(file, at, SEEK_SET) == 0;
}

bool maek_bundle_packs(struct maek_arena *arena, const char *path, const char *const **folders, size_t *count,
                       struct maek_errors *errors)
{
	struct maek_place place = {path, 0, 0, 0};
	struct maek_names names = {0};
	char part[PATH_MAX], hash[65];
	size_t size;
	struct maek_arena *scrap = maek_arena_new();
	FILE *file = open_bundle(path, hash);
	bool ok = file && is_as_written(scrap, file, hash);
	while (ok && next_part(file, &size, part) && (ok = skip_part(file, size))) {
		const char *slash = strrchr(part, '/');
		const char *folder = maek_arena_format(arena, "%s/%.*s", path, slash ? (int)(slash - part) : 0, part);
		if (!is_known(&names, folder))
			*MAEK_PUSH(arena, &names) = folder;
	}
	ok = ok && feof(file);
	if (file)
		fclose(file);
	maek_arena_free(scrap);
	*folders = names.items;
	*count = names.count;
	return ok || maek_errors_add(errors, MAEK_ERROR, "bundle", place, "write it again: maek rules --bundle",
	                             "the bundle is not as it was written");
}

/* ---- writing */

void maek_bundle_head(struct maek_buffer *bundle, struct maek_text rest)
{
	char hex[65];
	maek_sha256(rest, hex);
	maek_buffer_format(bundle, "%ssha256 %s\n", magic, hex);
	maek_buffer_text(bundle, rest);
}
