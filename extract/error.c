/* A list of errors, and how one is shown: first line, source line, caret, help. Invariant: strings of an error live in the
 * list's arena, so that they outlive whatever they speak of.
 */
#include "extract/error.h"

#include "extract/bundle.h"
#include "extract/shown.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void maek_errors_init(struct maek_errors *errors, struct maek_arena *arena)
{
	*errors = (struct maek_errors){.arena = arena};
}

static const char *keep(struct maek_errors *errors, const char *text)
{
	return text ? maek_arena_copy(errors->arena, text, strlen(text)) : NULL;
}

static const char *shown(struct maek_errors *errors, const char *text)
{
	return text ? maek_text_shown(errors->arena, maek_text_of(text)).bytes : NULL;
}

bool maek_errors_add(struct maek_errors *errors, enum maek_severity severity, const char *id, struct maek_place place,
                     const char *hint, const char *format, ...)
{
	if (!errors)
		return false;
	va_list values;
	va_start(values, format);
	const char *message = maek_arena_vformat(errors->arena, format, values);
	va_end(values);
	struct maek_error *error = MAEK_PUSH(errors->arena, &errors->list);
	*error = (struct maek_error){severity, keep(errors, id), place, shown(errors, message), shown(errors, hint), {0}, 0};
	error->place.file = keep(errors, place.file);
	errors->error_count += severity == MAEK_ERROR;
	return false;
}

bool maek_errors_source(struct maek_errors *errors, struct maek_text line)
{
	if (!errors || !errors->list.count)
		return false;
	struct maek_error *error = &errors->list.items[errors->list.count - 1];
	int column = error->place.column;
	error->source = maek_text_shown_line(errors->arena, line, &column);
	error->source_column = column;
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct maek_error *x = *(const struct maek_error *const *)a, *y = *(const struct maek_error *const *)b;
	int order = strcmp(x->place.file ? x->place.file : "", y->place.file ? y->place.file : "");
	if (order)
		return order;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	if (x->place.column != y->place.column)
		return x->place.column < y->place.column ? -1 : 1;
	return x < y ? -1 : x > y;
}

static bool is_same(const struct maek_error *a, const struct maek_error *b)
{
	return a->place.line == b->place.line && a->place.column == b->place.column && strcmp(a->id, b->id) == 0 &&
	       strcmp(a->message, b->message) == 0 &&
	       strcmp(a->place.file ? a->place.file : "", b->place.file ? b->place.file : "") == 0;
}

void maek_errors_sort(struct maek_errors *errors)
{
	size_t count = errors->list.count, kept = 0;
	if (!count)
		return;
	const struct maek_error **order = maek_arena_alloc(errors->arena, count * sizeof *order);
	struct maek_error *sorted = maek_arena_alloc(errors->arena, count * sizeof *sorted);
	for (size_t i = 0; i < count; i++)
		order[i] = &errors->list.items[i];
	qsort(order, count, sizeof *order, by_place);
	errors->error_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (kept && is_same(&sorted[kept - 1], order[i]))
			continue;
		sorted[kept++] = *order[i];
		errors->error_count += order[i]->severity == MAEK_ERROR;
	}
	errors->list.items = sorted;
	errors->list.count = kept;
	errors->list.room = count;
}

/* A source file that is read forward, so that the lines of many errors cost one pass. */
struct lines {
	const char *name;
	FILE *file;
	char *line;
	size_t room;
	ssize_t size;
	int number; /* of `line`, 0: none yet */
};

static void close_lines(struct lines *lines)
{
	if (lines->file)
		fclose(lines->file);
	free(lines->line);
	*lines = (struct lines){0};
}

/* The line of a place, without its end; empty when it cannot be read or shown. */
static struct maek_text line_at(struct lines *lines, const struct maek_place *place)
{
	if (!place->file || place->line < 1 || place->column < 1)
		return (struct maek_text){0};
	if (!lines->name || strcmp(lines->name, place->file) != 0 || lines->number > place->line) {
		close_lines(lines);
		lines->name = place->file;
		lines->file = maek_rule_file_open(place->file);
	}
	errno = 0;
	for (; lines->file && lines->number < place->line; lines->number++)
		lines->size = getline(&lines->line, &lines->room, lines->file);
	ssize_t size = lines->file ? lines->size : 0;
	if (size <= 0)
		maek_check_memory();
	while (size > 0 && (lines->line[size - 1] == '\n' || lines->line[size - 1] == '\r'))
		size--;
	struct maek_text line = {lines->line, size > 0 ? (size_t)size : 0};
	return line.size && maek_text_invalid_at(line) == line.size ? line : (struct maek_text){0};
}

