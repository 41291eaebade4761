/* maek version. */
#include "graph/version.h"

#include "cli/command.h"
#include "cli/output.h"
#include "extract/pattern.h"

static const struct maek_option options_table[] = {{0}};

static int run(const struct maek_options *options)
{
	char pcre[64];
	puts("maek " MAEK_VERSION);
	if (options->verbose) {
		bool is_fast = maek_pattern_engine(pcre);
		printf("PCRE2 %s: %s\n", pcre, is_fast ? "machine code" : "interpreted, since there is no executable memory");
	}
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_version = {
	.name = "version", .arguments = "", .summary = "the version; with --verbose how patterns run", .options = options_table, .run = run};
