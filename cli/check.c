/* maek check: every problem of packs in one run. */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/view.h"

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a further folder of rules", MAEK_OPTION_AT(packs)},
	{"quiet", 'q', MAEK_OPTION_FLAG, NULL, "no summary", MAEK_OPTION_AT(quiet)},
	{0},
};

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

static int run(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_rules *rules = NULL;
	maek_errors_init(&errors, options->arena);
	size_t given = options->packs.count + options->arguments.count;
	const char **folders = maek_arena_alloc(options->arena, (given + 1) * sizeof *folders);
	for (size_t i = 0; i < given; i++)
		folders[i] = i < options->packs.count ? options->packs.items[i] : options->arguments.items[i - options->packs.count];
	if (!given) {
		fprintf(stderr, "usage: maek check PACK...\nTry: maek help check\n");
		return MAEK_EXIT_USAGE;
	}
	bool ok = maek_rules_load(folders, given, &rules, &errors);
	ok = ok && check_views(rules, &errors);
	maek_errors_sort(&errors);
	size_t wrong = errors.error_count, warned = errors.list.count - wrong;
	maek_report_errors(&errors, stdout);
	if (!options->quiet)
		fprintf(stderr, "maek: %zu rules, %zu errors, %zu warnings\n", rules ? maek_rules_count(rules) : 0, wrong, warned);
	maek_rules_free(rules);
	if (!maek_output_flush())
		return MAEK_EXIT_OUTPUT;
	return ok ? MAEK_EXIT_DONE : MAEK_EXIT_FINDINGS;
}

const struct maek_command maek_command_check = {
	.name = "check",
	.arguments = "PACK...",
	.summary = "every problem of rule packs in one run, with its place",
	.options = options_table,
	.run = run,
};
