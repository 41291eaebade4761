/* See the header. */
#include "graph/csv_writer.h"


#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void next(struct maek_csv *csv)
{
	if (csv->is_begun)
		putc(',', csv->out);
	csv->is_begun = true;
}

/* A field that begins or ends with a space is quoted too: some readers trim others. */
static bool needs_quotes(const char *text)
{
	size_t size = strlen(text);
	return text[strcspn(text, ",\"\r\n")] || (size && (text[0] == ' ' || text[size - 1] == ' '));
}

static void put_quoted(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

void maek_csv_text(struct maek_csv *csv, const char *text)
{
	next(csv);
	if (text && needs_quotes(text))
		put_quoted(csv->out, text);
	else if (text)
		fputs(text, csv->out);
}

void maek_csv_integer(struct maek_csv *csv, int64_t value)
{
	next(csv);
	fprintf(csv->out, "%" PRId64, value);
}

void maek_csv_real(struct maek_csv *csv, double value)
{
	next(csv);
	fprintf(csv->out, "%.6g", value);
}

static void add_raw(struct maek_buffer *joined, const json_t *value)
{
	const char *text = json_string_value(value);
	if (!text)
		maek_buffer_format(joined, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	for (; text && *text; text++)
		maek_buffer_add(joined, *text == '\x1F' ? " " : text, 1);
}

void maek_csv_list(struct maek_csv *csv, json_t *list)
{
	if (!csv->has_raw_lists) {
		char *text = maek_checked(json_dumps(list, JSON_COMPACT));
		maek_csv_text(csv, text);
		free(text);
		json_decref(list);
		return;
	}
	struct maek_arena *arena = maek_arena_new();
	struct maek_buffer joined = {.arena = arena};
	size_t i;
	json_t *value;
	json_array_foreach(list, i, value)
	{
		if (i)
			maek_buffer_add(&joined, "\x1F", 1);
		add_raw(&joined, value);
	}
	maek_csv_text(csv, joined.bytes);
	json_decref(list);
	maek_arena_free(arena);
}

void maek_csv_header(struct maek_csv *csv, const char *const *names)
{
	for (; *names; names++)
		maek_csv_text(csv, *names);
}

void maek_csv_end(struct maek_csv *csv)
{
	putc('\n', csv->out);
	csv->is_begun = false;
}
