/* Idea: brackets and quotation marks are paired within their paragraph first (a stack; a mark without a partner counts
 * for nothing), which gives each byte its depth; then one walk cuts at sentence ends of depth 0 and at line ends. Linear
 * in the text: what a stop looks at around itself is a few characters, or blanks that hold no other stop.
 */
#include "extract/sentence.h"

#include <string.h>

enum kind { DOUBLE, SINGLE, CORNER, WHITE_CORNER, ROUND, SQUARE, ANGLE, DOUBLE_ANGLE, KINDS };
enum way { CLOSES = -1, EITHER = 0, OPENS = 1 };

static const struct {
	uint32_t code;
	enum kind kind;
	enum way way;
} marks[] = {
	{0x201C, DOUBLE, OPENS},        {0x201D, DOUBLE, CLOSES},       {'"', DOUBLE, EITHER},         {0xFF02, DOUBLE, EITHER},
	{0x2018, SINGLE, OPENS},        {0x2019, SINGLE, CLOSES},       {'\'', SINGLE, EITHER},        {0xFF07, SINGLE, EITHER},
	{0x300C, CORNER, OPENS},        {0x300D, CORNER, CLOSES},
	{0x300E, WHITE_CORNER, OPENS},  {0x300F, WHITE_CORNER, CLOSES}, {'(', ROUND, OPENS},           {')', ROUND, CLOSES},
	{0xFF08, ROUND, OPENS},         {0xFF09, ROUND, CLOSES},        {'[', SQUARE, OPENS},          {']', SQUARE, CLOSES},
	{0xFF3B, SQUARE, OPENS},        {0xFF3D, SQUARE, CLOSES},       {0x3008, ANGLE, OPENS},        {0x3009, ANGLE, CLOSES},
	{0x300A, DOUBLE_ANGLE, OPENS},  {0x300B, DOUBLE_ANGLE, CLOSES},
};

struct open_mark {
	enum kind kind;
	uint32_t at;
};

struct splitter {
	struct maek_arena *arena;
	struct maek_document *document;
	struct maek_text text;
	int32_t *change; /* of the depth, by byte */
	MAEK_LIST(struct open_mark) stack;
	size_t open[KINDS]; /* marks of each kind on the stack */
};

static bool find_mark(uint32_t c, enum kind *kind, enum way *way)
{
	if (maek_is_hangul_syllable(c))
		return false; /* nearly all characters, spared the search */
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i].code == c) {
			*kind = marks[i].kind;
			*way = marks[i].way;
			return true;
		}
	return false;
}

static bool is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_ascii_word(uint32_t c)
{
	return is_latin(c) || (c >= '0' && c <= '9');
}

static uint32_t char_before(const struct splitter *splitter, size_t at, size_t start)
{
	return at > start ? maek_text_decode_before(splitter->text, at, NULL) : 0;
}

static uint32_t char_at(const struct splitter *splitter, size_t at, size_t end)
{
	return at < end ? maek_text_decode(splitter->text, at, NULL) : 0;
}

/* ---- pairs */

static void close_mark(struct splitter *splitter, enum kind kind, uint32_t at)
{
	for (;;) {
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a mark of this kind is open */
		struct open_mark last = splitter->stack.items[--splitter->stack.count];
		splitter->open[last.kind]--;
		if (last.kind != kind)
			continue;
		splitter->change[last.at]++;
		splitter->change[at]--;
		return;
	}
}

static void pair_marks(struct splitter *splitter, struct maek_span paragraph)
{
	splitter->stack.count = 0;
	memset(splitter->open, 0, sizeof splitter->open);
	for (size_t at = paragraph.start, next; at < paragraph.end; at = next) {
		uint32_t c = maek_text_decode(splitter->text, at, &next);
		enum kind kind;
		enum way way;
		if (!find_mark(c, &kind, &way))
			continue;
		if (kind == SINGLE && is_latin(char_before(splitter, at, paragraph.start)) &&
		    is_latin(char_at(splitter, next, paragraph.end)))
			continue; /* an apostrophe */
		if (way == EITHER)
			way = splitter->open[kind] ? CLOSES : OPENS;
		if (way == OPENS) {
			*MAEK_PUSH(splitter->arena, &splitter->stack) = (struct open_mark){kind, (uint32_t)at};
			splitter->open[kind]++;
		} else if (splitter->open[kind]) {
			close_mark(splitter, kind, (uint32_t)at);
		}
	}
}

