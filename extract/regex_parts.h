/* What the files that parse regular expressions share: regex.c (groups, repeats, sequences, choices), regex_class.c (escapes
 * and classes). The parser walks over the source once; where it cannot follow it is lost, and reads no more.
 */
#ifndef MAEK_EXTRACT_REGEX_PARTS_H
#define MAEK_EXTRACT_REGEX_PARTS_H

#include "extract/regex.h"

#include <string.h>

struct maek_regex_parser {
	struct maek_arena *arena;
	struct maek_text source;
	size_t at;
	bool lost; /* the rest cannot be read */
	bool folds; /* case is ignored somewhere */
	const struct maek_span *known;
	size_t known_count, known_at;
	int depth;
};

static inline struct maek_regex *maek_regex_node(struct maek_regex_parser *parser, enum maek_regex_kind kind, size_t start)
{
	struct maek_regex *node = maek_arena_alloc(parser->arena, sizeof *node);
	node->kind = kind;
	node->start = (uint32_t)start;
	node->end = (uint32_t)parser->at;
	return node;
}

static inline void maek_regex_add_range(struct maek_regex_parser *parser, struct maek_regex *set, uint32_t first, uint32_t last)
{
	if (!set->ranges.room) { /* most sets are one character */
		set->ranges.items = maek_arena_alloc(parser->arena, sizeof *set->ranges.items);
		set->ranges.room = 1;
	}
	struct maek_regex_range *range = MAEK_PUSH(parser->arena, &set->ranges);
	*range = (struct maek_regex_range){first, last};
}

static inline bool maek_regex_has_more(const struct maek_regex_parser *parser)
{
	return parser->at < parser->source.size && !parser->lost;
}

static inline char maek_regex_peek(const struct maek_regex_parser *parser)
{
	return maek_regex_has_more(parser) ? parser->source.bytes[parser->at] : 0;
}

static inline bool maek_regex_starts(const struct maek_regex_parser *parser, const char *word)
{
	size_t size = 0;
	while (word[size]) {
		if (parser->at + size >= parser->source.size || parser->source.bytes[parser->at + size] != word[size])
			return false;
		size++;
	}
	return true;
}

static inline bool maek_regex_skip(struct maek_regex_parser *parser, const char *word)
{
	if (!maek_regex_starts(parser, word))
		return false;
	parser->at += strlen(word);
	return true;
}

/* The next character; a source that ends before it is lost. */
static inline uint32_t maek_regex_take(struct maek_regex_parser *parser)
{
	parser->lost |= !maek_regex_has_more(parser);
	return parser->lost ? 0 : maek_text_decode(parser->source, parser->at, &parser->at);
}

/* Behind the next `end`, or at the end of the source. */
static inline void maek_regex_skip_past(struct maek_regex_parser *parser, char end)
{
	while (maek_regex_has_more(parser) && maek_regex_peek(parser) != end)
		parser->at++;
	if (maek_regex_has_more(parser))
		parser->at++;
}

/* A class [...], an escape \x, each at the place where the parser stands. */
struct maek_regex *maek_regex_parse_class(struct maek_regex_parser *parser);
struct maek_regex *maek_regex_parse_escape(struct maek_regex_parser *parser);

#endif
