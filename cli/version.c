/* maek version. */
#include "graph/version.h"

#include "cli/command.h"
#include "cli/output.h"

static const struct maek_option options_table[] = {{0}};

static int run(const struct maek_options *options)
{
	(void)options;
	puts("maek " MAEK_VERSION);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_version = {
	.name = "version", .arguments = "", .summary = "the version", .options = options_table, .run = run};
