/* Files, folders and standard input, one document at a time. The files of a folder are listed when it is reached, in byte
 * order of their names.
 */
#include "extract/document_format.h"
#include "extract/input.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct pending {
	const char *path;
	bool from_folder; /* only known endings count then */
};

struct maek_reader {
	struct maek_arena *arena;
	MAEK_LIST(struct pending) stack; /* the next path is the last */
	enum maek_format format;
	struct maek_reader_counts counts;
	size_t shard, shard_count; /* 0: every document */
	FILE *lines; /* an open JSONL file */
	const char *lines_path;
	int line_number;
	struct maek_input_line line;
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
	free(reader->line.bytes);
	maek_arena_free(reader->arena);
}

struct maek_reader_counts maek_reader_count(const struct maek_reader *reader)
{
	return reader->counts;
}

void maek_reader_shard(struct maek_reader *reader, size_t shard, size_t count)
{
	reader->shard = shard;
	reader->shard_count = count;
}

/* Counts a document; false when it is another shard's. */
static bool count_document(struct maek_reader *reader)
{
	size_t number = reader->counts.given + reader->counts.elsewhere; /* of documents before it */
	bool is_own = !reader->shard_count || number % reader->shard_count == reader->shard - 1;
	*(is_own ? &reader->counts.given : &reader->counts.elsewhere) += 1;
	return is_own;
}

static bool has_ending(const char *path, const char *ending)
{
	return maek_text_ends(maek_input_plain_name(path), maek_text_of(ending));
}

/* The document stands for one that failed: id and source only. */
static int fail(struct maek_reader *reader, struct maek_arena *arena, const char *path, const char *id,
                struct maek_document **out)
{
	struct maek_document *document = maek_arena_alloc(arena, sizeof *document);
	document->source = path;
	document->id = id;
	*out = document;
	reader->counts.failed++;
	return -1;
}

static int fail_file(struct maek_reader *reader, struct maek_arena *arena, const char *path, int problem,
                     struct maek_document **out, struct maek_errors *errors)
{
	maek_errors_add(errors, MAEK_ERROR, "missing-file", (struct maek_place){path, 0, 0, 0}, NULL, "%s", strerror(problem));
	return fail(reader, arena, path, maek_document_id(arena, path), out);
}

static int done(struct maek_reader *reader, bool ok)
{
	if (ok)
		reader->counts.read++;
	else
		reader->counts.failed++;
	return ok ? 1 : -1;
}

static int descending(const void *a, const void *b)
{
	return -strcmp(((const struct pending *)a)->path, ((const struct pending *)b)->path);
}

static bool open_folder(struct maek_reader *reader, const char *path)
{
	DIR *stream = opendir(path);
	if (!stream) {
		maek_check_memory();
		return false;
	}
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
	if (!ok)
		return fail_file(reader, arena, path, problem, out, errors);
	struct maek_text text = {bytes.bytes ? bytes.bytes : "", bytes.size};
	reader->counts.bytes += bytes.size;
	return done(reader, maek_document_read(arena, text, path, reader->format, out, errors));
}

/* The next line that is not empty, without a byte order mark; false at the end. */
static bool next_line(struct maek_reader *reader, struct maek_text *line)
{
	do {
		errno = 0;
		if (!maek_input_line(&reader->line, reader->lines)) {
			maek_check_memory();
			return false;
		}
		reader->counts.bytes += reader->line.whole_size;
		*line = (struct maek_text){reader->line.bytes, reader->line.size};
		if (++reader->line_number == 1 && line->size >= 3 && memcmp(line->bytes, "\xEF\xBB\xBF", 3) == 0)
			*line = (struct maek_text){line->bytes + 3, line->size - 3};
	} while (line->size == 0);
	return true;
}

static int end_lines(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors)
{
	int problem = ferror(reader->lines) ? errno : 0;
	if (reader->lines != stdin)
		fclose(reader->lines);
	reader->lines = NULL;
	if (!problem)
		return 0;
	reader->counts.given++;
	return fail_file(reader, arena, reader->lines_path, problem, out, errors);
}

static int read_line(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors)
{
	struct maek_text line;
	do {
		if (!next_line(reader, &line))
			return end_lines(reader, arena, out, errors);
	} while (!count_document(reader));
	const char *path = reader->lines_path;
	int number = reader->line_number;
	if (!reader->line.is_cut)
		return done(reader, maek_document_read_json(arena, line, path, number, out, errors));
	maek_errors_add(errors, MAEK_ERROR, "line-too-big", (struct maek_place){path, number, 0, 0}, NULL,
	                "a line of more than 16 MiB");
	return fail(reader, arena, path, maek_document_line_id(arena, path, number), out);
}

/* In folders only plain files of known endings count, and links to folders are not followed: they may lead round. */
static bool is_ignored(const char *path, bool is_folder)
{
	struct stat what;
	if (is_folder)
		return lstat(path, &what) == 0 && S_ISLNK(what.st_mode);
	if (!has_ending(path, ".txt") && !has_ending(path, ".md") && !has_ending(path, ".jsonl"))
		return true;
	return stat(path, &what) == 0 && !S_ISREG(what.st_mode);
}

/* 1, -1 as maek_reader_next; 0: nothing came of this path, go on. */
static int open_path(struct maek_reader *reader, const struct pending *pending, struct maek_arena *arena,
                     struct maek_document **out, struct maek_errors *errors)
{
	const char *path = pending->path;
	struct stat what;
	bool is_stdin = strcmp(path, "-") == 0, is_folder = !is_stdin && stat(path, &what) == 0 && S_ISDIR(what.st_mode);
	if (pending->from_folder && is_ignored(path, is_folder)) {
		reader->counts.ignored++;
		return 0;
	}
	if (is_folder && open_folder(reader, path))
		return 0;
	bool is_lines = reader->format == MAEK_FORMAT_JSONL || (reader->format == MAEK_FORMAT_AUTO && has_ending(path, ".jsonl"));
	bool is_document = !is_folder && !is_lines;
	if (is_document && !count_document(reader))
		return 0;
	FILE *file = is_stdin ? stdin : is_folder ? NULL : fopen(path, "rb");
	file = file ? maek_input_unpack(file) : NULL;
	if (!file)
		maek_check_memory();
	if (file && is_lines) {
		reader->lines = file;
		reader->lines_path = path;
		reader->line_number = 0;
		return 0;
	}
	reader->counts.given += !is_document; /* what holds documents and cannot be read fails in every shard */
	return file ? read_file(reader, arena, path, file, out, errors)
	            : fail_file(reader, arena, path, errno, out, errors);
}

int maek_reader_next(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors)
{
	int result = 0;
	while (!result) {
		if (reader->lines) {
			result = read_line(reader, arena, out, errors);
		} else if (reader->stack.count) {
			struct pending pending = reader->stack.items[--reader->stack.count];
			result = open_path(reader, &pending, arena, out, errors);
		} else {
			return 0;
		}
	}
	return result;
}
