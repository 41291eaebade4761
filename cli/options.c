/* `--` ends the options, `-` alone is an argument, `-rX` and `--rules=X` carry their value. */
#include "cli/options.h"

#include "extract/error.h"

#include <stdlib.h>
#include <string.h>

static const struct maek_option common[] = {
	{"quiet", 'q', MAEK_OPTION_FLAG, NULL, "problems only: no progress, no summary", MAEK_OPTION_AT(quiet)},
	{"verbose", 'v', MAEK_OPTION_FLAG, NULL, "say what is read", MAEK_OPTION_AT(verbose)},
	{"no-config", 0, MAEK_OPTION_FLAG, NULL, "read no .maek.yaml", MAEK_OPTION_AT(no_config)},
	{"help", 'h', MAEK_OPTION_FLAG, NULL, "this text", MAEK_OPTION_AT(help)},
};
enum { COMMON = sizeof common / sizeof *common };

const struct maek_option *maek_option_at(const struct maek_option *table, size_t index)
{
	size_t own = 0;
	for (; table[own].name; own++)
		if (own == index)
			return &table[own];
	index -= own;
	for (size_t i = 0; i < COMMON; i++) {
		bool is_own = false;
		for (size_t k = 0; k < own; k++)
			is_own |= strcmp(table[k].name, common[i].name) == 0;
		if (!is_own && index-- == 0)
			return &common[i];
	}
	return NULL;
}

bool maek_option_value(const struct maek_option *option, size_t index, struct maek_text *value)
{
	const char *at = option->argument;
	if (!at || strpbrk(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return false;
	for (; index && (at = strchr(at, '|')); index--)
		at++;
	if (at)
		*value = (struct maek_text){at, strcspn(at, "|")};
	return at != NULL;
}

static const struct maek_option *by_letter(const struct maek_option *table, char letter)
{
	const struct maek_option *option;
	for (size_t i = 0; (option = maek_option_at(table, i)); i++)
		if (option->letter == letter)
			return option;
	return NULL;
}

static const struct maek_option *by_name(const struct maek_option *table, const char *name, size_t size)
{
	const struct maek_option *option;
	for (size_t i = 0; (option = maek_option_at(table, i)); i++)
		if (strlen(option->name) == size && memcmp(option->name, name, size) == 0)
			return option;
	return NULL;
}

static bool unknown(const struct maek_option *table, const char *command, const char *given)
{
	const char *names[64];
	const struct maek_option *option;
	size_t count = 0;
	while (count < 64 && (option = maek_option_at(table, count)))
		names[count++] = option->name;
	const char *nearest = strncmp(given, "--", 2) == 0 ? maek_nearest_name(given + 2, names, count) : NULL;
	fprintf(stderr, "maek %s: unknown option %s", command, given);
	if (nearest)
		fprintf(stderr, "; did you mean --%s?", nearest);
	fprintf(stderr, "\nTry: maek help %s\n", command);
	return false;
}

/* "true" and "false", and what environments say for them. */
static bool read_flag(const char *value, bool *flag)
{
	static const char *const words[] = {"false", "true", "0", "1", "no", "yes"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(value, words[i]) == 0) {
			*flag = i % 2;
			return true;
		}
	return false;
}

static const char *set_field(struct maek_options *options, const struct maek_option *option, const char *value)
{
	char *field = (char *)options + option->offset, *end;
	switch (option->kind) {
	case MAEK_OPTION_FLAG:
		return read_flag(value, (bool *)field) ? NULL : "true or false";
	case MAEK_OPTION_TEXT:
		memcpy(field, &value, sizeof value);
		return NULL;
	case MAEK_OPTION_REAL:
		/* cppcheck-suppress invalidPointerCast -- the table says that a double stands there */
		*(double *)field = strtod(value, &end);
		return *value && !*end ? NULL : "a number";
	case MAEK_OPTION_COUNT:
		*(size_t *)field = strtoul(value, &end, 10);
		return *value >= '1' && *value <= '9' && !*end ? NULL : "a whole number above 0";
	default:
		*MAEK_PUSH(options->arena, (struct maek_option_list *)field) = value;
		return NULL;
	}
}

const char *maek_option_set(struct maek_options *options, const struct maek_option *option, const char *value,
                            const char *origin)
{
	if (!value)
		value = "true";
	*MAEK_PUSH(options->arena, &options->given) = (struct maek_given){option, value, origin};
	return set_field(options, option, value);
}

static bool set(struct maek_options *options, const struct maek_option *option, const char *command, const char *value)
{
	const char *wrong = maek_option_set(options, option, value, "command line");
	if (wrong)
		fprintf(stderr, "maek %s: --%s takes %s, not '%s'\n", command, option->name, wrong, value);
	return !wrong;
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
		else if (!only_arguments && values[i][0] == '-' && values[i][1]) {
			if (!read_one(options, table, command, count, values, &i))
				return false;
		} else
			*MAEK_PUSH(options->arena, &options->arguments) = values[i];
	}
	return true;
}

/* The help stands beside the option, or under it when that is long. */
void maek_options_write(const struct maek_option *table, FILE *out)
{
	const struct maek_option *option;
	for (size_t i = 0; (option = maek_option_at(table, i)); i++) {
		char left[100];
		int size = snprintf(left, sizeof left, "%s%c%s--%s%s%s", option->letter ? "-" : " ", option->letter ? option->letter : ' ',
		                    option->letter ? ", " : "  ", option->name, option->argument ? " " : "",
		                    option->argument ? option->argument : "");
		fprintf(out, size > 28 ? "  %s\n%31s%s\n" : "  %-28s %.0s%s\n", left, "", option->help);
	}
}
