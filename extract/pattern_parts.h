/* What the files of patterns share: pattern.c compiles, pattern_match.c matches; nobody else includes this. */
#ifndef MAEK_EXTRACT_PATTERN_PARTS_H
#define MAEK_EXTRACT_PATTERN_PARTS_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include "extract/pattern.h"

#include <pcre2.h>
#include <stdatomic.h>

struct maek_pattern {
	_Atomic(pcre2_code *) code;  /* NULL: nobody has tried the pattern yet */
	pcre2_code *shape;           /* of a late pattern that is not settled: what stands for it */
	uint32_t options;
	_Atomic(pcre2_code *) fast; /* a copy with machine code, or NULL */
	_Atomic(pcre2_code *) placed; /* a copy with machine code that calls back at each place where it starts, or NULL */
	atomic_bool is_plain;         /* there can be no such copy */
	struct maek_text source;
	atomic_uint uses;
	uint32_t groups;
	struct maek_guards *guards;
	bool is_guard;
};

/* Compiles a source with the definitions of syllables that it uses; `more`: options besides the usual ones. *built_in:
 * how many groups those definitions are; they stand last. */
pcre2_code *maek_pattern_compile(struct maek_text source, uint32_t more, uint32_t *built_in, int *error, size_t *offset);

/* The compiled pattern, compiled now if it is late; NULL when it is wrong after all. */
const pcre2_code *maek_pattern_code(struct maek_pattern *pattern);

#endif
