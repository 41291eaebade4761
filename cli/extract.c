/* maek extract: documents in, facts.jsonl out. */
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/trailer.h"

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output", MAEK_OPTION_AT(output)},
	{"jobs", 'j', MAEK_OPTION_COUNT, "N", "so many documents at a time (as many as there are cores)", MAEK_OPTION_AT(jobs)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{"shard", 0, MAEK_OPTION_TEXT, "I/N", "piece I of N: documents I, I + N, I + 2N, ... of the inputs", MAEK_OPTION_AT(shard)},
	{"trailer", 0, MAEK_OPTION_FLAG, NULL, "close with a line that counts the documents and names the rules", MAEK_OPTION_AT(trailer)},
	{"rule-time", 0, MAEK_OPTION_COUNT, "MS", "processor time of a rule for each 16 KiB of a document (50)", MAEK_OPTION_AT(rule_time)},
	{"document-time", 0, MAEK_OPTION_COUNT, "MS", "the same of all rules; a document beyond it failed (1000)", MAEK_OPTION_AT(document_time)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "exit 3 when a document failed or a limit was hit", MAEK_OPTION_AT(strict)},
	{0},
};

static bool write_line(void *context, struct maek_text line, const struct maek_facts *facts)
{
	(void)facts;
	return fwrite(line.bytes, 1, line.size, context) == line.size;
}

static bool write_trailer(const struct maek_options *options, const struct maek_rules *rules,
                          const struct maek_corpus_totals *totals, FILE *out)
{
	struct maek_trailer trailer = {.documents = totals->documents.given, .failed = totals->documents.failed};
	struct maek_buffer line = {.arena = options->arena};
	maek_corpus_shard(options, &trailer.shard, &trailer.shard_count);
	for (size_t i = 0; i < maek_rules_pack_count(rules); i++)
		*MAEK_PUSH(options->arena, &trailer.packs) = *maek_rules_pack_at(rules, i);
	maek_trailer_write(&trailer, &line);
	return fwrite(line.bytes, 1, line.size, out) == line.size;
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	struct maek_output output;
	struct maek_corpus_totals totals;
	size_t shard, shard_count;
	if (!maek_corpus_format(options, &format) || !maek_corpus_shard(options, &shard, &shard_count))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	int code = MAEK_EXIT_OUTPUT;
	if (maek_output_open(&output, options->output)) {
		bool ok = maek_corpus_lines(options, rules, write_line, output.stream, &totals);
		if (ok && options->trailer)
			ok = write_trailer(options, rules, &totals, output.stream);
		if (maek_output_close(&output, ok) && ok) {
			code = maek_corpus_exit(options, &totals);
			maek_corpus_summary(options, &totals, "");
		}
	}
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_extract = {
	.name = "extract",
	.arguments = "INPUT...",
	.summary = "documents in, facts.jsonl out: one line a document",
	.details = "INPUT: files, folders (.txt .md .jsonl, also packed: .gz .zst) or - for standard input.\n"
               "--shard: the documents of the inputs (files, lines of JSONL) are counted through; every process is given the\n"
               "same inputs and takes its own of them. merge and link see from the trailers whether all pieces are whole and there.",
	.options = options_table,
	.least = 1,
	.run = run,
};
