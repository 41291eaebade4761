/* Idea: recursive descent, one function a level: choice, sequence, repeat, atom. Invariant: a node's items lie within its
 * start and end, in order.
 */
#include "extract/regex.h"

#include <stdlib.h>
#include <string.h>

struct parser {
	struct maek_arena *arena;
	struct maek_text source;
	size_t at;
	bool lost; /* the rest cannot be read */
	int depth;
};

enum { DEEPEST = 500 };

static struct maek_regex *parse_choice(struct parser *parser);

static struct maek_regex *new_node(struct parser *parser, enum maek_regex_kind kind, size_t start)
{
	struct maek_regex *node = maek_arena_alloc(parser->arena, sizeof *node);
	node->kind = kind;
	node->start = (uint32_t)start;
	node->end = (uint32_t)parser->at;
	return node;
}

static void add_item(struct parser *parser, struct maek_regex *node, struct maek_regex *item)
{
	*MAEK_PUSH(parser->arena, &node->items) = item;
}

static void add_range(struct parser *parser, struct maek_regex *set, uint32_t first, uint32_t last)
{
	struct maek_regex_range *range = MAEK_PUSH(parser->arena, &set->ranges);
	*range = (struct maek_regex_range){first, last};
}

static bool has_more(const struct parser *parser)
{
	return parser->at < parser->source.size && !parser->lost;
}

static char peek(const struct parser *parser)
{
	return has_more(parser) ? parser->source.bytes[parser->at] : 0;
}

static bool starts(const struct parser *parser, const char *word)
{
	size_t size = strlen(word);
	return parser->source.size - parser->at >= size && memcmp(parser->source.bytes + parser->at, word, size) == 0;
}

static bool skip(struct parser *parser, const char *word)
{
	if (!starts(parser, word))
		return false;
	parser->at += strlen(word);
	return true;
}

/* Behind the next `end`, or at the end of the source. */
static void skip_past(struct parser *parser, char end)
{
	while (has_more(parser) && peek(parser) != end)
		parser->at++;
	if (has_more(parser))
		parser->at++;
}

/* ---- escapes and classes */

/* The character of an escape that stands for one, at the letter behind the backslash; false when it stands for more. */
static bool read_character(struct parser *parser, uint32_t *code)
{
	static const char letters[] = "aefnrt", values[] = "\a\x1b\f\n\r\t";
	char c = peek(parser);
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
		bool braced = skip(parser, "{");
		for (most = braced ? 8 : 2; count < most && strchr("0123456789abcdefABCDEF", peek(parser)) && peek(parser);
		     count++)
			digits[count] = parser->source.bytes[parser->at++];
		if (braced)
			skip_past(parser, '}');
		*code = (uint32_t)strtoul(digits, NULL, 16);
		return true;
	}
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return false;
	*code = maek_text_decode(parser->source, parser->at, &parser->at);
	return true;
}

/* \d, \pL, \p{Hangul}: the text behind the backslash. */
static void read_property(struct parser *parser, struct maek_regex *set)
{
	size_t start = parser->at;
	char letter = parser->source.bytes[parser->at++];
	if ((letter == 'p' || letter == 'P') && peek(parser) == '{')
		skip_past(parser, '}');
	else if ((letter == 'p' || letter == 'P') && has_more(parser))
		parser->at++;
	*MAEK_PUSH(parser->arena, &set->properties) = (struct maek_text){parser->source.bytes + start, parser->at - start};
}

static void read_class_item(struct parser *parser, struct maek_regex *set)
{
	uint32_t first, last;
	if (starts(parser, "[:")) {
		skip_past(parser, ']');
		set->any = true;
		return;
	}
	if (skip(parser, "\\")) {
		if (!read_character(parser, &first)) {
			read_property(parser, set);
			return;
		}
	} else {
		first = maek_text_decode(parser->source, parser->at, &parser->at);
	}
	last = first;
	if (peek(parser) == '-' && parser->at + 1 < parser->source.size && parser->source.bytes[parser->at + 1] != ']') {
		size_t dash = parser->at++;
		if (!skip(parser, "\\"))
			last = maek_text_decode(parser->source, parser->at, &parser->at);
		else if (!read_character(parser, &last))
			parser->at = dash; /* [a-\d]: the dash is one of the characters */
		if (parser->at == dash)
			add_range(parser, set, '-', '-'), parser->at++;
	}
	add_range(parser, set, first, last);
}

