/* maek coverage: what the rules did over documents, and what they may have missed. */
#include "extract/coverage.h"

#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/shown_output.h"
#include "graph/coverage_json.h"

#include <string.h>

enum { TOP = 20 };

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"top", 0, MAEK_OPTION_COUNT, "N", "how many candidates of a kind, and sentences (20)", MAEK_OPTION_AT(top)},
	{"format", 'f', MAEK_OPTION_TEXT, "text|json", "text for people (default), or JSON", MAEK_OPTION_AT(format)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "exit 3 when a document failed or a limit was hit", MAEK_OPTION_AT(strict)},
	{0},
};

static void write_rules(const struct maek_coverage *coverage)
{
	size_t never = 0;
	for (size_t i = 0; i < coverage->fired.count; i++)
		never += coverage->fired.items[i].fired == 0;
	printf("rules that never fired: %zu of %zu\n", never, coverage->fired.count);
	for (size_t i = 0; i < coverage->fired.count; i++)
		if (!coverage->fired.items[i].fired)
			printf("  %s  %s\n", coverage->fired.items[i].id, coverage->fired.items[i].at);
}

static void write_place(const struct maek_coverage_place *place)
{
	printf("          %s:%d: %s\n", place->document, place->line, place->sentence);
}

static void write_candidates(const struct maek_coverage *coverage, size_t top)
{
	for (size_t entry = 0; entry < coverage->entries.count; entry++) {
		const struct maek_coverage_entry *kind = &coverage->entries.items[entry];
		printf("\n%s (%s): %zu, %zu times\n", kind->label, kind->id, kind->candidates, kind->count);
		size_t shown = 0;
		for (size_t i = 0; i < coverage->candidates.count && shown < top; i++) {
			const struct maek_coverage_candidate *candidate = &coverage->candidates.items[i];
			if (candidate->entry != entry)
				continue;
			shown++;
			printf("  %5zu  %s", candidate->count, candidate->text);
			if (candidate->documents > 1)
				printf("  (%zu documents)", candidate->documents);
			puts("");
			write_place(&candidate->first);
		}
	}
}

static void write_sentences(const struct maek_coverage *coverage, size_t top)
{
	printf("\nsentences with two or more entities and no relation: %zu of %zu\n", coverage->silent.count,
	       coverage->silent.count + coverage->linked);
	for (size_t i = 0; i < coverage->silent.count && i < top; i++) {
		const struct maek_coverage_sentence *sentence = &coverage->silent.items[i];
		fputs("  ", stdout);
		for (size_t k = 0; k < sentence->names.count; k++)
			printf("%s%s (%s)", k ? ", " : "", sentence->names.items[k], sentence->types.items[k]);
		puts("");
		write_place(&sentence->place);
	}
}

static void write_coverage(const struct maek_options *options, const struct maek_coverage *coverage)
{
	size_t top = options->top ? options->top : TOP;
	if (options->format && strcmp(options->format, "json") == 0) {
		struct maek_buffer out = {.arena = options->arena};
		maek_coverage_write(coverage, top, &out);
		fwrite(out.bytes, 1, out.size, stdout);
		return;
	}
	maek_shown_output();
	write_rules(coverage);
	write_candidates(coverage, top);
	write_sentences(coverage, top);
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	struct maek_corpus_totals totals;
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	if (options->format && strcmp(options->format, "json") != 0 && strcmp(options->format, "text") != 0) {
		fprintf(stderr, "maek coverage: --format is text or json, not '%s'\nTry: maek help coverage\n", options->format);
		return MAEK_EXIT_USAGE;
	}
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	struct maek_coverage *coverage = maek_coverage_new(rules);
	maek_corpus_cover(options, rules, coverage, &totals);
	write_coverage(options, coverage);
	maek_coverage_free(coverage);
	maek_rules_free(rules);
	if (!maek_output_flush())
		return MAEK_EXIT_OUTPUT;
	maek_corpus_summary(options, &totals, "");
	return maek_corpus_exit(options, &totals);
}

const struct maek_command maek_command_coverage = {
	.name = "coverage",
	.arguments = "INPUT...",
	.summary = "rules that never fired, names that no rule took, sentences that say nothing",
	.details = "INPUT: files, folders (.txt .md .jsonl) or - for standard input.\n"
			   "What may be a name is for the pack to say, under `candidates:`.",
	.options = options_table,
	.least = 1,
	.run = run,
};
