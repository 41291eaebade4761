/* number(): plain digits are themselves, and what is read twice is the same. */
#include "tests/fuzz/fuzz.h"

#include "extract/number.h"

#include <errno.h>
#include <string.h>

static struct maek_number_word word(const char *text, int64_t worth)
{
	return (struct maek_number_word){maek_text_of(text), worth};
}

static const struct maek_number_words *words(void)
{
	static struct maek_number_words all;
	static struct maek_arena *arena;
	if (arena)
		return &all;
	arena = maek_arena_new();
	*MAEK_PUSH(arena, &all.units) = word("만", 10000);
	*MAEK_PUSH(arena, &all.units) = word("억", 100000000);
	*MAEK_PUSH(arena, &all.units) = word("조", 1000000000000);
	*MAEK_PUSH(arena, &all.units) = word("경", 10000000000000000);
	*MAEK_PUSH(arena, &all.small) = word("십", 10);
	*MAEK_PUSH(arena, &all.small) = word("백", 100);
	*MAEK_PUSH(arena, &all.small) = word("천", 1000);
	*MAEK_PUSH(arena, &all.digits) = word("삼", 3);
	*MAEK_PUSH(arena, &all.suffixes) = word("K", 1000);
	*MAEK_PUSH(arena, &all.suffixes) = word("B", 1000000000);
	return &all;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct maek_text text = {(const char *)bytes, size};
	if (maek_text_invalid_at(text) < size || size > 1000)
		return 0;
	int64_t value = -1, again = -1;
	enum maek_number_result result = maek_number_read(words(), text, &value);
	MUST(maek_number_read(words(), text, &again) == result);
	if (result != MAEK_NUMBER_OK)
		return 0;
	MUST(value == again && value >= 0);
	char digits[32];
	if (size && size < sizeof digits - 1 && strspn((memcpy(digits, bytes, size), digits[size] = 0, digits), "0123456789") == size) {
		errno = 0;
		long long wanted = strtoll(digits, NULL, 10);
		MUST(errno || wanted == value);
	}
	return 0;
}
