/* Input files: opened as they are, or unpacked on the way when their first bytes say gzip or Zstandard. Memory stays flat
 * whatever their size.
 */
#ifndef MAEK_EXTRACT_INPUT_H
#define MAEK_EXTRACT_INPUT_H

#include "extract/text.h"

#include <stdio.h>

/* A stream of the plain bytes of `file`, which is `file` itself when it is not packed. Closing the stream closes the file
 * (but not standard input). A broken or cut-off file is a read error with errno EBADMSG. */
FILE *maek_input_unpack(FILE *file);

/* The path without .gz or .zst at its end: what tells the kind and the name of a document. */
struct maek_text maek_input_plain_name(const char *path);

/* ---- lines, in memory that does not grow with them */

enum { MAEK_LINE_MOST = 16 << 20 }; /* bytes of a line, white space at its end not counted */

struct maek_input_line {
	char *bytes; /* to be freed */
	size_t size, room;
	uint64_t whole_size; /* in the stream, with its end */
	bool is_cut;         /* it had more than MAEK_LINE_MOST bytes */
};

/* The next line without white space at its end; false at the end of the stream and after an error, for which a line begun is
 * dropped. */
bool maek_input_line(struct maek_input_line *line, FILE *file);

/* The two formats; NULL when memory is short. */
FILE *maek_input_gzip(FILE *file);
FILE *maek_input_zstd(FILE *file);

#endif
