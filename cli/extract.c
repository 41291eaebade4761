/* maek extract: documents in, facts.jsonl out. */
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/facts_json.h"

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "a folder of rules; several are read one over the other", MAEK_OPTION_AT(packs)},
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output", MAEK_OPTION_AT(output)},
	{"jobs", 'j', MAEK_OPTION_COUNT, "N", "so many documents at a time (as many as there are cores)", MAEK_OPTION_AT(jobs)},
	{"input-format", 0, MAEK_OPTION_TEXT, "auto|text|markdown|news|jsonl", "of the documents (auto)", MAEK_OPTION_AT(input_format)},
	{"trailer", 0, MAEK_OPTION_FLAG, NULL, "close with a line that counts the documents", MAEK_OPTION_AT(trailer)},
	{"strict", 0, MAEK_OPTION_FLAG, NULL, "exit 3 when a document failed or a limit was hit", MAEK_OPTION_AT(strict)},
	{0},
};

static bool write_line(void *context, const struct maek_document *document, const struct maek_facts *facts)
{
	FILE *out = context;
	struct maek_arena *arena = maek_arena_new();
	struct maek_buffer line = {.arena = arena};
	(void)document;
	maek_facts_write(facts, &line);
	bool ok = fwrite(line.bytes, 1, line.size, out) == line.size;
	maek_arena_free(arena);
	return ok;
}

static int run(const struct maek_options *options)
{
	enum maek_format format;
	struct maek_output output;
	struct maek_corpus_totals totals;
	if (!maek_corpus_format(options, &format))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = maek_report_rules(options);
	if (!rules)
		return options->packs.count ? MAEK_EXIT_INPUT : MAEK_EXIT_USAGE;
	int code = MAEK_EXIT_OUTPUT;
	if (maek_output_open(&output, options->output)) {
		bool ok = maek_corpus_each(options, rules, 0, write_line, output.stream, &totals);
		if (ok && options->trailer)
			ok = fprintf(output.stream, "{\"kind\":\"end\",\"documents\":%zu}\n", totals.documents.given) > 0;
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
	.details = "INPUT: files, folders (.txt .md .jsonl, also packed: .gz .zst) or - for standard input.",
	.options = options_table,
	.least = 1,
	.run = run,
};
