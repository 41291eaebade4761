/* Standard output for people: what a terminal would obey is shown by a sign (extract/shown.h), wherever the text came from.
 * Line ends stay, and colours, which paint.h alone may write.
 */
#ifndef MAEK_CLI_SHOWN_OUTPUT_H
#define MAEK_CLI_SHOWN_OUTPUT_H

/* From now on `stdout` is so. Not for formats that programs read. */
void maek_shown_output(void);

/* Writes to standard output as it stands; `text` is the program's own. */
void maek_shown_raw(const char *text);

#endif
