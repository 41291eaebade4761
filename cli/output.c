/* See the header. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *path, const char *what)
{
	fprintf(stderr, "maek: %s: %s: %s\n", path ? path : "standard output", what, strerror(errno));
	return false;
}

bool maek_output_open(struct maek_output *output, const char *path)
{
	*output = (struct maek_output){.path = path && strcmp(path, "-") != 0 ? path : NULL};
	if (!output->path) {
		output->stream = stdout;
		return true;
	}
	int size = snprintf(output->temporary, sizeof output->temporary, "%s.%ld.part", path, (long)getpid());
	if (size < 0 || (size_t)size >= sizeof output->temporary) {
		errno = ENAMETOOLONG;
		return fail(path, "cannot be written");
	}
	unlink(output->temporary);
	int file = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	output->stream = file < 0 ? NULL : fdopen(file, "w");
	if (output->stream)
		return true;
	fail(path, "cannot be written");
	if (file >= 0)
		close(file);
	return false;
}

static bool sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[4096] = ".";
	if (slash)
		snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = file >= 0 && (fsync(file) == 0 || errno == EINVAL);
	if (file >= 0)
		close(file);
	return ok;
}

bool maek_output_close(struct maek_output *output, bool ok)
{
	bool written = fflush(output->stream) == 0 && !ferror(output->stream);
	if (!output->path)
		return written || fail(NULL, "cannot be written");
	written = written && fsync(fileno(output->stream)) == 0;
	if (!written && ok)
		fail(output->path, "cannot be written");
	if (fclose(output->stream) != 0 && written)
		written = fail(output->path, "cannot be written");
	if (!ok || !written) {
		unlink(output->temporary);
		return false;
	}
	if (rename(output->temporary, output->path) != 0 || !sync_folder(output->path)) {
		fail(output->path, "cannot be put into place");
		unlink(output->temporary);
		return false;
	}
	return true;
}

bool maek_output_folder(const char *path)
{
	char part[4096];
	if (strlen(path) >= sizeof part) {
		errno = ENAMETOOLONG;
		return fail(path, "cannot be made");
	}
	for (size_t i = 1; i <= strlen(path); i++) {
		if (path[i] != '/' && path[i])
			continue;
		memcpy(part, path, i);
		part[i] = 0;
		if (mkdir(part, 0755) != 0 && errno != EEXIST)
			return fail(path, "cannot be made");
	}
	struct stat what;
	if (stat(path, &what) == 0 && S_ISDIR(what.st_mode))
		return true;
	errno = ENOTDIR;
	return fail(path, "cannot be used as a folder");
}
