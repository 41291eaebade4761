/* Guards: parts of patterns whose only question is "does this match here?", taken out of the patterns that ask it. Each
 * is compiled once, however many patterns share it, and its answer is kept for each place of a view: most of the time
 * that rules take goes into the same few questions (is this a name? a title? a word of the language?) about the same
 * words.
 *
 * A pattern asks by a callout with a text, (?C"=7") or (?C"!7"): guard 7 must, must not match here (compact.h writes
 * them). Guards are added while rules are read; what a guard can begin with is found out when it is first asked, by any of the
 * workers. Memos belong to a document.
 */
#ifndef MAEK_EXTRACT_GUARD_H
#define MAEK_EXTRACT_GUARD_H

#include "extract/text.h"

struct maek_guards;
struct maek_pattern;
struct maek_scratch;

struct maek_guards *maek_guards_new(struct maek_arena *arena);
/* Asks for everything, however short; for tests. */
void maek_guards_ask_all(struct maek_guards *guards);
/* Is a source of so many bytes worth a question: instead of a lookahead, in addition to a macro? */
bool maek_guards_want(const struct maek_guards *guards, size_t size, bool in_addition);
/* Gives back the patterns; the rest is the arena's. NULL is fine. */
void maek_guards_free(struct maek_guards *guards);

/* The number of the guard with this source, made when there is none; it may ask other guards. The source is right and
 * captures nothing: it was part of a pattern that has a shape (shape.h). */
uint32_t maek_guards_add(struct maek_guards *guards, struct maek_text source);

/* Answers about one text, for as long as its bytes stand: by guard and place. */
struct maek_memo;
struct maek_memo *maek_memo_new(struct maek_arena *arena);

/* Does guard `number` match at byte `at`? 1: yes, 0: no, negative: a limit was hit. `memo` may be NULL. `scratch` must not
 * be one that is in the middle of a match. */
int maek_guard_holds(struct maek_guards *guards, uint32_t number, struct maek_scratch *scratch,
                     struct maek_memo *memo, struct maek_text text, size_t at);

#endif
