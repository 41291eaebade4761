/* Files, folders and standard input, one document at a time. The files of a folder are listed when it is reached, in byte
 * order of their names.
 */
#include "extract/document.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_SIZE = 16 << 20 };

struct pending {
	const char *path;
	bool from_folder; /* only known endings count then */
};

struct maek_reader {
	struct maek_arena *arena;
	MAEK_LIST(struct pending) stack; /* the next path is the last */
	enum maek_format format;
	struct maek_reader_counts counts;
	FILE *lines; /* an open JSONL file */
	const char *lines_path;
	int line_number;
	char *line;
	size_t line_room;
};

struct maek_reader *maek_reader_new(const char *const *paths, size_t count, enum maek_format format)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_reader *reader = maek_arena_alloc(arena, sizeof *reader);
	reader->arena = arena;
	reader->format = format;
	for (size_t i = count; i > 0; i--)
		*MAEK_PUSH(arena, &reader->stack) = (struct pending){maek_arena_copy(arena, paths[i - 1], strlen(paths[i - 1])), false};
	return reader;
}

void maek_reader_free(struct maek_reader *reader)
{
	if (!reader)
		return;
	if (reader->lines && reader->lines != stdin)
		fclose(reader->lines);
	free(reader->line);
	maek_arena_free(reader->arena);
}

struct maek_reader_counts maek_reader_count(const struct maek_reader *reader)
{
	return reader->counts;
}

static bool has_ending(const char *path, const char *ending)
{
	const char *dot = strrchr(path, '.');
	return dot && strcmp(dot, ending) == 0;
}

/* The document stands for one that failed: id and source only. */
static int fail(struct maek_reader *reader, struct maek_arena *arena, const char *path, struct maek_document **out)
{
	struct maek_document *document = maek_arena_alloc(arena, sizeof *document);
	const char *slash = strrchr(path, '/');
	document->source = path;
	document->id = slash ? slash + 1 : path;
	*out = document;
	reader->counts.failed++;
	return -1;
}

static int descending(const void *a, const void *b)
{
	return -strcmp(((const struct pending *)a)->path, ((const struct pending *)b)->path);
}

static bool open_folder(struct maek_reader *reader, const char *path, struct maek_errors *errors)
{
	DIR *stream = opendir(path);
	if (!stream)
		return maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "%s",
		                       strerror(errno));
	size_t first = reader->stack.count, size = strlen(path);
	for (struct dirent *entry; (entry = readdir(stream));) {
		if (entry->d_name[0] == '.')
			continue;
		const char *slash = size && path[size - 1] == '/' ? "" : "/";
		const char *inner = maek_arena_format(reader->arena, "%s%s%s", path, slash, entry->d_name);
		*MAEK_PUSH(reader->arena, &reader->stack) = (struct pending){inner, true};
	}
	closedir(stream);
	if (reader->stack.count > first)
		qsort(reader->stack.items + first, reader->stack.count - first, sizeof *reader->stack.items, descending);
	return true;
}

static bool read_all(FILE *file, struct maek_buffer *bytes)
{
	char block[65536];
	for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(bytes, block, size);
	return !ferror(file);
}

static int read_file(struct maek_reader *reader, struct maek_arena *arena, const char *path, FILE *file,
                     struct maek_document **out, struct maek_errors *errors)
{
	struct maek_buffer bytes = {.arena = arena};
	bool ok = read_all(file, &bytes);
	int problem = errno;
	if (file != stdin)
		fclose(file);
	reader->counts.given++;
	if (!ok) {
		maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "%s", strerror(problem));
		return fail(reader, arena, path, out);
	}
	struct maek_text text = {bytes.bytes ? bytes.bytes : "", bytes.size};
	if (!maek_document_read(arena, text, path, reader->format, out, errors)) {
		reader->counts.failed++;
		return -1;
	}
	reader->counts.read++;
	return 1;
}

/* The next line that is not empty; -1 at the end. */
static ssize_t next_line(struct maek_reader *reader)
{
	ssize_t size;
	do {
		size = getline(&reader->line, &reader->line_room, reader->lines);
		reader->line_number++;
		while (size > 0 && (reader->line[size - 1] == '\n' || reader->line[size - 1] == '\r'))
			size--;
	} while (size == 0);
	return size;
}

static int read_line(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors)
{
	ssize_t size = next_line(reader);
	if (size < 0) {
		if (reader->lines != stdin)
			fclose(reader->lines);
		reader->lines = NULL;
		return 0;
	}
	reader->counts.given++;
	struct maek_place place = {reader->lines_path, reader->line_number, 0, 0};
	if (size > LINE_SIZE) {
		maek_errors_add(errors, MAEK_ERROR, "line-too-big", place, NULL, "a line of more than 16 MiB");
		return fail(reader, arena, maek_arena_format(arena, "%s:%d", reader->lines_path, reader->line_number), out);
	}
	struct maek_text line = {reader->line, (size_t)size};
	if (!maek_document_read_json(arena, line, reader->lines_path, reader->line_number, out, errors)) {
		reader->counts.failed++;
		return -1;
	}
	reader->counts.read++;
	return 1;
}

static bool is_ignored(const struct pending *pending)
{
	return pending->from_folder && !has_ending(pending->path, ".txt") && !has_ending(pending->path, ".md") &&
	       !has_ending(pending->path, ".jsonl");
}

/* 1, -1 as maek_reader_next; 0: nothing came of this path, go on. */
static int open_path(struct maek_reader *reader, const struct pending *pending, struct maek_arena *arena,
                     struct maek_document **out, struct maek_errors *errors)
{
	const char *path = pending->path;
	struct stat what;
	bool is_stdin = strcmp(path, "-") == 0;
	if (!is_stdin && stat(path, &what) == 0 && S_ISDIR(what.st_mode)) {
		if (open_folder(reader, path, errors))
			return 0;
		reader->counts.given++;
		return fail(reader, arena, path, out);
	}
	if (is_ignored(pending)) {
		reader->counts.ignored++;
		return 0;
	}
	FILE *file = is_stdin ? stdin : fopen(path, "rb");
	if (!file) {
		maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "%s", strerror(errno));
		reader->counts.given++;
		return fail(reader, arena, path, out);
	}
	bool is_lines = reader->format == MAEK_FORMAT_JSONL || (reader->format == MAEK_FORMAT_AUTO && has_ending(path, ".jsonl"));
	if (!is_lines)
		return read_file(reader, arena, path, file, out, errors);
	reader->lines = file;
	reader->lines_path = path;
	reader->line_number = 0;
	return 0;
}

int maek_reader_next(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors)
{
	for (;;) {
		int result = 0;
		if (reader->lines) {
			result = read_line(reader, arena, out, errors);
		} else if (reader->stack.count) {
			struct pending pending = reader->stack.items[--reader->stack.count];
			result = open_path(reader, &pending, arena, out, errors);
		} else {
			return 0;
		}
		if (result)
			return result;
	}
}
