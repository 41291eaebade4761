/* Colours and columns of what is written to standard output: colours only on a terminal and without NO_COLOR.
 */
#ifndef MAEK_CLI_PAINT_H
#define MAEK_CLI_PAINT_H

enum maek_paint { MAEK_PAINT_OFF, MAEK_PAINT_BOLD, MAEK_PAINT_DIM, MAEK_PAINT_GOOD, MAEK_PAINT_BAD, MAEK_PAINT_FACT };

/* From here on in this colour. */
void maek_paint(enum maek_paint paint);

/* A text whose stretches between ‹ and › are in colour. */
void maek_paint_typed(const char *text);

void maek_paint_spaces(int count);

/* Columns that a text takes on a terminal. */
int maek_paint_width(const char *text);

#endif
