/* maek rules: the rules of packs in the order in which they run, and what triggers each. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "extract/bundle.h"
#include "extract/triggers.h"

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"literals", 0, MAEK_OPTION_FLAG, NULL, "what must stand in a sentence before each pattern is tried there",
     MAEK_OPTION_AT(literals)},
	{"bundle", 0, MAEK_OPTION_TEXT, "FILE", "write the packs with all they use into one file, which -r takes as a folder",
     MAEK_OPTION_AT(output)},
	{0},
};

static int write_bundle(const struct maek_options *options, const struct maek_rules *rules)
{
	struct maek_buffer bundle = {.arena = options->arena};
	struct maek_errors errors;
	struct maek_output output;
	maek_errors_init(&errors, options->arena);
	bool ok = maek_bundle_write(rules, &bundle, &errors);
	maek_report_errors(&errors, stderr);
	if (!ok)
		return MAEK_EXIT_INPUT;
	if (!maek_output_open(&output, options->output))
		return MAEK_EXIT_OUTPUT;
	ok = fwrite(bundle.bytes, 1, bundle.size, output.stream) == bundle.size;
	return maek_output_close(&output, ok) ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int list(const struct maek_options *options, const struct maek_rules *rules)
{
	struct maek_buffer text = {.arena = options->arena};
	maek_buffer_string(&text, "");
	for (size_t i = 0; i < maek_rules_count(rules); i++)
		maek_triggers_write(rules, i, options->literals, &text);
	fwrite(text.bytes, 1, text.size, stdout);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int run(const struct maek_options *options)
{
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	int code = options->output ? write_bundle(options, rules) : list(options, rules);
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_rules = {
	.name = "rules",
	.arguments = "-r PACK",
	.summary = "the rules in the order in which they run, and what triggers each",
	.details = "A line for each rule: its id and where it stands. With --literals a line for each of its patterns:\n"
               "“words” of which one must stand in the sentence and {Types} of which one must be mentioned there.\n"
               "A pattern that is tried everywhere costs most.\n"
               "With --bundle nothing is listed: the packs, with those they use, become one file with a hash. Where a command\n"
               "takes a pack it takes this file as well, and gives the same facts.",
	.options = options_table,
	.run = run,
};
