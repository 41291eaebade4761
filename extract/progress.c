/* Idea: one recursive descent over groups. Whether an item is needed is known only when the groups around it are closed
 * (an alternative, a `?` behind), so a group takes the mark back from all that stands in it.
 */
#include "extract/progress.h"

#include <string.h>

struct reader {
	struct maek_arena *arena;
	struct maek_progress *out;
	struct maek_text text;
	size_t at;
	size_t literal; /* where the current run of plain characters began, SIZE_MAX: in none */
	int depth;
};

enum { DEEPEST = 250 }; /* as PCRE2 allows */

static bool is_at(const struct reader *reader, const char *word)
{
	size_t size = strlen(word);
	return reader->text.size - reader->at >= size && memcmp(reader->text.bytes + reader->at, word, size) == 0;
}

static char byte_at(const struct reader *reader, size_t at)
{
	return at < reader->text.size ? reader->text.bytes[at] : 0;
}

static void end_literal(struct reader *reader, size_t end)
{
	if (reader->literal != SIZE_MAX && end > reader->literal)
		*MAEK_PUSH(reader->arena, &reader->out->literals) = (struct maek_span){(uint32_t)reader->literal, (uint32_t)end};
	reader->literal = SIZE_MAX;
}

static void mark(struct reader *reader, size_t start, size_t end, uint32_t rank)
{
	for (size_t i = start; i < end; i++) {
		reader->out->rank[i] = rank;
		reader->out->anchor[i] = (uint32_t)start;
		reader->out->needed[i] = true;
	}
}

static void forget(struct reader *reader, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		reader->out->needed[i] = false;
}

static void skip_braces(struct reader *reader)
{
	if (byte_at(reader, reader->at) != '{')
		return;
	const char *end = memchr(reader->text.bytes + reader->at, '}', reader->text.size - reader->at);
	reader->at = end ? (size_t)(end - reader->text.bytes) + 1 : reader->at + 1;
}

static void read_escape(struct reader *reader)
{
	char kind = byte_at(reader, reader->at + 1);
	size_t next;
	reader->at++;
	if (reader->at >= reader->text.size)
		return;
	maek_text_decode(reader->text, reader->at, &next);
	reader->at = next;
	if (kind && strchr("pPxNgko", kind))
		skip_braces(reader);
}

static void read_class(struct reader *reader)
{
	size_t at = reader->at + 1;
	at += byte_at(reader, at) == '^';
	at += byte_at(reader, at) == ']';
	while (at < reader->text.size && reader->text.bytes[at] != ']') {
		if (reader->text.bytes[at] == '\\')
			at++;
		else if (reader->text.bytes[at] == '[' && byte_at(reader, at + 1) == ':') {
			const char *end = memmem(reader->text.bytes + at, reader->text.size - at, ":]", 2);
			at = end ? (size_t)(end - reader->text.bytes) + 1 : at;
		}
		at++;
	}
	reader->at = at < reader->text.size ? at + 1 : reader->text.size;
}

/* The size of a quantifier at `at`, 0 when there is none; *optional: it allows none at all. */
static size_t quantifier(const struct reader *reader, size_t at, bool *optional)
{
	char c = byte_at(reader, at);
	size_t size = c == '?' || c == '*' || c == '+';
	*optional = c == '?' || c == '*';
	if (c == '{') {
		size_t end = at + 1;
		while (end < reader->text.size && strchr("0123456789,", reader->text.bytes[end]) && reader->text.bytes[end])
			end++;
		if (byte_at(reader, end) != '}' || end == at + 1)
			return 0;
		size = end + 1 - at;
		*optional = byte_at(reader, at + 1) == '0' || byte_at(reader, at + 1) == ',';
	}
	if (size && (byte_at(reader, at + size) == '?' || byte_at(reader, at + size) == '+'))
		size++;
	return size;
}

static uint32_t read_alternatives(struct reader *reader, uint32_t rank, bool *several);

/* The end of what opens a group: "(?:", "(?<name>", "(?<=", ... */
static void skip_opening(struct reader *reader)
{
	reader->at++;
	if (byte_at(reader, reader->at) != '?')
		return;
	reader->at++;
	char kind = byte_at(reader, reader->at);
	bool is_named = kind == 'P' || kind == '\'' || (kind == '<' && !strchr("=!", byte_at(reader, reader->at + 1)));
	char end = kind == '\'' ? '\'' : '>';
	if (!is_named) {
		reader->at += kind == '<' ? 2 : 1;
		return;
	}
	reader->at += kind == 'P' ? 2 : 1;
	while (reader->at < reader->text.size && reader->text.bytes[reader->at] != end)
		reader->at++;
	reader->at++;
}

/* (?C1), (?#...), (?i): no groups. */
static bool skip_setting(struct reader *reader)
{
	if (!is_at(reader, "(?") || !byte_at(reader, reader->at + 2) || !strchr("C#imsxnJU-^", byte_at(reader, reader->at + 2)))
		return false;
	size_t end = reader->at;
	bool is_option = !strchr("C#", byte_at(reader, reader->at + 2));
	reader->out->loose |= is_option;
	while (end < reader->text.size && !strchr(is_option ? ":)" : ")", reader->text.bytes[end]))
		end++;
	if (byte_at(reader, end) == ':')
		return false; /* (?i:...) is a group */
	reader->at = end + 1;
	return true;
}

