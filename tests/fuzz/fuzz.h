/* What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput(); it checks results, and aborts when one
 * is wrong. With clang the targets are libFuzzer programs, with any compiler replay.c runs them over their corpus.
 */
#ifndef MAEK_TESTS_FUZZ_H
#define MAEK_TESTS_FUZZ_H

#include "extract/extract.h"
#include "extract/rules.h"

#include <stdio.h>
#include <stdlib.h>

#define MUST(condition)                                                                                                   \
	do {                                                                                                                  \
		if (!(condition)) {                                                                                               \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                       \
			abort();                                                                                                      \
		}                                                                                                                 \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The rules of tests/faults/pack, loaded once. */
const struct maek_rules *fuzz_rules(void);

/* Every span lies in the text and on character bounds, in order where an order is promised. */
void fuzz_check_document(const struct maek_document *document);

/* Extracts twice: both times the same bytes, every place within the text. The line is in `arena`. */
struct maek_text fuzz_extract(struct maek_arena *arena, const struct maek_document *document);

#endif
