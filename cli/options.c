/* `--` ends the options, `-` alone is an argument, `-rX` and `--rules=X` carry their value. */
#include "cli/options.h"

#include "extract/error.h"

#include <stdlib.h>
#include <string.h>

static const struct maek_option *by_letter(const struct maek_option *table, char letter)
{
	for (; table->name; table++)
		if (table->letter == letter)
			return table;
	return NULL;
}

static const struct maek_option *by_name(const struct maek_option *table, const char *name, size_t size)
{
	for (; table->name; table++)
		if (strlen(table->name) == size && memcmp(table->name, name, size) == 0)
			return table;
	return NULL;
}

static bool unknown(const struct maek_option *table, const char *command, const char *given)
{
	const char *names[64];
	size_t count = 0;
	for (; table[count].name && count < 64; count++)
		names[count] = table[count].name;
	const char *nearest = strncmp(given, "--", 2) == 0 ? maek_nearest_name(given + 2, names, count) : NULL;
	fprintf(stderr, "maek %s: unknown option %s", command, given);
	if (nearest)
		fprintf(stderr, "; did you mean --%s?", nearest);
	fprintf(stderr, "\nTry: maek help %s\n", command);
	return false;
}

static bool set(struct maek_options *options, const struct maek_option *option, const char *command, const char *value)
{
	char *field = (char *)options + option->offset, *end;
	switch (option->kind) {
	case MAEK_OPTION_FLAG:
		*(bool *)field = true;
		return true;
	case MAEK_OPTION_TEXT:
		memcpy(field, &value, sizeof value);
		return true;
	case MAEK_OPTION_REAL:
		*(double *)field = strtod(value, &end);
		if (*value && !*end)
			return true;
		fprintf(stderr, "maek %s: --%s takes a number, not '%s'\n", command, option->name, value);
		return false;
	case MAEK_OPTION_COUNT:
		*(size_t *)field = strtoul(value, &end, 10);
		if (*value >= '1' && *value <= '9' && !*end)
			return true;
		fprintf(stderr, "maek %s: --%s takes a whole number above 0, not '%s'\n", command, option->name, value);
		return false;
	default:
		*MAEK_PUSH(options->arena, (struct maek_option_list *)field) = value;
		return true;
	}
}

static bool read_one(struct maek_options *options, const struct maek_option *table, const char *command, int count,
                     char **values, int *at)
{
	const char *given = values[*at], *value = NULL;
	const struct maek_option *option;
	if (given[1] == '-') {
		const char *equals = strchr(given, '=');
		option = by_name(table, given + 2, equals ? (size_t)(equals - given - 2) : strlen(given + 2));
		value = equals ? equals + 1 : NULL;
	} else {
		option = by_letter(table, given[1]);
		value = given[2] ? given + 2 : NULL;
	}
	if (!option || (option->kind == MAEK_OPTION_FLAG && value))
		return unknown(table, command, given);
	if (option->kind != MAEK_OPTION_FLAG && !value) {
		if (*at + 1 >= count) {
			fprintf(stderr, "maek %s: %s needs a value: %s\nTry: maek help %s\n", command, given, option->argument, command);
			return false;
		}
		value = values[++*at];
	}
	return set(options, option, command, value);
}

bool maek_options_read(struct maek_options *options, const struct maek_option *table, const char *command, int count,
                       char **values)
{
	bool only_arguments = false;
	for (int i = 0; i < count; i++) {
		if (!only_arguments && strcmp(values[i], "--") == 0)
			only_arguments = true;
		else if (!only_arguments && (strcmp(values[i], "--help") == 0 || strcmp(values[i], "-h") == 0))
			options->help = true;
		else if (!only_arguments && values[i][0] == '-' && values[i][1]) {
			if (!read_one(options, table, command, count, values, &i))
				return false;
		} else
			*MAEK_PUSH(options->arena, &options->arguments) = values[i];
	}
	return true;
}

void maek_options_write(const struct maek_option *table, FILE *out)
{
	for (; table->name; table++) {
		char left[64];
		snprintf(left, sizeof left, "%s%c%s--%s%s%s", table->letter ? "-" : " ", table->letter ? table->letter : ' ',
		         table->letter ? ", " : "  ", table->name, table->argument ? " " : "", table->argument ? table->argument : "");
		fprintf(out, "  %-28s %s\n", left, table->help);
	}
	fprintf(out, "  %-28s %s\n", "-h, --help", "this text");
}
