/* The prefilter: one scan of a document for the literals that the patterns of all rules need (need.h), which tells for
 * each stretch of the text which patterns can match there at all.
 *
 * A document is cut into cells at the starts of its sentences; a clause is met in a cell when one of its literals begins
 * there. The prefilter is made while rules are read and does not change afterwards; the marks belong to a document.
 */
#ifndef MAEK_EXTRACT_PREFILTER_H
#define MAEK_EXTRACT_PREFILTER_H

#include "extract/need.h"

struct maek_prefilter;

/* What a pattern needs, its clauses as numbers. No clause and no types: it can match anywhere. */
struct maek_trigger {
	uint32_t clauses[MAEK_NEED_CLAUSES];
	size_t clause_count;
	uint64_t types[MAEK_NEED_TYPES];
	size_t type_count;
};

struct maek_prefilter *maek_prefilter_new(struct maek_arena *arena);
/* Adds the needs of a pattern; equal clauses are one. Nothing of it is kept in `scrap`. */
struct maek_trigger maek_prefilter_add(struct maek_prefilter *prefilter, struct maek_arena *scrap,
                                       const struct maek_need *need);
/* The literals of a clause, in the order of the pattern. */
const struct maek_clause *maek_prefilter_clause(const struct maek_prefilter *prefilter, uint32_t clause);

struct maek_marks {
	const struct maek_span *sentences;
	size_t sentence_count;
	uint64_t **met; /* by clause: a bit for each cell, NULL where it is met nowhere */
	uint64_t *types; /* by cell: the types of the mentions that begin there */
};

/* Scans a text. `from`: the place in the document of each of its bytes. */
void maek_prefilter_scan(const struct maek_prefilter *prefilter, struct maek_arena *arena, struct maek_text text,
                         const uint32_t *from, const struct maek_span *sentences, size_t sentence_count,
                         struct maek_marks *out);

/* The cell of a byte of the document: 0 before the first sentence, else the number of sentences begun. */
size_t maek_marks_cell(const struct maek_marks *marks, uint32_t at);
/* Is there something of each clause anywhere in the document? If not, the pattern cannot match in it. */
bool maek_marks_meet(const struct maek_marks *marks, const struct maek_trigger *trigger);
/* The cells from 64 * `word` on, as bits, that hold something of each clause. */
uint64_t maek_marks_cells(const struct maek_marks *marks, const struct maek_trigger *trigger, size_t word);
/* Can a pattern match in a stretch of the document (of two parts for rows, else `second` is empty)? False is certain. */
bool maek_marks_allow(const struct maek_marks *marks, const struct maek_trigger *trigger, struct maek_span first,
                      struct maek_span second);

#endif
