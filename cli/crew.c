/* Invariant: taken <= begun <= given <= taken + room, all counted since the start; a job's place is its number modulo
 * `room`. Whoever owns the crew alone changes `given` and `taken`, threads change `begun`.
 */
#include "cli/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { JOBS_PER_THREAD = 4 };

struct member {
	struct maek_crew *crew;
	struct maek_worker *worker;
	pthread_t thread;
};

struct maek_crew {
	const struct maek_rules *rules;
	maek_crew_work work;
	struct member *members;
	size_t most, started; /* threads */
	size_t rule_time, document_time;
	struct maek_job *jobs;
	size_t room, given, begun, taken;
	bool ending;
	pthread_mutex_t lock;
	pthread_cond_t more, done;
};

static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (!memory)
		maek_out_of_memory(count * size);
	return memory;
}

size_t maek_crew_threads(size_t jobs)
{
	enum { MOST = 256 };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t wanted = jobs ? jobs : cores > 0 ? (size_t)cores : 1;
	return wanted < MOST ? wanted : MOST;
}

struct maek_crew *maek_crew_new(const struct maek_rules *rules, size_t threads, maek_crew_work work)
{
	struct maek_crew *crew = allocate(1, sizeof *crew);
	crew->rules = rules;
	crew->work = work;
	crew->most = threads;
	crew->members = allocate(threads, sizeof *crew->members);
	crew->room = threads > 1 ? JOBS_PER_THREAD * threads : 1;
	crew->jobs = allocate(crew->room, sizeof *crew->jobs);
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->more, NULL);
	pthread_cond_init(&crew->done, NULL);
	return crew;
}

void maek_crew_limit(struct maek_crew *crew, size_t rule_time, size_t document_time)
{
	crew->rule_time = rule_time;
	crew->document_time = document_time;
}

static struct maek_worker *new_worker(const struct maek_crew *crew)
{
	struct maek_worker *worker = maek_worker_new(crew->rules);
	maek_worker_limit(worker, crew->rule_time, crew->document_time);
	return worker;
}

static void *run(void *context)
{
	struct member *member = context;
	struct maek_crew *crew = member->crew;
	pthread_mutex_lock(&crew->lock);
	for (;;) {
		while (crew->begun == crew->given && !crew->ending)
			pthread_cond_wait(&crew->more, &crew->lock);
		if (crew->ending)
			break;
		struct maek_job *job = &crew->jobs[crew->begun++ % crew->room];
		pthread_mutex_unlock(&crew->lock);
		crew->work(member->worker, job);
		pthread_mutex_lock(&crew->lock);
		job->done = true;
		pthread_cond_signal(&crew->done);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

static void start_one(struct maek_crew *crew)
{
	struct member *member = &crew->members[crew->started];
	*member = (struct member){.crew = crew, .worker = new_worker(crew)};
	if (pthread_create(&member->thread, NULL, run, member) != 0) {
		maek_worker_free(member->worker);
		member->worker = NULL;
		crew->most = crew->started; /* go on with those there are */
		return;
	}
	crew->started++;
}

void maek_crew_free(struct maek_crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->ending = true;
	pthread_cond_broadcast(&crew->more);
	pthread_mutex_unlock(&crew->lock);
	for (size_t i = 0; i < crew->started; i++)
		pthread_join(crew->members[i].thread, NULL);
	for (size_t i = 0; i < crew->started || i == 0; i++)
		maek_worker_free(crew->members[i].worker);
	for (size_t i = 0; i < crew->room; i++)
		maek_arena_free(crew->jobs[i].arena);
	pthread_cond_destroy(&crew->done);
	pthread_cond_destroy(&crew->more);
	pthread_mutex_destroy(&crew->lock);
	free(crew->jobs);
	free(crew->members);
	free(crew);
}

struct maek_job *maek_crew_free_job(struct maek_crew *crew)
{
	if (crew->given == crew->taken + crew->room)
		return NULL;
	struct maek_job *job = &crew->jobs[crew->given % crew->room];
	if (!job->arena)
		job->arena = maek_arena_new();
	maek_arena_reset(job->arena);
	job->done = false;
	return job;
}

void maek_crew_give(struct maek_crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->given++;
	pthread_cond_signal(&crew->more);
	pthread_mutex_unlock(&crew->lock);
	/* the first job waits for a second one: a single document needs no thread */
	while (crew->most > 1 && crew->started < crew->most && crew->given > 1 && crew->started < crew->given)
		start_one(crew);
}

struct maek_job *maek_crew_take(struct maek_crew *crew)
{
	if (crew->taken == crew->given)
		return NULL;
	struct maek_job *job = &crew->jobs[crew->taken++ % crew->room];
	if (!crew->started) {
		if (!crew->members[0].worker)
			crew->members[0].worker = new_worker(crew);
		crew->begun++;
		crew->work(crew->members[0].worker, job);
		return job;
	}
	pthread_mutex_lock(&crew->lock);
	while (!job->done)
		pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
	return job;
}

void maek_crew_do(struct maek_crew *crew, size_t count, void *(*item_at)(void *, size_t), void (*take)(void *, struct maek_job *),
                  void *context)
{
	size_t given = 0;
	for (;;) {
		struct maek_job *job = given < count ? maek_crew_free_job(crew) : NULL;
		if (job) {
			job->item = item_at(context, given++);
			maek_crew_give(crew);
			continue;
		}
		job = maek_crew_take(crew);
		if (!job)
			return;
		take(context, job);
	}
}
