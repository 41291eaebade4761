/* See the header. A failed document becomes an error line of facts and the run goes on. The caller's thread reads documents
 * and hands on their facts; a crew extracts. */
#include "cli/corpus.h"

#include "cli/command.h"
#include "cli/crew.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "graph/facts_json.h"
#include "extract/shown.h"

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

bool maek_corpus_shard(const struct maek_options *options, size_t *shard, size_t *count)
{
	enum { MOST = 1000000 };
	const char *given = options->shard;
	char *slash, *end;
	*shard = *count = 0;
	if (!given)
		return true;
	unsigned long i = strtoul(given, &slash, 10), n = *slash == '/' ? strtoul(slash + 1, &end, 10) : 0;
	if (*given < '0' || *given > '9' || i < 1 || n < i || n > MOST || slash[1] < '0' || slash[1] > '9' || *end) {
		fprintf(stderr, "maek: --shard is I/N, piece I of N, from 1/N to N/N, not '%s'\n", given);
		return false;
	}
	*shard = i;
	*count = n;
	return true;
}

static void report_limits(const struct maek_facts *facts, const char *id, struct maek_corpus_totals *totals, FILE *messages)
{
	totals->limits += facts->limits.count;
	for (size_t i = 0; i < facts->limits.count; i++)
		fprintf(messages, "maek: %s: the rule %s hit the limit '%s'; its matches there are missing\n", id,
		        facts->limits.items[i].rule, facts->limits.items[i].limit);
}

struct pass {
	struct maek_reader *reader;
	struct maek_coverage *coverage; /* NULL: facts alone */
	struct maek_worker *worker;     /* of the coverage */
	bool (*each)(void *context, const struct maek_document *document, const struct maek_facts *facts);
	bool (*each_line)(void *context, struct maek_text line, const struct maek_facts *facts); /* instead of `each` */
	void *context;
	struct maek_corpus_totals *totals;
	FILE *messages;
	bool verbose;
	size_t late; /* documents that were read and then took too long */
	struct maek_progress progress;
};

static void report_document(struct maek_arena *arena, const struct maek_facts *facts, struct pass *pass)
{
	const char *id = maek_text_shown(arena, maek_text_of(facts->id)).bytes;
	if (facts->limits.count || pass->verbose)
		maek_progress_hide(&pass->progress);
	report_limits(facts, id, pass->totals, pass->messages);
	if (pass->verbose)
		fprintf(pass->messages, "maek: %s: %zu mentions, %zu facts\n", id, facts->mentions.count, facts->facts.count);
}

/* For tests that compare. */
static void choose_ways(struct maek_worker *worker)
{
	const char *engine = getenv("MAEK_ENGINE");
	if (getenv("MAEK_TRY_ALL"))
		maek_worker_try_all(worker);
	if (engine)
		maek_worker_use(worker, *engine == 'i' ? MAEK_ENGINE_INTERPRETER : MAEK_ENGINE_MACHINE);
}

static void extract(struct maek_worker *worker, struct maek_job *job)
{
	choose_ways(worker);
	const char *message = job->errors.list.count ? job->errors.list.items[0].message : "unreadable";
	job->facts = job->got > 0 ? maek_extract(worker, job->arena, job->document)
	                          : maek_facts_of_failure(job->arena, job->document->id, message);
}

static void extract_line(struct maek_worker *worker, struct maek_job *job)
{
	extract(worker, job);
	job->line = (struct maek_buffer){.arena = job->arena};
	maek_facts_write(job->facts, &job->line);
}

/* Coverage adds up over documents, so it takes them one by one. */
static void leave_to_coverage(struct maek_worker *worker, struct maek_job *job)
{
	(void)worker;
	job->facts = NULL;
}

