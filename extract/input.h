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

/* The two formats; NULL when memory is short. */
FILE *maek_input_gzip(FILE *file);
FILE *maek_input_zstd(FILE *file);

#endif
