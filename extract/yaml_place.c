/* From a byte of a scalar's value back to the line and column it is written in: one walk along the raw text that keeps
 * the value beside it. Invariant: both positions stand at the start of a character.
 */
#include "extract/yaml_tree.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Bytes of raw text that the value's byte(s) at `*value` are written with; moves both. Handles '' and \ escapes. */
static void step_inside(const struct maek_yaml *scalar, size_t *raw, size_t *value)
{
	const char *bytes = scalar->raw.bytes;
	size_t size = scalar->raw.size, next;
	if (scalar->style == MAEK_YAML_SINGLE && bytes[*raw] == '\'') {
		*raw += 2;
		(*value)++;
		return;
	}
	if (scalar->style == MAEK_YAML_DOUBLE && bytes[*raw] == '\\' && *raw + 1 < size) {
		char kind = bytes[*raw + 1];
		*raw += 2 + (kind == 'x' ? 2u : kind == 'u' ? 4u : kind == 'U' ? 8u : 0u);
		maek_text_decode(scalar->value, *value, value);
		return;
	}
	maek_text_decode((struct maek_text){bytes, size}, *raw, &next);
	*value += next - *raw;
	*raw = next;
}

/* A line break that is folded: into one space, or into the newlines that the value holds here. */
static void step_break(const struct maek_yaml *scalar, size_t *raw, size_t *value)
{
	const char *bytes = scalar->raw.bytes;
	while (*raw < scalar->raw.size && (bytes[*raw] == '\n' || bytes[*raw] == '\r' || is_blank(bytes[*raw])))
		(*raw)++;
	while (*value < scalar->value.size && (scalar->value.bytes[*value] == '\n' || scalar->value.bytes[*value] == ' ')) {
		bool was_space = scalar->value.bytes[(*value)++] == ' ';
		if (was_space)
			return;
	}
}

/* Where the value begins in the raw text: behind the quote, or behind the header line and indentation of a block. */
static size_t first_raw(const struct maek_yaml *scalar)
{
	if (scalar->style == MAEK_YAML_SINGLE || scalar->style == MAEK_YAML_DOUBLE)
		return 1;
	if (scalar->style == MAEK_YAML_PLAIN)
		return 0;
	const char *end = memchr(scalar->raw.bytes, '\n', scalar->raw.size);
	return end ? (size_t)(end - scalar->raw.bytes) + 1 : scalar->raw.size;
}

static size_t indentation(const struct maek_yaml *scalar, size_t raw)
{
	size_t count = 0;
	while (raw + count < scalar->raw.size && scalar->raw.bytes[raw + count] == ' ')
		count++;
	return count;
}

static size_t raw_of(const struct maek_yaml *scalar, size_t offset)
{
	bool literal = scalar->style == MAEK_YAML_LITERAL, block = literal || scalar->style == MAEK_YAML_FOLDED;
	size_t raw = first_raw(scalar), value = 0, indent = block ? indentation(scalar, raw) : 0;
	raw += indent;
	while (raw < scalar->raw.size && value < offset) {
		size_t line_end = raw;
		while (!literal && line_end < scalar->raw.size && is_blank(scalar->raw.bytes[line_end]))
			line_end++;
		bool breaks = line_end < scalar->raw.size && (scalar->raw.bytes[line_end] == '\n' || scalar->raw.bytes[line_end] == '\r');
		if (breaks && literal) {
			raw = line_end + 1;
			value++;
			size_t here = indentation(scalar, raw);
			raw += here < indent ? here : indent;
		} else if (breaks) {
			raw = line_end;
			step_break(scalar, &raw, &value);
		} else {
			step_inside(scalar, &raw, &value);
		}
	}
	return raw < scalar->raw.size ? raw : scalar->raw.size;
}

struct maek_place maek_yaml_place(const struct maek_yaml *scalar, size_t offset, size_t size)
{
	struct maek_place place = scalar->place;
	if (!scalar->file || !scalar->raw.size)
		return place;
	size_t start = raw_of(scalar, offset), end = size ? raw_of(scalar, offset + size) : start;
	place.end_column = 0;
	for (size_t at = 0; at < start && at < scalar->raw.size; at++) {
		if (scalar->raw.bytes[at] == '\n') {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)scalar->raw.bytes[at] & 0xC0) != 0x80) {
			place.column++;
		}
	}
	int width = 0;
	for (size_t at = start; at < end && scalar->raw.bytes[at] != '\n'; at++)
		width += ((unsigned char)scalar->raw.bytes[at] & 0xC0) != 0x80;
	place.end_column = width ? place.column + width : 0;
	return place;
}
