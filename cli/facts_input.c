/* See the header. */
#include "cli/facts_input.h"

#include "cli/report.h"
#include "cli/shards.h"
#include "graph/facts_json.h"
#include "graph/trailer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	const char *path;
	int number; /* of the line */
	void (*each)(void *context, struct maek_text line, const struct maek_facts *facts);
	void *context;
	struct maek_shards *shards; /* NULL: trailers are passed over */
};

static bool check(const struct reading *reading, struct maek_arena *arena, struct maek_text line, bool is_trailer,
                  struct maek_errors *errors)
{
	struct maek_trailer trailer;
	if (!is_trailer) {
		maek_shards_add_line(reading->shards);
		return true;
	}
	bool ok = maek_trailer_read(arena, line, reading->path, reading->number, &trailer, errors);
	if (ok)
		maek_shards_add_trailer(reading->shards, (struct maek_place){reading->path, reading->number, 0, 0}, &trailer);
	return ok;
}

static bool read_line(const struct reading *reading, struct maek_arena *arena, struct maek_text line)
{
	struct maek_errors errors;
	struct maek_facts *facts;
	maek_errors_init(&errors, arena);
	bool ok = maek_facts_read(arena, line, reading->path, reading->number, &facts, &errors);
	if (reading->shards)
		ok = check(reading, arena, line, ok && !facts, &errors) && ok;
	if (ok)
		reading->each(reading->context, line, facts);
	maek_report_errors(&errors, stderr);
	maek_arena_reset(arena);
	return ok;
}

static size_t read_file(struct reading *reading)
{
	FILE *file = strcmp(reading->path, "-") == 0 ? stdin : fopen(reading->path, "rb");
	if (!file) {
		maek_check_memory();
		fprintf(stderr, "%s: error[missing-file]: %s\n", reading->path, strerror(errno));
		return 1;
	}
	struct maek_arena *arena = maek_arena_new(); /* of one line */
	char *line = NULL;
	size_t room = 0, bad = 0;
	ssize_t size;
	for (reading->number = 1; (size = getline(&line, &room, file)) >= 0; reading->number++) {
		while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
			size--;
		if (size > 0)
			bad += !read_line(reading, arena, (struct maek_text){line, (size_t)size});
	}
	if (!feof(file)) {
		maek_check_memory();
		fprintf(stderr, "%s: error[missing-file]: cannot be read: %s\n", reading->path, strerror(errno));
		bad++;
	}
	free(line);
	maek_arena_free(arena);
	if (file != stdin)
		fclose(file);
	return bad;
}

size_t maek_facts_file(const char *path, void (*each)(void *, struct maek_text, const struct maek_facts *), void *context)
{
	return read_file(&(struct reading){.path = path, .each = each, .context = context});
}

size_t maek_facts_input(const struct maek_options *options,
                        void (*each)(void *, struct maek_text, const struct maek_facts *), void *context)
{
	struct maek_errors errors;
	maek_errors_init(&errors, options->arena);
	struct reading reading = {.each = each, .context = context, .shards = maek_shards_new(&errors, options->trailer)};
	size_t bad = 0;
	for (size_t i = 0; i < options->arguments.count; i++) {
		reading.path = options->arguments.items[i];
		if (options->verbose)
			fprintf(stderr, "maek: reading %s\n", reading.path);
		bad += read_file(&reading);
		maek_shards_end_file(reading.shards, reading.path);
	}
	maek_shards_finish(reading.shards);
	bad += errors.error_count;
	maek_report_errors(&errors, stderr);
	return bad;
}
