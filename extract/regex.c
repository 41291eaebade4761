/* Idea: recursive descent, one function a level: choice, sequence, repeat, atom. Invariant: a node's items lie within its
 * start and end, in order.
 */
#include "extract/regex_parts.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 500 };

static struct maek_regex *parse_choice(struct maek_regex_parser *parser);

static void add_item(struct maek_regex_parser *parser, struct maek_regex *node, struct maek_regex *item)
{
	*MAEK_PUSH(parser->arena, &node->items) = item;
}

/* ---- groups */

static struct maek_regex *close_group(struct maek_regex_parser *parser, struct maek_regex *node)
{
	add_item(parser, node, parse_choice(parser));
	parser->lost |= !maek_regex_skip(parser, ")");
	node->end = (uint32_t)parser->at;
	return node;
}

static struct maek_regex *parse_look(struct maek_regex_parser *parser, size_t start, bool behind, bool negated)
{
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_LOOK, start);
	node->behind = behind;
	node->negated = negated;
	return close_group(parser, node);
}

/* A balanced (...) that is not followed: a condition, a recursion. */
static struct maek_regex *parse_unknown(struct maek_regex_parser *parser, size_t start)
{
	int open = 1;
	while (maek_regex_has_more(parser) && open) {
		if (maek_regex_peek(parser) == '[') {
			maek_regex_parse_class(parser);
			continue;
		}
		if (maek_regex_skip(parser, "(?#")) {
			maek_regex_skip_past(parser, ')');
			continue;
		}
		parser->lost |= maek_regex_starts(parser, "\\Q");
		char c = parser->source.bytes[parser->at++];
		open += c == '(' ? 1 : c == ')' ? -1 : 0;
		parser->at += c == '\\' && maek_regex_has_more(parser);
	}
	return maek_regex_node(parser, MAEK_REGEX_UNKNOWN, start);
}

static struct maek_regex *new_syllables(struct maek_regex_parser *parser, size_t start, bool open)
{
	struct maek_regex *set = maek_regex_node(parser, MAEK_REGEX_SET, start);
	set->open = open;
	set->closed = !open;
	return set;
}

/* (?i) (?m-s) (?i:...): x changes how the rest is read. */
static struct maek_regex *parse_flags(struct maek_regex_parser *parser, size_t start)
{
	for (; maek_regex_has_more(parser) && maek_regex_peek(parser) != ')' && maek_regex_peek(parser) != ':'; parser->at++) {
		parser->lost |= maek_regex_peek(parser) == 'x';
		parser->folds |= maek_regex_peek(parser) == 'i';
	}
	bool empty = maek_regex_peek(parser) == ')';
	maek_regex_take(parser);
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_GROUP, start);
	return empty ? maek_regex_node(parser, MAEK_REGEX_SEQUENCE, start) : close_group(parser, node);
}

/* The known span that begins here, or NULL. */
static struct maek_regex *take_known(struct maek_regex_parser *parser)
{
	while (parser->known_at < parser->known_count && parser->known[parser->known_at].start < parser->at)
		parser->known_at++;
	if (parser->known_at == parser->known_count || parser->known[parser->known_at].start != parser->at)
		return NULL;
	size_t start = parser->at;
	parser->at = parser->known[parser->known_at].end;
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_KNOWN, start);
	node->code = (uint32_t)parser->known_at;
	return node;
}

static struct maek_regex *parse_group(struct maek_regex_parser *parser)
{
	struct maek_regex *known = take_known(parser);
	if (known)
		return known;
	size_t start = parser->at++;
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_GROUP, start);
	if (!maek_regex_skip(parser, "?")) {
		node->plain_capture = true;
		return close_group(parser, node);
	}
	if (maek_regex_skip(parser, "#") || maek_regex_skip(parser, "C")) { /* a comment, a callout */
		maek_regex_skip_past(parser, ')');
		return maek_regex_node(parser, MAEK_REGEX_SEQUENCE, start);
	}
	if (maek_regex_skip(parser, "<="))
		return parse_look(parser, start, true, false);
	if (maek_regex_skip(parser, "<!"))
		return parse_look(parser, start, true, true);
	if (maek_regex_skip(parser, "="))
		return parse_look(parser, start, false, false);
	if (maek_regex_skip(parser, "!"))
		return parse_look(parser, start, false, true);
	if (maek_regex_skip(parser, "&_open)"))
		return new_syllables(parser, start, true);
	if (maek_regex_skip(parser, "&_closed)"))
		return new_syllables(parser, start, false);
	node->possessive = maek_regex_skip(parser, ">");
	if (node->possessive || maek_regex_skip(parser, ":") || maek_regex_skip(parser, "|"))
		return close_group(parser, node);
	if (maek_regex_skip(parser, "P<") || maek_regex_skip(parser, "<")) {
		maek_regex_skip_past(parser, '>');
		return close_group(parser, node);
	}
	if (maek_regex_skip(parser, "'")) {
		maek_regex_skip_past(parser, '\'');
		return close_group(parser, node);
	}
	char c = maek_regex_peek(parser);
	bool is_flags =
		c && strchr("imsxnJU^-", c) && !(c == '-' && strchr("123456789", parser->source.bytes[parser->at + 1]));
	return is_flags ? parse_flags(parser, start) : parse_unknown(parser, start);
}

