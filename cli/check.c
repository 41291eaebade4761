/* maek check: every problem of packs in one run. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "extract/lint.h"
#include "extract/pack_find.h"
#include "graph/problems_json.h"
#include "graph/view.h"

#include <string.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a further folder of rules", MAEK_OPTION_AT(packs)},
	{"deny", 0, MAEK_OPTION_TEXT, "warnings", "warnings are findings as errors are (exit 1)", MAEK_OPTION_AT(deny)},
	{"format", 'f', MAEK_OPTION_TEXT, "text|json|sarif", "text for people (default), JSON or SARIF", MAEK_OPTION_AT(format)},
	{0},
};

static bool write_text(const struct maek_errors *errors, FILE *out)
{
	struct maek_errors copy = *errors; /* reporting empties the list */
	maek_report_errors(&copy, out);
	return !ferror(out);
}

static const struct {
	const char *name;
	bool (*write)(const struct maek_errors *errors, FILE *out);
} formats[] = {{"text", write_text}, {"json", maek_problems_write_json}, {"sarif", maek_problems_write_sarif}};
enum { FORMATS = sizeof formats / sizeof *formats };

/* Index of the format, FORMATS after a message. */
static size_t find_format(const struct maek_options *options)
{
	size_t at = 0;
	while (options->format && at < FORMATS && strcmp(formats[at].name, options->format) != 0)
		at++;
	if (at == FORMATS)
		fprintf(stderr, "maek check: --format is text, json or sarif, not '%s'\n", options->format);
	return at;
}

/* Views are read when they are drawn; here all of them, so that a mistake is known before. */
static bool check_views(const struct maek_rules *rules, struct maek_errors *errors)
{
	bool ok = true;
	for (size_t i = 0; i < maek_rules_view_count(rules); i++) {
		struct maek_diagram diagram;
		ok = maek_diagram_read(rules, maek_rules_view_name(rules, i), &diagram, errors) && ok;
	}
	return ok;
}

static const char **folders_of(const struct maek_options *options, size_t count)
{
	const char **folders = maek_arena_alloc(options->arena, (count + 1) * sizeof *folders);
	for (size_t i = 0; i < count; i++)
		folders[i] = maek_pack_find(options->arena, i < options->packs.count
		                                                ? options->packs.items[i]
		                                                : options->arguments.items[i - options->packs.count]);
	return folders;
}

static int run(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_rules *rules = NULL;
	maek_errors_init(&errors, options->arena);
	size_t given = options->packs.count + options->arguments.count, format = find_format(options);
	if (options->deny && strcmp(options->deny, "warnings") != 0) {
		fprintf(stderr, "maek check: --deny takes: warnings\n");
		return MAEK_EXIT_USAGE;
	}
	if (!given)
		fprintf(stderr, "usage: maek check PACK...\nTry: maek help check\n");
	if (!given || format == FORMATS)
		return MAEK_EXIT_USAGE;
	const char **folders = folders_of(options, given);
	bool ok = maek_rules_load(folders, given, &rules, &errors);
	if (ok)
		maek_lint(rules, folders, given, &errors);
	ok = ok && check_views(rules, &errors);
	maek_errors_sort(&errors);
	size_t wrong = errors.error_count, warned = errors.list.count - wrong;
	bool written = formats[format].write(&errors, stdout);
	if (!options->quiet)
		fprintf(stderr, "maek: %zu rules, %zu errors, %zu warnings\n", rules ? maek_rules_count(rules) : 0, wrong,
		        warned);
	maek_rules_free(rules);
	if (!maek_output_flush() || !written)
		return MAEK_EXIT_OUTPUT;
	return ok && !(options->deny && warned) ? MAEK_EXIT_DONE : MAEK_EXIT_FINDINGS;
}

const struct maek_command maek_command_check = {
	.name = "check",
	.arguments = "PACK...",
	.summary = "every problem of rule packs in one run, with its place",
	.details = "\nErrors make a pack unusable. Warnings come when there are no errors: what is allowed but probably "
               "not meant.\n"
			   "docs/lint.md says what each means; `allow: [id]` in a rule silences one there.",
	.options = options_table,
	.run = run,
};
