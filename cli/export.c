/* maek export: graph.json in, another format out. */
#include "graph/export.h"

#include "cli/command.h"
#include "cli/confine.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/site.h"
#include "graph/graph_json.h"
#include "graph/view.h"

#include <stdlib.h>
#include <string.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "rules with the views and style", MAEK_OPTION_AT(packs)},
	{"format", 'f', MAEK_OPTION_TEXT, "json|jsonl|csv|graphml|cyjs|nquads|mermaid|dot|html",
     "html needs --facts", MAEK_OPTION_AT(format)},
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output; a folder for csv and html", MAEK_OPTION_AT(output)},
	{"facts", 0, MAEK_OPTION_TEXT, "FILE", "facts.jsonl of the graph: the texts for html", MAEK_OPTION_AT(facts)},
	{"view", 0, MAEK_OPTION_TEXT, "NAME", "dot: a view of the rules (the whole graph)", MAEK_OPTION_AT(view)},
	{"theme", 0, MAEK_OPTION_TEXT, "NAME", "light or dark", MAEK_OPTION_AT(theme)},
	{"units", 0, MAEK_OPTION_TEXT, "NAME", "numbers in en (500B), ko or other units of the rules", MAEK_OPTION_AT(units)},
	{"neo4j", 0, MAEK_OPTION_FLAG, NULL, "csv: headers and lists for neo4j-admin database import", MAEK_OPTION_AT(neo4j)},
	{0},
};

/* A view that cannot be used is found before anything is written. */
static bool has_view(const struct maek_rules *rules, const char *view, struct maek_errors *errors)
{
	struct maek_diagram diagram;
	return !view || maek_diagram_read(rules, view, &diagram, errors);
}

static bool write_file(const struct maek_graph *graph, const struct maek_exporter *exporter,
                       const struct maek_export_options *how, const char *path)
{
	struct maek_errors errors;
	struct maek_output output;
	struct maek_arena *arena = maek_arena_new();
	maek_errors_init(&errors, arena);
	bool ok = maek_output_open(&output, path);
	if (ok) {
		ok = exporter->write(graph, how, output.stream, &errors);
		maek_report_errors(&errors, stderr);
		ok = maek_output_close(&output, ok) && ok;
	}
	maek_arena_free(arena);
	return ok;
}

static bool write_files(const struct maek_options *options, const struct maek_graph *graph,
                        const struct maek_exporter *exporter, struct maek_export_options *how)
{
	if (!exporter->parts)
		return write_file(graph, exporter, how, options->output);
	bool ok = true;
	const char *const *parts = exporter->parts(how);
	for (how->part = 0; ok && parts[how->part]; how->part++)
		ok = write_file(graph, exporter, how, maek_arena_format(options->arena, "%s/%s", options->output, parts[how->part]));
	return ok;
}

static int write_graph(const struct maek_options *options, const struct maek_rules *rules, const char *format)
{
	struct maek_errors errors;
	struct maek_graph *graph;
	struct maek_export_options how = {
		.rules = rules, .view = options->view, .theme = options->theme, .units = options->units, .neo4j = options->neo4j};
	maek_errors_init(&errors, options->arena);
	if (!has_view(rules, options->view, &errors) || !maek_graph_read_json(options->arguments.items[0], &graph, &errors)) {
		maek_report_errors(&errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	bool ok = write_files(options, graph, maek_exporter_find(format), &how);
	maek_graph_free(graph);
	return ok ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

/* The explorer is a folder, not a text: it stands beside the table of exporters. */
static int write_site(const struct maek_options *options, const struct maek_rules *rules)
{
	struct maek_errors errors;
	struct maek_graph *graph;
	maek_errors_init(&errors, options->arena);
	if (!maek_graph_read_json(options->arguments.items[0], &graph, &errors)) {
		maek_report_errors(&errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	bool ok = maek_site_write(options, rules, graph, options->facts, options->output);
	maek_graph_free(graph);
	return ok ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

static int unknown_format(const char *format)
{
	fprintf(stderr, "maek export: unknown format '%s'; there are", format);
	for (const struct maek_exporter *exporter = maek_exporters; exporter->name; exporter++)
		fprintf(stderr, "%s %s", exporter == maek_exporters ? "" : ",", exporter->name);
	fputs(", html; pictures are drawn by maek render\n", stderr);
	return MAEK_EXIT_USAGE;
}

/* What does not go together; false after a message. */
static bool fits(const struct maek_options *options, const char *format)
{
	const struct maek_exporter *exporter = maek_exporter_find(format);
	if (!exporter && (!options->facts || !options->output))
		fputs("maek export: html needs --facts, the facts.jsonl of the graph, and the folder -o\n", stderr);
	else if (exporter && exporter->parts && (!options->output || strcmp(options->output, "-") == 0))
		fprintf(stderr, "maek export: %s is several files: it needs the folder -o\n", format);
	else if (options->neo4j && strcmp(format, "csv") != 0)
		fputs("maek export: --neo4j goes with -f csv\n", stderr);
	else if (options->view && strcmp(format, "dot") != 0)
		fputs("maek export: --view goes with -f dot\n", stderr);
	else
		return true;
	return false;
}

static int run(const struct maek_options *options)
{
	const char *format = options->format ? options->format : "dot";
	bool is_site = strcmp(format, "html") == 0;
	if (!is_site && !maek_exporter_find(format))
		return unknown_format(format);
	if (!fits(options, format))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = options->packs.count ? maek_report_rules(options) : NULL;
	if (options->packs.count && !rules)
		return MAEK_EXIT_INPUT;
	bool is_folder = is_site || maek_exporter_find(format)->parts;
	if (is_folder && !maek_output_folder(options->output)) {
		maek_rules_free(rules);
		return MAEK_EXIT_OUTPUT;
	}
	maek_confine(options->output);
	int code = !maek_report_style(options, "export", rules) ? MAEK_EXIT_USAGE
	           : is_site                                    ? write_site(options, rules)
	                                                        : write_graph(options, rules, format);
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_export = {
	.name = "export",
	.arguments = "GRAPH",
	.summary = "graph.json in; tables, GraphML, RDF, DOT and other formats out",
	.options = options_table,
	.least = 1,
	.most = 1,
	.writes = MAEK_WRITES_ITSELF,
	.run = run,
};
