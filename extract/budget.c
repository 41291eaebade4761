/* Idea: the coarse clock is read without a system call and moves every few milliseconds; only when it has moved is the
 * processor time asked for. A rule's time therefore begins to count at the first such move.
 */
#include "extract/budget.h"

#include <time.h>

static uint64_t clock_of(clockid_t clock)
{
	struct timespec now = {0};
	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void maek_budget_document(struct maek_budget *budget, size_t text_size, size_t rule_time, size_t document_time)
{
	uint64_t shares = 1000000u * (1 + (uint64_t)text_size / MAEK_BUDGET_TEXT);
	*budget = (struct maek_budget){.document_start = clock_of(CLOCK_THREAD_CPUTIME_ID)};
	budget->rule_time = shares * (rule_time ? rule_time : MAEK_BUDGET_RULE_TIME * MAEK_BUDGET_SLOWER);
	budget->document_time = shares * (document_time ? document_time : MAEK_BUDGET_DOCUMENT_TIME * MAEK_BUDGET_SLOWER);
	budget->looked = clock_of(CLOCK_MONOTONIC_COARSE);
}

void maek_budget_begin(struct maek_budget *budget)
{
	budget->rule_start = 0;
	budget->places = 0;
	budget->hit = NULL;
	budget->running = true;
}

const char *maek_budget_end(struct maek_budget *budget)
{
	budget->running = false;
	return budget->hit;
}

void maek_budget_hit(struct maek_budget *budget, const char *limit)
{
	if (!budget->hit)
		budget->hit = limit;
}

static bool has_stopped(struct maek_budget *budget)
{
	if (budget->is_late)
		maek_budget_hit(budget, "time");
	return budget->hit != NULL;
}

bool maek_budget_is_spent(struct maek_budget *budget)
{
	uint64_t now = clock_of(CLOCK_MONOTONIC_COARSE);
	if (now == budget->looked)
		return has_stopped(budget);
	budget->looked = now;
	uint64_t spent = clock_of(CLOCK_THREAD_CPUTIME_ID);
	if (!budget->rule_start)
		budget->rule_start = spent;
	if (spent - budget->rule_start > budget->rule_time)
		maek_budget_hit(budget, "time");
	budget->is_late |= spent - budget->document_start > budget->document_time;
	return has_stopped(budget);
}

bool maek_budget_charge(struct maek_budget *budget)
{
	if (++budget->places > MAEK_BUDGET_PLACES)
		maek_budget_hit(budget, "places");
	return budget->hit == NULL;
}
