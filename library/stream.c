/* Streams whose bytes go to a function of the caller, so that large outputs need no memory and no file. */
#include "library/handles.h"

struct stream {
	struct maek_arena *arena;
	maek_write_function write;
	void *context;
};

static ssize_t write_some(void *cookie, const char *bytes, size_t size)
{
	const struct stream *stream = cookie;
	return stream->write(stream->context, bytes, size) ? (ssize_t)size : 0;
}

static int close_stream(void *cookie)
{
	const struct stream *stream = cookie;
	maek_arena_free(stream->arena);
	return 0;
}

FILE *maek_stream_open(maek_write_function write, void *context)
{
	struct maek_arena *arena = maek_arena_new();
	struct stream *stream = maek_arena_alloc(arena, sizeof *stream);
	*stream = (struct stream){arena, write, context};
	FILE *file = fopencookie(stream, "w", (cookie_io_functions_t){.write = write_some, .close = close_stream});
	if (!file)
		maek_arena_free(arena);
	return file;
}
