/* Completions for fish: a line for each command, option and kind of argument. */
#include "cli/generate.h"

static void write_quoted(const char *text, FILE *out)
{
	fputc('\'', out);
	maek_generate_escaped(text, "'\\", out);
	fputc('\'', out);
}

static void write_option(const struct maek_command *command, const struct maek_option *option, FILE *out)
{
	struct maek_text value;
	fprintf(out, "complete -c maek -n '__fish_seen_subcommand_from %s' -l %s", command->name, option->name);
	if (option->letter)
		fprintf(out, " -s %c", option->letter);
	if (maek_option_value(option, 0, &value)) {
		fputs(" -x -a '", out);
		for (size_t i = 0; maek_option_value(option, i, &value); i++)
			fprintf(out, "%s%.*s", i ? " " : "", (int)value.size, value.bytes);
		fputc('\'', out);
	} else if (maek_completes(option->argument) == MAEK_COMPLETES_FOLDERS) {
		fputs(" -x -a '(__fish_complete_directories)'", out);
	} else if (maek_completes(option->argument) == MAEK_COMPLETES_FILES) {
		fputs(" -r -F", out);
	} else if (option->argument) {
		fputs(" -x", out);
	}
	fputs(" -d ", out);
	write_quoted(option->help, out);
	fputc('\n', out);
}

static void write_arguments(const struct maek_command *command, FILE *out)
{
	enum maek_completes what = maek_completes(command->arguments);
	if (what == MAEK_COMPLETES_NOTHING)
		return;
	fprintf(out, "complete -c maek -n '__fish_seen_subcommand_from %s' %s\n", command->name,
	        what == MAEK_COMPLETES_FILES     ? "-F"
	        : what == MAEK_COMPLETES_FOLDERS ? "-a '(__fish_complete_directories)'"
	                                         : "-a '(__maek_commands)'");
}

void maek_generate_fish(FILE *out)
{
	const struct maek_command *command;
	const struct maek_option *option;
	fputs("# fish completion for maek\nfunction __maek_commands\n\techo ", out);
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		fprintf(out, "%s\\n", command->name);
	fputs("help | string split '\\n'\nend\ncomplete -c maek -f\n"
	      "complete -c maek -n __fish_use_subcommand -a help -d 'the options of a command'\n"
	      "complete -c maek -n '__fish_seen_subcommand_from help' -a '(__maek_commands)'\n",
	      out);
	for (size_t i = 0; (command = maek_command_at(i)); i++) {
		fprintf(out, "complete -c maek -n __fish_use_subcommand -a %s -d ", command->name);
		write_quoted(command->summary, out);
		fputc('\n', out);
		for (size_t k = 0; (option = maek_option_at(command->options, k)); k++)
			write_option(command, option, out);
		write_arguments(command, out);
	}
}
