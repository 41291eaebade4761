/* Completions for zsh: a specification of _arguments for each command. */
#include "cli/generate.h"

static void write_quoted(const char *text, const char *special, FILE *out)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", out);
		else
			maek_generate_escaped((const char[]){*text, 0}, special, out);
	}
}

static const char *action(enum maek_completes what)
{
	switch (what) {
	case MAEK_COMPLETES_FILES:
		return "_files";
	case MAEK_COMPLETES_FOLDERS:
		return "_files -/";
	case MAEK_COMPLETES_COMMANDS:
		return "_maek_commands";
	default:
		return "";
	}
}

static void write_action(const struct maek_option *option, FILE *out)
{
	struct maek_text value;
	if (!maek_option_value(option, 0, &value)) {
		fputs(action(maek_completes(option->argument)), out);
		return;
	}
	for (size_t i = 0; maek_option_value(option, i, &value); i++)
		fprintf(out, "%s%.*s", i ? " " : "(", (int)value.size, value.bytes);
	fputc(')', out);
}

/* `-o VALUE`, `-oVALUE`, `--output VALUE`, `--output=VALUE`: + and = say that the value may be joined. */
static void write_option(const struct maek_option *option, FILE *out)
{
	bool takes = option->argument != NULL;
	fputs(" \\\n\t\t", out);
	if (option->kind == MAEK_OPTION_LIST)
		fputs("'*'", out);
	else if (option->letter)
		fprintf(out, "'(-%c --%s)'", option->letter, option->name);
	if (option->letter)
		fprintf(out, "{-%c%s,--%s%s}", option->letter, takes ? "+" : "", option->name, takes ? "=" : "");
	else
		fprintf(out, "--%s%s", option->name, takes ? "=" : "");
	fputs("'[", out);
	write_quoted(option->help, "[]:\\", out);
	fputc(']', out);
	if (takes) {
		fputc(':', out);
		write_quoted(option->argument, "[]:\\", out);
		fputc(':', out);
		write_action(option, out);
	}
	fputc('\'', out);
}

static void write_command(const struct maek_command *command, FILE *out)
{
	const struct maek_option *option;
	fprintf(out, "\t%s)\n\t\t_arguments -s", command->name);
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++)
		write_option(option, out);
	if (command->arguments[0]) {
		fputs(" \\\n\t\t'*:", out);
		write_quoted(command->arguments, "[]:\\", out);
		fprintf(out, ":%s'", action(maek_completes(command->arguments)));
	}
	fputs("\n\t\t;;\n", out);
}

void maek_generate_zsh(FILE *out)
{
	const struct maek_command *command;
	fputs("#compdef maek\n\n_maek_commands()\n{\n\tlocal -a commands=(\n", out);
	for (size_t i = 0; (command = maek_command_at(i)); i++) {
		fprintf(out, "\t\t'%s:", command->name);
		write_quoted(command->summary, "\\", out);
		fputs("'\n", out);
	}
	fputs(
		"\t\t'help:the options of a command'\n\t)\n\t_describe command commands\n}\n\n"
		"_maek()\n{\n\tif (( CURRENT == 2 )); then\n\t\t_maek_commands\n\t\treturn\n\tfi\n"
		"\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n\thelp) _maek_commands ;;\n",
		out);
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		write_command(command, out);
	fputs("\tesac\n}\n\nif [[ $funcstack[1] == _maek ]]; then\n\t_maek \"$@\"\nelse\n\tcompdef _maek maek\nfi\n", out);
}
