/* maek explain: what the rules made of a text, why one of them did not fire, where a node or edge comes from. */
#include "extract/explain.h"

#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/explain_text.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "extract/shown.h"
#include "graph/explain_graph.h"
#include "graph/explain_json.h"
#include "graph/graph_json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"rule", 0, MAEK_OPTION_TEXT, "ID", "why this rule fired or did not", MAEK_OPTION_AT(rule)},
	{"node", 0, MAEK_OPTION_TEXT, "ID", "of a graph: where the node of this id or name comes from", MAEK_OPTION_AT(node)},
	{"edge", 0, MAEK_OPTION_TEXT, "ID", "of a graph: where the edge SOURCE|TYPE|TARGET comes from", MAEK_OPTION_AT(edge)},
	{"format", 'f', MAEK_OPTION_TEXT, "text|json", "text for people (default), or JSON", MAEK_OPTION_AT(format)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{"verbose", 'v', MAEK_OPTION_FLAG, NULL, "with --rule: the sentences as well", MAEK_OPTION_AT(verbose)},
	{0},
};

static bool is_json(const struct maek_options *options)
{
	return options->format && strcmp(options->format, "json") == 0;
}

static void write_buffer(const struct maek_buffer *out)
{
	if (out->size)
		fwrite(out->bytes, 1, out->size, stdout);
}

/* ---- graphs */

static int missing(struct maek_arena *arena, const char *what, const char *name, const char *nearest)
{
	fprintf(stderr, "maek explain: the graph has no %s '%s'", what, maek_text_shown(arena, maek_text_of(name)).bytes);
	if (nearest)
		fprintf(stderr, "; did you mean '%s'?", maek_text_shown(arena, maek_text_of(nearest)).bytes);
	fputs("\n", stderr);
	return MAEK_EXIT_INPUT;
}

static int explain_in(const struct maek_options *options, const struct maek_graph *graph)
{
	const char *nearest = NULL;
	struct maek_buffer out = {.arena = options->arena};
	const struct maek_node *node = options->node ? maek_graph_find_node(graph, options->node, &nearest) : NULL;
	if (options->node && !node)
		return missing(options->arena, "node", options->node, nearest);
	const struct maek_edge *edge = options->edge ? maek_graph_find_edge(graph, options->edge, &nearest) : NULL;
	if (options->edge && !edge)
		return missing(options->arena, "edge", options->edge, nearest);
	if (is_json(options)) {
		if (node)
			maek_graph_explain_node(graph, node, &out);
		if (edge)
			maek_graph_explain_edge(graph, edge, &out);
		write_buffer(&out);
		return MAEK_EXIT_DONE;
	}
	maek_shown_output();
	if (node)
		maek_explain_write_node(graph, node);
	if (edge)
		maek_explain_write_edge(graph, edge);
	return MAEK_EXIT_DONE;
}

static int explain_graph(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_graph *graph = NULL;
	maek_errors_init(&errors, options->arena);
	bool ok = maek_graph_read_json(options->arguments.items[0], &graph, &errors);
	maek_report_errors(&errors, stderr);
	int code = ok ? explain_in(options, graph) : MAEK_EXIT_INPUT;
	maek_graph_free(graph);
	return maek_output_flush() ? code : MAEK_EXIT_OUTPUT;
}

/* ---- documents */

struct place {
	const char *path; /* "-": standard input; NULL: the argument is the text */
	int line, column; /* 0: not given */
};

static int number_at_end(char *text)
{
	char *colon = strrchr(text, ':'), *end;
	if (!colon || colon[1] < '1' || colon[1] > '9')
		return 0;
	long number = strtol(colon + 1, &end, 10);
	if (*end || number > 1000000000)
		return 0;
	*colon = 0;
	return (int)number;
}

/* FILE, FILE:LINE, FILE:LINE:COLUMN, "-", or else a text. */
static struct place read_place(const struct maek_options *options, const char *argument)
{
	if (strcmp(argument, "-") == 0 || access(argument, F_OK) == 0)
		return (struct place){argument, 0, 0};
	char *path = maek_arena_copy(options->arena, argument, strlen(argument));
	int last = number_at_end(path);
	if (last && access(path, F_OK) == 0)
		return (struct place){path, last, 0};
	int line = last ? number_at_end(path) : 0;
	if (line && access(path, F_OK) == 0)
		return (struct place){path, line, last};
	return (struct place){0};
}

