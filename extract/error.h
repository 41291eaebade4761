/* Errors and warnings with a place: `file:line:column: error[id]: message`.
 *
 * A list is owned by the caller and filled by whoever knows the place; only cli/ prints. Functions that can fail
 * return bool and add at least one error before they return false. A NULL list is allowed everywhere: the error is
 * then lost but the return value is not.
 */
#ifndef MAEK_EXTRACT_ERROR_H
#define MAEK_EXTRACT_ERROR_H

#include "extract/text.h"

#include <stdbool.h>
#include <stdio.h>

enum maek_severity { MAEK_ERROR, MAEK_WARNING };

/* Where: lines and columns count from 1; a column counts code points. line 0: the file as a whole; column 0: the line.
 * `end_column` is one past the last column of the same line (0: one character). `file` is borrowed. */
struct maek_place {
	const char *file;
	int line, column, end_column;
};

struct maek_error {
	enum maek_severity severity;
	const char *id; /* a kebab word that never changes: "unknown-key" */
	struct maek_place place;
	const char *message;
	const char *hint; /* what to do, or NULL */
	struct maek_text source; /* what is shown of the line, when whoever found the error had it at hand, */
	int source_column;       /* and the column in it */
};

struct maek_errors {
	struct maek_arena *arena; /* holds the strings; set by maek_errors_init */
	MAEK_LIST(struct maek_error) list;
	size_t error_count; /* of severity MAEK_ERROR */
};

/* An empty list whose strings live in `arena` (borrowed). */
void maek_errors_init(struct maek_errors *errors, struct maek_arena *arena);

/* Adds an error or warning; the strings are copied. `hint` may be NULL. Always returns false, so that a function can
 * `return maek_errors_add(...)`. What cannot be shown of message and hint is replaced (shown.h). */
bool maek_errors_add(struct maek_errors *errors, enum maek_severity severity, const char *id, struct maek_place place,
                     const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Gives the last error its source line (all of it): it need not be a line of a file that can be read again. What is shown
 * of it is copied. Returns false. */
bool maek_errors_source(struct maek_errors *errors, struct maek_text line);

/* Sorts by file, line, column, then order of arrival; equal ones (same place, id, message) once. */
void maek_errors_sort(struct maek_errors *errors);

/* Writes the errors to `out`: the first line as above, then, when there is a column and the line is known or the file can be
 * read, the source line (of a long one the part around it) with tabs and wide characters kept and a caret row under it
 * (width by East Asian Width), then `help: hint`. `color`: ANSI colours. */
void maek_errors_write(const struct maek_errors *errors, bool color, FILE *out);

/* The member of `names` nearest to `name` by edit distance (at most a third of its length and one more, over code points), or NULL;
 * for hints. */
const char *maek_nearest_name(const char *name, const char *const *names, size_t count);

#endif
