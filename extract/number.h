/* Numbers as Korean and Latin text writes them, into exact integers. The words are pack data (`numbers:`). */
#ifndef MAEK_EXTRACT_NUMBER_H
#define MAEK_EXTRACT_NUMBER_H

#include "extract/text.h"

/* One word and its worth: 억 = 100000000. */
struct maek_number_word {
	struct maek_text word;
	int64_t worth;
};

/* `units` are the great ones (만 억 조 경), `small` those within them (십 백 천), `digits` the digit words (일 이 삼),
 * `suffixes` the Latin letters (K M B T), read in either case. Borrowed. */
struct maek_number_words {
	MAEK_LIST(struct maek_number_word) units, small, digits, suffixes;
};

enum maek_number_result { MAEK_NUMBER_OK, MAEK_NUMBER_NONE, MAEK_NUMBER_OVERFLOW };

/* Reads the first number in `text`: 8B, 1.2T, 300M, A22B (a letter before is passed over), 5,190억, 5천190억, 5000억,
 * 1조2000억, 1조 2천억, 7천만, 수십억 (none), full-width digits, 32B급. White space and thousands separators inside are
 * passed over. Exact: decimals that do not end at an integer are rounded half up. NONE: no number; OVERFLOW: does not
 * fit 64 bits. */
enum maek_number_result maek_number_read(const struct maek_number_words *words, struct maek_text text, int64_t *value);

#endif
