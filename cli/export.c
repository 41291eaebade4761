/* maek export: graph.json in, another format out. */
#include "graph/export.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/site.h"
#include "graph/graph_json.h"
#include "graph/view.h"

#include <stdlib.h>
#include <string.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "rules with the views and style", MAEK_OPTION_AT(packs)},
	{"format", 'f', MAEK_OPTION_TEXT, "FORMAT", "json, dot, or html with --facts", MAEK_OPTION_AT(format)},
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output; a folder for html", MAEK_OPTION_AT(output)},
	{"facts", 0, MAEK_OPTION_TEXT, "FILE", "facts.jsonl of the graph: the texts for html", MAEK_OPTION_AT(facts)},
	{"view", 0, MAEK_OPTION_TEXT, "NAME", "a view of the rules (the whole graph)", MAEK_OPTION_AT(view)},
	{"theme", 0, MAEK_OPTION_TEXT, "NAME", "light or dark", MAEK_OPTION_AT(theme)},
	{"units", 0, MAEK_OPTION_TEXT, "NAME", "numbers in en (500B), ko or other units of the rules", MAEK_OPTION_AT(units)},
	{0},
};

/* A view that cannot be used is found before anything is written. */
static bool has_view(const struct maek_rules *rules, const char *view, struct maek_errors *errors)
{
	struct maek_diagram diagram;
	return !view || maek_diagram_read(rules, view, &diagram, errors);
}

static int write_graph(const struct maek_options *options, const struct maek_rules *rules, const char *format)
{
	struct maek_errors errors;
	struct maek_graph *graph;
	struct maek_output output;
	struct maek_export_options how = {.rules = rules, .view = options->view, .theme = options->theme, .units = options->units};
	maek_errors_init(&errors, options->arena);
	int code = MAEK_EXIT_OUTPUT;
	if (!has_view(rules, options->view, &errors) || !maek_graph_read_json(options->arguments.items[0], &graph, &errors)) {
		maek_report_errors(&errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	if (maek_output_open(&output, options->output)) {
		bool ok = maek_exporter_find(format)->write(graph, &how, output.stream, &errors);
		maek_report_errors(&errors, stderr);
		code = maek_output_close(&output, ok) && ok ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
	}
	maek_graph_free(graph);
	return code;
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

static int run(const struct maek_options *options)
{
	const char *format = options->format ? options->format : "dot";
	bool is_site = strcmp(format, "html") == 0;
	if (!is_site && !maek_exporter_find(format))
		return unknown_format(format);
	if (is_site && (!options->facts || !options->output)) {
		fprintf(stderr, "maek export: html needs --facts, the facts.jsonl of the graph, and the folder -o\n");
		return MAEK_EXIT_USAGE;
	}
	struct maek_rules *rules = options->packs.count ? maek_report_rules(options) : NULL;
	if (options->packs.count && !rules)
		return MAEK_EXIT_INPUT;
	int code = !maek_report_style(options, "export", rules) ? MAEK_EXIT_USAGE
	           : is_site                                    ? write_site(options, rules)
	                                                        : write_graph(options, rules, format);
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_export = {
	.name = "export",
	.arguments = "GRAPH",
	.summary = "graph.json in; JSON, DOT out",
	.options = options_table,
	.least = 1,
	.most = 1,
	.run = run,
};
