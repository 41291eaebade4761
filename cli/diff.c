/* maek diff: what one graph has and another has not. */
#include "cli/command.h"
#include "cli/diff_text.h"
#include "cli/facts_input.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "graph/graph_json.h"
#include "graph/link.h"

#include <string.h>

static const struct maek_option options_table[] = {
	{"format", 'f', MAEK_OPTION_TEXT, "text|json|dot", "text for people (default), JSON or DOT", MAEK_OPTION_AT(format)},
	{0},
};

static void add(void *context, struct maek_text line, const struct maek_facts *facts)
{
	(void)line;
	if (facts)
		maek_linker_add(context, facts);
}

/* The graph of a file: FILE.jsonl holds facts, which are linked. NULL after a message. */
static struct maek_graph *read_graph(const struct maek_options *options, const char *path)
{
	struct maek_errors errors;
	struct maek_graph *graph = NULL;
	const char *dot = strrchr(path, '.');
	maek_errors_init(&errors, options->arena);
	if (!dot || strcmp(dot, ".jsonl") != 0) {
		bool ok = maek_graph_read_json(path, &graph, &errors);
		maek_report_errors(&errors, stderr);
		return ok ? graph : NULL;
	}
	struct maek_linker *linker = maek_linker_new();
	size_t bad = maek_facts_file(path, add, linker);
	graph = maek_linker_finish(linker, &errors);
	maek_report_errors(&errors, stderr);
	if (!bad)
		return graph;
	maek_graph_free(graph);
	return NULL;
}

static bool write_text(const struct maek_diff *diff, struct maek_arena *arena)
{
	(void)arena;
	maek_shown_output();
	maek_diff_write_text(diff);
	return true;
}

static bool write_json(const struct maek_diff *diff, struct maek_arena *arena)
{
	struct maek_buffer out = {.arena = arena};
	maek_diff_write_json(diff, &out);
	return fwrite(out.bytes, 1, out.size, stdout) == out.size;
}

static bool write_dot(const struct maek_diff *diff, struct maek_arena *arena)
{
	return maek_diff_write_dot(diff, arena, stdout);
}

static const struct {
	const char *name;
	bool (*write)(const struct maek_diff *diff, struct maek_arena *arena);
} formats[] = {{"text", write_text}, {"json", write_json}, {"dot", write_dot}};
enum { FORMATS = sizeof formats / sizeof *formats };

static int write_diff(const struct maek_options *options, const struct maek_graph *before, const struct maek_graph *after,
                      size_t format)
{
	const struct maek_diff *diff = maek_diff(options->arena, before, after);
	bool written = formats[format].write(diff, options->arena);
	if (!maek_output_flush() || !written)
		return MAEK_EXIT_OUTPUT;
	if (!options->quiet)
		maek_diff_write_summary(diff, "maek: ");
	return diff->nodes.count || diff->edges.count ? MAEK_EXIT_FINDINGS : MAEK_EXIT_DONE;
}

static int run(const struct maek_options *options)
{
	size_t format = 0;
	while (options->format && format < FORMATS && strcmp(formats[format].name, options->format) != 0)
		format++;
	if (format == FORMATS) {
		fprintf(stderr, "maek diff: --format is text, json or dot, not '%s'\nTry: maek help diff\n", options->format);
		return MAEK_EXIT_USAGE;
	}
	struct maek_graph *before = read_graph(options, options->arguments.items[0]);
	struct maek_graph *after = read_graph(options, options->arguments.items[1]);
	int code = before && after ? write_diff(options, before, after, format) : MAEK_EXIT_INPUT;
	maek_graph_free(before);
	maek_graph_free(after);
	return code;
}

const struct maek_command maek_command_diff = {
	.name = "diff",
	.arguments = "BEFORE AFTER",
	.summary = "what two graphs differ in: nodes, edges, names and evidence gained and lost",
	.details = "BEFORE, AFTER: graph.json, or facts as FILE.jsonl, which are linked first. Exit 1 when they differ.\n"
               "A node that got another id is told by its mentions; the lines of rules in their files make no difference.",
	.options = options_table,
	.least = 2,
	.most = 2,
	.run = run,
};