static uint32_t read_group(struct reader *reader, uint32_t rank)
{
	size_t start = reader->at;
	bool is_assertion = is_at(reader, "(?!") || is_at(reader, "(?<!") || is_at(reader, "(?<=");
	if (skip_setting(reader)) {
		mark(reader, start, reader->at, rank);
		return rank;
	}
	mark(reader, start, start + 1, rank);
	end_literal(reader, start);
	if (is_at(reader, "(?") && byte_at(reader, start + 2) && strchr("imsxnJU-^", byte_at(reader, start + 2)))
		while (reader->at < reader->text.size && reader->text.bytes[reader->at] != ':')
			reader->at++;
	else
		skip_opening(reader);
	mark(reader, start, reader->at, rank);
	size_t inside = reader->out->literals.count;
	bool several = false;
	uint32_t end = read_alternatives(reader, rank, &several);
	end_literal(reader, reader->at);
	if (reader->at < reader->text.size) {
		mark(reader, reader->at, reader->at + 1, end);
		reader->at++;
	}
	if (is_assertion) {
		mark(reader, start, reader->at, rank);
		forget(reader, start + 1, reader->at);
		reader->out->literals.count = inside;
	}
	reader->out->extent[start] = (uint32_t)(reader->at - start);
	for (size_t i = start; several && i < reader->at; i++)
		if (reader->out->rank[i] == rank)
			reader->out->anchor[i] = (uint32_t)start;
	bool optional;
	if (quantifier(reader, reader->at, &optional) && optional)
		forget(reader, start, reader->at);
	return is_assertion ? rank + 1 : end;
}

/* (?&name) */
static void skip_reference(struct reader *reader)
{
	while (reader->at < reader->text.size && reader->text.bytes[reader->at] != ')')
		reader->at++;
	reader->at += reader->at < reader->text.size;
}

static void read_item(struct reader *reader)
{
	char c = reader->text.bytes[reader->at];
	bool is_reference = is_at(reader, "(?&"), is_plain = !is_reference && !strchr("\\[.^$", c);
	size_t start = reader->at;
	if (!is_plain)
		end_literal(reader, start);
	if (c == '\\')
		read_escape(reader);
	else if (c == '[')
		read_class(reader);
	else if (is_reference)
		skip_reference(reader);
	else
		maek_text_decode(reader->text, start, &reader->at);
	bool optional;
	if (is_plain && quantifier(reader, reader->at, &optional) && optional)
		end_literal(reader, start);
	else if (is_plain && reader->literal == SIZE_MAX)
		reader->literal = start;
}

static uint32_t read_sequence(struct reader *reader, uint32_t rank)
{
	while (reader->at < reader->text.size && !strchr("|)", reader->text.bytes[reader->at])) {
		size_t start = reader->at;
		bool optional = false;
		if (reader->text.bytes[start] == '(' && !is_at(reader, "(?&") && reader->depth < DEEPEST) {
			rank = read_group(reader, rank);
		} else {
			read_item(reader);
			mark(reader, start, reader->at, rank++);
		}
		size_t size = quantifier(reader, reader->at, &optional);
		if (!size)
			continue;
		end_literal(reader, reader->at);
		mark(reader, reader->at, reader->at + size, rank);
		reader->at += size;
		if (optional)
			forget(reader, start, reader->at);
	}
	return rank;
}

/* Up to the closing parenthesis, which is not read; returns the rank behind all alternatives. */
static uint32_t read_alternatives(struct reader *reader, uint32_t rank, bool *several)
{
	size_t start = reader->at;
	*several = false;
	reader->depth++;
	uint32_t most = read_sequence(reader, rank);
	while (byte_at(reader, reader->at) == '|') {
		end_literal(reader, reader->at);
		mark(reader, reader->at, reader->at + 1, rank);
		reader->at++;
		*several = true;
		uint32_t end = read_sequence(reader, rank);
		most = end > most ? end : most;
	}
	reader->depth--;
	if (*several)
		forget(reader, start, reader->at);
	return most;
}

static void keep_needed_literals(struct maek_progress *progress)
{
	size_t kept = 0;
	for (size_t i = 0; i < progress->literals.count; i++)
		if (progress->needed[progress->literals.items[i].start])
			progress->literals.items[kept++] = progress->literals.items[i];
	progress->literals.count = progress->loose ? 0 : kept;
}

void maek_progress_read(struct maek_arena *arena, struct maek_text source, struct maek_progress *out)
{
	*out = (struct maek_progress){.source = source};
	out->rank = maek_arena_alloc(arena, (source.size + 1) * sizeof *out->rank);
	out->anchor = maek_arena_alloc(arena, (source.size + 1) * sizeof *out->anchor);
	out->extent = maek_arena_alloc(arena, (source.size + 1) * sizeof *out->extent);
	out->needed = maek_arena_alloc(arena, (source.size + 1) * sizeof *out->needed);
	struct reader reader = {.arena = arena, .out = out, .text = source, .literal = SIZE_MAX};
	uint32_t rank = 0;
	while (reader.at < source.size) { /* one round, unless a parenthesis is not where it seems */
		bool several;
		rank = read_alternatives(&reader, rank, &several);
		end_literal(&reader, reader.at);
		reader.at += reader.at < source.size;
	}
	out->most = out->rank[source.size] = rank;
	out->anchor[source.size] = (uint32_t)source.size;
	keep_needed_literals(out);
}