/* The document of the argument; of JSONL the one in the line that is asked for, else the first. */
static struct maek_document *read_document(const struct maek_options *options, const struct place *place,
                                           enum maek_format format)
{
	struct maek_errors errors;
	struct maek_document *document = NULL;
	maek_errors_init(&errors, options->arena);
	if (!place->path) {
		if (!maek_document_read(options->arena, maek_text_of(options->arguments.items[0]), "text", MAEK_FORMAT_TEXT, &document,
		                        &errors))
			document = NULL;
		maek_report_errors(&errors, stderr);
		return document;
	}
	struct maek_reader *reader = maek_reader_new(&place->path, 1, format);
	const char *dot = strrchr(place->path, '.');
	bool is_lines = format == MAEK_FORMAT_JSONL || (dot && strcmp(dot, ".jsonl") == 0);
	int got = maek_reader_next(reader, options->arena, &document, &errors);
	for (int i = 1; is_lines && i < place->line && got > 0; i++)
		got = maek_reader_next(reader, options->arena, &document, &errors);
	maek_report_errors(&errors, stderr);
	maek_reader_free(reader);
	if (got == 0)
		fprintf(stderr, "maek explain: %s has no such document\n", place->path);
	return got > 0 ? document : NULL;
}

static struct maek_span target_of(const struct place *place, const struct maek_document *document)
{
	const char *dot = place->path ? strrchr(place->path, '.') : NULL;
	bool is_lines = dot && strcmp(dot, ".jsonl") == 0; /* the line is the document */
	if (place->line && !is_lines)
		return maek_explain_place(document, place->line, place->column);
	return (struct maek_span){0, (uint32_t)document->text.size};
}

static void write_text(const struct maek_options *options, const struct maek_explanation *explanation)
{
	maek_shown_output();
	if (explanation->rule)
		maek_explain_write_rule(explanation->rule);
	for (size_t i = 0; (!explanation->rule || options->verbose) && i < explanation->sentences.count; i++) {
		if (i || explanation->rule)
			puts("");
		maek_explain_write_sentence(&explanation->sentences.items[i]);
	}
}

static int explain_document(const struct maek_options *options, const struct maek_rules *rules, enum maek_format format)
{
	const char *rule = NULL, *nearest = NULL;
	if (options->rule && !(rule = maek_explain_find(rules, options->arena, options->rule, &nearest))) {
		fprintf(stderr, "maek explain: there is no rule '%s'", options->rule);
		if (nearest)
			fprintf(stderr, "; did you mean '%s'?", nearest);
		fputs("\n", stderr);
		return MAEK_EXIT_USAGE;
	}
	struct place place = read_place(options, options->arguments.items[0]);
	struct maek_document *document = read_document(options, &place, format);
	if (!document)
		return MAEK_EXIT_INPUT;
	struct maek_span target = target_of(&place, document);
	if (target.end <= target.start) {
		fprintf(stderr, "maek explain: no text stands in line %d%s\n", place.line, place.column ? " at that column" : "");
		return MAEK_EXIT_INPUT;
	}
	const struct maek_explanation *explanation = maek_explain(rules, options->arena, document, target, rule);
	if (is_json(options)) {
		struct maek_buffer out = {.arena = options->arena};
		maek_explanation_write(explanation, &out);
		write_buffer(&out);
	} else {
		write_text(options, explanation);
	}
	return MAEK_EXIT_DONE;
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	if (options->format && !is_json(options) && strcmp(options->format, "text") != 0) {
		fprintf(stderr, "maek explain: --format is text or json, not '%s'\nTry: maek help explain\n", options->format);
		return MAEK_EXIT_USAGE;
	}
	if (options->node || options->edge)
		return explain_graph(options);
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	int code = explain_document(options, rules, format);
	maek_rules_free(rules);
	return maek_output_flush() ? code : MAEK_EXIT_OUTPUT;
}

const struct maek_command maek_command_explain = {
	.name = "explain",
	.arguments = "TEXT|FILE[:LINE[:COLUMN]]|-|GRAPH.json",
	.summary = "what the rules made of a text and why, or where a node or edge comes from",
	.details = "maek explain -r PACK TEXT             the sentences stage by stage, and which rule made what\n"
			   "maek explain -r PACK --rule ID TEXT   why the rule fired or did not: the place in the rule and in the text\n"
			   "maek explain --node ID GRAPH.json     where a node comes from, and why its names are one\n"
			   "maek explain --edge ID GRAPH.json     the evidence of an edge SOURCE|TYPE|TARGET, step by step",
	.options = options_table,
	.least = 1,
	.most = 1,
	.run = run,
};
