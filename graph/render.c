/* Graphviz as a child: DOT goes in through a file without a name, the picture and the messages come back through two
 * pipes read together, so that neither side can wait for the other for ever. The child dies with its time, and writes no
 * files: the thread that starts it has given up that right, which it can do for itself alone.
 */
#include "graph/export.h"

#include "extract/yaml_tree.h"
#include "graph/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define MOST_MEMORY ((rlim_t)2 << 30)

struct child {
	pid_t pid;
	int picture, messages; /* read ends */
	FILE *out;
	char said[2000];
	size_t said_size;
	bool write_failed;
	int status;
};

static bool fail(struct maek_errors *errors, const char *hint, const char *message)
{
	return maek_errors_add(errors, MAEK_ERROR, "render", (struct maek_place){0}, hint, "%s", message);
}

static bool write_all(int file, struct maek_text text)
{
	while (text.size) {
		ssize_t written = write(file, text.bytes, text.size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		text.bytes += written;
		text.size -= (size_t)written;
	}
	return true;
}

static int memory_file(struct maek_text text)
{
	int file = memfd_create("maek", MFD_CLOEXEC);
	if (file < 0)
		return -1;
	if (!write_all(file, text) || lseek(file, 0, SEEK_SET) != 0) {
		close(file);
		return -1;
	}
	return file;
}

struct launch {
	pid_t pid;
	const posix_spawn_file_actions_t *actions;
	char *const *arguments;
	int problem;
};

static void *launch_confined(void *context)
{
	struct launch *job = context;
	maek_sandbox_enter(NULL, 0);
	job->problem = posix_spawnp(&job->pid, job->arguments[0], job->actions, NULL, job->arguments, environ);
	return NULL;
}

static int launch(pid_t *pid, const posix_spawn_file_actions_t *actions, char *const *arguments)
{
	struct launch job = {.actions = actions, .arguments = arguments};
	pthread_t thread;
	int problem = pthread_create(&thread, NULL, launch_confined, &job);
	if (problem)
		return problem;
	pthread_join(thread, NULL);
	*pid = job.pid;
	return job.problem;
}

static int start(struct child *child, int input, char *const *arguments)
{
	int picture[2], messages[2];
	if (pipe2(picture, O_CLOEXEC) != 0)
		return errno;
	if (pipe2(messages, O_CLOEXEC) != 0) {
		int problem = errno;
		close(picture[0]);
		close(picture[1]);
		return problem;
	}
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, picture[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, messages[1], STDERR_FILENO);
	int problem = launch(&child->pid, &actions, arguments);
	posix_spawn_file_actions_destroy(&actions);
	close(picture[1]);
	close(messages[1]);
	child->picture = picture[0];
	child->messages = messages[0];
	if (problem) {
		close(picture[0]);
		close(messages[0]);
	}
	return problem;
}

/* Reads what is there; false at the end of the stream. */
static bool take(struct child *child, int file)
{
	char block[65536];
	ssize_t size = read(file, block, sizeof block);
	if (size < 0)
		return errno == EINTR;
	if (file == child->picture) {
		child->write_failed |= fwrite(block, 1, (size_t)size, child->out) != (size_t)size;
	} else {
		size_t room = sizeof child->said - 1 - child->said_size, kept = (size_t)size < room ? (size_t)size : room;
		memcpy(child->said + child->said_size, block, kept);
		child->said_size += kept;
	}
	return size > 0;
}

/* Set from outside, since posix_spawn cannot; what the child does before they hold is little. */
static void limit(pid_t pid, int seconds)
{
	struct rlimit time = {(rlim_t)seconds, (rlim_t)seconds + 1}, memory = {MOST_MEMORY, MOST_MEMORY}, none = {0, 0};
	prlimit(pid, RLIMIT_CPU, &time, NULL);
	prlimit(pid, RLIMIT_AS, &memory, NULL);
	prlimit(pid, RLIMIT_CORE, &none, NULL);
	prlimit(pid, RLIMIT_FSIZE, &none, NULL);
}

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* False when the time is over. */
static bool listen_to(struct child *child, int seconds)
{
	int64_t end = now() + (int64_t)seconds * 1000;
	struct pollfd streams[2] = {{child->picture, POLLIN, 0}, {child->messages, POLLIN, 0}};
	int open_streams = 2;
	while (open_streams) {
		int64_t left = end - now();
		if (left <= 0)
			return false;
		int ready = poll(streams, 2, (int)left);
		if (ready < 0 && errno == EINTR) /* then revents are those of the last round */
			continue;
		if (ready < 0)
			return false;
		for (int i = 0; i < 2; i++)
			if (streams[i].fd >= 0 && streams[i].revents && !take(child, streams[i].fd)) {
				streams[i].fd = -1;
				open_streams--;
			}
	}
	return true;
}

/* Waits for the end of the child, which is near: its streams are closed or it was killed. */
static int status_of(pid_t pid)
{
	int status = -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* Without the lines that begin so. */
static void drop_lines(char *text, const char *beginning)
{
	char *to = text;
	for (char *line = text, *next; *line; line = next) {
		size_t size = strcspn(line, "\n");
		next = line + size + (line[size] == '\n');
		if (strncmp(line, beginning, strlen(beginning)) == 0)
			continue;
		memmove(to, line, (size_t)(next - line));
		to += next - line;
	}
	*to = 0;
}

/* fontconfig says that it could not keep its list of fonts for the next time: without a right to write it never can. */
static void trim_messages(struct child *child)
{
	child->said[child->said_size] = 0;
	drop_lines(child->said, "Fontconfig error: No writable cache");
	child->said_size = strlen(child->said);
	while (child->said_size && strchr("\r\n \t", child->said[child->said_size - 1]))
		child->said_size--;
	child->said[child->said_size] = 0;
}

/* Runs a program; false with `*problem` (an errno, 0: it ran out of time) when it did not come to its end. */
static bool run(struct child *child, struct maek_text input, char *const *arguments, int seconds, int *problem)
{
	int file = memory_file(input);
	*problem = file < 0 ? errno : start(child, file, arguments);
	if (file >= 0)
		close(file);
	if (*problem)
		return false;
	limit(child->pid, seconds);
	bool in_time = listen_to(child, seconds);
	if (!in_time)
		kill(child->pid, SIGKILL);
	close(child->picture);
	close(child->messages);
	child->status = status_of(child->pid);
	trim_messages(child);
	return in_time && !(WIFSIGNALED(child->status) && WTERMSIG(child->status) == SIGXCPU);
}

bool maek_render(struct maek_text dot, const char *format, int seconds, FILE *out, struct maek_errors *errors)
{
	struct child child = {.out = out};
	char program[] = "dot", kind[16];
	char *arguments[] = {program, kind, NULL};
	int problem;
	snprintf(kind, sizeof kind, "-T%s", format);
	bool ended = run(&child, dot, arguments, seconds, &problem);
	if (problem == ENOENT)
		return fail(errors, "install the package graphviz; DOT can be written without it",
		            "Graphviz's program `dot` is not there");
	if (problem)
		return fail(errors, NULL, strerror(problem));
	if (!ended)
		return fail(errors, "draw less of the graph", "Graphviz took too long and was stopped");
	if (child.said_size || !WIFEXITED(child.status) || WEXITSTATUS(child.status) != 0)
		return fail(errors, NULL, child.said_size ? child.said : "Graphviz failed");
	return child.write_failed ? fail(errors, NULL, "the picture could not be written") : true;
}

static const char *text_at(const struct maek_yaml *map, const char *key)
{
	const struct maek_yaml *value = maek_yaml_get(map, key);
	return value && value->kind == MAEK_YAML_SCALAR && value->value.size ? value->value.bytes : NULL;
}

/* fontconfig lists the families that cover a language, nothing when there are none. */
void maek_render_check_fonts(const struct maek_rules *rules, struct maek_errors *errors)
{
	const struct maek_yaml *wanted = rules ? maek_rules_style(rules, "fonts-for") : NULL;
	const char *language = text_at(wanted, "language"), *package = text_at(wanted, "package");
	if (!language)
		return;
	char *list = NULL, program[] = "fc-list", pattern[40], family[] = "family";
	size_t size = 0;
	FILE *out = open_memstream(&list, &size);
	struct child child = {.out = out};
	char *arguments[] = {program, pattern, family, NULL};
	int problem;
	snprintf(pattern, sizeof pattern, ":lang=%s", language);
	bool known = out && run(&child, maek_text_of(""), arguments, MAEK_RENDER_SECONDS, &problem) &&
	             WIFEXITED(child.status) && WEXITSTATUS(child.status) == 0;
	if (out)
		fclose(out);
	if (known && !size)
		maek_errors_add(errors, MAEK_WARNING, "no-font", (struct maek_place){0},
		                package ? maek_arena_format(errors->arena, "install the package %s", package) : NULL,
		                "no font for the language '%s' is installed: its letters will be boxes, and the boxes around "
		                "them will not fit",
		                language);
	free(list);
}
