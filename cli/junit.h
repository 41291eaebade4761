/* Results of tests as JUnit XML, as build servers read it.
 */
#ifndef MAEK_CLI_JUNIT_H
#define MAEK_CLI_JUNIT_H

#include "extract/error.h"

struct maek_junit_case {
	const char *suite, *name; /* "korean-ai/models.yaml", "korean-ai/model-quoted: KT는 ..." */
	const char *file;
	int line;
	const char *failure; /* what differs, or NULL */
	const char *skipped; /* why it need not pass, or NULL */
};

struct maek_junit {
	struct maek_arena *arena;
	MAEK_LIST(struct maek_junit_case) list;
};

/* Appends a case; the strings are copied. */
void maek_junit_add(struct maek_junit *junit, const struct maek_junit_case *one);

/* Writes the file. False after a message. */
bool maek_junit_write(const struct maek_junit *junit, const char *path);

#endif
