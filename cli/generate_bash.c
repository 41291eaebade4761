/* Completions for bash: which words may stand at a place, by command and by the option before it. */
#include "cli/generate.h"

static void write_commands(FILE *out)
{
	const struct maek_command *command;
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		fprintf(out, "%s ", command->name);
	fputs("help", out);
}

/* What follows an option that takes a value. */
static void write_value(const struct maek_command *command, const struct maek_option *option, FILE *out)
{
	struct maek_text value;
	enum maek_completes what = maek_completes(option->argument);
	fprintf(out, "\t%s:--%s", command->name, option->name);
	if (option->letter)
		fprintf(out, "|%s:-%c", command->name, option->letter);
	fputs(") ", out);
	if (maek_option_value(option, 0, &value)) {
		fputs("words=\"", out);
		for (size_t i = 0; maek_option_value(option, i, &value); i++)
			fprintf(out, "%s%.*s", i ? " " : "", (int)value.size, value.bytes);
		fputs("\" ;;\n", out);
	} else {
		fputs(what == MAEK_COMPLETES_FOLDERS ? "files=-d ;;\n"
		      : what == MAEK_COMPLETES_FILES ? "files=-f ;;\n"
		                                     : "return ;;\n",
		      out);
	}
}

static void write_values(FILE *out)
{
	const struct maek_command *command;
	const struct maek_option *option;
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		for (size_t k = 0; (option = maek_option_at(command->options, k)); k++)
			if (option->argument)
				write_value(command, option, out);
}

static void write_options(const struct maek_command *command, FILE *out)
{
	const struct maek_option *option;
	fprintf(out, "\t\t%s) words=\"", command->name);
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++) {
		fprintf(out, "%s--%s", i ? " " : "", option->name);
		if (option->letter)
			fprintf(out, " -%c", option->letter);
	}
	fputs("\" ;;\n", out);
}

static void write_arguments(const struct maek_command *command, FILE *out)
{
	switch (maek_completes(command->arguments)) {
	case MAEK_COMPLETES_FILES:
		fprintf(out, "\t\t%s) files=-f ;;\n", command->name);
		break;
	case MAEK_COMPLETES_FOLDERS:
		fprintf(out, "\t\t%s) files=-d ;;\n", command->name);
		break;
	case MAEK_COMPLETES_COMMANDS:
		fprintf(out, "\t\t%s) words=$commands ;;\n", command->name);
		break;
	default:
		break;
	}
}

void maek_generate_bash(FILE *out)
{
	const struct maek_command *command;
	fputs("# bash completion for maek\n"
	      "_maek()\n{\n"
	      "\tlocal current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
	      "\tlocal words= files= commands=\"",
	      out);
	write_commands(out);
	fputs("\"\n\tCOMPREPLY=()\n"
	      "\tif [ \"$current\" = = ]; then current=; fi\n"
	      "\tif [ \"$before\" = = ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$current\"))\n\t\treturn\n\tfi\n"
	      "\tcase $command:$before in\n",
	      out);
	write_values(out);
	fputs("\t*) case $current in\n\t\t-*) case $command in\n", out);
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		write_options(command, out);
	fputs("\t\tesac ;;\n\t\t*) case $command in\n", out);
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		write_arguments(command, out);
	fputs("\t\thelp) words=$commands ;;\n"
	      "\t\tesac ;;\n\tesac ;;\n\tesac\n"
	      "\tif [ -n \"$files\" ]; then\n"
	      "\t\tcompopt -o filenames 2>/dev/null\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen $files -- \"$current\")\n"
	      "\telif [ -n \"$words\" ]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
	      "\tfi\n}\ncomplete -F _maek maek\n",
	      out);
}