/* ---- sentences */

static struct maek_span trimmed(struct maek_text text, size_t start, size_t end)
{
	size_t next, before;
	while (start < end && maek_is_space(maek_text_decode(text, start, &next)))
		start = next;
	while (end > start && maek_is_space(maek_text_decode_before(text, end, &before)))
		end = before;
	return (struct maek_span){(uint32_t)start, (uint32_t)end};
}

static void add_sentence(struct splitter *splitter, size_t start, size_t end)
{
	struct maek_span span = trimmed(splitter->text, start, end);
	if (span.end > span.start)
		*MAEK_PUSH(splitter->arena, &splitter->document->sentences) = span;
}

static bool ends_sentence(uint32_t c)
{
	return c == '.' || c == '?' || c == '!' || c == 0x3002 || c == 0xFF0E || c == 0xFF1F || c == 0xFF01;
}

static bool is_point(uint32_t c)
{
	return c == '.' || c == 0xFF0E;
}

static bool is_ascii_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* The character at `at`, blanks of the same line left out, in ASCII when it is full-width. */
static uint32_t char_behind_blanks(const struct splitter *splitter, size_t at, size_t end)
{
	while (at < end && splitter->text.bytes[at] == ' ')
		at++;
	return maek_fold_width(char_at(splitter, at, end));
}

/* `B. `: one capital that is a word of its own, as in John B. Smith. `at` is the point's. */
static bool is_initial(const struct splitter *splitter, size_t at, size_t start)
{
	size_t letter;
	uint32_t c = at > start ? maek_fold_width(maek_text_decode_before(splitter->text, at, &letter)) : 0;
	if (c < 'A' || c > 'Z')
		return false;
	uint32_t before = char_before(splitter, letter, start);
	return !maek_is_letter(before) && !maek_is_digit(before) && before != '-';
}

/* `1. ` at the head of a sentence counts the items of a list. `at` is the point's. */
static bool is_item_number(const struct splitter *splitter, size_t at, size_t start)
{
	size_t digits = 0;
	while (digits < 3 && at > start && is_ascii_digit((unsigned char)splitter->text.bytes[at - 1])) {
		at--;
		digits++;
	}
	return digits && at == start;
}

/* Does the point at `at` belong to a number (3.5, 2026. 1. 2.), a name (A.X K1), an initial or a list's number? */
static bool is_inner_point(const struct splitter *splitter, size_t at, size_t next, struct maek_span rest)
{
	uint32_t before = maek_fold_width(char_before(splitter, at, rest.start));
	uint32_t behind = maek_fold_width(char_at(splitter, next, rest.end));
	if (!is_ascii_word(before) || behind == 0 || behind == '\n')
		return false;
	if (is_ascii_word(behind) || is_initial(splitter, at, rest.start))
		return true;
	if (!is_ascii_digit(before))
		return false;
	return is_ascii_digit(char_behind_blanks(splitter, next, rest.end)) ||
	       (behind == ' ' && is_item_number(splitter, at, rest.start));
}

static bool closes_speech(uint32_t c)
{
	enum kind kind;
	enum way way;
	return find_mark(c, &kind, &way) && way != OPENS && kind != ROUND && kind != SQUARE;
}

/* A closing mark at `at` with a blank or nothing behind it. */
static bool is_speech_end(const struct splitter *splitter, size_t at, size_t end)
{
	size_t next = at;
	if (at >= end || !closes_speech(maek_text_decode(splitter->text, at, &next)))
		return false;
	return next == end || maek_is_space(maek_text_decode(splitter->text, next, NULL));
}

/* Does the sentence that began at rest.start end behind the character at `at`, which is outside all brackets? The mark
 * behind a stop belongs to the sentence, also when it has no partner; of several stops the last one ends it. */