/* ---- atoms, repeats, sequences, choices */

static struct maek_regex *parse_atom(struct maek_regex_parser *parser)
{
	size_t start = parser->at;
	char c = maek_regex_peek(parser);
	if (c == '(')
		return parse_group(parser);
	if (c == '[')
		return maek_regex_parse_class(parser);
	if (c == '\\' && parser->at + 1 < parser->source.size)
		return maek_regex_parse_escape(parser);
	uint32_t code = maek_regex_take(parser);
	struct maek_regex *node = maek_regex_node(parser, c == '^' || c == '$' ? MAEK_REGEX_ASSERT : MAEK_REGEX_SET, start);
	node->code = code;
	if (c == '.') {
		node->code = 0;
		node->negated = true;
		code = '\n';
	}
	if (node->kind == MAEK_REGEX_SET)
		maek_regex_add_range(parser, node, code, code);
	return node;
}

/* {,4}, { 2 }: counts for a newer PCRE2, characters for an older one. */
static bool skip_disputed_counts(struct maek_regex_parser *parser)
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
static bool read_counts(struct maek_regex_parser *parser, uint32_t *min, uint32_t *max)
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

static struct maek_regex *parse_repeat(struct maek_regex_parser *parser)
{
	struct maek_regex *node = parse_atom(parser);
	while (maek_regex_has_more(parser)) {
		uint32_t min = 0, max = MAEK_REGEX_FOREVER;
		while (maek_regex_skip(parser, "(?#")) /* what counts it may stand behind a comment */
			maek_regex_skip_past(parser, ')');
		if (maek_regex_peek(parser) == '*' || maek_regex_peek(parser) == '+' || maek_regex_peek(parser) == '?') {
			char c = parser->source.bytes[parser->at++];
			min = c == '+';
			max = c == '?' ? 1 : MAEK_REGEX_FOREVER;
		} else if (!read_counts(parser, &min, &max)) {
			return node;
		}
		struct maek_regex *repeat = maek_regex_node(parser, MAEK_REGEX_REPEAT, node->start);
		repeat->min = min;
		repeat->max = max;
		repeat->possessive = maek_regex_skip(parser, "+");
		maek_regex_skip(parser, "?"); /* lazy: another order of the same attempts */
		repeat->end = (uint32_t)parser->at;
		add_item(parser, repeat, node);
		node = repeat;
	}
	return node;
}

static struct maek_regex *parse_sequence(struct maek_regex_parser *parser)
{
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_SEQUENCE, parser->at);
	while (maek_regex_has_more(parser) && maek_regex_peek(parser) != '|' && maek_regex_peek(parser) != ')')
		add_item(parser, node, parse_repeat(parser));
	node->end = (uint32_t)parser->at;
	return node->items.count == 1 ? node->items.items[0] : node;
}

static struct maek_regex *parse_choice(struct maek_regex_parser *parser)
{
	struct maek_regex *node = maek_regex_node(parser, MAEK_REGEX_CHOICE, parser->at);
	if (++parser->depth > DEEPEST)
		parser->lost = true;
	do
		add_item(parser, node, parse_sequence(parser));
	while (maek_regex_skip(parser, "|"));
	parser->depth--;
	node->end = (uint32_t)parser->at;
	return node->items.count == 1 ? node->items.items[0] : node;
}

struct maek_regex *maek_regex_parse_known(struct maek_arena *arena, struct maek_text source,
                                          const struct maek_span *known, size_t known_count, bool *folds)
{
	struct maek_regex_parser parser = {.arena = arena, .source = source, .known = known, .known_count = known_count};
	struct maek_regex *tree = parse_choice(&parser);
	*folds = parser.folds;
	return parser.lost || parser.at < source.size ? NULL : tree;
}

struct maek_regex *maek_regex_parse(struct maek_arena *arena, struct maek_text source)
{
	bool folds;
	return maek_regex_parse_known(arena, source, NULL, 0, &folds);
}
