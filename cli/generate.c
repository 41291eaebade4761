/* maek generate: completions and man pages from the table of commands, for whoever builds and installs maek. */
#include "cli/generate.h"

#include "cli/output.h"

#include <string.h>

static const struct maek_option options_table[] = {{0}};

enum maek_completes maek_completes(const char *argument)
{
	static const struct {
		const char *start;
		enum maek_completes what;
	} names[] = {
		{"PACK", MAEK_COMPLETES_FOLDERS}, {"DIR", MAEK_COMPLETES_FOLDERS},     {"FILE", MAEK_COMPLETES_FILES},
		{"FACTS", MAEK_COMPLETES_FILES},  {"GRAPH", MAEK_COMPLETES_FILES},     {"INPUT", MAEK_COMPLETES_FILES},
		{"BEFORE", MAEK_COMPLETES_FILES}, {"TEXT|FILE", MAEK_COMPLETES_FILES}, {"[COMMAND", MAEK_COMPLETES_COMMANDS}};
	for (size_t i = 0; argument && i < sizeof names / sizeof *names; i++)
		if (strncmp(argument, names[i].start, strlen(names[i].start)) == 0)
			return names[i].what;
	return MAEK_COMPLETES_NOTHING;
}

void maek_generate_escaped(const char *text, const char *special, FILE *out)
{
	for (; *text; text++) {
		if (strchr(special, *text))
			fputc('\\', out);
		fputc(*text, out);
	}
}

static void write_page_names(void)
{
	const struct maek_command *command;
	puts("maek");
	for (size_t i = 0; (command = maek_command_at(i)); i++)
		printf("maek-%s\n", command->name);
}

static int write_page(const char *name)
{
	const struct maek_command *command = NULL;
	if (strncmp(name, "maek-", 5) == 0)
		for (size_t i = 0; (command = maek_command_at(i)) && strcmp(command->name, name + 5) != 0;)
			i++;
	if (!command && strcmp(name, "maek") != 0) {
		fprintf(stderr, "maek generate: no page '%s'; `maek generate man` names them\n", name);
		return MAEK_EXIT_USAGE;
	}
	maek_generate_man(command, stdout);
	return MAEK_EXIT_DONE;
}

static int run(const struct maek_options *options)
{
	static const struct {
		const char *name;
		void (*write)(FILE *out);
	} shells[] = {{"bash", maek_generate_bash}, {"zsh", maek_generate_zsh}, {"fish", maek_generate_fish}};
	const char *what = options->arguments.items[0];
	int code = MAEK_EXIT_USAGE;
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
		if (strcmp(what, shells[i].name) == 0 && options->arguments.count == 1) {
			shells[i].write(stdout);
			code = MAEK_EXIT_DONE;
		}
	if (strcmp(what, "man") == 0 && options->arguments.count == 1) {
		write_page_names();
		code = MAEK_EXIT_DONE;
	} else if (strcmp(what, "man") == 0) {
		code = write_page(options->arguments.items[1]);
	} else if (code) {
		fprintf(stderr, "usage: maek generate bash|zsh|fish|man [PAGE]\n");
	}
	return maek_output_flush() ? code : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_generate = {
	.name = "generate",
	.arguments = "bash|zsh|fish|man [PAGE]",
	.summary = "completions for shells, and man pages as scdoc source",
	.options = options_table,
	.is_hidden = true,
	.least = 1,
	.most = 2,
	.run = run,
};