/* Spaces up to the column (a tab stays a tab), then carets to the end column. */
static void write_caret(const struct maek_place *place, struct maek_text line, bool color, FILE *out)
{
	int column = 1, end = place->end_column > place->column ? place->end_column : place->column + 1;
	size_t at = 0;
	for (; column < place->column && at < line.size; column++) {
		uint32_t c = maek_text_decode(line, at, &at);
		for (int i = 0; i < maek_char_width(c) && c != '\t'; i++)
			fputc(' ', out);
		if (c == '\t')
			fputc('\t', out);
	}
	fputs(color ? "\x1b[1;32m" : "", out);
	bool any = false;
	for (; column < end && at < line.size; column++) {
		int width = maek_char_width(maek_text_decode(line, at, &at));
		for (int i = 0; i < (width > 0 ? width : 1); i++)
			fputc('^', out);
		any = true;
	}
	fputs(any ? "" : "^", out);
	fputs(color ? "\x1b[0m\n" : "\n", out);
}

static void write_first_line(struct maek_arena *arena, const struct maek_error *error, bool color, FILE *out)
{
	const struct maek_place *place = &error->place;
	const char *file = place->file ? maek_text_shown(arena, maek_text_of(place->file)).bytes : NULL;
	fputs(color ? "\x1b[1m" : "", out);
	if (place->file && place->line > 0 && place->column > 0)
		fprintf(out, "%s:%d:%d: ", file, place->line, place->column);
	else if (place->file && place->line > 0)
		fprintf(out, "%s:%d: ", file, place->line);
	else if (place->file)
		fprintf(out, "%s: ", file);
	bool is_error = error->severity == MAEK_ERROR;
	fprintf(out, "%s%s[%s]: %s%s\n", !color ? "" : is_error ? "\x1b[31m" : "\x1b[33m", is_error ? "error" : "warning",
	        error->id, color ? "\x1b[0m" : "", error->message);
}

void maek_errors_write(const struct maek_errors *errors, bool color, FILE *out)
{
	struct lines lines = {0};
	for (size_t i = 0; i < errors->list.count; i++) {
		const struct maek_error *error = &errors->list.items[i];
		struct maek_place place = error->place;
		struct maek_text line = error->source;
		if (line.size)
			place.column = error->source_column;
		else
			line = maek_text_shown_line(errors->arena, line_at(&lines, &place), &place.column);
		place.end_column += place.end_column ? place.column - error->place.column : 0;
		write_first_line(errors->arena, error, color, out);
		if (line.size && place.column > 0) {
			fprintf(out, "%.*s\n", (int)line.size, line.bytes);
			write_caret(&place, line, color, out);
		}
		if (error->hint)
			fprintf(out, "help: %s\n", error->hint);
	}
	close_lines(&lines);
}

/* Levenshtein distance over code points, at most 64 of each. */
static size_t distance(struct maek_text a, struct maek_text b)
{
	size_t row[65], at = 0, count = maek_text_count(b, b.size), line = 0;
	if (count > 64 || maek_text_count(a, a.size) > 64)
		return SIZE_MAX;
	for (size_t i = 0; i <= count; i++)
		row[i] = i;
	while (at < a.size) {
		uint32_t c = maek_text_decode(a, at, &at);
		size_t diagonal = row[0], other = 0;
		row[0] = ++line;
		for (size_t i = 1; i <= count; i++) {
			size_t change = diagonal + (maek_text_decode(b, other, &other) != c);
			diagonal = row[i];
			size_t least = row[i] + 1 < row[i - 1] + 1 ? row[i] + 1 : row[i - 1] + 1;
			row[i] = change < least ? change : least;
		}
	}
	return row[count];
}

const char *maek_nearest_name(const char *name, const char *const *names, size_t count)
{
	struct maek_text wanted = maek_text_of(name);
	size_t best = maek_text_count(wanted, wanted.size) / 3 + 2;
	const char *found = NULL;
	for (size_t i = 0; i < count; i++) {
		size_t away = distance(wanted, maek_text_of(names[i]));
		if (away < best) {
			best = away;
			found = names[i];
		}
	}
	return found;
}
