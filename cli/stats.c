/* maek stats: how much of a graph each type, relation, rule and source gave. */
#include "graph/stats.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/paint.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "graph/graph_json.h"

#include <string.h>

static const struct maek_option options_table[] = {
	{"format", 'f', MAEK_OPTION_TEXT, "text|json", "text for people (default), or JSON", MAEK_OPTION_AT(format)},
	{0},
};

static int width_of(const maek_stat_list *list, const char *head)
{
	int width = (int)strlen(head);
	for (size_t i = 0; i < list->count; i++) {
		int own = maek_paint_width(list->items[i].name);
		width = own > width ? own : width;
	}
	return width;
}

static void write_name(const char *name, int width)
{
	fputs(name, stdout);
	maek_paint_spaces(width - maek_paint_width(name));
}

static void write_column(bool shown, size_t count)
{
	if (shown)
		printf(" %9zu", count);
}

/* The heads that are NULL are no columns. */
static void write_list(const char *head, const maek_stat_list *list, const char *items, const char *mentions,
                       const char *evidence)
{
	const char *heads[] = {items, mentions, evidence};
	int width = width_of(list, head);
	if (!list->count)
		return;
	puts("");
	maek_paint(MAEK_PAINT_BOLD);
	write_name(head, width);
	for (size_t i = 0; i < 3; i++)
		if (heads[i])
			printf(" %9s", heads[i]);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
	for (size_t i = 0; i < list->count; i++) {
		write_name(*list->items[i].name ? list->items[i].name : "-", width);
		write_column(items, list->items[i].items);
		write_column(mentions, list->items[i].mentions);
		write_column(evidence, list->items[i].evidence);
		puts("");
	}
}

static void write_text(const struct maek_stats *stats)
{
	maek_shown_output();
	printf("%zu documents, %zu nodes with %zu mentions, %zu edges with %zu pieces of evidence\n", stats->documents,
	       stats->nodes, stats->mentions, stats->edges, stats->evidence);
	write_list("type", &stats->types, "nodes", "mentions", NULL);
	write_list("relation", &stats->relations, "edges", NULL, "evidence");
	write_list("rule", &stats->rules, NULL, "mentions", "evidence");
	write_list("source", &stats->sources, "documents", "mentions", "evidence");
}

static int run(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_graph *graph;
	bool is_json = options->format && strcmp(options->format, "json") == 0;
	maek_errors_init(&errors, options->arena);
	if (options->format && !is_json && strcmp(options->format, "text") != 0) {
		fprintf(stderr, "maek stats: --format is text or json, not '%s'\nTry: maek help stats\n", options->format);
		return MAEK_EXIT_USAGE;
	}
	if (!maek_graph_read_json(options->arguments.items[0], &graph, &errors)) {
		maek_report_errors(&errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	struct maek_stats stats = maek_stats_of(graph, options->arena);
	if (is_json) {
		struct maek_buffer out = {.arena = options->arena};
		maek_stats_write(&stats, &out);
		fwrite(out.bytes, 1, out.size, stdout);
	} else {
		write_text(&stats);
	}
	maek_graph_free(graph);
	return maek_output_flush() ? MAEK_EXIT_DONE : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_stats = {
	.name = "stats",
	.arguments = "GRAPH",
	.summary = "how much of a graph each type, relation, rule and source gave",
	.details = "A source is the `publisher` of a document, else the host of its `url`.",
	.options = options_table,
	.least = 1,
	.most = 1,
	.run = run,
};