static bool read_job(struct pass *pass, struct maek_job *job)
{
	maek_errors_init(&job->errors, job->arena);
	job->document = NULL;
	job->got = maek_reader_next(pass->reader, job->arena, &job->document, &job->errors);
	if (!job->got)
		maek_report_errors(&job->errors, pass->messages);
	return job->got != 0;
}

static bool give(const struct pass *pass, const struct maek_job *job, const struct maek_facts *facts)
{
	if (pass->each_line)
		return pass->each_line(pass->context, (struct maek_text){job->line.bytes, job->line.size}, facts);
	return pass->each(pass->context, job->got < 0 ? NULL : job->document, facts);
}

static bool finish_job(struct pass *pass, struct maek_job *job)
{
	const struct maek_facts *facts = job->facts;
	if (job->errors.list.count)
		maek_progress_hide(&pass->progress);
	maek_report_errors(&job->errors, pass->messages);
	if (job->got < 0)
		return give(pass, job, facts);
	if (facts && facts->error) {
		maek_progress_hide(&pass->progress);
		fprintf(pass->messages, "%s: error[document-time]: %s\n", facts->id, facts->error);
		pass->late++;
		job->got = -1;
		return give(pass, job, facts);
	}
	if (pass->coverage)
		facts = maek_coverage_add(pass->coverage, pass->worker, job->arena, job->document);
	report_document(job->arena, facts, pass);
	pass->totals->mentions += facts->mentions.count;
	pass->totals->facts += facts->facts.count;
	return give(pass, job, facts);
}

static bool each_document(const struct maek_options *options, const struct maek_rules *rules, size_t first, struct pass *pass)
{
	enum maek_format format = MAEK_FORMAT_AUTO;
	maek_corpus_format(options, &format);
	pass->reader = maek_reader_new(options->arguments.items + first, options->arguments.count - first, format);
	size_t shard, shard_count;
	if (maek_corpus_shard(options, &shard, &shard_count))
		maek_reader_shard(pass->reader, shard, shard_count);
	pass->worker = pass->coverage ? maek_worker_new(rules) : NULL;
	pass->messages = options->messages ? options->messages : stderr;
	pass->verbose = options->verbose;
	*pass->totals = (struct maek_corpus_totals){0};
	if (pass->messages == stderr)
		maek_progress_start(&pass->progress, options, options->arguments.items + first, options->arguments.count - first);
	struct maek_crew *crew = pass->coverage ? maek_crew_new(rules, 1, leave_to_coverage)
	                                        : maek_crew_new(rules, maek_crew_threads(options->jobs), pass->each_line ? extract_line : extract);
	maek_crew_limit(crew, options->rule_time, options->document_time);
	bool ok = true, more = true;
	while (ok) {
		struct maek_job *job = more ? maek_crew_free_job(crew) : NULL;
		if (job) {
			more = read_job(pass, job);
			if (more)
				maek_crew_give(crew);
			continue;
		}
		job = maek_crew_take(crew);
		if (!job)
			break;
		ok = finish_job(pass, job);
		maek_progress_show(&pass->progress, maek_reader_count(pass->reader));
	}
	maek_progress_hide(&pass->progress);
	pass->totals->documents = maek_reader_count(pass->reader);
	pass->totals->documents.read -= pass->late;
	pass->totals->documents.failed += pass->late;
	maek_crew_free(crew);
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

bool maek_corpus_lines(const struct maek_options *options, const struct maek_rules *rules,
                       bool (*each)(void *, struct maek_text, const struct maek_facts *), void *context,
                       struct maek_corpus_totals *totals)
{
	struct pass pass = {.each_line = each, .context = context, .totals = totals};
	return each_document(options, rules, 0, &pass);
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
	if (totals->documents.elsewhere)
		fprintf(stderr, ", %zu left to other shards", totals->documents.elsewhere);
	if (totals->limits)
		fprintf(stderr, ", %zu limits hit", totals->limits);
	fprintf(stderr, "; %zu mentions, %zu facts%s\n", totals->mentions, totals->facts, rest);
}
