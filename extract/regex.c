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
	bool folds; /* case is ignored somewhere */
	const struct maek_span *known;
	size_t known_count, known_at;
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
	if (!set->ranges.room) { /* most sets are one character */
		set->ranges.items = maek_arena_alloc(parser->arena, sizeof *set->ranges.items);
		set->ranges.room = 1;
	}
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
	size_t size = 0;
	while (word[size]) {
		if (parser->at + size >= parser->source.size || parser->source.bytes[parser->at + size] != word[size])
			return false;
		size++;
	}
	return true;
}

static bool skip(struct parser *parser, const char *word)
{
	if (!starts(parser, word))
		return false;
	parser->at += strlen(word);
	return true;
}

/* The next character; a source that ends before it is lost. */
static uint32_t take(struct parser *parser)
{
	parser->lost |= !has_more(parser);
	return parser->lost ? 0 : maek_text_decode(parser->source, parser->at, &parser->at);
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
	*code = take(parser);
	return true;
}

/* \d, \pL, \p{Hangul}: the text behind the backslash. */
static void read_property(struct parser *parser, struct maek_regex *set)
{
	size_t start = parser->at;
	char letter = peek(parser);
	parser->at++;
	/* NOLINTBEGIN(bugprone-branch-clone): a line for each kind of escape */
	if ((letter == 'p' || letter == 'P') && peek(parser) == '{')
		skip_past(parser, '}');
	else if ((letter == 'p' || letter == 'P') && has_more(parser))
		parser->at++;
	else if ((letter == 'N' || letter == 'o') && peek(parser) == '{') /* a character by its number */
		skip_past(parser, '}');
	else if (letter == 'c' && has_more(parser))
		parser->at++;
	/* NOLINTEND(bugprone-branch-clone) */
	set->any |= letter == 'o' || letter == 'c' || letter == '0' || (letter == 'N' && parser->at > start + 1);
	while (letter == '0' && parser->at < start + 3 && peek(parser) >= '0' && peek(parser) <= '7')
		parser->at++;
	*MAEK_PUSH(parser->arena, &set->properties) = (struct maek_text){parser->source.bytes + start, parser->at - start};
}

static void read_class_item(struct parser *parser, struct maek_regex *set)
{
	uint32_t first, last;
	parser->lost |= starts(parser, "\\Q") || starts(parser, "\\E");
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
		first = take(parser);
	}
	last = first;
	if (peek(parser) == '-' && parser->at + 1 < parser->source.size && parser->source.bytes[parser->at + 1] != ']') {
		size_t dash = parser->at++;
		if (!skip(parser, "\\"))
			last = take(parser);
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
	parser->lost |= !skip(parser, "]");
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
		while (c <= '9' && peek(parser) >= '0' && peek(parser) <= '9')
			parser->at++;
		parser->at += c > '9';
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
	parser->lost |= !skip(parser, ")");
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
		if (peek(parser) == '[') {
			parse_class(parser);
			continue;
		}
		if (skip(parser, "(?#")) {
			skip_past(parser, ')');
			continue;
		}
		parser->lost |= starts(parser, "\\Q");
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
	for (; has_more(parser) && peek(parser) != ')' && peek(parser) != ':'; parser->at++) {
		parser->lost |= peek(parser) == 'x';
		parser->folds |= peek(parser) == 'i';
	}
	bool empty = peek(parser) == ')';
	take(parser);
	struct maek_regex *node = new_node(parser, MAEK_REGEX_GROUP, start);
	return empty ? new_node(parser, MAEK_REGEX_SEQUENCE, start) : close_group(parser, node);
}

/* The known span that begins here, or NULL. */
static struct maek_regex *take_known(struct parser *parser)
{
	while (parser->known_at < parser->known_count && parser->known[parser->known_at].start < parser->at)
		parser->known_at++;
	if (parser->known_at == parser->known_count || parser->known[parser->known_at].start != parser->at)
		return NULL;
	size_t start = parser->at;
	parser->at = parser->known[parser->known_at].end;
	struct maek_regex *node = new_node(parser, MAEK_REGEX_KNOWN, start);
	node->code = (uint32_t)parser->known_at;
	return node;
}

static struct maek_regex *parse_group(struct parser *parser)
{
	struct maek_regex *known = take_known(parser);
	if (known)
		return known;
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
	uint32_t code = take(parser);
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

/* {,4}, { 2 }: counts for a newer PCRE2, characters for an older one. */
static bool skip_disputed_counts(struct parser *parser)
{
	size_t at = parser->at + 1, digits = 0;
	for (; at < parser->source.size && strchr(" \t,0123456789", parser->source.bytes[at]); at++)
		digits += parser->source.bytes[at] >= '0' && parser->source.bytes[at] <= '9';
	if (!digits || at >= parser->source.size || parser->source.bytes[at] != '}')
		return false;
	parser->at = at + 1;
	return true;
}

/* {2}, {2,}, {2,4}; false when the brace is a character. */
static bool read_counts(struct parser *parser, uint32_t *min, uint32_t *max)
{
	const char *text = parser->source.bytes + parser->at;
	if (*text != '{')
		return false;
	const char *close = memchr(text, '}', parser->source.size - parser->at);
	size_t plain = strspn(text + 1, "0123456789,");
	if (!close || text[1] < '0' || text[1] > '9' || text + 1 + plain != close)
		return skip_disputed_counts(parser);
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
		while (skip(parser, "(?#")) /* what counts it may stand behind a comment */
			skip_past(parser, ')');
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

struct maek_regex *maek_regex_parse_known(struct maek_arena *arena, struct maek_text source,
                                          const struct maek_span *known, size_t known_count, bool *folds)
{
	struct parser parser = {.arena = arena, .source = source, .known = known, .known_count = known_count};
	struct maek_regex *tree = parse_choice(&parser);
	*folds = parser.folds;
	return parser.lost || parser.at < source.size ? NULL : tree;
}

struct maek_regex *maek_regex_parse(struct maek_arena *arena, struct maek_text source)
{
	bool folds;
	return maek_regex_parse_known(arena, source, NULL, 0, &folds);
}
