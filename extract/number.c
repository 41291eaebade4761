/* Idea: a number is a sum of groups `digits small-unit great-unit`; everything is integers: a decimal is kept as digits
 * and the power of ten that divides them. Rounding is half up, once, at the end of each group.
 */
#include "extract/number.h"

struct reader {
	const struct maek_number_words *words;
	struct maek_text text; /* width-folded as it is read */
	size_t at;
	bool overflow;
};

/* digits / 10^decimals */
struct decimal {
	int64_t digits;
	int decimals;
	bool is_set;
};

static uint32_t peek(const struct reader *reader, size_t at, size_t *next)
{
	if (at >= reader->text.size) {
		*next = at;
		return 0;
	}
	return maek_fold_width(maek_text_decode(reader->text, at, next));
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_spaces(const struct reader *reader, size_t at)
{
	size_t next;
	while (peek(reader, at, &next) == ' ')
		at = next;
	return at;
}

/* A comma between digits is a thousands separator. */
static bool is_separator(const struct reader *reader, size_t at)
{
	size_t next, behind;
	return peek(reader, at, &next) == ',' && is_digit(peek(reader, next, &behind));
}

static void add_digit(struct reader *reader, struct decimal *number, uint32_t c)
{
	if (__builtin_mul_overflow(number->digits, INT64_C(10), &number->digits) ||
	    __builtin_add_overflow(number->digits, (int64_t)(c - '0'), &number->digits))
		reader->overflow = true;
	number->is_set = true;
}

static struct decimal read_digits(struct reader *reader)
{
	struct decimal number = {0};
	size_t next, behind;
	bool fraction = false;
	for (;;) {
		uint32_t c = peek(reader, reader->at, &next);
		if (is_digit(c)) {
			add_digit(reader, &number, c);
			number.decimals += fraction;
		} else if (c == '.' && !fraction && number.is_set && is_digit(peek(reader, next, &behind))) {
			fraction = true;
		} else if (!(number.is_set && !fraction && is_separator(reader, reader->at))) {
			return number;
		}
		reader->at = next;
	}
}

/* The worth of the word that stands at `at`, longest first; 0 when none does. */
static int64_t read_word(const struct reader *reader, size_t at, const struct maek_number_word *words, size_t count,
                         bool any_case, size_t *end)
{
	int64_t worth = 0;
	size_t best = 0;
	for (size_t i = 0; i < count; i++) {
		size_t here = at, there = 0;
		while (there < words[i].word.size) {
			size_t next;
			uint32_t c = peek(reader, here, &next), wanted = maek_text_decode(words[i].word, there, &there);
			bool same = c == wanted || (any_case && c < 128 && wanted < 128 && (c | 32) == (wanted | 32));
			if (!c || !same) {
				here = 0;
				break;
			}
			here = next;
		}
		if (here > best) {
			best = here;
			worth = words[i].worth;
		}
	}
	if (best)
		*end = best;
	return worth;
}

/* round(number * worth) */
static int64_t scale(struct reader *reader, struct decimal number, int64_t worth)
{
	int64_t value = 0, divisor = 1;
	for (; number.decimals > 0 && worth % 10 == 0; number.decimals--)
		worth /= 10;
	for (; number.decimals > 0 && divisor < INT64_MAX / 10; number.decimals--)
		divisor *= 10;
	if (__builtin_mul_overflow(number.digits, worth, &value))
		reader->overflow = true;
	return divisor == 1 ? value : value / divisor + (value % divisor >= divisor - value % divisor);
}

static void add(struct reader *reader, int64_t *sum, int64_t value)
{
	if (__builtin_add_overflow(*sum, value, sum))
		reader->overflow = true;
}

/* One part below a great unit: 5천, 190, 2, 천. False when nothing stands here. */
static bool read_part(struct reader *reader, struct decimal *plain, int64_t *value)
{
	const struct maek_number_words *words = reader->words;
	size_t start = reader->at, end = 0;
	reader->at = skip_spaces(reader, reader->at);
	*plain = read_digits(reader);
	if (!plain->is_set) {
		int64_t digit = read_word(reader, reader->at, words->digits.items, words->digits.count, false, &end);
		if (digit) {
			*plain = (struct decimal){digit, 0, true};
			reader->at = end;
		}
	}
	int64_t small =
		read_word(reader, skip_spaces(reader, reader->at), words->small.items, words->small.count, false, &end);
	if (small)
		reader->at = end;
	if (!plain->is_set && !small) {
		reader->at = start;
		return false;
	}
	struct decimal one = {1, 0, true};
	*value = scale(reader, plain->is_set ? *plain : one, small ? small : 1);
	if (small)
		plain->is_set = false; /* 5천: no plain number any more */
	return true;
}

/* Parts up to a great unit: 5천 190 억. */
static bool read_group(struct reader *reader, int64_t *total, bool *had_unit)
{
	struct decimal plain = {0};
	int64_t sum = 0, value = 0;
	size_t parts = 0, end = 0;
	while (read_part(reader, &plain, &value)) {
		add(reader, &sum, value);
		parts++;
		const struct maek_number_words *words = reader->words;
		int64_t unit =
			read_word(reader, skip_spaces(reader, reader->at), words->units.items, words->units.count, false, &end);
		if (unit) {
			struct decimal whole = {sum, 0, true};
			reader->at = end;
			add(reader, total, scale(reader, parts == 1 && plain.is_set ? plain : whole, unit));
			*had_unit = true;
			return true;
		}
		if (plain.is_set) /* a plain number is the last part of a group */
			break;
	}
	if (!parts)
		return false;
	add(reader, total, sum);
	*had_unit = false;
	return true;
}

/* 8B, 1.2T: digits and one letter that no letter follows. */
static bool read_latin(struct reader *reader, int64_t *value)
{
	size_t start = reader->at, end = 0, next;
	struct decimal number = read_digits(reader);
	int64_t worth = number.is_set ? read_word(reader, skip_spaces(reader, reader->at), reader->words->suffixes.items,
	                                          reader->words->suffixes.count, true, &end)
	                              : 0;
	uint32_t behind = worth ? peek(reader, end, &next) : 0;
	if (!worth || (behind < 128 && ((behind | 32) >= 'a' && (behind | 32) <= 'z'))) {
		reader->at = start;
		reader->overflow = false;
		return false;
	}
	*value = scale(reader, number, worth);
	return true;
}

/* Where the first number may begin: a digit, or a number word. */
static bool find_start(struct reader *reader)
{
	const struct maek_number_words *words = reader->words;
	size_t next, end;
	for (;;) {
		uint32_t c = peek(reader, reader->at, &next);
		if (!c)
			return false;
		if (is_digit(c) || read_word(reader, reader->at, words->digits.items, words->digits.count, false, &end) ||
		    read_word(reader, reader->at, words->small.items, words->small.count, false, &end))
			return true;
		reader->at = next;
	}
}

enum maek_number_result maek_number_read(const struct maek_number_words *words, struct maek_text text, int64_t *value)
{
	struct reader reader = {words, text, 0, false};
	*value = 0;
	if (!find_start(&reader))
		return MAEK_NUMBER_NONE;
	bool had_unit = true;
	if (!read_latin(&reader, value)) {
		size_t groups = 0;
		while (had_unit && read_group(&reader, value, &had_unit))
			groups++;
		if (!groups)
			return MAEK_NUMBER_NONE;
	}
	if (reader.overflow)
		return MAEK_NUMBER_OVERFLOW;
	return *value > 0 ? MAEK_NUMBER_OK : MAEK_NUMBER_NONE;
}
