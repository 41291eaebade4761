/* Drawings: a stretch of a document with its mentions drawn as ‹Type:text›, and places in files, both with the columns to
 * point at.
 */
#ifndef MAEK_EXTRACT_DRAWING_H
#define MAEK_EXTRACT_DRAWING_H

#include "extract/error.h"
#include "extract/state.h"

struct maek_drawing {
	struct maek_span span;  /* of the document's text */
	const char *text;       /* on one line */
	const uint32_t *column; /* [span size + 1] by byte: the column of its character in `text`, in code points from 1 */
};

/* A line and what is meant in it: columns in code points from 1, `end_column` one past the last. */
struct maek_pointer {
	struct maek_place place; /* file NULL: `line` is of the document */
	const char *text;        /* the whole line; NULL: there is none to show */
};

/* Draws `span` with the live mentions that no mention holds: the visible ones, and those of the hidden types in the
 * mask. Of mentions that share a span all types are named: ‹Organization+Team:KT›. */
struct maek_drawing maek_drawing_of(const struct maek_state *state, uint64_t hidden, struct maek_span span);

/* Points at `span` (clipped to the drawing) in a drawing. */
struct maek_pointer maek_drawing_point(const struct maek_drawing *drawing, struct maek_span span, int line);

/* Points at a place in a file; the line is read from it. */
struct maek_pointer maek_place_point(struct maek_arena *arena, struct maek_place place);

/* The line of the document's file in which byte `at` of the text stands, from 1. */
int maek_document_line(const struct maek_document *document, uint32_t at);

#endif
