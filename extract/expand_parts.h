/* What the files of expansion share: the walk over a pattern, and how its parts are spelled.
 */
#ifndef MAEK_EXTRACT_EXPAND_PARTS_H
#define MAEK_EXTRACT_EXPAND_PARTS_H

#include "extract/expand.h"

enum { MAEK_MACRO_DEPTH = 32 };

struct maek_walk {
	const struct maek_expand_context *context;
	struct maek_expansion *out;
	struct maek_buffer buffer;
	const char *stack[MAEK_MACRO_DEPTH]; /* macros being expanded */
	int depth;
	struct maek_errors *errors;
	size_t classes; /* of mentions, so far */
	bool failed;
};

/* The parts of {name}, {!A|B}, {Type:group}, {Type:group+sep}, {Type~item:group+sep}. */
struct maek_brace {
	bool negated, list;
	struct maek_text name, item, group, separator;
	size_t size; /* with both braces */
};

/* Reads the brace at `at`; false when it is none of ours ({2,4}, a lone brace). */
bool maek_brace_read(struct maek_text text, size_t at, struct maek_brace *brace);
/* {2}, {2,} or {2,4} */
bool maek_brace_counts(struct maek_text text, size_t at);
/* Size of an escape at `at`, with the braces of \p{..}, \x{..}, \k{..} and the like. */
size_t maek_escape_size(struct maek_text text, size_t at);
/* Size of a character class at `at`, in which a brace is a character as others are; 1 when it does not end. */
size_t maek_class_size(struct maek_text text, size_t at);
/* a-z, A-Z */
bool maek_letter_at(struct maek_text text, size_t at);

/* From here on the source comes from `size` bytes of the scalar at `from`: byte by byte (`literal`), or as a whole. */
void maek_walk_piece(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, bool literal);

/* Adds the error "message 'name'" with the place and, when there is one, the nearest name as a hint. */
void maek_walk_fail(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, const char *id,
                    const char *nearest, const char *message, struct maek_text name);

/* Append the expansion of a scalar, of the macro `name`, of a brace; `from` and `size` are where it is named in the scalar.
 * False after an error. */
bool maek_walk_text(struct maek_walk *walk, const struct maek_yaml *scalar);
bool maek_walk_macro(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, size_t size, struct maek_text name);
bool maek_walk_brace(struct maek_walk *walk, const struct maek_yaml *scalar, size_t from, const struct maek_brace *brace);

#endif
