/* See the header. */
#include "cli/report.h"

#include "extract/pack_find.h"
#include "graph/style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool maek_report_color(FILE *stream)
{
	const char *no = getenv("NO_COLOR");
	return (!no || !*no) && isatty(stream == stdout ? STDOUT_FILENO : fileno(stream)); /* shown_output.h has no number */
}

void maek_report_errors(struct maek_errors *errors, FILE *out)
{
	maek_errors_sort(errors);
	maek_errors_write(errors, maek_report_color(out), out);
	errors->list.count = 0;
}

struct maek_rules *maek_report_rules(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_rules *rules = NULL;
	maek_errors_init(&errors, options->arena);
	const char **folders = maek_arena_alloc(options->arena, (options->packs.count + 1) * sizeof *folders);
	for (size_t i = 0; i < options->packs.count; i++)
		folders[i] = maek_pack_find(options->arena, options->packs.items[i]);
	if (!options->packs.count)
		fprintf(stderr, "maek: no rules given; say -r PACK, for example -r rules/korean-ai\n");
	else
		maek_rules_load(folders, options->packs.count, &rules, &errors);
	maek_report_errors(&errors, stderr);
	for (size_t i = 0; options->verbose && rules && i < options->packs.count; i++)
		fprintf(stderr, "maek: rules of %s\n", folders[i]);
	return rules;
}

bool maek_report_style(const struct maek_options *options, const char *command, const struct maek_rules *rules)
{
	const char *theme = options->theme, *units = options->units;
	if (theme && strcmp(theme, "light") != 0 && strcmp(theme, "dark") != 0)
		fprintf(stderr, "maek %s: --theme is light or dark, not '%s'\n", command, theme);
	else if (units && !maek_style_has_units(rules, units))
		fprintf(stderr, "maek %s: the rules have no units '%s'\n", command, units);
	else
		return true;
	return false;
}
