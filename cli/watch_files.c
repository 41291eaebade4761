/* Folders are watched, not files, since editors replace a file by another one. */
#include "cli/watch_files.h"

#include "extract/text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUIET = 30, EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE };

/* A folder may be watched for several reasons. */
struct watch {
	int descriptor;
	const char *folder, *file; /* file NULL: all that lie there */
	bool deep;
	unsigned tag;
};

struct maek_watched {
	struct maek_arena *arena;
	int stream;
	MAEK_LIST(struct watch) list;
};

struct maek_watched *maek_watched_new(struct maek_arena *arena)
{
	struct maek_watched *watched = maek_arena_alloc(arena, sizeof *watched);
	*watched = (struct maek_watched){.arena = arena, .stream = inotify_init1(IN_CLOEXEC)};
	if (watched->stream >= 0)
		return watched;
	fprintf(stderr, "maek watch: files cannot be watched: %s\n", strerror(errno));
	return NULL;
}

void maek_watched_free(struct maek_watched *watched)
{
	if (watched)
		close(watched->stream);
}

static bool is_known(const struct maek_watched *watched, int descriptor, const char *file, unsigned tag)
{
	for (size_t i = 0; i < watched->list.count; i++) {
		const struct watch *known = &watched->list.items[i];
		if (known->descriptor == descriptor && known->tag == tag &&
		    (!known->file || (file && strcmp(known->file, file) == 0)))
			return true;
	}
	return false;
}

static void add(struct maek_watched *watched, const char *folder, const char *file, bool deep, unsigned tag)
{
	int descriptor = inotify_add_watch(watched->stream, folder, EVENTS);
	if (descriptor < 0)
		fprintf(stderr, "maek watch: %s: cannot be watched: %s\n", folder, strerror(errno));
	if (descriptor < 0 || is_known(watched, descriptor, file, tag))
		return;
	*MAEK_PUSH(watched->arena, &watched->list) =
		(struct watch){descriptor, maek_arena_copy(watched->arena, folder, strlen(folder)),
	                   file ? maek_arena_copy(watched->arena, file, strlen(file)) : NULL, deep, tag};
}

static void add_folder(struct maek_watched *watched, const char *path, bool deep, unsigned tag)
{
	DIR *entries = deep ? opendir(path) : NULL;
	add(watched, path, NULL, deep, tag);
	for (const struct dirent *entry; entries && (entry = readdir(entries));) {
		struct stat what;
		const char *inner = maek_arena_format(watched->arena, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && lstat(inner, &what) == 0 && S_ISDIR(what.st_mode))
			add_folder(watched, inner, deep, tag);
	}
	if (entries)
		closedir(entries);
}

void maek_watched_add(struct maek_watched *watched, const char *path, bool deep, unsigned tag)
{
	struct stat what;
	if (stat(path, &what) == 0 && S_ISDIR(what.st_mode)) {
		add_folder(watched, path, deep, tag);
		return;
	}
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? maek_arena_copy(watched->arena, path, (size_t)(slash - path)) : ".";
	add(watched, *folder ? folder : "/", slash ? slash + 1 : path, false, tag);
}

/* What editors put beside a file while they write it. */
static bool is_scratch(const char *name)
{
	size_t size = strlen(name);
	return !size || name[0] == '.' || name[0] == '#' || name[size - 1] == '~' || strcmp(name, "4913") == 0;
}

static unsigned tags_of(struct maek_watched *watched, const struct inotify_event *event)
{
	const char *name = event->len ? event->name : "";
	unsigned tags = 0;
	for (size_t i = 0; i < watched->list.count; i++) {
		struct watch watch = watched->list.items[i];
		if (watch.descriptor != event->wd || is_scratch(name) || (watch.file && strcmp(watch.file, name) != 0))
			continue;
		if ((event->mask & IN_ISDIR) && watch.deep && (event->mask & (IN_CREATE | IN_MOVED_TO)))
			add_folder(watched, maek_arena_format(watched->arena, "%s/%s", watch.folder, name), true, watch.tag);
		if ((event->mask & IN_CREATE) && !(event->mask & IN_ISDIR)) /* it is still being written */
			continue;
		tags |= watch.tag;
	}
	return tags;
}

static unsigned read_events(struct maek_watched *watched)
{
	_Alignas(struct inotify_event) char bytes[16384];
	unsigned tags = 0;
	ssize_t size = read(watched->stream, bytes, sizeof bytes);
	for (ssize_t at = 0; at < size;) {
		const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
		if (event->mask & IN_Q_OVERFLOW)
			tags = UINT_MAX;
		tags |= tags_of(watched, event);
		at += (ssize_t)(sizeof *event + event->len);
	}
	return tags;
}

unsigned maek_watched_wait(struct maek_watched *watched)
{
	struct pollfd stream = {.fd = watched->stream, .events = POLLIN};
	unsigned tags = 0;
	for (;;) {
		int ready = poll(&stream, 1, tags ? QUIET : -1);
		if (ready < 0 && errno != EINTR)
			return 0;
		if (ready == 0)
			return tags;
		if (ready > 0)
			tags |= read_events(watched);
	}
}
