/* See the header. */
#include "cli/facts_input.h"

#include "cli/report.h"
#include "graph/facts_json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool read_line(struct maek_text line, const char *path, int number,
                      void (*each)(void *, struct maek_text, const struct maek_facts *), void *context)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_facts *facts;
	maek_errors_init(&errors, arena);
	bool ok = maek_facts_read(arena, line, path, number, &facts, &errors);
	if (ok)
		each(context, line, facts);
	maek_report_errors(&errors, stderr);
	maek_arena_free(arena);
	return ok;
}

size_t maek_facts_file(const char *path, void (*each)(void *, struct maek_text, const struct maek_facts *), void *context)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (!file) {
		maek_check_memory();
		fprintf(stderr, "%s: error[missing-file]: %s\n", path, strerror(errno));
		return 1;
	}
	char *line = NULL;
	size_t room = 0, bad = 0;
	ssize_t size;
	for (int number = 1; (size = getline(&line, &room, file)) >= 0; number++) {
		while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
			size--;
		if (size > 0)
			bad += !read_line((struct maek_text){line, (size_t)size}, path, number, each, context);
	}
	if (!feof(file)) {
		maek_check_memory();
		fprintf(stderr, "%s: error[missing-file]: cannot be read: %s\n", path, strerror(errno));
		bad++;
	}
	free(line);
	if (file != stdin)
		fclose(file);
	return bad;
}

size_t maek_facts_input(const struct maek_options *options,
                        void (*each)(void *, struct maek_text, const struct maek_facts *), void *context)
{
	size_t bad = 0;
	for (size_t i = 0; i < options->arguments.count; i++) {
		if (options->verbose)
			fprintf(stderr, "maek: reading %s\n", options->arguments.items[i]);
		bad += maek_facts_file(options->arguments.items[i], each, context);
	}
	return bad;
}
