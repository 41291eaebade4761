/* Regular expressions as trees, for the checks of rules: what a pattern must contain, what can follow what. The source is
 * an expanded one (expand.h), so that every node leads back to the line and column it was written in.
 *
 * The parser knows what PCRE2 knows but judges nothing: of a wrong pattern it gives some tree or none, and PCRE2 says what
 * is wrong. What it cannot follow (back references, recursion, conditions) is UNKNOWN, which may match anything.
 */
#ifndef MAEK_EXTRACT_REGEX_H
#define MAEK_EXTRACT_REGEX_H

#include "extract/text.h"

enum maek_regex_kind {
	MAEK_REGEX_SET,      /* one character out of a set: a literal, a class, an escape, the dot */
	MAEK_REGEX_SEQUENCE, /* items, one after the other; none: the empty text */
	MAEK_REGEX_CHOICE,
	MAEK_REGEX_REPEAT, /* items[0], min to max times */
	MAEK_REGEX_GROUP,  /* items[0] in parentheses */
	MAEK_REGEX_LOOK,   /* items[0] ahead or behind */
	MAEK_REGEX_ASSERT, /* ^ $ \b \B \A \z \Z \G \K: `code` is the letter */
	MAEK_REGEX_KNOWN,  /* a span that the caller knows: `code` is its index */
	MAEK_REGEX_UNKNOWN,
};

enum { MAEK_REGEX_FOREVER = UINT32_MAX };

struct maek_regex_range {
	uint32_t first, last;
};
struct maek_regex_ranges {
	struct maek_regex_range *items;
	size_t count, room;
};

struct maek_regex {
	enum maek_regex_kind kind;
	uint32_t start, end;                       /* bytes of the source */
	uint32_t code;                             /* SET: its only character (0: several); ASSERT */
	uint32_t min, max;                         /* REPEAT */
	bool negated;                              /* SET, LOOK */
	bool behind;                               /* LOOK */
	bool possessive;                           /* REPEAT, and a GROUP that never gives back: (?>...) */
	bool any;                                  /* SET: the dot, or an escape that may be anything */
	bool open, closed;                         /* SET: Hangul syllables without, with a final consonant */
	bool plain_capture;                        /* GROUP: ( without a name */
	struct maek_regex_ranges ranges;           /* SET: besides these, */
	MAEK_LIST(struct maek_text) properties;    /* escapes such as \d, \P{L} */
	MAEK_LIST(struct maek_regex *) items;
};

/* Parses `source`; NULL when it uses something that changes how all the rest is read, such as (?x). */
struct maek_regex *maek_regex_parse(struct maek_arena *arena, struct maek_text source);

/* The same, without a look into the groups whose spans are `known` (in order; inner ones behind the one around them):
 * each is a KNOWN. *folds: case is ignored somewhere. */
struct maek_regex *maek_regex_parse_known(struct maek_arena *arena, struct maek_text source,
                                          const struct maek_span *known, size_t known_count, bool *folds);

/* Does the set hold this character? An escape that is not known here holds everything. */
bool maek_regex_holds(const struct maek_regex *set, uint32_t code);
/* Does the set hold its ranges and nothing else? */
bool maek_regex_is_listed(const struct maek_regex *set);
/* Is there a character that both sets hold? Decided by a sample of characters: letters, digits, signs, a mention. */
bool maek_regex_overlap(const struct maek_regex *a, const struct maek_regex *b);
/* A character of the set, a Hangul syllable if there is one; U+FFFD when the sample has none. */
uint32_t maek_regex_member(const struct maek_regex *set);

/* ---- questions about trees */

typedef bool (*maek_regex_test)(const struct maek_regex *set, const void *context);

/* Least number of characters that it consumes. */
uint32_t maek_regex_least(const struct maek_regex *node);
/* Does every match hold a character of a set for which `test` is true? Positive looks count. */
bool maek_regex_requires(const struct maek_regex *node, maek_regex_test test, const void *context);
/* Can its first (`last`: its last) character be one of a set for which `test` is true? */
bool maek_regex_edge(const struct maek_regex *node, bool last, maek_regex_test test, const void *context);
/* Adds the characters that it can begin with, and perhaps some more; false when that can be any, or none at all. */
bool maek_regex_first(struct maek_arena *arena, const struct maek_regex *node, struct maek_regex_ranges *out);
/* The node for which it can never match: a required set for which `impossible` is true, or an anchor that contradicts
 * what stands next to it; NULL when there is none. */
const struct maek_regex *maek_regex_contradiction(const struct maek_regex *node, maek_regex_test impossible,
                                                  const void *context);
/* The one set that it is made of, looks and anchors aside: of `x`, `(?:x)`, `(?:(?!y)x)`; NULL when there are more. */
const struct maek_regex *maek_regex_set_of(const struct maek_regex *node);
/* A text that comes as far as `target`, a repeat of the tree, and then goes round `times` times; looks are not obeyed. */
void maek_regex_pump(const struct maek_regex *node, const struct maek_regex *target, uint32_t times,
                     struct maek_buffer *text);

#endif
