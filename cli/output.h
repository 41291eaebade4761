/* Output files: written to a temporary name in the same folder, flushed to disk, then renamed, so that a crash leaves the
 * old file or the new one, never half. A link in the way is replaced, not followed. A pipe or a device is written to as it
 * stands.
 *
 * The temporary name holds the process (`graph.json.1234.part`): what a killed process left behind is removed when the
 * same file is written again.
 */
#ifndef MAEK_CLI_OUTPUT_H
#define MAEK_CLI_OUTPUT_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

struct maek_output {
	FILE *stream;
	const char *path; /* NULL: standard output */
	char temporary[PATH_MAX];
};

/* Opens an output; `path` NULL or "-" is standard output. One at a time. False after a message on stderr. */
bool maek_output_open(struct maek_output *output, const char *path);

/* Finishes it: true when everything stands where it belongs. `ok` false throws the file away. */
bool maek_output_close(struct maek_output *output, bool ok);

/* Calls `tell` for each file that is put into place from now on; NULL ends that. */
void maek_output_on_placed(void (*tell)(void *context, const char *path), void *context);

/* Writes out what standard output still holds: false after a message when it, or anything before, could not be written. */
bool maek_output_flush(void);

/* Makes a folder and those above it. False after a message. */
bool maek_output_folder(const char *path);

/* Keeps a folder for this process alone until it ends. False after a message when another one has it; a file system
 * without locks is no obstacle. */
bool maek_output_lock(const char *path);

/* From now on SIGINT, SIGTERM and SIGHUP remove the temporary file and end the process, and a closed pipe or a file that
 * grows too large is an error of the write. */
void maek_output_guard(void);

/* Removes the temporary file of the output that is open, if there is one. Safe in a signal handler. */
void maek_output_abandon(void);

#endif
