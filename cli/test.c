/* maek test: the examples of rules. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "extract/examples.h"

#include <string.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"filter", 0, MAEK_OPTION_TEXT, "TEXT", "only rules whose id holds this", MAEK_OPTION_AT(filter)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "a rule without two examples, one of them silent, fails", MAEK_OPTION_AT(strict)},
	{"verbose", 'v', MAEK_OPTION_FLAG, NULL, "name every example that passed", MAEK_OPTION_AT(verbose)},
	{0},
};

struct tally {
	const struct maek_options *options;
	size_t passed, failed, missing;
};

static bool is_wanted(const struct maek_options *options, const char *rule)
{
	return !options->filter || strstr(rule, options->filter);
}

static void write_facts(const char *name, const char *const *items, size_t count)
{
	printf("  %s", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%s", i ? "\n           " : "", items[i]);
	puts(count ? "" : "nothing");
}

static void report(void *context, const struct maek_example_result *result)
{
	struct tally *tally = context;
	if (!is_wanted(tally->options, result->rule))
		return;
	*(result->passed ? &tally->passed : &tally->failed) += 1;
	if (result->passed) {
		if (tally->options->verbose)
			printf("ok %s: %s\n", result->rule, result->text);
		return;
	}
	printf("%s:%d:%d: error[example]: %s\n  text     %s\n", result->place.file, result->place.line, result->place.column,
	       result->rule, result->text);
	write_facts("expected ", result->expected.items, result->expected.count);
	write_facts("found    ", result->found.items, result->found.count);
}

static void report_missing(void *context, const char *rule, struct maek_place place)
{
	struct tally *tally = context;
	if (!is_wanted(tally->options, rule))
		return;
	tally->missing++;
	printf("%s:%d:%d: %s[missing-examples]: %s needs two examples, one in which it stays silent\n", place.file, place.line,
	       place.column, tally->options->strict ? "error" : "warning", rule);
}

static int run(const struct maek_options *options)
{
	struct maek_options all = *options;
	for (size_t i = 0; i < options->arguments.count; i++)
		*MAEK_PUSH(all.arena, &all.packs) = options->arguments.items[i];
	struct maek_rules *rules = maek_report_rules(&all);
	if (!rules)
		return all.packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	struct tally tally = {.options = options};
	maek_examples_run(rules, report, &tally);
	maek_examples_missing(rules, report_missing, &tally);
	maek_rules_free(rules);
	if (!maek_output_flush())
		return MAEK_EXIT_OUTPUT;
	fprintf(stderr, "maek: %zu examples passed, %zu failed, %zu rules without enough of them\n", tally.passed, tally.failed,
	        tally.missing);
	bool nothing = tally.passed + tally.failed == 0;
	return tally.failed || nothing || (options->strict && tally.missing) ? MAEK_EXIT_FINDINGS : MAEK_EXIT_DONE;
}

const struct maek_command maek_command_test = {
	.name = "test",
	.arguments = "PACK...",
	.summary = "runs the examples of rules and shows expected and found facts",
	.options = options_table,
	.run = run,
};
