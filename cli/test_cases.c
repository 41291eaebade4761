/* Folders of cases: documents, the graph that they should give, and perhaps a pack of their own. A case is run from
 * within its folder, so that what is said about its files does not depend on where it lies.
 */
#include "cli/test_parts.h"

#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/case_json.h"
#include "graph/link.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct names {
	const char **items;
	size_t count, room;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The entries of a folder that begin with `prefix`, sorted. */
static struct names entries_of(struct maek_arena *arena, const char *folder, const char *prefix)
{
	struct names names = {0};
	DIR *stream = opendir(folder);
	for (const struct dirent *entry; stream && (entry = readdir(stream));)
		if (entry->d_name[0] != '.' && strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
			*MAEK_PUSH(arena, &names) = maek_arena_copy(arena, entry->d_name, strlen(entry->d_name));
	if (stream)
		closedir(stream);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, by_name);
	return names;
}

/* ---- running one */

static bool add_facts(void *linker, const struct maek_document *document, const struct maek_facts *facts)
{
	(void)document;
	maek_linker_add(linker, facts);
	return true;
}

/* The outcome of the documents in the working folder. */
static void run_documents(const struct maek_rules *rules, struct maek_arena *arena, struct maek_buffer *out)
{
	struct names inputs = entries_of(arena, ".", "input");
	struct maek_options options = {.arena = arena};
	struct maek_corpus_totals totals;
	struct maek_errors errors;
	char *messages = NULL;
	size_t size = 0;
	maek_errors_init(&errors, arena);
	options.messages = open_memstream(&messages, &size);
	if (!options.messages)
		maek_out_of_memory(0);
	for (size_t i = 0; i < inputs.count; i++)
		*MAEK_PUSH(arena, &options.arguments) = inputs.items[i];
	struct maek_linker *linker = maek_linker_new();
	maek_corpus_each(&options, rules, 0, add_facts, linker, &totals);
	struct maek_graph *graph = maek_linker_finish(linker, &errors);
	maek_report_errors(&errors, options.messages);
	fclose(options.messages);
	maek_case_write(graph, messages, out);
	maek_graph_free(graph);
	free(messages);
}

static bool read_file(struct maek_arena *arena, const char *path, struct maek_buffer *out)
{
	char block[65536];
	FILE *file = fopen(path, "rb");
	*out = (struct maek_buffer){.arena = arena};
	for (size_t size; file && (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(out, block, size);
	bool ok = file && !ferror(file);
	if (file)
		fclose(file);
	return ok;
}

static struct maek_text text_in(const struct maek_buffer *buffer)
{
	return (struct maek_text){buffer->bytes ? buffer->bytes : "", buffer->size};
}

/* The packs of the case itself, or those of the command line. */
static const struct maek_rules *rules_for(const struct maek_test *test, const char *name, struct maek_arena *arena,
                                          struct maek_rules **own)
{
	struct maek_options options = {.arena = arena};
	*own = NULL;
	if (access("rules", F_OK) == 0) {
		*MAEK_PUSH(arena, &options.packs) = "rules";
		*own = maek_report_rules(&options);
		if (!*own)
			fprintf(stderr, "maek test: %s: its rules cannot be used\n", name);
		return *own;
	}
	if (!test->rules)
		fprintf(stderr, "maek test: %s: it has no rules of its own; say -r PACK\n", name);
	return test->rules;
}

/* ---- telling */

static void write_rows(const struct maek_case_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		printf("  %-9s %-9s %s\n", rows->items[i].section, rows->items[i].expected ? "expected" : "found", rows->items[i].text);
}

static bool write_expected(const struct maek_buffer *found)
{
	struct maek_output output;
	if (!maek_output_open(&output, "expected.json"))
		return false;
	fwrite(found->bytes, 1, found->size, output.stream);
	return maek_output_close(&output, true);
}

static void note(struct maek_test *test, const char *path, const char *name, const struct maek_case_rows *rows, bool passed)
{
	struct maek_buffer text = {.arena = test->junit.arena};
	if (!test->options->junit)
		return;
	for (size_t i = 0; i < rows->count; i++)
		maek_buffer_format(&text, "%s %s: %s\n", rows->items[i].section, rows->items[i].expected ? "expected" : "found",
		                   rows->items[i].text);
	struct maek_junit_case one = {.suite = "cases", .name = name, .file = path, .line = 1, .failure = passed ? NULL : text.bytes};
	maek_junit_add(&test->junit, &one);
}

static bool tell(struct maek_test *test, const char *path, const char *name, const struct maek_case_rows *rows,
                 const struct maek_buffer *found)
{
	bool passed = rows->count == 0, ok = true;
	if (passed && test->options->verbose)
		printf("ok %s\n", name);
	if (!passed) {
		printf("%s/expected.json:1:1: error[case]: %s: %zu rows differ\n", path, name, rows->count);
		write_rows(rows);
		if (maek_test_asks(test, "write the outcome into expected.json?"))
			passed = ok = write_expected(found);
	}
	*(passed ? &test->cases.passed : &test->cases.failed) += 1;
	note(test, path, name, rows, passed);
	return ok;
}

/* In the case's folder. */
static bool run_here(struct maek_test *test, const char *path, const char *name, struct maek_arena *arena)
{
	struct maek_rules *own;
	struct maek_buffer expected, found = {.arena = arena};
	struct maek_case_rows rows = {0};
	const char *wrong = NULL;
	const struct maek_rules *rules = rules_for(test, name, arena, &own);
	if (!rules)
		return false;
	run_documents(rules, arena, &found);
	maek_rules_free(own);
	if (!read_file(arena, "expected.json", &expected))
		wrong = strerror(errno);
	else
		maek_case_compare(arena, text_in(&expected), text_in(&found), &rows, &wrong);
	if (wrong) {
		fprintf(stderr, "maek test: %s/expected.json: cannot be read: %s\n", path, wrong);
		return false;
	}
	test->ran++;
	return tell(test, path, name, &rows, &found);
}

static bool run_case(struct maek_test *test, const char *path, const char *name)
{
	int back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct maek_arena *arena = maek_arena_new();
	bool ok = back >= 0 && chdir(path) == 0;
	if (!ok)
		fprintf(stderr, "maek test: %s: %s\n", path, strerror(errno));
	else
		ok = run_here(test, path, name, arena);
	if (back >= 0 && fchdir(back) != 0) /* it was the working folder a moment ago */
		abort();
	if (back >= 0)
		close(back);
	maek_arena_free(arena);
	return ok;
}

static bool is_case(struct maek_arena *arena, const char *folder)
{
	return access(maek_arena_format(arena, "%s/expected.json", folder), F_OK) == 0;
}

bool maek_test_cases(struct maek_test *test, const char *folder)
{
	struct maek_arena *arena = test->options->arena;
	bool ok = true;
	if (is_case(arena, folder)) {
		const char *name = maek_path_name(arena, folder);
		return !maek_test_is_wanted(test, name) || run_case(test, folder, name);
	}
	struct names names = entries_of(arena, folder, "");
	for (size_t i = 0; i < names.count; i++) {
		const char *path = maek_arena_format(arena, "%s/%s", folder, names.items[i]);
		if (is_case(arena, path) && maek_test_is_wanted(test, names.items[i]))
			ok = run_case(test, path, names.items[i]) && ok;
	}
	return ok;
}
