/* Regular expressions: PCRE2 behind a small face. pattern.c and pattern_match.c alone know PCRE2.
 *
 * A pattern is immutable once compiled and shared by all workers; what a match needs to write belongs to a scratch, one
 * for each worker. Patterns are compiled for UTF-8 with Unicode properties, multi-line, with duplicate group names, and
 * without \C. Limits are always set: a limit that is hit is a result of its own, never "no match". A pattern that is
 * used often is compiled to machine code on the way.
 */
#ifndef MAEK_EXTRACT_PATTERN_H
#define MAEK_EXTRACT_PATTERN_H

#include "extract/budget.h"
#include "extract/guard.h"

enum { MAEK_PATTERN_GROUPS = 250 }; /* most groups of a pattern */

struct maek_pattern;
struct maek_scratch;

/* What went wrong with a pattern, and at which byte of its source. */
struct maek_pattern_problem {
	char message[200];
	size_t offset;
};

/* Built into every pattern: a Hangul syllable without, with a final consonant. Each is one item; the 399 characters or
 * ranges behind it are compiled once a pattern, however often it stands there. */
#define MAEK_PATTERN_OPEN "(?&_open)"
#define MAEK_PATTERN_CLOSED "(?&_closed)"

enum { MAEK_CALLOUT_AUTO = 255 };

enum maek_match { MAEK_MATCH_FOUND, MAEK_MATCH_NONE, MAEK_MATCH_LIMIT, MAEK_MATCH_STOPPED };

/* Compiles `source`, which must live as long as the pattern. NULL when it is wrong; `problem` says how. Free with maek_pattern_free(). */
struct maek_pattern *maek_pattern_new(struct maek_text source, struct maek_pattern_problem *problem);
/* The same, compiled when it is first tried; now `shape` is compiled, which is right when it is, with the same groups
 * (shape.h). Its callouts (?C"=7") and (?C"!7") ask these guards (guard.h). Source and guards live longer. Should it be
 * wrong after all, every match hits a limit. */
struct maek_pattern *maek_pattern_new_late(struct maek_text source, struct maek_text shape, struct maek_guards *guards,
                                           struct maek_pattern_problem *problem);
/* Compiles a late pattern now; false when it is wrong after all. */
bool maek_pattern_compile_now(struct maek_pattern *pattern);
/* The shape is not needed any more: nobody will ask for names, or whether it can match the empty text. */
void maek_pattern_settle(struct maek_pattern *pattern);
/* A guard: it matches only where a match is asked to start, and has no groups. Its source is right. */
struct maek_pattern *maek_pattern_new_guard(struct maek_text source, struct maek_guards *guards);
/* The same pattern with a callout MAEK_CALLOUT_AUTO before each of its items and at the end, and with no shortcut that
 * would give up before the first: for finding out how far it comes. Slow. */
struct maek_pattern *maek_pattern_new_watched(struct maek_text source, struct maek_pattern_problem *problem);
void maek_pattern_free(struct maek_pattern *pattern);

/* Number of capturing groups. */
uint32_t maek_pattern_group_count(const struct maek_pattern *pattern);
/* True when it can match the empty text. */
bool maek_pattern_matches_empty(const struct maek_pattern *pattern);
/* Calls `found` for each named group (a name may stand for several numbers). */
void maek_pattern_names(const struct maek_pattern *pattern, void (*found)(void *context, const char *name, uint32_t number),
                        void *context);

/* What runs a pattern. USUAL: the interpreter at first, machine code when it is used often. The others are for tests that
 * compare. */
enum maek_engine { MAEK_ENGINE_USUAL, MAEK_ENGINE_INTERPRETER, MAEK_ENGINE_MACHINE };

/* The version of PCRE2, which must have room for 64 bytes; true when it can make machine code here: without executable memory
 * every pattern is interpreted. */
bool maek_pattern_engine(char *version);

struct maek_scratch *maek_scratch_new(void);
void maek_scratch_free(struct maek_scratch *scratch);
/* From now on matches with this scratch run so. */
void maek_scratch_use(struct maek_scratch *scratch, enum maek_engine engine);
/* Matches of a rule that runs (budget.h) are charged to the budget; NULL: to none. */
void maek_scratch_charge(struct maek_scratch *scratch, struct maek_budget *budget);

/* A match as it is seen at a callout (?Cn): the group spans so far, unset ones with start > end. */
struct maek_callout {
	uint32_t number;
	const struct maek_span *groups;
	uint32_t group_count;
	uint32_t position; /* in the subject */
	uint32_t item, item_size; /* what comes next in the source; a size of 0 at the end of a group or of the source */
};
/* 0: go on; 1: fail here and backtrack; negative: stop the match. */
typedef int (*maek_callout_handler)(const struct maek_callout *callout, void *context);

/* Matches from byte `start` of a valid UTF-8 `subject`; `anchored`: only there. `handler` may be NULL. After FOUND the
 * groups stand in the scratch. STOPPED: the handler stopped it. LIMIT: a limit was hit, in this match or before it in
 * the same rule. The handler may be called twice at one place of the text. */
enum maek_match maek_pattern_match(const struct maek_pattern *pattern, struct maek_scratch *scratch,
                                   struct maek_text subject, size_t start, bool anchored, maek_callout_handler handler,
                                   void *context);

/* The same; answers of guards about this subject are kept in `memo` (NULL: asked each time). */
enum maek_match maek_pattern_match_in(const struct maek_pattern *pattern, struct maek_scratch *scratch,
                                      struct maek_memo *memo, struct maek_text subject, size_t start, bool anchored,
                                      maek_callout_handler handler, void *context);

/* Group `number` of the last match; start > end when it is unset. Valid until the next match with this scratch. */
struct maek_span maek_scratch_group(const struct maek_scratch *scratch, uint32_t number);

/* The span of an unset group. */
#define MAEK_SPAN_NONE ((struct maek_span){UINT32_MAX, 0})
static inline bool maek_span_is_set(struct maek_span span)
{
	return span.start <= span.end;
}

#endif
