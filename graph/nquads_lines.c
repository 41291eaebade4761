/* See the header. */
#include "graph/nquads_lines.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool is_coded(uint32_t c)
{
	if (c < 0x80)
		return c <= ' ' || c == 0x7F || strchr("<>\"{}|^`\\#?", (int)c);
	return c < 0xA0 || maek_is_space(c) || c == 0xFFFE || c == 0xFFFF;
}

static void add_iri(struct maek_buffer *iri, const char *id)
{
	struct maek_text text = maek_text_of(id);
	for (size_t at = 0, next; at < text.size; at = next) {
		if (!is_coded(maek_text_decode(text, at, &next))) {
			maek_buffer_add(iri, id + at, next - at);
			continue;
		}
		for (; at < next; at++)
			maek_buffer_format(iri, "%%%02X", (unsigned char)id[at]);
	}
}

char *maek_nquads_name(struct maek_arena *arena, const char *kind, const char *id)
{
	struct maek_buffer iri = {.arena = arena};
	maek_buffer_format(&iri, "<urn:maek:%s/", kind);
	add_iri(&iri, id);
	maek_buffer_add(&iri, ">", 1);
	return iri.bytes;
}

char *maek_nquads_part(struct maek_arena *arena, const char *kind, const char *id, size_t part)
{
	struct maek_buffer iri = {.arena = arena};
	maek_buffer_format(&iri, "<urn:maek:%s/", kind);
	add_iri(&iri, id);
	maek_buffer_format(&iri, "#%zu>", part);
	return iri.bytes;
}

/* A backslash is written by its number: rdflib before 7.1 reads two of them and an `n` as a line end. */
char *maek_nquads_text(struct maek_arena *arena, const char *text)
{
	static const char plain[] = "\b\t\n\f\r\"", letters[] = "btnfr\"";
	struct maek_buffer literal = {.arena = arena};
	maek_buffer_add(&literal, "\"", 1);
	for (; *text; text++) {
		const char *escaped = strchr(plain, *text);
		if (escaped)
			maek_buffer_format(&literal, "\\%c", letters[escaped - plain]);
		else if ((unsigned char)*text < ' ' || *text == 0x7F || *text == '\\')
			maek_buffer_format(&literal, "\\u%04X", (unsigned char)*text);
		else
			maek_buffer_add(&literal, text, 1);
	}
	maek_buffer_add(&literal, "\"", 1);
	return literal.bytes;
}

char *maek_nquads_integer(struct maek_arena *arena, int64_t value)
{
	return maek_arena_format(arena, "\"%" PRId64 "\"^^<" MAEK_XSD "integer>", value);
}

char *maek_nquads_decimal(struct maek_arena *arena, double value)
{
	return maek_arena_format(arena, "\"%.6f\"^^<" MAEK_XSD "decimal>", value);
}

void maek_nquads_add(struct maek_nquads *quads, const char *subject, const char *predicate, const char *object,
                     const char *graph)
{
	*MAEK_PUSH(quads->arena, &quads->lines) = maek_arena_format(quads->arena, "%s %s %s%s%s .\n", subject, predicate, object,
	                                                            graph ? " " : "", graph ? graph : "");
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void maek_nquads_flush(struct maek_nquads *quads)
{
	if (quads->lines.count)
		qsort(quads->lines.items, quads->lines.count, sizeof *quads->lines.items, by_bytes);
	for (size_t i = 0; i < quads->lines.count; i++)
		if (!i || strcmp(quads->lines.items[i], quads->lines.items[i - 1]) != 0)
			fputs(quads->lines.items[i], quads->out);
	memset(&quads->lines, 0, sizeof quads->lines);
	maek_arena_reset(quads->arena);
}
