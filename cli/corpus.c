/* See the header. A failed document becomes an error line of facts and the run goes on. */
#include "cli/corpus.h"

#include "cli/command.h"
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>

bool maek_corpus_format(const struct maek_options *options, enum maek_format *format)
{
	static const char *const names[] = {[MAEK_FORMAT_AUTO] = "auto",         [MAEK_FORMAT_TEXT] = "text",
	                                    [MAEK_FORMAT_MARKDOWN] = "markdown", [MAEK_FORMAT_NEWS] = "news",
	                                    [MAEK_FORMAT_JSONL] = "jsonl"};
	*format = MAEK_FORMAT_AUTO;
	if (!options->input_format)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], options->input_format) == 0) {
			*format = (enum maek_format)i;
			return true;
		}
	fprintf(stderr, "maek: --input-format is auto, text, markdown, news or jsonl, not '%s'\n", options->input_format);
	return false;
}

static void report_limits(const struct maek_facts *facts, struct maek_corpus_totals *totals, FILE *messages)
{
	totals->limits += facts->limits.count;
	for (size_t i = 0; i < facts->limits.count; i++)
		fprintf(messages, "maek: %s: the rule %s hit the limit '%s'; its matches there are missing\n", facts->id,
		        facts->limits.items[i].rule, facts->limits.items[i].limit);
}

struct pass {
	struct maek_reader *reader;
	struct maek_worker *worker;
	struct maek_arena *arena;
	struct maek_coverage *coverage; /* NULL: facts alone */
	bool (*each)(void *context, const struct maek_document *document, const struct maek_facts *facts);
	void *context;
	struct maek_corpus_totals *totals;
	FILE *messages;
};

static bool next(const struct pass *pass, bool *more)
{
	struct maek_arena *arena = pass->arena;
	struct maek_errors errors;
	struct maek_document *document = NULL;
	maek_errors_init(&errors, arena);
	int got = maek_reader_next(pass->reader, arena, &document, &errors);
	const char *message = errors.list.count ? errors.list.items[0].message : "unreadable";
	*more = got != 0;
	maek_report_errors(&errors, pass->messages);
	if (!got)
		return true;
	if (got < 0)
		return pass->each(pass->context, NULL, maek_facts_of_failure(arena, document->id, message));
	const struct maek_facts *facts = pass->coverage
	                                     ? maek_coverage_add(pass->coverage, pass->worker, arena, document)
	                                     : maek_extract(pass->worker, arena, document);
	report_limits(facts, pass->totals, pass->messages);
	pass->totals->mentions += facts->mentions.count;
	pass->totals->facts += facts->facts.count;
	return pass->each(pass->context, document, facts);
}

static bool each_document(const struct maek_options *options, const struct maek_rules *rules, size_t first, struct pass *pass)
{
	enum maek_format format = MAEK_FORMAT_AUTO;
	maek_corpus_format(options, &format);
	pass->reader = maek_reader_new(options->arguments.items + first, options->arguments.count - first, format);
	pass->worker = maek_worker_new(rules);
	if (getenv("MAEK_TRY_ALL")) /* for tests that compare */
		maek_worker_try_all(pass->worker);
	pass->arena = maek_arena_new();
	pass->messages = options->messages ? options->messages : stderr;
	*pass->totals = (struct maek_corpus_totals){0};
	bool ok = true, more = true;
	while (ok && more) {
		ok = next(pass, &more);
		maek_arena_reset(pass->arena);
	}
	pass->totals->documents = maek_reader_count(pass->reader);
	maek_arena_free(pass->arena);
	maek_worker_free(pass->worker);
	maek_reader_free(pass->reader);
	return ok;
}

bool maek_corpus_each(const struct maek_options *options, const struct maek_rules *rules, size_t first,
                      bool (*each)(void *, const struct maek_document *, const struct maek_facts *), void *context,
                      struct maek_corpus_totals *totals)
{
	struct pass pass = {.each = each, .context = context, .totals = totals};
	return each_document(options, rules, first, &pass);
}

static bool go_on(void *context, const struct maek_document *document, const struct maek_facts *facts)
{
	(void)context;
	(void)document;
	(void)facts;
	return true;
}

void maek_corpus_cover(const struct maek_options *options, const struct maek_rules *rules, struct maek_coverage *coverage,
                       struct maek_corpus_totals *totals)
{
	struct pass pass = {.coverage = coverage, .each = go_on, .totals = totals};
	each_document(options, rules, 0, &pass);
	maek_coverage_finish(coverage);
}

int maek_corpus_exit(const struct maek_options *options, const struct maek_corpus_totals *totals)
{
	return options->strict && (totals->documents.failed || totals->limits) ? MAEK_EXIT_INPUT : MAEK_EXIT_DONE;
}

void maek_corpus_summary(const struct maek_options *options, const struct maek_corpus_totals *totals, const char *rest)
{
	if (options->quiet)
		return;
	fprintf(stderr, "maek: %zu documents done + %zu failed = %zu given", totals->documents.read, totals->documents.failed,
	        totals->documents.given);
	if (totals->documents.ignored)
		fprintf(stderr, ", %zu files ignored", totals->documents.ignored);
	if (totals->limits)
		fprintf(stderr, ", %zu limits hit", totals->limits);
	fprintf(stderr, "; %zu mentions, %zu facts%s\n", totals->mentions, totals->facts, rest);
}
