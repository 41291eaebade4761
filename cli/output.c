/* The name of the temporary file stands in a static place while it exists, since signal handlers get no arguments; it is
 * set before the file is made and cleared after the file is gone, so that none can be left behind.
 */
#include "cli/output.h"

#include "extract/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char open_temporary[PATH_MAX];
static volatile sig_atomic_t is_open;

static void (*tell_placed)(void *context, const char *path);
static void *placed_context;

void maek_output_on_placed(void (*tell)(void *context, const char *path), void *context)
{
	tell_placed = tell;
	placed_context = context;
}

static bool fail(const char *path, const char *what)
{
	maek_check_memory();
	fprintf(stderr, "maek: %s: %s: %s\n", path ? path : "standard output", what, strerror(errno));
	return false;
}

void maek_output_abandon(void)
{
	if (is_open)
		unlink(open_temporary);
	is_open = 0;
}

#ifdef MAEK_COVERAGE
void __gcov_dump(void); /* writes the counters, as the end of a program does */
#endif

static void die(int signal_number)
{
	maek_output_abandon();
#ifdef MAEK_COVERAGE
	__gcov_dump();
#endif
	raise(signal_number); /* SA_RESETHAND has put the default action back */
}

void maek_output_guard(void)
{
	static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = die, .sa_flags = (int)SA_RESETHAND};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct sigaction before;
		if (sigaction(endings[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* nohup stays nohup */
			sigaction(endings[i], &action, NULL);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void folder_of(const char *path, char folder[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	if (slash)
		snprintf(folder, PATH_MAX, "%.*s", slash == path ? 1 : (int)(slash - path), path);
	else
		strcpy(folder, ".");
}

/* Is the entry `NAME.PID.part` of a process that has ended? */
static bool is_stale(const char *entry, const char *name, size_t name_size)
{
	if (strncmp(entry, name, name_size) != 0 || entry[name_size] != '.')
		return false;
	char *end;
	long process = strtol(entry + name_size + 1, &end, 10);
	if (strcmp(end, ".part") != 0 || process <= 0 || process > INT_MAX)
		return false;
	return kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

static void sweep(const char *path)
{
	char folder[PATH_MAX];
	folder_of(path, folder);
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	DIR *entries = opendir(folder);
	for (const struct dirent *entry; entries && (entry = readdir(entries));)
		if (is_stale(entry->d_name, name, strlen(name)))
			unlinkat(dirfd(entries), entry->d_name, 0);
	if (entries)
		closedir(entries);
}

/* /dev/null, /dev/stdout, a pipe: written to as they stand, since a new file must not take their place. */
static bool is_device(const char *path)
{
	struct stat what;
	return stat(path, &what) == 0 && (S_ISCHR(what.st_mode) || S_ISFIFO(what.st_mode) || S_ISBLK(what.st_mode));
}

static bool open_device(struct maek_output *output)
{
	output->stream = fopen(output->path, "w");
	return output->stream || fail(output->path, "cannot be written");
}

static bool close_device(struct maek_output *output, bool ok)
{
	bool written = !ferror(output->stream) && fflush(output->stream) == 0;
	if (fclose(output->stream) != 0 || !written)
		return fail(output->path, "cannot be written");
	return ok;
}

bool maek_output_open(struct maek_output *output, const char *path)
{
	*output = (struct maek_output){.path = path && strcmp(path, "-") != 0 ? path : NULL};
	if (!output->path) {
		output->stream = stdout;
		return true;
	}
	if (is_device(path))
		return open_device(output);
	int size = snprintf(output->temporary, sizeof output->temporary, "%s.%ld.part", path, (long)getpid());
	if (size < 0 || (size_t)size >= sizeof output->temporary) {
		errno = ENAMETOOLONG;
		return fail(path, "cannot be written");
	}
	sweep(path);
	unlink(output->temporary);
	memcpy(open_temporary, output->temporary, (size_t)size + 1);
	is_open = 1;
	int file = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	output->stream = file < 0 ? NULL : fdopen(file, "w");
	if (output->stream)
		return true;
	fail(path, "cannot be written");
	if (file >= 0)
		close(file);
	maek_output_abandon();
	return false;
}

static bool sync_folder(const char *path)
{
	char folder[PATH_MAX];
	folder_of(path, folder);
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = file >= 0 && (fsync(file) == 0 || errno == EINVAL);
	if (file >= 0)
		close(file);
	return ok;
}

bool maek_output_flush(void)
{
	bool failed_before = ferror(stdout);
	if (fflush(stdout) != 0)
		return fail(NULL, "cannot be written");
	if (failed_before)
		fputs("maek: standard output: cannot be written\n", stderr); /* errno is of something later by now */
	return !failed_before;
}

bool maek_output_close(struct maek_output *output, bool ok)
{
	if (!output->path)
		return maek_output_flush();
	if (!*output->temporary)
		return close_device(output, ok);
	bool failed_before = ferror(output->stream); /* a write failed, and errno still says why */
	bool written = !failed_before && fflush(output->stream) == 0 && fsync(fileno(output->stream)) == 0;
	if (!written && (ok || failed_before))
		fail(output->path, "cannot be written");
	if (fclose(output->stream) != 0 && written)
		written = fail(output->path, "cannot be written");
	ok = ok && written;
	if (ok && rename(output->temporary, output->path) != 0)
		ok = fail(output->path, "cannot be put into place");
	if (!ok) {
		maek_output_abandon();
		return false;
	}
	is_open = 0;
	if (tell_placed)
		tell_placed(placed_context, output->path);
	return sync_folder(output->path) || fail(output->path, "cannot be put into place");
}

bool maek_output_folder(const char *path)
{
	char part[PATH_MAX];
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

bool maek_output_lock(const char *path)
{
	int file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file < 0)
		return fail(path, "cannot be used as a folder");
	if (flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		/* cppcheck-suppress resourceLeak -- the descriptor stays open: the lock ends with the process */
		return true;
	fprintf(stderr, "maek: %s: busy: another run is writing there\n", path);
	close(file);
	return false;
}
