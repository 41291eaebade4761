/* The command table, help, and what happens when memory runs out. */
#include "cli/command.h"
#include "cli/confine.h"
#include "cli/output.h"
#include "cli/settings.h"
#include "extract/error.h"
#include "graph/version.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct maek_command *const commands[] = {
	&maek_command_run,    &maek_command_extract, &maek_command_link,     &maek_command_merge,
	&maek_command_export, &maek_command_render,  &maek_command_check,   &maek_command_test,     &maek_command_verify,
	&maek_command_eval,   &maek_command_coverage, &maek_command_explain, &maek_command_diff, &maek_command_new,
	&maek_command_rules,  &maek_command_stats,  &maek_command_watch,    &maek_command_config,  &maek_command_version, &maek_command_generate,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void out_of_memory(size_t size)
{
	char line[100];
	int length = snprintf(line, sizeof line, "maek: out of memory (%zu bytes)\n", size);
	maek_output_abandon();
	if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0)
		_exit(MAEK_EXIT_MEMORY);
	_exit(MAEK_EXIT_MEMORY);
}

const struct maek_command *maek_command_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

const struct maek_command *maek_command_at(size_t index)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (!commands[i]->is_hidden && index-- == 0)
			return commands[i];
	return NULL;
}

static int unknown(const char *name)
{
	const char *names[COMMANDS];
	size_t count = 0;
	for (; maek_command_at(count); count++)
		names[count] = maek_command_at(count)->name;
	const char *nearest = maek_nearest_name(name, names, count);
	fprintf(stderr, "maek: unknown command '%s'", name);
	if (nearest)
		fprintf(stderr, "; did you mean '%s'?", nearest);
	fputs("\nTry: maek help\n", stderr);
	return MAEK_EXIT_USAGE;
}

static void write_overview(FILE *out)
{
	fputs("maek " MAEK_VERSION ": Korean news in, a knowledge graph out, by rules that people can read and edit.\n\n"
	      "usage: maek COMMAND [OPTIONS] [ARGUMENTS]\n\n",
	      out);
	for (size_t i = 0; maek_command_at(i); i++)
		fprintf(out, "  %-10s %s\n", maek_command_at(i)->name, maek_command_at(i)->summary);
	fputs("  help       help COMMAND: its options\n\n"
	      "Data goes to standard output, messages to standard error. `-` is standard input, `--` ends the options.\n"
	      "Exit codes: 0 done, 1 findings, 2 usage, 3 bad input or rules, 4 output could not be written, 5 out of memory.\n",
	      out);
}

static int write_help(const struct maek_command *command)
{
	printf("usage: maek %s [OPTIONS] %s\n\n%s\n", command->name, command->arguments, command->summary);
	if (command->details)
		printf("%s\n", command->details);
	puts("");
	maek_options_write(command->options, stdout);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int help(int count, char **values)
{
	if (!count) {
		write_overview(stdout);
		return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
	}
	const struct maek_command *command = maek_command_find(values[0]);
	return command ? write_help(command) : unknown(values[0]);
}

static bool has_right_count(const struct maek_command *command, size_t count)
{
	if (!command->arguments[0])
		return count == 0;
	return count >= command->least && (!command->most || count <= command->most);
}

/* The command line, then what it does not say. A command without options of its own must work without settings. */
static bool read_options(const struct maek_command *command, int count, char **values, struct maek_options *options)
{
	int own = 0;
	while (own < count && (!command->takes_rest || values[own][0] == '-'))
		own++;
	if (!maek_options_read(options, command->options, command->name, own, values))
		return false;
	for (; own < count; own++)
		*MAEK_PUSH(options->arena, &options->arguments) = values[own];
	return options->help || !command->options->name || maek_settings_apply(options, command);
}

static int run(const struct maek_command *command, int count, char **values)
{
	struct maek_options options = {.arena = maek_arena_new()};
	int code = MAEK_EXIT_USAGE;
	if (read_options(command, count, values, &options)) {
		if (options.help) {
			code = write_help(command);
		} else if (!has_right_count(command, options.arguments.count)) {
			fprintf(stderr, "usage: maek %s [OPTIONS] %s\nTry: maek help %s\n", command->name, command->arguments,
			        command->name);
		} else {
			if (command->writes == MAEK_WRITES_OUTPUT)
				maek_confine(options.output);
			code = command->run(&options);
		}
	}
	maek_arena_free(options.arena);
	return code;
}

static void *json_memory(size_t size)
{
	return maek_allocate(size);
}

int main(int count, char **values)
{
	json_set_alloc_funcs(json_memory, free);
	maek_on_out_of_memory(out_of_memory);
	maek_output_guard();
	if (count < 2) {
		write_overview(stderr);
		return MAEK_EXIT_USAGE;
	}
	const char *name = values[1];
	if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help(count - 2, values + 2);
	if (strcmp(name, "--version") == 0)
		name = "version";
	const struct maek_command *command = maek_command_find(name);
	return command ? run(command, count - 2, values + 2) : unknown(name);
}
