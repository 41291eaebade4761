/* A file is written under another name and then renamed (output.c), so it is its folder that has to be writable. */
#include "cli/confine.h"

#include "graph/sandbox.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Into `place`, of PATH_MAX bytes, if it has to be written down. */
static const char *writable_place(const char *output, char *place)
{
	struct stat what;
	if (stat(output, &what) == 0 && !S_ISREG(what.st_mode))
		return output;
	const char *slash = strrchr(output, '/');
	if (!slash)
		return ".";
	snprintf(place, PATH_MAX, "%.*s", slash == output ? 1 : (int)(slash - output), output);
	return place;
}

void maek_confine(const char *output)
{
	char place[PATH_MAX];
	const char *writable = output && strcmp(output, "-") != 0 ? writable_place(output, place) : NULL;
	maek_sandbox_enter(&writable, writable != NULL);
}
