/* The outer object and its arrays are read here, their contents by jansson, which is given one byte at a time: so it
 * takes none that is not its own, but for the one behind a number or word, which is put back.
 */
#include "graph/json_stream.h"

#include <errno.h>
#include <string.h>

enum { FLAGS = JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY };

struct stream {
	FILE *in;
	int last; /* the byte that was read last, EOF at the end */
	bool is_back; /* it will be read again */
	bool has_nul; /* jansson passes over one behind a number */
	int line, column; /* of it; columns count characters */
	json_error_t *error;
};

static int next(struct stream *stream)
{
	if (stream->is_back) {
		stream->is_back = false;
		return stream->last;
	}
	bool is_new_line = stream->last == '\n';
	stream->last = getc_unlocked(stream->in);
	if (is_new_line) {
		stream->line++;
		stream->column = 0;
	}
	stream->has_nul |= stream->last == '\0';
	if ((stream->last & 0xC0) != 0x80)
		stream->column++;
	return stream->last;
}

static void put_back(struct stream *stream)
{
	stream->is_back = true;
}

static size_t give(void *buffer, size_t size, void *context)
{
	int byte = size ? next(context) : EOF;
	if (byte == EOF)
		return 0;
	*(char *)buffer = (char)byte;
	return 1;
}

static bool fail(struct stream *stream, const char *text)
{
	stream->error->line = stream->line;
	stream->error->column = stream->column;
	if (ferror(stream->in))
		snprintf(stream->error->text, sizeof stream->error->text, "cannot be read: %s", strerror(errno));
	else if (stream->last == EOF)
		snprintf(stream->error->text, sizeof stream->error->text, "%s near end of file", text);
	else if (stream->last < 0x80) /* a longer character has only begun */
		snprintf(stream->error->text, sizeof stream->error->text, "%s near '%c'", text, stream->last);
	else
		snprintf(stream->error->text, sizeof stream->error->text, "%s", text);
	return false;
}

static int after_space(struct stream *stream)
{
	int byte;
	do {
		byte = next(stream);
	} while (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r');
	return byte;
}

/* One value by jansson, from the byte on that was put back; NULL after a message. */
static json_t *value_of(struct stream *stream)
{
	int line = stream->line, column = stream->column;
	json_t *value = json_load_callback(give, stream, FLAGS, stream->error);
	if (!value && ferror(stream->in)) {
		fail(stream, "");
	} else if (!value) { /* jansson counted from where it began */
		stream->error->column += stream->error->line == 1 ? column - 1 : 0;
		stream->error->line += line - 1;
	} else if (stream->has_nul) {
		json_decref(value);
		value = NULL;
		fail(stream, "a NUL character");
	} else if (!json_is_object(value) && !json_is_array(value) && !json_is_string(value) && stream->last != EOF) {
		put_back(stream);
	}
	return value;
}

static bool give_away(struct stream *stream, const struct maek_json_pieces *pieces, const char *member)
{
	json_t *value = value_of(stream);
	if (!value)
		return false;
	pieces->piece(pieces->context, member, value);
	json_decref(value);
	return true;
}

static bool read_array(struct stream *stream, const struct maek_json_pieces *pieces, const char *member)
{
	int byte = after_space(stream);
	while (byte != ']') {
		put_back(stream);
		if (!give_away(stream, pieces, member))
			return false;
		byte = after_space(stream);
		if (byte != ',' && byte != ']')
			return fail(stream, "']' expected");
		if (byte == ',' && (byte = after_space(stream)) == ']')
			return fail(stream, "unexpected ']'");
	}
	pieces->end(pieces->context, member);
	return true;
}

static bool read_member(struct stream *stream, const struct maek_json_pieces *pieces, const char *member)
{
	if (after_space(stream) != ':')
		return fail(stream, "':' expected");
	if (after_space(stream) == '[')
		return read_array(stream, pieces, member);
	put_back(stream);
	return give_away(stream, pieces, member);
}

/* The members up to `}`; `names` has those that have been. */
static bool read_members(struct stream *stream, const struct maek_json_pieces *pieces, json_t *names)
{
	int byte = after_space(stream);
	while (byte != '}') {
		if (byte != '"')
			return fail(stream, "string or '}' expected");
		put_back(stream);
		json_t *name = value_of(stream);
		if (!name)
			return false;
		bool is_new = !json_object_get(names, json_string_value(name));
		bool ok = is_new ? json_object_set_new_nocheck(names, json_string_value(name), json_null()) == 0 &&
		                       read_member(stream, pieces, json_string_value(name))
		                 : fail(stream, "duplicate object key");
		json_decref(name);
		if (!ok)
			return false;
		byte = after_space(stream);
		if (byte != ',' && byte != '}')
			return fail(stream, "'}' expected");
		if (byte == ',' && (byte = after_space(stream)) == '}')
			return fail(stream, "string expected");
	}
	return true;
}

bool maek_json_stream(FILE *in, const struct maek_json_pieces *pieces, json_error_t *error)
{
	struct stream stream = {.in = in, .last = '\0', .line = 1, .error = error};
	error->text[0] = 0;
	if (after_space(&stream) != '{')
		return fail(&stream, "'{' expected");
	json_t *names = json_object();
	bool ok = names && read_members(&stream, pieces, names);
	json_decref(names);
	if (ok && after_space(&stream) != EOF)
		return fail(&stream, "end of file expected");
	return ok && (!ferror(in) || fail(&stream, ""));
}
