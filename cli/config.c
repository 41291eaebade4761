/* maek config: what the options of a command are, and who says so. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/settings.h"

#include <string.h>

static const struct maek_option options_table[] = {{0}};

/* The values of an option, and where the first comes from. */
static const char *value_of(const struct maek_options *options, const struct maek_option *option, const char **origin)
{
	struct maek_buffer text = {.arena = options->arena};
	*origin = "default";
	for (size_t i = 0; i < options->given.count; i++) {
		const struct maek_given *given = &options->given.items[i];
		if (given->option != option)
			continue;
		if (!text.size)
			*origin = given->origin;
		maek_buffer_format(&text, "%s%s", text.size ? " " : "", given->value);
	}
	return text.size ? text.bytes : "-";
}

static void write_options(const struct maek_options *options, const struct maek_command *command)
{
	const struct maek_option *option;
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++) {
		const char *origin, *value = value_of(options, option, &origin);
		if (option->offset != MAEK_OPTION_AT(help))
			printf("%-14s %-30s %s\n", option->name, value, origin);
	}
}

static int run(const struct maek_options *options)
{
	const struct maek_option_list *words = &options->arguments;
	const char *name = words->count ? words->items[0] : "run";
	const struct maek_command *command = maek_command_find(name);
	struct maek_options shown = {.arena = options->arena, .no_config = options->no_config};
	if (!command) {
		fprintf(stderr, "maek config: no command '%s'\nTry: maek help\n", name);
		return MAEK_EXIT_USAGE;
	}
	size_t count = words->count ? words->count - 1 : 0;
	char **values = (char **)(uintptr_t)(words->items + 1);
	if (!maek_options_read(&shown, command->options, name, (int)count, values) || !maek_settings_apply(&shown, command))
		return MAEK_EXIT_USAGE;
	write_options(&shown, command);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_config = {
	.name = "config",
	.arguments = "[COMMAND [OPTIONS]]",
	.summary = "what the options of a command are (run, when none is named), and who says so",
	.details = "An option is what the command line says, else the environment (MAEK_THEME for --theme, lists between "
               "colons), else\n"
			   "the nearest `.maek.yaml` of this folder and those above it. Its keys are options without dashes, for "
               "all commands that have them,\n"
			   "and commands, with options for them alone: `rules: [rules/korean-ai]`, `run: { theme: dark }`. Paths "
               "in it count from its folder.",
	.options = options_table,
	.takes_rest = true,
	.run = run,
};
