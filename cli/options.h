/* Options: one table a command says which it takes; the parser, the help text and the checks are the same for all.
 */
#ifndef MAEK_CLI_OPTIONS_H
#define MAEK_CLI_OPTIONS_H

#include "extract/text.h"

#include <stdbool.h>
#include <stdio.h>

enum maek_option_kind { MAEK_OPTION_FLAG, MAEK_OPTION_TEXT, MAEK_OPTION_LIST, MAEK_OPTION_REAL, MAEK_OPTION_COUNT };

struct maek_option {
	const char *name; /* without the dashes; NULL ends a table */
	char letter;      /* or 0 */
	enum maek_option_kind kind;
	const char *argument; /* how the help calls it: "PACK", "FILE", "DIR", or the values there are: "light|dark" */
	const char *help;
	size_t offset; /* of the field in struct maek_options */
};

/* The values of an option that may be given several times. */
struct maek_option_list {
	const char **items;
	size_t count, room;
};

/* A value that was given, and by whom: "command line", "environment MAEK_THEME", ".maek.yaml:3". */
struct maek_given {
	const struct maek_option *option;
	const char *value, *origin;
};

/* What the command line and the settings say. Strings are borrowed from argv, or live in the arena. */
struct maek_options {
	struct maek_arena *arena;
	struct maek_option_list packs; /* -r */
	struct maek_option_list arguments, select;
	MAEK_LIST(struct maek_given) given;
	const char *output, *format, *view, *theme, *units, *input_format, *gold, *filter, *facts, *focus, *each, *rule, *node, *edge,
		*deny, *junit, *shard;
	bool strict, no_svg, trailer, quiet, verbose, errors, force, update, yes, literals, neo4j, help;
	bool no_config;
	FILE *messages; /* what is said about documents goes here; NULL: standard error */
	double min_f1;
	size_t top, hops, width, jobs, rule_time, document_time; /* 0: not given */
};

#define MAEK_OPTION_AT(field) offsetof(struct maek_options, field)

/* The options of a command: those of its table, then those that every command has; NULL behind the last. */
const struct maek_option *maek_option_at(const struct maek_option *table, size_t index);

/* Value `index` of an option whose argument lists its values; false behind the last, and when it does not. */
bool maek_option_value(const struct maek_option *option, size_t index, struct maek_text *value);

/* Sets an option; `value` NULL is a flag's "true". Returns NULL, or what the option takes ("a number") when that is no value
 * of it. */
const char *maek_option_set(struct maek_options *options, const struct maek_option *option, const char *value,
                            const char *origin);

/* Reads argv (without the program's and the command's name). False after a message on stderr when it is wrong. */
bool maek_options_read(struct maek_options *options, const struct maek_option *table, const char *command, int count,
                       char **values);

/* Writes the options as help text. */
void maek_options_write(const struct maek_option *table, FILE *out);

#endif
