/* Idea: a stream in place of `stdout`, whose writes go on to the real one line by line. What has been written may end within a
 * character, whose bytes wait for the next write.
 */
#include "cli/shown_output.h"

#include "extract/arena.h"
#include "extract/shown.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct {
	FILE *real; /* NULL: output is as it always was */
	struct maek_arena *arena;
	char rest[4]; /* the beginning of a character */
	size_t rest_size;
	bool raw;
} output;

/* How many bytes at the end begin a character that is not whole. */
static size_t unfinished(struct maek_text text)
{
	for (size_t back = 1; back <= 3 && back <= text.size; back++) {
		unsigned char c = (unsigned char)text.bytes[text.size - back];
		if ((c & 0xC0) == 0x80)
			continue;
		size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
		return whole > back ? back : 0;
	}
	return 0;
}

static void write_line(struct maek_text line, bool has_end)
{
	struct maek_text shown = maek_text_shown(output.arena, line);
	fwrite(shown.bytes, 1, shown.size, output.real);
	if (has_end)
		fputc('\n', output.real);
}

static void write_shown(const char *bytes, size_t size)
{
	struct maek_buffer all = {.arena = output.arena};
	maek_buffer_add(&all, output.rest, output.rest_size);
	maek_buffer_add(&all, bytes, size);
	struct maek_text text = {all.bytes, all.size};
	output.rest_size = unfinished(text);
	text.size -= output.rest_size;
	memcpy(output.rest, text.bytes + text.size, output.rest_size);
	while (text.size) {
		const char *end = memchr(text.bytes, '\n', text.size);
		size_t line = end ? (size_t)(end - text.bytes) : text.size, taken = line + (end != NULL);
		write_line((struct maek_text){text.bytes, line}, end != NULL);
		text = (struct maek_text){text.bytes + taken, text.size - taken};
	}
	maek_arena_reset(output.arena);
}

static ssize_t on_write(void *cookie, const char *bytes, size_t size)
{
	(void)cookie;
	if (output.raw)
		fwrite(bytes, 1, size, output.real);
	else
		write_shown(bytes, size);
	return fflush(output.real) == 0 && !ferror(output.real) ? (ssize_t)size : 0;
}

void maek_shown_output(void)
{
	static const cookie_io_functions_t functions = {.write = on_write};
	if (output.real)
		return;
	FILE *stream = maek_checked(fopencookie(NULL, "w", functions));
	if (isatty(STDOUT_FILENO))
		setvbuf(stream, NULL, _IOLBF, BUFSIZ);
	output.arena = maek_arena_new();
	output.real = stdout;
	stdout = stream;
}

void maek_shown_raw(const char *text)
{
	fflush(stdout);
	output.raw = true;
	fputs(text, stdout);
	fflush(stdout);
	output.raw = false;
}
