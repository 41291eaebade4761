/* maek link: facts.jsonl in, graph.json out. */
#include "graph/link.h"

#include "cli/command.h"
#include "cli/facts_input.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/graph_json.h"

static const struct maek_option options_table[] = {
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output", MAEK_OPTION_AT(output)},
	{"trailer", 0, MAEK_OPTION_FLAG, NULL, "every file must close with the line of extract --trailer", MAEK_OPTION_AT(trailer)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "exit 3 when two documents share an id", MAEK_OPTION_AT(strict)},
	{0},
};

static void add(void *context, struct maek_text line, const struct maek_facts *facts)
{
	(void)line;
	if (facts)
		maek_linker_add(context, facts);
}

static int run(const struct maek_options *options)
{
	struct maek_linker *linker = maek_linker_new();
	struct maek_errors errors;
	maek_errors_init(&errors, options->arena);
	size_t bad = maek_facts_input(options, add, linker);
	struct maek_graph *graph = maek_linker_finish(linker, &errors);
	size_t warnings = errors.list.count;
	maek_report_errors(&errors, stderr);
	struct maek_output output;
	int code = MAEK_EXIT_OUTPUT;
	if (bad || (warnings && options->strict))
		code = MAEK_EXIT_INPUT;
	else if (maek_output_open(&output, options->output))
		code = maek_output_close(&output, maek_graph_write_json(graph, output.stream)) ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
	if (code == MAEK_EXIT_DONE && !options->quiet)
		fprintf(stderr, "maek: %zu documents; %zu nodes, %zu edges\n", graph->documents.count, graph->nodes.count,
		        graph->edges.count);
	maek_graph_free(graph);
	return code;
}

const struct maek_command maek_command_link = {
	.name = "link",
	.arguments = "FACTS...",
	.summary = "facts.jsonl in, graph.json out; in any order and any split",
	.options = options_table,
	.least = 1,
	.run = run,
};
