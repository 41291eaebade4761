/* Shapes: a short stand-in for a pattern, in which every macro is one character. What PCRE2 says of the shape (is it
 * right? which groups has it, by which names? can it match the empty text?) it would say of the pattern, and a shape is
 * compiled in a fraction of the time; the pattern itself is compiled when it is first tried (pattern.h).
 *
 * That holds for a macro that captures nothing, sets no flags and refers to nothing outside, and whose own shape is right.
 * A pattern with any other has no shape.
 */
#ifndef MAEK_EXTRACT_SHAPE_H
#define MAEK_EXTRACT_SHAPE_H

#include "extract/compact.h"

/* What is known of a macro that names no type. */
struct maek_shape_macro {
	bool stands; /* one character can stand for it */
	bool may_be_empty;
	uint32_t size, depth; /* about how large and how nested it is once compiled, rather too much */
};

/* Reads a macro, whose expansion and tree these are; the macros within are read before. `pure`: see compact.h. */
const struct maek_shape_macro *maek_shape_of_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                                   struct maek_guards *guards, const struct maek_expansion *expanded,
                                                   const struct maek_regex *tree, bool pure);

struct maek_shape {
	struct maek_text source;
	bool is_large; /* the pattern is so large or nested that PCRE2 might refuse it for that alone */
};

/* The shape of a pattern, in `scrap`; false when it has none. */
bool maek_shape(struct maek_arena *scrap, struct maek_guards *guards, const struct maek_expansion *expansion,
                const struct maek_regex *tree, struct maek_shape *out);

#endif
