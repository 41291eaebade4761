/* gzip (RFC 1952) through zlib; several members one after the other are one text, as gzip itself reads them. */
#include "extract/input.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

struct unpacker {
	FILE *file;
	z_stream stream;
	bool between; /* a member has ended, and none has begun */
	unsigned char packed[64 * 1024];
};

static bool fill(struct unpacker *unpacker)
{
	if (unpacker->stream.avail_in)
		return true;
	unpacker->stream.next_in = unpacker->packed;
	unpacker->stream.avail_in = (uInt)fread(unpacker->packed, 1, sizeof unpacker->packed, unpacker->file);
	return unpacker->stream.avail_in > 0;
}

static ssize_t read_some(void *cookie, char *bytes, size_t size)
{
	struct unpacker *unpacker = cookie;
	z_stream *stream = &unpacker->stream;
	stream->next_out = (Bytef *)bytes;
	stream->avail_out = (uInt)size;
	while (stream->avail_out == size) {
		if (!fill(unpacker)) {
			errno = unpacker->between ? 0 : ferror(unpacker->file) ? EIO : EBADMSG;
			return unpacker->between ? 0 : -1;
		}
		if (unpacker->between && inflateReset(stream) != Z_OK)
			return -1;
		int result = inflate(stream, Z_NO_FLUSH);
		unpacker->between = result == Z_STREAM_END;
		if (result != Z_OK && result != Z_STREAM_END) {
			errno = EBADMSG;
			return -1;
		}
	}
	return (ssize_t)(size - stream->avail_out);
}

static int close_both(void *cookie)
{
	struct unpacker *unpacker = cookie;
	inflateEnd(&unpacker->stream);
	int result = unpacker->file == stdin ? 0 : fclose(unpacker->file);
	free(unpacker);
	return result;
}

FILE *maek_input_gzip(FILE *file)
{
	struct unpacker *unpacker = calloc(1, sizeof *unpacker);
	if (!unpacker)
		return NULL;
	unpacker->file = file;
	FILE *stream = inflateInit2(&unpacker->stream, 16 + MAX_WBITS) == Z_OK
	                   ? fopencookie(unpacker, "rb", (cookie_io_functions_t){.read = read_some, .close = close_both})
	                   : NULL;
	if (!stream)
		free(unpacker);
	return stream;
}
