/* maek test: the examples of rules, and folders of cases. */
#include "cli/command.h"
#include "cli/confine.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "cli/test_parts.h"
#include "extract/bundle.h"

#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"filter", 0, MAEK_OPTION_TEXT, "TEXT", "only rules and cases whose name holds this; * and ? stand for any text, any character",
     MAEK_OPTION_AT(filter)},
	{"update", 0, MAEK_OPTION_FLAG, NULL, "asks at each failure whether to write down what was found", MAEK_OPTION_AT(update)},
	{"yes", 'y', MAEK_OPTION_FLAG, NULL, "with --update: do not ask", MAEK_OPTION_AT(yes)},
	{"junit", 0, MAEK_OPTION_TEXT, "FILE", "the results as JUnit XML as well", MAEK_OPTION_AT(junit)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "a rule without two examples, one of them silent, fails", MAEK_OPTION_AT(strict)},
	{"verbose", 'v', MAEK_OPTION_FLAG, NULL, "name everything that passed", MAEK_OPTION_AT(verbose)},
	{0},
};

bool maek_test_is_wanted(const struct maek_test *test, const char *name)
{
	const char *filter = test->options->filter, *slash = strchr(name, '/');
	if (!filter)
		return true;
	if (!strpbrk(filter, "*?["))
		return strstr(name, filter) != NULL;
	return fnmatch(filter, name, 0) == 0 || (slash && fnmatch(filter, slash + 1, 0) == 0);
}

bool maek_test_asks(struct maek_test *test, const char *question)
{
	char answer[16] = "";
	if (!test->options->update || test->stopped)
		return false;
	if (test->options->yes || test->all)
		return true;
	fflush(stdout);
	fprintf(stderr, "%s [y]es, [n]o, [a]ll, [q]uit: ", question);
	if (!fgets(answer, sizeof answer, stdin))
		answer[0] = 'q';
	test->all = answer[0] == 'a';
	test->stopped = answer[0] == 'q';
	return answer[0] == 'y' || answer[0] == 'a';
}

static bool is_wanted(void *context, const char *rule)
{
	return maek_test_is_wanted(context, rule);
}

static void report_missing(void *context, const char *rule, struct maek_place place)
{
	struct maek_test *test = context;
	if (!maek_test_is_wanted(test, rule))
		return;
	test->missing++;
	printf("%s:%d:%d: %s[missing-examples]: %s needs two examples, one in which it stays silent\n", place.file, place.line,
	       place.column, test->options->strict ? "error" : "warning", rule);
}

static void run_examples(struct maek_test *test)
{
	test->ran += maek_examples_run(test->rules, is_wanted, maek_test_example, test);
	maek_examples_missing(test->rules, report_missing, test);
	if (test->options->quiet)
		return;
	fprintf(stderr, "maek: %zu examples passed, ", test->examples.passed);
	if (test->todo)
		fprintf(stderr, "%zu to do, ", test->todo);
	fprintf(stderr, "%zu failed, %zu rules without enough of them\n", test->examples.failed, test->missing);
}

static bool run_cases(struct maek_test *test, const struct maek_option_list *folders)
{
	bool ok = true;
	for (size_t i = 0; i < folders->count; i++)
		ok = maek_test_cases(test, folders->items[i]) && ok;
	if (!test->options->quiet)
		fprintf(stderr, "maek: %zu cases passed, %zu failed\n", test->cases.passed, test->cases.failed);
	return ok;
}

static int finish(struct maek_test *test)
{
	size_t failed = test->examples.failed + test->cases.failed;
	bool written = maek_edits_write(&test->edits) && (!test->options->junit || maek_junit_write(&test->junit, test->options->junit));
	if (!maek_output_flush() || !written)
		return MAEK_EXIT_OUTPUT;
	if (!test->ran)
		fprintf(stderr, "maek test: nothing ran\n");
	return failed || !test->ran || (test->options->strict && test->missing) ? MAEK_EXIT_FINDINGS : MAEK_EXIT_DONE;
}

/* A folder without pack.yaml that is there, no bundle and no typing error of a pack's name, is one of cases. */
static bool holds_cases(const struct maek_options *options, const char *folder)
{
	return !maek_bundle_is(folder) && access(folder, F_OK) == 0 && access(maek_arena_format(options->arena, "%s/pack.yaml", folder), F_OK) != 0;
}

static int run(const struct maek_options *options)
{
	struct maek_options all = *options;
	struct maek_option_list folders = {0};
	size_t packs = 0;
	maek_shown_output();
	if (!options->update)
		maek_confine(options->junit);
	for (size_t i = 0; i < options->arguments.count; i++) {
		bool cases = holds_cases(options, options->arguments.items[i]);
		*MAEK_PUSH(all.arena, cases ? &folders : &all.packs) = options->arguments.items[i];
		packs += !cases;
	}
	struct maek_test test = {.options = &all, .edits = {.arena = all.arena}, .junit = {.arena = all.arena}};
	if (all.packs.count || !folders.count)
		test.rules = maek_report_rules(&all);
	if (!test.rules && (all.packs.count || !folders.count))
		return all.packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	if (packs || !folders.count)
		run_examples(&test);
	bool ok = !folders.count || run_cases(&test, &folders);
	int code = finish(&test);
	maek_rules_free(test.rules);
	return ok ? code : MAEK_EXIT_INPUT;
}

const struct maek_command maek_command_test = {
	.name = "test",
	.arguments = "PACK|CASES...",
	.summary = "runs the examples of rules, and folders of cases, and shows expected and found facts",
	.details = "An example with `todo: what is missing` may fail; when it passes, the key must go.\n"
               "CASES: a folder with documents input* and expected.json, or a folder of such folders. A case is run with the\n"
               "pack in its own folder rules/, else with those of -r; alone, `-r PACK CASES` runs no examples of PACK.",
	.options = options_table,
	.writes = MAEK_WRITES_ITSELF,
	.run = run,
};
