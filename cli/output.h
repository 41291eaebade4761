/* Output files: written to a temporary name in the same folder, flushed to disk, then renamed, so that a crash leaves the
 * old file or the new one, never half. A link in the way is replaced, not followed.
 */
#ifndef MAEK_CLI_OUTPUT_H
#define MAEK_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

struct maek_output {
	FILE *stream;
	const char *path; /* NULL: standard output */
	char temporary[4096];
};

/* Opens an output; `path` NULL or "-" is standard output. False after a message on stderr. */
bool maek_output_open(struct maek_output *output, const char *path);

/* Finishes it: true when everything stands where it belongs. `ok` false throws the file away. */
bool maek_output_close(struct maek_output *output, bool ok);

/* Makes a folder and those above it. False after a message. */
bool maek_output_folder(const char *path);

#endif
