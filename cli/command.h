/* Commands: one file each, one row in the table of main.c.
 */
#ifndef MAEK_CLI_COMMAND_H
#define MAEK_CLI_COMMAND_H

#include "cli/options.h"

enum maek_exit {
	MAEK_EXIT_DONE = 0,
	MAEK_EXIT_FINDINGS = 1, /* check, test, diff, eval, verify: something was found */
	MAEK_EXIT_USAGE = 2,
	MAEK_EXIT_INPUT = 3,  /* bad input or rules */
	MAEK_EXIT_OUTPUT = 4, /* output could not be written */
	MAEK_EXIT_MEMORY = 5,
};

/* Which files a command writes: main() takes the right to write others before it runs. */
enum maek_writes {
	MAEK_WRITES_OUTPUT, /* the file of the option `output`, if any */
	MAEK_WRITES_ITSELF, /* calls maek_confine() itself, when its folder is there; or does not */
};

struct maek_command {
	const char *name, *arguments, *summary, *details;
	const struct maek_option *options;
	size_t least, most; /* arguments needed and taken; 0: as many as there are */
	enum maek_writes writes;
	bool is_hidden;     /* not for users: left out of help, completions and man pages */
	bool takes_rest;    /* what follows the first argument are arguments as well, whatever they look like */
	int (*run)(const struct maek_options *options);
};

/* The commands that users see, in the order of the help; NULL behind the last. */
const struct maek_command *maek_command_at(size_t index);
/* By name, hidden ones as well; or NULL. */
const struct maek_command *maek_command_find(const char *name);

extern const struct maek_command maek_command_run, maek_command_extract, maek_command_link, maek_command_merge,
	maek_command_export, maek_command_render, maek_command_check, maek_command_test, maek_command_verify, maek_command_eval,
	maek_command_coverage, maek_command_explain, maek_command_diff, maek_command_new,
	maek_command_rules, maek_command_stats, maek_command_watch, maek_command_config, maek_command_generate, maek_command_version;

#endif
