/* What a rule may spend in one document, besides the limits of a single match (pattern.h), which hold at one place of the
 * text only: a pattern that is slow at every place would otherwise take hours without reaching any of them.
 *
 * The first limit counts and is the same on every machine. Time is the last net; it is the processor time of the worker,
 * so that a busy machine changes nothing, and it grows with the text.
 */
#ifndef MAEK_EXTRACT_BUDGET_H
#define MAEK_EXTRACT_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A rule may be at this many places where a match takes more than MAEK_BUDGET_STEPS steps. */
enum { MAEK_BUDGET_PLACES = 100, MAEK_BUDGET_STEPS = 5000 };
/* Milliseconds of a rule and of a document, for each MAEK_BUDGET_TEXT bytes of text begun. */
enum { MAEK_BUDGET_RULE_TIME = 50, MAEK_BUDGET_DOCUMENT_TIME = 1000, MAEK_BUDGET_TEXT = 16 * 1024 };
/* Under a sanitizer the same work takes so many times as long. */
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
enum { MAEK_BUDGET_SLOWER = 20 };
#else
enum { MAEK_BUDGET_SLOWER = 1 };
#endif

struct maek_budget {
	uint64_t rule_time, document_time; /* nanoseconds */
	uint64_t document_start, rule_start; /* processor time; rule_start 0: not known yet */
	uint64_t looked; /* the coarse clock when the processor time was last looked at */
	uint32_t places;
	const char *hit; /* the limit that the rule hit: "match", "places", "time", "span"; or NULL */
	bool running;    /* between begin and end of a rule */
	bool is_late;    /* the document's time is over */
};

/* Milliseconds for a text of any size up to MAEK_BUDGET_TEXT; 0: the default. */
void maek_budget_document(struct maek_budget *budget, size_t text_size, size_t rule_time, size_t document_time);
void maek_budget_begin(struct maek_budget *budget);
/* Returns the limit that the rule hit, or NULL. */
const char *maek_budget_end(struct maek_budget *budget);

/* True when the rule must stop. Looks at the clock; cheap. */
bool maek_budget_is_spent(struct maek_budget *budget);
/* Counts a place that took many steps; false when there were too many. */
bool maek_budget_charge(struct maek_budget *budget);
/* Notes a limit; the first one stays. */
void maek_budget_hit(struct maek_budget *budget, const char *limit);

#endif
