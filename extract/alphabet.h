/* The alphabet of typed views: which private-use character stands for a mention.
 *
 * In a view every mention is one character that tells its types: at most one visible type (two visible mentions never
 * share a span) and any set of those hidden types that the rule names. The code point is
 * U+F0000 + (visible type << number of hidden types | bits of the hidden types), so that a type is a class of a few
 * ranges, and rules that name the same hidden types share one alphabet and its views.
 */
#ifndef MAEK_EXTRACT_ALPHABET_H
#define MAEK_EXTRACT_ALPHABET_H

#include "extract/schema.h"

enum { MAEK_ALPHABET_HIDDEN = 9 }; /* most hidden types that one rule may name: 61 << 9 code points fit a plane */

struct maek_alphabet {
	uint64_t hidden; /* the hidden types of this alphabet, as a mask */
	int hidden_types[MAEK_ALPHABET_HIDDEN];
	int hidden_count;
	uint64_t visible; /* all visible types */
};

/* The alphabet for rules that name the hidden types in `hidden` (more than the limit: false). */
bool maek_alphabet_init(struct maek_alphabet *alphabet, const struct maek_schema *schema, uint64_t hidden);

/* The character of a mention of the visible type `visible` (MAEK_NO_TYPE: none) and the hidden types in `hidden`. */
uint32_t maek_alphabet_code_point(const struct maek_alphabet *alphabet, int visible, uint64_t hidden);

/* Appends the character class of the mentions that are of one of `types` (a mask): `[...]`, or `[^...]` when negated. */
void maek_alphabet_class(const struct maek_alphabet *alphabet, struct maek_buffer *to, uint64_t types, bool negated);

#endif
