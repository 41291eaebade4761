/* Takes from the program the right to write files outside of its output (graph/sandbox.h), before it reads what others
 * wrote. Quietly without effect where the kernel cannot do it.
 */
#ifndef MAEK_CLI_CONFINE_H
#define MAEK_CLI_CONFINE_H

/* `output` is a folder: below it; a device or pipe: it alone; else a file, there or not: below its folder. NULL, "-":
 * nothing can be written but what is open. Call it before threads are made. */
void maek_confine(const char *output);

#endif
