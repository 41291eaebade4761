/* What the thread and what it starts may do no more: gain privileges, and write files outside of a few folders. It is a
 * net below everything else, against faults that nobody knows yet, and cannot be taken back.
 */
#ifndef MAEK_GRAPH_SANDBOX_H
#define MAEK_GRAPH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the calling thread, threads that it makes and programs that it starts write only below the `count` folders
 * and into files among `writable`, and to /dev/null; files that are open stay so. A second call narrows the first. False
 * when the kernel knows no Landlock (before Linux 5.13, or switched off): then nothing is narrowed. */
bool maek_sandbox_enter(const char *const *writable, size_t count);

#endif
