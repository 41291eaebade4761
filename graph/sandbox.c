/* Landlock by its system calls, since the C library has no functions for it. */
#include "graph/sandbox.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(SYS_landlock_create_ruleset) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>

#define CHANGE_FILE ((uint64_t)LANDLOCK_ACCESS_FS_WRITE_FILE)
#define TRUNCATE ((uint64_t)1 << 14) /* newer than the headers of some systems; known from the third version on */
enum { TRUNCATE_SINCE = 3 };

/* Everything that changes a file system. */
static uint64_t rights(long version)
{
	uint64_t all = LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
	               LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
	               LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
	return all | CHANGE_FILE | (version >= TRUNCATE_SINCE ? TRUNCATE : 0);
}

static void allow(int rules, const char *path, uint64_t all)
{
	struct landlock_path_beneath_attr beneath = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
	struct stat what;
	if (beneath.parent_fd < 0)
		return;
	if (fstat(beneath.parent_fd, &what) == 0) {
		beneath.allowed_access = S_ISDIR(what.st_mode) ? all : all & (CHANGE_FILE | TRUNCATE);
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	close(beneath.parent_fd);
}

static bool confine(const char *const *writable, size_t count)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return false;
	struct landlock_ruleset_attr handled = {.handled_access_fs = rights(version)};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
	if (rules < 0)
		return false;
	allow(rules, "/dev/null", handled.handled_access_fs);
#ifdef MAEK_COVERAGE /* counters of coverage are written here at the end */
	allow(rules, MAEK_COVERAGE, handled.handled_access_fs);
#endif
	for (size_t i = 0; i < count; i++)
		allow(rules, writable[i], handled.handled_access_fs);
	bool ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}

#else

static bool confine(const char *const *writable, size_t count)
{
	(void)writable;
	(void)count;
	return false;
}

#endif

bool maek_sandbox_enter(const char *const *writable, size_t count)
{
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	return confine(writable, count);
}