static struct maek_regex *parse_class(struct parser *parser)
{
	struct maek_regex *set = new_node(parser, MAEK_REGEX_SET, parser->at++);
	set->negated = skip(parser, "^");
	if (skip(parser, "]"))
		add_range(parser, set, ']', ']');
	while (has_more(parser) && peek(parser) != ']')
		read_class_item(parser, set);
	parser->at++;
	set->end = (uint32_t)parser->at;
	if (!set->negated && set->ranges.count == 1 && !set->properties.count &&
	    set->ranges.items[0].first == set->ranges.items[0].last)
		set->code = set->ranges.items[0].first;
	return set;
}

static struct maek_regex *parse_escape(struct parser *parser)
{
	size_t start = parser->at++;
	char c = peek(parser);
	if (c && strchr("bBAzZGK", c)) {
		parser->at++;
		struct maek_regex *node = new_node(parser, MAEK_REGEX_ASSERT, start);
		node->code = (uint32_t)c;
		return node;
	}
	if (c == 'k' || c == 'g' || (c >= '1' && c <= '9')) {
		parser->at++;
		char open = peek(parser);
		if (open == '{' || open == '<' || open == '\'')
			parser->at++, skip_past(parser, open == '{' ? '}' : open == '<' ? '>' : '\'');
		return new_node(parser, MAEK_REGEX_UNKNOWN, start);
	}
	struct maek_regex *set = new_node(parser, MAEK_REGEX_SET, start);
	uint32_t code;
	if (read_character(parser, &code)) {
		set->code = code;
		add_range(parser, set, code, code);
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

/* ---- groups */

static struct maek_regex *close_group(struct parser *parser, struct maek_regex *node)
{
	add_item(parser, node, parse_choice(parser));
	skip(parser, ")");
	node->end = (uint32_t)parser->at;
	return node;
}

static struct maek_regex *parse_look(struct parser *parser, size_t start, bool behind, bool negated)
{
	struct maek_regex *node = new_node(parser, MAEK_REGEX_LOOK, start);
	node->behind = behind;
	node->negated = negated;
	return close_group(parser, node);
}

/* A balanced (...) that is not followed: a condition, a recursion. */
static struct maek_regex *parse_unknown(struct parser *parser, size_t start)
{
	int open = 1;
	while (has_more(parser) && open) {
		char c = parser->source.bytes[parser->at++];
		open += c == '(' ? 1 : c == ')' ? -1 : 0;
		parser->at += c == '\\' && has_more(parser);
	}
	return new_node(parser, MAEK_REGEX_UNKNOWN, start);
}

static struct maek_regex *new_syllables(struct parser *parser, size_t start, bool open)
{
	struct maek_regex *set = new_node(parser, MAEK_REGEX_SET, start);
	set->open = open;
	set->closed = !open;
	return set;
}

/* (?i) (?m-s) (?i:...): x changes how the rest is read. */
static struct maek_regex *parse_flags(struct parser *parser, size_t start)
{
	while (has_more(parser) && peek(parser) != ')' && peek(parser) != ':')
		parser->lost |= parser->source.bytes[parser->at++] == 'x';
	bool empty = peek(parser) == ')';
	parser->at++;
	struct maek_regex *node = new_node(parser, MAEK_REGEX_GROUP, start);
	return empty ? new_node(parser, MAEK_REGEX_SEQUENCE, start) : close_group(parser, node);
}

static struct maek_regex *parse_group(struct parser *parser)
{
	size_t start = parser->at++;
	struct maek_regex *node = new_node(parser, MAEK_REGEX_GROUP, start);
	if (!skip(parser, "?")) {
		node->plain_capture = true;
		return close_group(parser, node);
	}
	if (skip(parser, "#") || skip(parser, "C")) { /* a comment, a callout */
		skip_past(parser, ')');
		return new_node(parser, MAEK_REGEX_SEQUENCE, start);
	}
	if (skip(parser, "<="))
		return parse_look(parser, start, true, false);
	if (skip(parser, "<!"))
		return parse_look(parser, start, true, true);
	if (skip(parser, "="))
		return parse_look(parser, start, false, false);
	if (skip(parser, "!"))
		return parse_look(parser, start, false, true);
	if (skip(parser, "&_open)"))
		return new_syllables(parser, start, true);
	if (skip(parser, "&_closed)"))
		return new_syllables(parser, start, false);
	node->possessive = skip(parser, ">");
	if (node->possessive || skip(parser, ":") || skip(parser, "|"))
		return close_group(parser, node);
	if (skip(parser, "P<") || skip(parser, "<")) {
		skip_past(parser, '>');
		return close_group(parser, node);
	}
	if (skip(parser, "'")) {
		skip_past(parser, '\'');
		return close_group(parser, node);
	}
	char c = peek(parser);
	bool is_flags =
		c && strchr("imsxnJU^-", c) && !(c == '-' && strchr("123456789", parser->source.bytes[parser->at + 1]));
	return is_flags ? parse_flags(parser, start) : parse_unknown(parser, start);
}

/* ---- atoms, repeats, sequences, choices */

static struct maek_regex *parse_atom(struct parser *parser)
{
	size_t start = parser->at;
	char c = peek(parser);
	if (c == '(')
		return parse_group(parser);
	if (c == '[')
		return parse_class(parser);
	if (c == '\\' && parser->at + 1 < parser->source.size)
		return parse_escape(parser);
	uint32_t code = maek_text_decode(parser->source, parser->at, &parser->at);
	struct maek_regex *node = new_node(parser, c == '^' || c == '$' ? MAEK_REGEX_ASSERT : MAEK_REGEX_SET, start);
	node->code = code;
	if (c == '.') {
		node->code = 0;
		node->negated = true;
		code = '\n';
	}
	if (node->kind == MAEK_REGEX_SET)
		add_range(parser, node, code, code);
	return node;
}

/* {2}, {2,}, {2,4}; false when the brace is a character. */
static bool read_counts(struct parser *parser, uint32_t *min, uint32_t *max)
{
	const char *text = parser->source.bytes + parser->at;
	const char *close = memchr(text, '}', parser->source.size - parser->at);
	if (*text != '{' || !close || text[1] < '0' || text[1] > '9')
		return false;
	char *end;
	*min = *max = (uint32_t)strtoul(text + 1, &end, 10);
	if (*end == ',')
		*max = end + 1 == close ? MAEK_REGEX_FOREVER : (uint32_t)strtoul(end + 1, &end, 10);
	if (end != close && *max != MAEK_REGEX_FOREVER)
		return false;
	parser->at += (size_t)(close + 1 - text);
	return true;
}

static struct maek_regex *parse_repeat(struct parser *parser)
{
	struct maek_regex *node = parse_atom(parser);
	while (has_more(parser)) {
		uint32_t min = 0, max = MAEK_REGEX_FOREVER;
		if (peek(parser) == '*' || peek(parser) == '+' || peek(parser) == '?') {
			char c = parser->source.bytes[parser->at++];
			min = c == '+';
			max = c == '?' ? 1 : MAEK_REGEX_FOREVER;
		} else if (!read_counts(parser, &min, &max)) {
			return node;
		}
		struct maek_regex *repeat = new_node(parser, MAEK_REGEX_REPEAT, node->start);
		repeat->min = min;
		repeat->max = max;
		repeat->possessive = skip(parser, "+");
		skip(parser, "?"); /* lazy: another order of the same attempts */
		repeat->end = (uint32_t)parser->at;
		add_item(parser, repeat, node);
		node = repeat;
	}
	return node;
}

static struct maek_regex *parse_sequence(struct parser *parser)
{
	struct maek_regex *node = new_node(parser, MAEK_REGEX_SEQUENCE, parser->at);
	while (has_more(parser) && peek(parser) != '|' && peek(parser) != ')')
		add_item(parser, node, parse_repeat(parser));
	node->end = (uint32_t)parser->at;
	return node->items.count == 1 ? node->items.items[0] : node;
}

static struct maek_regex *parse_choice(struct parser *parser)
{
	struct maek_regex *node = new_node(parser, MAEK_REGEX_CHOICE, parser->at);
	if (++parser->depth > DEEPEST)
		parser->lost = true;
	do
		add_item(parser, node, parse_sequence(parser));
	while (skip(parser, "|"));
	parser->depth--;
	node->end = (uint32_t)parser->at;
	return node->items.count == 1 ? node->items.items[0] : node;
}

struct maek_regex *maek_regex_parse(struct maek_arena *arena, struct maek_text source)
{
	struct parser parser = {.arena = arena, .source = source};
	struct maek_regex *tree = parse_choice(&parser);
	return parser.lost || parser.at < source.size ? NULL : tree;
}
