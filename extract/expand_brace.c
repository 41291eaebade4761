/* What stands at a place of a pattern: a brace of ours, a count, an escape, a character class. Knows spelling, not meaning.
 */
#include "extract/expand_parts.h"

#include <string.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct maek_text take(struct maek_text text, size_t *at, const char *also)
{
	size_t start = *at;
	while (*at < text.size && (is_word(text.bytes[*at]) || (text.bytes[*at] && strchr(also, text.bytes[*at]))))
		(*at)++;
	return (struct maek_text){text.bytes + start, *at - start};
}

bool maek_letter_at(struct maek_text text, size_t at)
{
	char c = at < text.size ? text.bytes[at] : 0;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Reads the brace at `at`; false when it is none of ours ({2,4}, a lone brace). */
bool maek_brace_read(struct maek_text text, size_t at, struct maek_brace *brace)
{
	*brace = (struct maek_brace){0};
	size_t start = at++;
	if (at < text.size && text.bytes[at] == '!') {
		brace->negated = true;
		at++;
	}
	if (!maek_letter_at(text, at))
		return false;
	brace->name = take(text, &at, brace->negated ? ".|" : ".");
	if (at < text.size && text.bytes[at] == '~') {
		at++;
		brace->item = take(text, &at, ".");
	}
	if (at < text.size && text.bytes[at] == ':') {
		at++;
		brace->group = take(text, &at, "");
		if (brace->group.size && at < text.size && text.bytes[at] == '+') {
			at++;
			brace->list = true;
			brace->separator = take(text, &at, ".");
		}
	}
	if (at >= text.size || text.bytes[at] != '}' || (brace->negated && brace->group.size))
		return false;
	brace->size = at + 1 - start;
	return true;
}

/* {2}, {2,} or {2,4} */
bool maek_brace_counts(struct maek_text text, size_t at)
{
	size_t first = ++at;
	while (at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		at++;
	if (at == first)
		return false;
	if (at < text.size && text.bytes[at] == ',')
		at++;
	while (at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		at++;
	return at < text.size && text.bytes[at] == '}';
}

/* Size of an escape at `at`, with the braces of \p{..}, \x{..}, \k{..} and the like. */
size_t maek_escape_size(struct maek_text text, size_t at)
{
	if (at + 1 >= text.size)
		return 1;
	if (!strchr("pPxNgko", text.bytes[at + 1]) || at + 2 >= text.size || text.bytes[at + 2] != '{')
		return 2;
	size_t end = at + 3;
	while (end < text.size && text.bytes[end] != '}')
		end++;
	return end < text.size ? end + 1 - at : 2;
}

/* The size of a character class at `at`, in which a brace is a character as others are. */
size_t maek_class_size(struct maek_text text, size_t at)
{
	size_t end = at + 1;
	end += end < text.size && text.bytes[end] == '^';
	end += end < text.size && text.bytes[end] == ']';
	while (end < text.size && text.bytes[end] != ']') {
		const char *posix = text.bytes[end] == '[' && end + 1 < text.size && text.bytes[end + 1] == ':'
		                        ? memmem(text.bytes + end, text.size - end, ":]", 2)
		                        : NULL;
		end = posix ? (size_t)(posix - text.bytes) + 2 : end + (text.bytes[end] == '\\' ? 2 : 1);
	}
	return end < text.size ? end + 1 - at : 1;
}
