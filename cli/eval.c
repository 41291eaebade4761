/* maek eval: documents against gold graphs. */
#include "graph/eval.h"

#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "graph/link.h"

#include <string.h>
#include <unistd.h>

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"gold", 0, MAEK_OPTION_TEXT, "DIR", "gold graphs: STEM.gold.json or STEM.json for the file STEM.*", MAEK_OPTION_AT(gold)},
	{"errors", 0, MAEK_OPTION_FLAG, NULL, "list each miss and false hit, with sentence and rule", MAEK_OPTION_AT(errors)},
	{"format", 'f', MAEK_OPTION_TEXT, "text|json", "text for people (default), or JSON", MAEK_OPTION_AT(format)},
	{"min-f1", 0, MAEK_OPTION_REAL, "X", "exit 1 when F1 of entities or relations is lower", MAEK_OPTION_AT(min_f1)},
	{0},
};

struct evaluation {
	const struct maek_options *options;
	const struct maek_rules *rules;
	struct maek_eval all;
	double entity_f1, relation_f1; /* summed over documents, for the macro average */
	size_t documents, without_gold;
	bool failed;
};

static const char *gold_of(struct maek_arena *arena, const char *folder, const char *source)
{
	const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source, *dot = strrchr(name, '.');
	int size = dot ? (int)(dot - name) : (int)strlen(name);
	const char *path = maek_arena_format(arena, "%s/%.*s.gold.json", folder, size, name);
	if (access(path, R_OK) != 0)
		path = maek_arena_format(arena, "%s/%.*s.json", folder, size, name);
	return access(path, R_OK) == 0 ? path : NULL;
}

static double f1_of(const struct maek_eval *eval, char kind)
{
	struct maek_tally sum = maek_eval_sum(eval, kind);
	double precision, recall, f1;
	if (!sum.right && !sum.wrong && !sum.missed)
		return 1;
	maek_eval_rates(&sum, &precision, &recall, &f1);
	return f1;
}

static void write_errors(const struct maek_eval *eval, const char *id)
{
	for (size_t i = 0; i < eval->errors.count; i++) {
		const struct maek_eval_error *error = &eval->errors.items[i];
		printf("%s\t%s\t%s\t%s\t%s\t%s\n", id, error->kind, error->name, error->what, error->rule ? error->rule : "",
		       error->sentence ? error->sentence : "");
	}
}

static bool evaluate(void *context, const struct maek_document *document, const struct maek_facts *facts)
{
	struct evaluation *evaluation = context;
	if (!document)
		return true;
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	const char *gold = gold_of(arena, evaluation->options->gold, document->source);
	if (gold) {
		struct maek_linker *linker = maek_linker_new();
		maek_linker_add(linker, facts);
		struct maek_graph *graph = maek_linker_finish(linker, &errors);
		struct maek_eval one = {.arena = arena};
		evaluation->failed |= !maek_eval_add(&one, evaluation->rules, gold, graph, &errors);
		evaluation->failed |= !maek_eval_add(&evaluation->all, evaluation->rules, gold, graph, &errors);
		evaluation->entity_f1 += f1_of(&one, 'e');
		evaluation->relation_f1 += f1_of(&one, 'r');
		evaluation->documents++;
		if (evaluation->options->errors)
			write_errors(&one, facts->id);
		maek_graph_free(graph);
	} else {
		evaluation->without_gold++;
	}
	maek_report_errors(&errors, stderr);
	maek_arena_free(arena);
	return true;
}

static void write_row(const struct maek_tally *tally)
{
	double precision, recall, f1;
	maek_eval_rates(tally, &precision, &recall, &f1);
	printf("%-16s%7.3f%7.3f%7.3f %4zu %3zu %3zu\n", tally->name, precision, recall, f1, tally->right, tally->wrong,
	       tally->missed);
}

static void write_text(const struct evaluation *evaluation)
{
	maek_shown_output();
	const struct maek_eval *eval = &evaluation->all;
	printf("%-16s%7s%7s%7s   tp  fp  fn   (%zu documents, %zu without gold)\n", "", "P", "R", "F1", evaluation->documents,
	       evaluation->without_gold);
	for (const char *kind = "era"; *kind; kind++)
		for (size_t i = 0; i < eval->tallies.count; i++)
			if (eval->tallies.items[i].kind == *kind)
				write_row(&eval->tallies.items[i]);
	struct maek_tally entities = maek_eval_sum(eval, 'e'), relations = maek_eval_sum(eval, 'r');
	write_row(&entities);
	write_row(&relations);
	if (evaluation->documents)
		printf("macro F1 over documents: entities %.3f, relations %.3f\n",
		       evaluation->entity_f1 / (double)evaluation->documents, evaluation->relation_f1 / (double)evaluation->documents);
}

static void write_json_row(const struct maek_tally *tally, bool first)
{
	double precision, recall, f1;
	maek_eval_rates(tally, &precision, &recall, &f1);
	printf("%s\"%s\":{\"p\":%.6f,\"r\":%.6f,\"f\":%.6f,\"tp\":%zu,\"fp\":%zu,\"fn\":%zu}", first ? "" : ",", tally->name,
	       precision, recall, f1, tally->right, tally->wrong, tally->missed);
}

static void write_json(const struct evaluation *evaluation)
{
	const struct maek_eval *eval = &evaluation->all;
	fputs("{", stdout);
	for (size_t i = 0; i < eval->tallies.count; i++)
		write_json_row(&eval->tallies.items[i], i == 0);
	struct maek_tally entities = maek_eval_sum(eval, 'e'), relations = maek_eval_sum(eval, 'r');
	write_json_row(&entities, eval->tallies.count == 0);
	write_json_row(&relations, false);
	puts("}");
}

static int run(const struct maek_options *options)
{
	if (!options->gold) {
		fprintf(stderr, "maek eval: --gold DIR is needed\nTry: maek help eval\n");
		return MAEK_EXIT_USAGE;
	}
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	struct evaluation evaluation = {.options = options, .rules = rules, .all = {.arena = options->arena}};
	struct maek_corpus_totals totals;
	maek_corpus_each(options, rules, 0, evaluate, &evaluation, &totals);
	if (options->format && strcmp(options->format, "json") == 0)
		write_json(&evaluation);
	else
		write_text(&evaluation);
	bool low = f1_of(&evaluation.all, 'e') < options->min_f1 || f1_of(&evaluation.all, 'r') < options->min_f1;
	maek_rules_free(rules);
	if (!maek_output_flush())
		return MAEK_EXIT_OUTPUT;
	if (evaluation.failed || !evaluation.documents)
		return MAEK_EXIT_INPUT;
	return low ? MAEK_EXIT_FINDINGS : MAEK_EXIT_DONE;
}

const struct maek_command maek_command_eval = {
	.name = "eval",
	.arguments = "INPUT...",
	.summary = "precision, recall and F1 of documents against gold graphs",
	.options = options_table,
	.least = 1,
	.run = run,
};