static bool is_end(const struct splitter *splitter, size_t at, size_t next, struct maek_span rest)
{
	uint32_t c = maek_text_decode(splitter->text, at, NULL);
	if (!ends_sentence(c))
		return ends_sentence(char_before(splitter, at, rest.start)) && is_speech_end(splitter, at, rest.end);
	if (ends_sentence(char_at(splitter, next, rest.end)))
		return false;
	if (is_speech_end(splitter, next, rest.end) && splitter->change[next] == 0)
		return false;
	return !is_point(c) || !is_inner_point(splitter, at, next, rest);
}

static void cut_paragraph(struct splitter *splitter, struct maek_span paragraph)
{
	struct maek_span rest = paragraph;
	int32_t depth = 0;
	for (size_t at = paragraph.start, next; at < paragraph.end; at = next) {
		uint32_t c = maek_text_decode(splitter->text, at, &next);
		depth += splitter->change[at];
		if (rest.start == at && maek_is_space(c) && c != '\n') {
			rest.start = (uint32_t)next;
		} else if (c == '\n' || (depth == 0 && is_end(splitter, at, next, rest))) {
			add_sentence(splitter, rest.start, next);
			rest.start = (uint32_t)next;
		}
	}
	add_sentence(splitter, rest.start, paragraph.end);
}

/* ---- paragraphs and rows */

static size_t line_end(struct maek_text text, size_t at)
{
	const char *found = memchr(text.bytes + at, '\n', text.size - at);
	return found ? (size_t)(found - text.bytes) : text.size;
}

static void find_paragraphs(struct splitter *splitter)
{
	struct maek_text text = splitter->text;
	struct maek_span block = {0, 0};
	for (size_t at = 0; at <= text.size;) {
		size_t end = at < text.size ? line_end(text, at) : at;
		struct maek_span line = trimmed(text, at, end);
		bool blank = line.end == line.start;
		if (!blank) {
			block.start = block.end > block.start ? block.start : line.start;
			block.end = line.end;
		} else if (block.end > block.start) {
			*MAEK_PUSH(splitter->arena, &splitter->document->paragraphs) = block;
			block = (struct maek_span){0, 0};
		}
		if (at >= text.size)
			break;
		at = end + 1;
	}
	if (block.end > block.start)
		*MAEK_PUSH(splitter->arena, &splitter->document->paragraphs) = block;
}

static bool is_row(struct maek_text text, struct maek_span line)
{
	return line.end > line.start + 1 && text.bytes[line.start] == '|' && text.bytes[line.end - 1] == '|';
}

/* |---|:-:| : the line between a table's head and its rows. */
static bool is_rule(struct maek_text text, struct maek_span line)
{
	bool dash = false;
	for (uint32_t i = line.start; i < line.end; i++) {
		if (!strchr("|-: ", text.bytes[i]))
			return false;
		dash |= text.bytes[i] == '-';
	}
	return dash;
}

static void find_rows(struct splitter *splitter)
{
	struct maek_text text = splitter->text;
	struct maek_span header = {0, 0};
	for (size_t at = 0; at < text.size;) {
		size_t end = line_end(text, at);
		struct maek_span line = trimmed(text, at, end);
		if (!is_row(text, line))
			header = (struct maek_span){0, 0};
		else if (header.end == header.start)
			header = line;
		else if (!is_rule(text, line))
			*MAEK_PUSH(splitter->arena, &splitter->document->rows) = (struct maek_row){header, line};
		at = end + 1;
	}
}

void maek_sentences_find(struct maek_arena *arena, struct maek_document *document)
{
	struct splitter splitter = {.arena = arena, .document = document, .text = document->text};
	splitter.change = maek_arena_alloc(arena, (document->text.size + 1) * sizeof *splitter.change);
	find_paragraphs(&splitter);
	for (size_t i = 0; i < document->paragraphs.count; i++) {
		pair_marks(&splitter, document->paragraphs.items[i]);
		cut_paragraph(&splitter, document->paragraphs.items[i]);
	}
	find_rows(&splitter);
}
