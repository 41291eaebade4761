/* name ( argument , key = argument ... ): an argument is a word, "a text", _ or word(word). */
#include "extract/call.h"

#include <string.h>

struct reader {
	const struct maek_yaml *scalar;
	struct maek_text text;
	size_t at;
	struct maek_errors *errors;
};

static bool is_word(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c >= 0x80 ||
	       c == '-';
}

static char peek(struct reader *reader)
{
	while (reader->at < reader->text.size && strchr(" \t\n", reader->text.bytes[reader->at]))
		reader->at++;
	return reader->at < reader->text.size ? reader->text.bytes[reader->at] : 0;
}

static bool wrong(struct reader *reader, const char *expected)
{
	return maek_errors_add(reader->errors, MAEK_ERROR, "fact-syntax", maek_yaml_place(reader->scalar, reader->at, 0),
	                       "a fact is written name(group, group, key=value); between { } or [ ] it stands in quotes", "%s expected here", expected);
}

static struct maek_text read_word(struct reader *reader)
{
	size_t start = reader->at;
	while (reader->at < reader->text.size && is_word((unsigned char)reader->text.bytes[reader->at]))
		reader->at++;
	return (struct maek_text){reader->text.bytes + start, reader->at - start};
}

static bool read_quoted(struct reader *reader, struct maek_call_argument *argument)
{
	size_t start = ++reader->at;
	while (reader->at < reader->text.size && reader->text.bytes[reader->at] != '"')
		reader->at++;
	if (reader->at == reader->text.size)
		return wrong(reader, "a closing \"");
	argument->text = (struct maek_text){reader->text.bytes + start, reader->at - start};
	argument->quoted = true;
	reader->at++;
	return true;
}

static bool read_argument(struct reader *reader, struct maek_call_argument *argument)
{
	char c = peek(reader);
	argument->at = reader->at;
	if (c == '"')
		return read_quoted(reader, argument);
	size_t start = reader->at;
	if (!read_word(reader).size)
		return wrong(reader, "a group, a \"text\" or a fact");
	if (reader->at < reader->text.size && reader->text.bytes[reader->at] == '(') { /* number(group) */
		reader->at++;
		read_word(reader);
		if (peek(reader) != ')')
			return wrong(reader, "')'");
		reader->at++;
	}
	argument->text = (struct maek_text){reader->text.bytes + start, reader->at - start};
	if (argument->key.size == 0 && peek(reader) == '=') {
		argument->key = argument->text;
		reader->at++;
		return read_argument(reader, argument);
	}
	return true;
}

bool maek_call_read(const struct maek_yaml *scalar, struct maek_call *call, struct maek_errors *errors)
{
	*call = (struct maek_call){0};
	struct reader reader = {scalar, scalar->value, 0, errors};
	peek(&reader);
	call->name_at = reader.at;
	call->name = read_word(&reader);
	if (!call->name.size)
		return wrong(&reader, "the name of a type, a relation or a built-in fact");
	if (peek(&reader) != '(')
		return wrong(&reader, "'('");
	do {
		reader.at++;
		if (call->count == MAEK_CALL_ARGUMENTS)
			return wrong(&reader, "fewer arguments");
		if (!read_argument(&reader, &call->args[call->count]))
			return false;
		call->count++;
	} while (peek(&reader) == ',');
	if (peek(&reader) != ')')
		return wrong(&reader, "',' or ')'");
	reader.at++;
	return peek(&reader) ? wrong(&reader, "nothing more") : true;
}
