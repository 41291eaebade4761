/* Preloaded, tries at the end of the program what it may no longer do, and says on standard error what came of it: files
 * made at the paths of MAEK_REACH (separated by colons), and PR_GET_NO_NEW_PRIVS. With MAEK_NO_LANDLOCK=1 the kernel looks
 * like an old one.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

__attribute__((destructor)) static void end(void)
{
	char paths[4096];
	const char *wanted = getenv("MAEK_REACH");
	if (!wanted)
		return;
	snprintf(paths, sizeof paths, "%s", wanted);
	for (const char *path = strtok(paths, ":"); path; path = strtok(NULL, ":")) {
		int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
		fprintf(stderr, "reached %s: %s\n", path, file < 0 ? strerror(errno) : "yes");
		if (file >= 0)
			close(file);
	}
	fprintf(stderr, "no new privileges: %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
}

__attribute__((visibility("default"))) long syscall(long number, ...)
{
	long a[6];
	va_list list;
	va_start(list, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(list, long);
	va_end(list);
	if (getenv("MAEK_NO_LANDLOCK") && number >= SYS_landlock_create_ruleset && number <= SYS_landlock_restrict_self) {
		errno = ENOSYS;
		return -1;
	}
	long (*real)(long, ...) = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
