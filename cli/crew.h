/* A crew: threads that extract documents, each with its own worker, while the one that owns the crew reads documents and
 * takes their facts. Facts come back in the order in which the documents were given, on any number of threads.
 *
 * Jobs stand in a ring. A job is filled and given, worked on by a thread, and taken; then its place is free again.
 */
#ifndef MAEK_CLI_CREW_H
#define MAEK_CLI_CREW_H

#include "extract/document.h"
#include "extract/extract.h"

/* A document on its way, or other work on one (`item` alone). All of it lives in its arena, until the job is filled again. */
struct maek_job {
	struct maek_arena *arena;
	void *item;               /* whatever the work needs */
	struct maek_errors errors;
	struct maek_document *document;
	int got;                        /* of maek_reader_next: 1, or -1 when it could not be read */
	const struct maek_facts *facts;
	struct maek_buffer line; /* the facts as they are written, when that is wanted */
	bool done;
};

/* What a thread does with a job: fills in its facts. */
typedef void (*maek_crew_work)(struct maek_worker *worker, struct maek_job *job);

/* How many threads `--jobs` asks for: as many as there are cores when it does not say. */
size_t maek_crew_threads(size_t jobs);

struct maek_crew;
/* `threads` 1: no thread is started and jobs are done when they are taken. Threads are started one by one as jobs are
 * given, so that a single document costs none. */
struct maek_crew *maek_crew_new(const struct maek_rules *rules, size_t threads, maek_crew_work work);
/* Before jobs are given: milliseconds of a rule and of a document (budget.h); 0: the default. */
void maek_crew_limit(struct maek_crew *crew, size_t rule_time, size_t document_time);
/* Ends the threads; jobs that nobody has taken are dropped. */
void maek_crew_free(struct maek_crew *crew);

/* A free job to be filled, or NULL when the ring is full. */
struct maek_job *maek_crew_free_job(struct maek_crew *crew);
/* Gives the job that was filled last. */
void maek_crew_give(struct maek_crew *crew);
/* Does the work of so many items: `take` is called for each job in order, by the caller's thread. */
void maek_crew_do(struct maek_crew *crew, size_t count, void *(*item_at)(void *context, size_t index),
                  void (*take)(void *context, struct maek_job *job), void *context);
/* The next job in order, done; NULL when none was given. It is free again at the next call. */
struct maek_job *maek_crew_take(struct maek_crew *crew);

#endif
