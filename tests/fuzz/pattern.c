/* A pattern on the first line, a text behind it: places in the text, the same ones however often it is used (the
 * interpreter first, machine code later), also for the watched form.
 */
#include "tests/fuzz/fuzz.h"

#include "extract/pattern.h"

#include <string.h>

enum { ROUNDS = 40, PLACES = 20 };

static size_t find(const struct maek_pattern *pattern, struct maek_scratch *scratch, struct maek_text text,
                   struct maek_span *found, bool *limited)
{
	size_t count = 0;
	for (size_t at = 0; at <= text.size && count < PLACES;) {
		enum maek_match match = maek_pattern_match(pattern, scratch, text, at, false, NULL, NULL);
		*limited |= match == MAEK_MATCH_LIMIT;
		if (match != MAEK_MATCH_FOUND)
			break;
		struct maek_span span = maek_scratch_group(scratch, 0);
		MUST(span.start <= span.end && span.end <= text.size);
		MUST(span.start == text.size || (text.bytes[span.start] & 0xC0) != 0x80);
		found[count++] = span;
		at = span.end > at ? span.end : at + 1;
		while (at < text.size && (text.bytes[at] & 0xC0) == 0x80)
			at++;
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const uint8_t *end = memchr(bytes, '\n', size);
	if (!end || size > 4096)
		return 0;
	struct maek_text source = {(const char *)bytes, (size_t)(end - bytes)};
	struct maek_text text = {(const char *)end + 1, size - source.size - 1};
	if (maek_text_invalid_at(source) < source.size || maek_text_invalid_at(text) < text.size || memchr(bytes, 0, size))
		return 0;
	struct maek_pattern_problem problem = {.message = ""};
	struct maek_pattern *pattern = maek_pattern_new(source, &problem);
	if (!pattern) {
		MUST(problem.message[0] && problem.offset <= source.size);
		return 0;
	}
	struct maek_scratch *scratch = maek_scratch_new();
	struct maek_span first[PLACES], later[PLACES];
	bool limited = false;
	size_t count = find(pattern, scratch, text, first, &limited);
	for (int round = 0; round < ROUNDS && !limited; round++) {
		MUST(find(pattern, scratch, text, later, &limited) == count || limited);
		MUST(limited || memcmp(first, later, count * sizeof *first) == 0);
	}
	maek_scratch_free(scratch);
	maek_pattern_free(pattern);
	return 0;
}
