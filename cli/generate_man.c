/* Man pages as scdoc source, from the same table as the help. */
#include "cli/generate.h"

#include <string.h>

/* Text of one paragraph: `code` becomes bold, a line that begins with a sign of scdoc does no harm. */
static void write_text(const char *text, FILE *out)
{
	bool starts = true, code = false;
	for (; *text; text++) {
		if (*text == '`') {
			fputc('*', out);
			code = !code;
		} else {
			if (strchr(starts ? "#-|[]`*_\\.;+<" : "*_\\", *text))
				fputc('\\', out);
			fputc(*text, out);
		}
		starts = *text == '\n';
	}
	if (code)
		fputc('*', out);
}

/* Lines stay lines. */
static void write_lines(const char *text, FILE *out)
{
	char line[1000];
	while (*text == '\n')
		text++;
	while (*text) {
		size_t size = strcspn(text, "\n");
		snprintf(line, sizeof line, "%.*s", (int)size, text);
		write_text(line, out);
		text += size + (text[size] == '\n');
		fputs(*text ? "++\n" : "\n", out);
	}
}

static void write_option(const struct maek_option *option, FILE *out)
{
	if (option->letter)
		fprintf(out, "*-%c*, ", option->letter);
	fprintf(out, "*--%s*", option->name);
	if (option->argument) {
		fputc(' ', out);
		write_text(option->argument, out);
	}
	fputs("\n\t", out);
	write_text(option->help, out);
	fputs("\n\n", out);
}

static const char exit_status[] = "# EXIT STATUS\n\n"
								  "0\n\tdone\n\n1\n\tsomething was found (check, test, diff, verify, eval)\n\n"
								  "2\n\twrong usage\n\n3\n\tbad input or rules\n\n4\n\toutput could not be written\n\n"
								  "5\n\tout of memory\n\n";

static void write_command(const struct maek_command *command, FILE *out)
{
	const struct maek_option *option;
	fprintf(out, "maek-%s(1)\n\n# NAME\n\nmaek-%s - ", command->name, command->name);
	write_text(command->summary, out);
	fprintf(out, "\n\n# SYNOPSIS\n\n*maek %s* [OPTIONS] ", command->name);
	write_text(command->arguments, out);
	fputs("\n\n", out);
	if (command->details) {
		fputs("# DESCRIPTION\n\n", out);
		write_lines(command->details, out);
		fputc('\n', out);
	}
	fputs("# OPTIONS\n\n", out);
	for (size_t i = 0; (option = maek_option_at(command->options, i)); i++)
		write_option(option, out);
	fputs(exit_status, out);
	fputs("# SEE ALSO\n\n*maek*(1), *maek-rules*(5), *maek-facts*(5), *maek-graph*(5)\n", out);
}

static void write_program(FILE *out)
{
	const struct maek_command *command;
	fputs(
		"maek(1)\n\n# NAME\n\nmaek - Korean news in, a knowledge graph out, by rules that people can read and edit\n\n"
		"# SYNOPSIS\n\n*maek* COMMAND [OPTIONS] [ARGUMENTS]\n\n"
		"# DESCRIPTION\n\n"
		"Reads documents, finds entities and facts in them by the rules of packs, and writes them as a graph in which "
	    "every "
		"node and edge names the rule and the sentence that it comes from.\n\n"
		"Data goes to standard output, messages to standard error. *-* is standard input, *--* ends the options.\n\n"
		"# COMMANDS\n\n",
		out);
	for (size_t i = 0; (command = maek_command_at(i)); i++) {
		fprintf(out, "*maek-%s*(1)\n\t", command->name);
		write_text(command->summary, out);
		fputs("\n\n", out);
	}
	fputs("*maek help* COMMAND\n\tits options\n\n", out);
	fputs(exit_status, out);
	fputs("# ENVIRONMENT\n\n"
	      "*MAEK\\_PATH*\n\tfolders (between colons) in which packs are looked for that are named without a slash\n\n"
	      "*NO\\_COLOR*\n\twhen it is not empty, no colours\n\n"
	      "*MAEK\\_RULES*, *MAEK\\_THEME*, …\n\twhat the option of that name is when the command line does not say\n\n"
	      "# FILES\n\n"
	      "_.maek.yaml_\n\tin this folder or the nearest above it: options, see *maek-config*(1)\n\n"
	      "# SEE ALSO\n\n*maek-rules*(5), *maek-facts*(5), *maek-graph*(5)\n",
	      out);
}

void maek_generate_man(const struct maek_command *command, FILE *out)
{
	if (command)
		write_command(command, out);
	else
		write_program(out);
}
