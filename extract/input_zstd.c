/* Zstandard (RFC 8878) through libzstd; several frames one after the other are one text. */
#include "extract/input.h"

#include <errno.h>
#include <stdlib.h>
#include <zstd.h>

struct unpacker {
	FILE *file;
	ZSTD_DStream *stream;
	ZSTD_inBuffer in;
	bool between; /* a frame has ended, and none has begun */
	bool holds_more; /* the stream may hold text that did not fit */
	unsigned char packed[64 * 1024];
};

static bool fill(struct unpacker *unpacker)
{
	if (unpacker->in.pos < unpacker->in.size)
		return true;
	size_t size = fread(unpacker->packed, 1, sizeof unpacker->packed, unpacker->file);
	unpacker->in = (ZSTD_inBuffer){unpacker->packed, size, 0};
	return size > 0;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): a reader of fopencookie() writes there */
static ssize_t read_some(void *cookie, char *bytes, size_t size)
{
	struct unpacker *unpacker = cookie;
	ZSTD_outBuffer out = {bytes, size, 0};
	while (out.pos == 0) {
		if (!unpacker->holds_more && !fill(unpacker)) {
			errno = unpacker->between ? 0 : ferror(unpacker->file) ? EIO : EBADMSG;
			return unpacker->between ? 0 : -1;
		}
		size_t left = ZSTD_decompressStream(unpacker->stream, &out, &unpacker->in);
		if (ZSTD_isError(left)) {
			errno = EBADMSG;
			return -1;
		}
		unpacker->between = left == 0;
		unpacker->holds_more = out.pos == out.size && left;
	}
	return (ssize_t)out.pos;
}

static int close_both(void *cookie)
{
	struct unpacker *unpacker = cookie;
	ZSTD_freeDStream(unpacker->stream);
	int result = unpacker->file == stdin ? 0 : fclose(unpacker->file);
	free(unpacker);
	return result;
}

FILE *maek_input_zstd(FILE *file)
{
	struct unpacker *unpacker = calloc(1, sizeof *unpacker);
	if (!unpacker)
		return NULL;
	unpacker->file = file;
	unpacker->between = true;
	unpacker->stream = ZSTD_createDStream();
	FILE *stream = unpacker->stream
	                   ? fopencookie(unpacker, "rb", (cookie_io_functions_t){.read = read_some, .close = close_both})
	                   : NULL;
	if (!stream) {
		ZSTD_freeDStream(unpacker->stream);
		free(unpacker);
	}
	return stream;
}
