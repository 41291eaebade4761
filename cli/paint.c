/* See the header. */
#include "cli/paint.h"

#include "cli/report.h"
#include "cli/shown_output.h"
#include "extract/text.h"

#include <stdio.h>

void maek_paint(enum maek_paint paint)
{
	static const char *const codes[] = {[MAEK_PAINT_OFF] = "\x1b[0m",   [MAEK_PAINT_BOLD] = "\x1b[1m",
	                                    [MAEK_PAINT_DIM] = "\x1b[2m",   [MAEK_PAINT_GOOD] = "\x1b[1;32m",
	                                    [MAEK_PAINT_BAD] = "\x1b[1;31m", [MAEK_PAINT_FACT] = "\x1b[36m"};
	if (maek_report_color(stdout))
		maek_shown_raw(codes[paint]);
}

void maek_paint_typed(const char *string)
{
	struct maek_text text = maek_text_of(string);
	for (size_t at = 0; at < text.size;) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		if (c == 0x2039)
			maek_paint(MAEK_PAINT_FACT);
		fwrite(text.bytes + at, 1, next - at, stdout);
		if (c == 0x203A)
			maek_paint(MAEK_PAINT_OFF);
		at = next;
	}
}

void maek_paint_spaces(int count)
{
	for (int i = 0; i < count; i++)
		putchar(' ');
}

int maek_paint_width(const char *string)
{
	struct maek_text text = maek_text_of(string);
	int width = 0;
	for (size_t at = 0; at < text.size;)
		width += maek_char_width(maek_text_decode(text, at, &at));
	return width;
}
