/* maek run: documents in, a folder with facts, graph and pictures out. */
#include "cli/command.h"
#include "cli/confine.h"
#include "cli/corpus.h"
#include "cli/manifest.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/site.h"
#include "graph/export.h"
#include "graph/link.h"
#include "graph/view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PAGES = 2000 };

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"output", 'o', MAEK_OPTION_TEXT, "DIR", "the folder for the results (out)", MAEK_OPTION_AT(output)},
	{"jobs", 'j', MAEK_OPTION_COUNT, "N", "so many documents at a time (as many as there are cores)", MAEK_OPTION_AT(jobs)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{"no-svg", 0, MAEK_OPTION_FLAG, NULL, "draw no pictures and write no pages, DOT only", MAEK_OPTION_AT(no_svg)},
	{"theme", 0, MAEK_OPTION_TEXT, "light|dark", "which colours pictures have", MAEK_OPTION_AT(theme)},
	{"units", 0, MAEK_OPTION_TEXT, "NAME", "numbers in en (500B), ko or other units of the rules", MAEK_OPTION_AT(units)},
	{"rule-time", 0, MAEK_OPTION_COUNT, "MS", "processor time of a rule for each 16 KiB of a document (50)", MAEK_OPTION_AT(rule_time)},
	{"document-time", 0, MAEK_OPTION_COUNT, "MS", "the same of all rules; a document beyond it failed (1000)", MAEK_OPTION_AT(document_time)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "exit 3 when a document failed or a limit was hit", MAEK_OPTION_AT(strict)},
	{0},
};

struct collected {
	FILE *out;
	struct maek_linker *linker;
};

static bool collect(void *context, struct maek_text line, const struct maek_facts *facts)
{
	struct collected *collected = context;
	maek_linker_add(collected->linker, facts);
	return fwrite(line.bytes, 1, line.size, collected->out) == line.size;
}

static const char *path_of(const struct maek_options *options, const char *name)
{
	return maek_arena_format(options->arena, "%s/%s", options->output ? options->output : "out", name);
}

static bool export_to(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph,
                      const char *name, const char *format, const char *view)
{
	struct maek_output output;
	struct maek_errors errors;
	struct maek_export_options how = {.rules = rules, .view = view, .theme = options->theme, .units = options->units};
	maek_errors_init(&errors, options->arena);
	if (!maek_output_open(&output, path_of(options, name)))
		return false;
	bool ok = maek_exporter_find(format)->write(graph, &how, output.stream, &errors);
	maek_report_errors(&errors, stderr);
	return maek_output_close(&output, ok);
}

/* A missing Graphviz is a warning, since DOT stands. */
static bool draw_to(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph,
                    const char *name, const char *theme)
{
	struct maek_errors errors;
	struct maek_output output;
	struct maek_export_options how = {.rules = rules, .view = "teams", .theme = theme, .units = options->units};
	maek_errors_init(&errors, options->arena);
	if (!maek_output_open(&output, path_of(options, name)))
		return false;
	bool ok = maek_draw(graph, &how, "svg", MAEK_RENDER_SECONDS, output.stream, &errors);
	maek_report_errors(&errors, stderr);
	return maek_output_close(&output, ok) || !ok;
}

static bool draw_teams(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph)
{
	struct maek_errors errors;
	maek_errors_init(&errors, options->arena);
	maek_render_check_fonts(rules, &errors);
	maek_report_errors(&errors, stderr);
	return draw_to(options, rules, graph, "teams.svg", options->theme) &&
	       (options->theme || draw_to(options, rules, graph, "teams-dark.svg", "dark"));
}

static bool write_results(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph)
{
	bool has_view = maek_rules_view(rules, "teams") != NULL;
	bool ok = export_to(options, rules, graph, "graph.json", "json", NULL) &&
	          export_to(options, rules, graph, "graph.dot", "dot", NULL);
	if (ok && has_view)
		ok = export_to(options, rules, graph, "teams.dot", "dot", "teams");
	if (ok && has_view && !options->no_svg)
		ok = draw_teams(options, rules, graph);
	if (graph->documents.count > MOST_PAGES && !options->no_svg)
		fprintf(stderr, "maek run: no pages for %zu documents; maek export -f html writes them\n", graph->documents.count);
	else if (ok && !options->no_svg)
		ok = maek_site_write(options, rules, graph, path_of(options, "facts.jsonl"), options->output ? options->output : "out");
	return ok;
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int run_with(const struct maek_options *options, const struct maek_rules *rules, double start)
{
	struct maek_output output;
	struct maek_errors errors;
	struct maek_corpus_totals totals;
	maek_errors_init(&errors, options->arena);
	const char *folder = options->output ? options->output : "out";
	struct maek_manifest manifest;
	maek_manifest_begin(&manifest, options->arena, folder);
	if (!maek_output_folder(folder) || !maek_output_lock(folder))
		return MAEK_EXIT_OUTPUT;
	maek_confine(folder);
	if (!maek_output_open(&output, path_of(options, "facts.jsonl")))
		return MAEK_EXIT_OUTPUT;
	struct collected collected = {output.stream, maek_linker_new()};
	bool ok = maek_corpus_lines(options, rules, collect, &collected, &totals);
	ok = maek_output_close(&output, ok) && ok;
	struct maek_graph *graph = maek_linker_finish(collected.linker, &errors);
	maek_report_errors(&errors, stderr);
	ok = ok && write_results(options, rules, graph) && maek_manifest_write(&manifest);
	if (ok)
		maek_corpus_summary(options, &totals,
		                    maek_arena_format(options->arena, "; %zu nodes, %zu edges; %.2f s", graph->nodes.count,
		                                      graph->edges.count, seconds() - start));
	maek_graph_free(graph);
	return ok ? maek_corpus_exit(options, &totals) : MAEK_EXIT_OUTPUT;
}

/* A broken view is a fault of the rules, told before documents are read. */
static bool has_sound_view(const struct maek_options *options, const struct maek_rules *rules)
{
	struct maek_errors errors;
	struct maek_diagram diagram;
	maek_errors_init(&errors, options->arena);
	bool sound = !maek_rules_view(rules, "teams") || maek_diagram_read(rules, "teams", &diagram, &errors);
	maek_report_errors(&errors, stderr);
	return sound;
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	double start = seconds();
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	int code = !maek_report_style(options, "run", rules) ? MAEK_EXIT_USAGE
	           : has_sound_view(options, rules)          ? run_with(options, rules, start)
	                                                     : MAEK_EXIT_INPUT;
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_run = {
	.name = "run",
	.arguments = "INPUT...",
	.summary = "documents in, a folder with facts, graph and pictures out",
	.details = "INPUT: files, folders (.txt .md .jsonl, also packed: .gz .zst) or - for standard input.\n"
               "Writes facts.jsonl, graph.json, graph.dot and, when the rules have the view `teams`, teams.dot,\n"
               "teams.svg and, without --theme, teams-dark.svg; index.html to explore it all in,\n"
               "with a page for each of several documents in pages/; last manifest.json, the sizes and hashes of all these.",
	.options = options_table,
	.least = 1,
	.writes = MAEK_WRITES_ITSELF,
	.run = run,
};
