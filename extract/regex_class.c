/* Sets of characters: classes, and escapes within and outside of them. */
#include "extract/regex_parts.h"

#include <stdlib.h>
#include <string.h>

/* The character of an escape that stands for one, at the letter behind the backslash; false when it stands for more. */
static bool read_character(struct maek_regex_parser *parser, uint32_t *code)
{
	static const char letters[] = "aefnrt", values[] = "\a\x1b\f\n\r\t";
	char c = maek_regex_peek(parser);
	const char *known = c ? strchr(letters, c) : NULL;
	if (known) {
		parser->at++;
		*code = (uint32_t)values[known - letters];
		return true;
	}
	if (c == 'x') {
		char digits[12] = {0};
		size_t count = 0, most = 2;
		parser->at++;
		bool braced = maek_regex_skip(parser, "{");
		for (most = braced ? 8 : 2; count < most && strchr("0123456789abcdefABCDEF", maek_regex_peek(parser)) && maek_regex_peek(parser);
		     count++)
			digits[count] = parser->source.bytes[parser->at++];
		if (braced)
			maek_regex_skip_past(parser, '}');
		*code = (uint32_t)strtoul(digits, NULL, 16);
		return true;
	}
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return false;
	*code = maek_regex_take(parser);
	return true;
}

/* \d, \pL, \p{Hangul}: the text behind the backslash. */
static void read_property(struct maek_regex_parser *parser, struct maek_regex *set)
{
	size_t start = parser->at;
	char letter = maek_regex_peek(parser);
	parser->at++;
	/* NOLINTBEGIN(bugprone-branch-clone): a line for each kind of escape */
	if ((letter == 'p' || letter == 'P') && maek_regex_peek(parser) == '{')
		maek_regex_skip_past(parser, '}');
	else if ((letter == 'p' || letter == 'P') && maek_regex_has_more(parser))
		parser->at++;
	else if ((letter == 'N' || letter == 'o') && maek_regex_peek(parser) == '{') /* a character by its number */
		maek_regex_skip_past(parser, '}');
	else if (letter == 'c' && maek_regex_has_more(parser))
		parser->at++;
	/* NOLINTEND(bugprone-branch-clone) */
	set->any |= letter == 'o' || letter == 'c' || letter == '0' || (letter == 'N' && parser->at > start + 1);
	while (letter == '0' && parser->at < start + 3 && maek_regex_peek(parser) >= '0' && maek_regex_peek(parser) <= '7')
		parser->at++;
	*MAEK_PUSH(parser->arena, &set->properties) = (struct maek_text){parser->source.bytes + start, parser->at - start};
}

static void read_class_item(struct maek_regex_parser *parser, struct maek_regex *set)
{
	uint32_t first, last;
	parser->lost |= maek_regex_starts(parser, "\\Q") || maek_regex_starts(parser, "\\E");
	if (maek_regex_starts(parser, "[:")) {
		maek_regex_skip_past(parser, ']');
		set->any = true;
		return;
	}
	if (maek_regex_skip(parser, "\\")) {
		if (!read_character(parser, &first)) {
			read_property(parser, set);
			return;
		}
	} else {
		first = maek_regex_take(parser);
	}
	last = first;
	if (maek_regex_peek(parser) == '-' && parser->at + 1 < parser->source.size && parser->source.bytes[parser->at + 1] != ']') {
		size_t dash = parser->at++;
		if (!maek_regex_skip(parser, "\\"))
			last = maek_regex_take(parser);
		else if (!read_character(parser, &last))
			parser->at = dash; /* [a-\d]: the dash is one of the characters */
		if (parser->at == dash)
			maek_regex_add_range(parser, set, '-', '-'), parser->at++;
	}
	maek_regex_add_range(parser, set, first, last);
}

struct maek_regex *maek_regex_parse_class(struct maek_regex_parser *parser)
{
	struct maek_regex *set = maek_regex_node(parser, MAEK_REGEX_SET, parser->at++);
	set->negated = maek_regex_skip(parser, "^");
	if (maek_regex_skip(parser, "]"))
		maek_regex_add_range(parser, set, ']', ']');
	while (maek_regex_has_more(parser) && maek_regex_peek(parser) != ']')
		read_class_item(parser, set);
	parser->lost |= !maek_regex_skip(parser, "]");
	set->end = (uint32_t)parser->at;
	if (!set->negated && set->ranges.count == 1 && !set->properties.count &&
	    set->ranges.items[0].first == set->ranges.items[0].last)
		set->code = set->ranges.items[0].first;
	return set;
}

struct maek_regex *maek_regex_parse_escape(struct maek_regex_parser *parser)
{
	size_t start = parser->at++;
	char c = maek_regex_peek(parser);
	if (c && strchr("bBAzZGK", c)) {
		parser->at++;
		struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_ASSERT, start);
		node->code = (uint32_t)c;
		return node;
	}
	if (c == 'k' || c == 'g' || (c >= '1' && c <= '9')) {
		while (c <= '9' && maek_regex_peek(parser) >= '0' && maek_regex_peek(parser) <= '9')
			parser->at++;
		parser->at += c > '9';
		char open = maek_regex_peek(parser);
		if (open == '{' || open == '<' || open == '\'')
			parser->at++, maek_regex_skip_past(parser, open == '{' ? '}' : open == '<' ? '>' : '\'');
		return maek_regex_node(parser, MAEK_REGEX_UNKNOWN, start);
	}
	struct maek_regex *set = maek_regex_node(parser, MAEK_REGEX_SET, start);
	uint32_t code;
	if (read_character(parser, &code)) {
		set->code = code;
		maek_regex_add_range(parser, set, code, code);
	} else if (c == 'R' || c == 'X' || c == 'Q' || c == 'E') {
		parser->lost = c == 'Q' || c == 'E';
		parser->at++;
		set->any = true;
	} else {
		read_property(parser, set);
	}
	set->end = (uint32_t)parser->at;
	return set;
}
