/* See the header. */
#include "cli/site.h"

#include "cli/facts_input.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/page_site.h"

#include <string.h>

struct target {
	const char *folder;
	struct maek_arena *arena;
	struct maek_site *site;
	struct maek_errors errors;
	bool ok;
};

static bool write_page(void *context, const char *path, struct maek_text page)
{
	struct target *target = context;
	struct maek_output output;
	if (!maek_output_open(&output, maek_arena_format(target->arena, "%s/%s", target->folder, path)))
		return false;
	return maek_output_close(&output, fwrite(page.bytes, 1, page.size, output.stream) == page.size);
}

static void add(void *context, struct maek_text line, const struct maek_facts *facts)
{
	struct target *target = context;
	(void)line;
	if (facts && target->ok)
		target->ok = maek_site_add(target->site, facts, &target->errors);
	maek_report_errors(&target->errors, stderr);
}

bool maek_site_write(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph,
                     const char *facts_path, const char *folder)
{
	struct target target = {.folder = folder, .arena = options->arena, .ok = true};
	struct maek_site_options how = {.rules = rules, .units = options->units, .write = write_page, .context = &target};
	maek_errors_init(&target.errors, options->arena);
	target.site = maek_site_new(graph, &how, &target.errors);
	maek_report_errors(&target.errors, stderr);
	bool has_pages = graph->documents.count > 1;
	if (!target.site || !maek_output_folder(has_pages ? maek_arena_format(options->arena, "%s/pages", folder) : folder))
		return false;
	size_t bad = maek_facts_file(facts_path, add, &target);
	bool finished = maek_site_finish(target.site, &target.errors);
	maek_report_errors(&target.errors, stderr);
	return !bad && finished && target.ok;
}
