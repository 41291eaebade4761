/* maek verify: every anchor of a graph against the documents. */
#include "graph/verify.h"

#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/report.h"
#include "extract/shown.h"
#include "graph/graph_json.h"

static const struct maek_option options_table[] = {
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{0},
};

static void verify_all(const struct maek_options *options, const struct maek_graph *graph, enum maek_format format, bool *seen,
                       struct maek_verified *verified)
{
	struct maek_reader *reader = maek_reader_new(options->arguments.items + 1, options->arguments.count - 1, format);
	struct maek_arena *arena = maek_arena_new();
	for (int got = 1; got;) {
		struct maek_document *document;
		struct maek_errors errors;
		maek_errors_init(&errors, arena);
		got = maek_reader_next(reader, arena, &document, &errors);
		if (got > 0)
			maek_verify_document(graph, document, seen, verified, &errors);
		maek_report_errors(&errors, stderr);
		maek_arena_reset(arena);
	}
	maek_arena_free(arena);
	maek_reader_free(reader);
}

static int run(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_graph *graph;
	enum maek_format format;
	struct maek_verified verified = {0};
	maek_errors_init(&errors, options->arena);
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	if (!maek_graph_read_json(options->arguments.items[0], &graph, &errors)) {
		maek_report_errors(&errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	bool *seen = maek_arena_alloc(options->arena, graph->documents.count + 1);
	verify_all(options, graph, format, seen, &verified);
	for (size_t i = 0; i < graph->documents.count; i++)
		if (!seen[i]) {
			verified.differences++;
			fprintf(stderr, "%s: error[missing-document]: the document is not in the input, or its content differs\n",
			        maek_text_shown(options->arena, maek_text_of(graph->documents.items[i].id)).bytes);
		}
	if (!options->quiet)
		fprintf(stderr, "maek: %zu anchors of %zu documents, %zu differences\n", verified.anchors, graph->documents.count,
		        verified.differences);
	maek_graph_free(graph);
	return verified.differences ? MAEK_EXIT_FINDINGS : MAEK_EXIT_DONE;
}

const struct maek_command maek_command_verify = {
	.name = "verify",
	.arguments = "GRAPH INPUT...",
	.summary = "slices every anchor of a graph out of the documents again",
	.options = options_table,
	.least = 2,
	.run = run,
};
