/* maek rules: the rules of packs in the order in which they run, and what triggers each. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "extract/triggers.h"

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"literals", 0, MAEK_OPTION_FLAG, NULL, "what must stand in a sentence before each pattern is tried there",
     MAEK_OPTION_AT(literals)},
	{0},
};

static int run(const struct maek_options *options)
{
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	struct maek_buffer text = {.arena = options->arena};
	maek_buffer_string(&text, "");
	for (size_t i = 0; i < maek_rules_count(rules); i++)
		maek_triggers_write(rules, i, options->literals, &text);
	fwrite(text.bytes, 1, text.size, stdout);
	maek_rules_free(rules);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_rules = {
	.name = "rules",
	.arguments = "-r PACK",
	.summary = "the rules in the order in which they run, and what triggers each",
	.details = "A line for each rule: its id and where it stands. With --literals a line for each of its patterns:\n"
               "“words” of which one must stand in the sentence and {Types} of which one must be mentioned there.\n"
               "A pattern that is tried everywhere costs most.",
	.options = options_table,
	.run = run,
};
