/* Of a line that is too long only the beginning is kept, and the rest is read past. */
#include "extract/input.h"

#include <stdlib.h>

static bool is_blank(int c)
{
	return c == '\r' || c == ' ' || c == '\t';
}

static void keep(struct maek_input_line *line, char c)
{
	if (line->size == line->room) {
		size_t room = line->room ? 2 * line->room : 4096;
		char *bytes = realloc(line->bytes, room);
		if (!bytes)
			maek_out_of_memory(room);
		line->bytes = bytes;
		line->room = room;
	}
	line->bytes[line->size++] = c;
}

bool maek_input_line(struct maek_input_line *line, FILE *file)
{
	int c;
	line->size = 0;
	line->whole_size = 0;
	line->is_cut = false;
	flockfile(file);
	while ((c = getc_unlocked(file)) != EOF && c != '\n') {
		line->whole_size++;
		if (line->size < MAEK_LINE_MOST)
			keep(line, (char)c);
		else
			line->is_cut |= !is_blank(c);
	}
	funlockfile(file);
	if (ferror(file) || (c == EOF && !line->whole_size))
		return false;
	line->whole_size += c == '\n';
	while (line->size && is_blank(line->bytes[line->size - 1]))
		line->size--;
	return true;
}
