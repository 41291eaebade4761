/* Idea: libyaml's events become nodes in an arena; its marks count code points, and a table of line starts turns them into
 * bytes, so that a scalar keeps the very text it was written in. Invariant: a node's place and raw text refer to the
 * file's bytes, which live as long as the tree.
 */
#include "extract/yaml_tree.h"

#include "extract/bundle.h"

#include <errno.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH = 64, BLOCK = 16 << 10, FILE_SIZE = 16 << 20, SCALAR_SIZE = 64 << 10, EVENTS = 2000000 };

struct loader {
	struct maek_arena *arena;
	struct maek_yaml_file *file;
	struct maek_errors *errors;
	yaml_parser_t parser;
	size_t *lines; /* byte where each line starts */
	size_t line_count;
	size_t last_line, last_column, last_byte; /* what byte_of() found last; a long line is walked once that way */
	size_t events;
	int depth;
};

static bool wrong(struct loader *loader, struct maek_place place, const char *id, const char *hint, const char *message)
{
	return maek_errors_add(loader->errors, MAEK_ERROR, id, place, hint, "%s", message);
}

/* ---- places */

static void find_lines(struct loader *loader)
{
	struct maek_text text = loader->file->bytes;
	size_t count = 1;
	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == '\n';
	loader->lines = maek_arena_alloc(loader->arena, (count + 1) * sizeof *loader->lines);
	for (size_t i = 0; i < text.size; i++)
		if (text.bytes[i] == '\n')
			loader->lines[++loader->line_count] = i + 1;
	loader->line_count++;
}

static size_t byte_of(struct loader *loader, yaml_mark_t mark)
{
	struct maek_text text = loader->file->bytes;
	size_t at = mark.line < loader->line_count ? loader->lines[mark.line] : text.size, column = 0;
	if (mark.line == 0 && text.size >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
		at = 3;
	if (mark.line == loader->last_line && loader->last_column > 0 && loader->last_column <= mark.column) {
		at = loader->last_byte;
		column = loader->last_column;
	}
	for (; column < mark.column && at < text.size; column++)
		maek_text_decode(text, at, &at);
	loader->last_line = mark.line;
	loader->last_column = column;
	loader->last_byte = at;
	return at;
}

static struct maek_place place_of(const struct loader *loader, yaml_mark_t mark)
{
	return (struct maek_place){loader->file->name, (int)mark.line + 1, (int)mark.column + 1, 0};
}

static struct maek_place place_of_byte(const struct loader *loader, size_t byte)
{
	size_t line = 0;
	while (line + 1 < loader->line_count && loader->lines[line + 1] <= byte)
		line++;
	struct maek_text text = loader->file->bytes;
	size_t column = 1;
	for (size_t at = loader->lines[line]; at < byte && at < text.size; at++)
		column += ((unsigned char)text.bytes[at] & 0xC0) != 0x80;
	return (struct maek_place){loader->file->name, (int)line + 1, (int)column, 0};
}

/* ---- events */

/* What to do about the problems that libyaml reports most often. */
static const char *hint_for(const char *problem)
{
	static const struct {
		const char *part, *hint;
	} hints[] = {
		{"cannot start any token", "indent with spaces, not with tabs; put a value that begins with @, ` or % in single quotes"},
		{"did not find expected key", "indent all keys of one thing alike; put a value that begins with { or [, or that holds ': ' or ' #', in single quotes"},
		{"did not find expected ',' or", "close the bracket; put a value with a comma or bracket in it in single quotes"},
		{"mapping values are not allowed", "put a value that holds ': ' in single quotes"},
		{"did not find expected '-' indicator", "indent all items of a list alike, and the keys of an item as its first key"},
		{"could not find expected ':'", "a key ends with a colon and a space, both of the ordinary kind"},
		{"tab character", "indent with spaces, not with tabs"},
	};
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (strstr(problem, hints[i].part))
			return hints[i].hint;
	return NULL;
}

static bool syntax_error(struct loader *loader)
{
	const yaml_parser_t *parser = &loader->parser;
	if (parser->error == YAML_MEMORY_ERROR)
		maek_out_of_memory(0);
	const char *problem = parser->problem ? parser->problem : "not YAML";
	char message[300], hint[300];
	const char *advice = hint_for(problem);
	if (parser->error == YAML_READER_ERROR)
		return wrong(loader, place_of_byte(loader, parser->problem_offset), "yaml-encoding", "save the file as UTF-8", problem);
	snprintf(message, sizeof message, "%s", problem);
	bool has_context = parser->context && parser->context_mark.line != parser->problem_mark.line;
	if (parser->context)
		snprintf(message, sizeof message, "%s %s", problem, parser->context);
	snprintf(hint, sizeof hint, "it began at line %zu, column %zu%s%s", parser->context_mark.line + 1,
	         parser->context_mark.column + 1, advice ? "; " : "", advice ? advice : "");
	return wrong(loader, place_of(loader, parser->problem_mark), "yaml-syntax", has_context ? hint : advice, message);
}

static bool next_event(struct loader *loader, yaml_event_t *event)
{
	if (!yaml_parser_parse(&loader->parser, event))
		return syntax_error(loader);
	if (++loader->events > EVENTS) {
		struct maek_place place = place_of(loader, event->start_mark);
		yaml_event_delete(event);
		return wrong(loader, place, "yaml-too-big", NULL, "the file has more than 2,000,000 parts");
	}
	return true;
}

static bool has_extras(struct loader *loader, const yaml_event_t *event, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return !wrong(loader, place_of(loader, event->start_mark), "yaml-anchor", "write the value out where it is needed",
		              "anchors are not read");
	if (tag)
		return !wrong(loader, place_of(loader, event->start_mark), "yaml-tag", "leave the tag out", "tags are not read");
	return false;
}

static const enum maek_yaml_style styles[] = {
	[YAML_PLAIN_SCALAR_STYLE] = MAEK_YAML_PLAIN,           [YAML_SINGLE_QUOTED_SCALAR_STYLE] = MAEK_YAML_SINGLE,
	[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = MAEK_YAML_DOUBLE,  [YAML_LITERAL_SCALAR_STYLE] = MAEK_YAML_LITERAL,
	[YAML_FOLDED_SCALAR_STYLE] = MAEK_YAML_FOLDED,
};

static struct maek_yaml *new_node(struct loader *loader, enum maek_yaml_kind kind, const yaml_event_t *event)
{
	struct maek_yaml *node = maek_arena_alloc(loader->arena, sizeof *node);
	node->kind = kind;
	node->file = loader->file;
	node->place = place_of(loader, event->start_mark);
	return node;
}

/* The part of the file from a byte to a mark. */
static struct maek_text raw_between(struct loader *loader, size_t start, yaml_mark_t to)
{
	size_t end = byte_of(loader, to);
	return (struct maek_text){loader->file->bytes.bytes + start, end > start ? end - start : 0};
}

static struct maek_yaml *read_scalar(struct loader *loader, const yaml_event_t *event)
{
	struct maek_yaml *node = new_node(loader, MAEK_YAML_SCALAR, event);
	size_t size = event->data.scalar.length;
	if (has_extras(loader, event, event->data.scalar.anchor, event->data.scalar.tag))
		return NULL;
	if (size > SCALAR_SIZE) {
		wrong(loader, node->place, "yaml-too-big", NULL, "a value of more than 64 KiB");
		return NULL;
	}
	node->style = styles[event->data.scalar.style];
	node->value = (struct maek_text){maek_arena_copy(loader->arena, (const char *)event->data.scalar.value, size), size};
	node->raw = raw_between(loader, byte_of(loader, event->start_mark), event->end_mark);
	if (event->start_mark.line == event->end_mark.line)
		node->place.end_column = (int)event->end_mark.column + 1;
	if (maek_text_invalid_at(node->value) < size) {
		wrong(loader, node->place, "yaml-nul", NULL, "a value with a NUL character");
		return NULL;
	}
	return node;
}

static struct maek_yaml *read_node(struct loader *loader, yaml_event_t *event);

struct nodes {
	const struct maek_yaml **items;
	size_t count, room;
};

static size_t end_of_items(const struct maek_yaml *list)
{
	const struct maek_text last = list->count ? list->items[list->count - 1]->raw : (struct maek_text){0};
	return last.bytes ? (size_t)(last.bytes + last.size - list->raw.bytes) : list->raw.size;
}

static struct maek_yaml *read_list(struct loader *loader, const yaml_event_t *start)
{
	struct maek_yaml *node = new_node(loader, MAEK_YAML_LIST, start);
	struct nodes items = {0};
	size_t from = byte_of(loader, start->start_mark);
	bool is_flow = start->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	if (has_extras(loader, start, start->data.sequence_start.anchor, start->data.sequence_start.tag))
		return NULL;
	for (;;) {
		yaml_event_t event;
		if (!next_event(loader, &event))
			return NULL;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			node->raw = raw_between(loader, from, event.end_mark);
			yaml_event_delete(&event);
			break;
		}
		const struct maek_yaml *item = read_node(loader, &event);
		if (!item)
			return NULL;
		*MAEK_PUSH(loader->arena, &items) = item;
	}
	node->items = items.items;
	node->count = items.count;
	if (!is_flow) /* the end of a block is known only where the next thing begins */
		node->raw.size = end_of_items(node);
	return node;
}

static bool check_key(struct loader *loader, struct maek_table *known, const struct nodes *keys, const struct maek_yaml *key)
{
	if (key->kind != MAEK_YAML_SCALAR)
		return wrong(loader, key->place, "yaml-key", NULL, "a key must be a string");
	if (key->style == MAEK_YAML_PLAIN && maek_text_equal(key->value, maek_text_of("<<")))
		return wrong(loader, key->place, "yaml-merge-key", "write the keys out", "merge keys are not read");
	bool is_new;
	uint32_t first = *maek_table_add(known, maek_text_nfc(loader->arena, key->value), (uint32_t)keys->count, &is_new);
	if (is_new)
		return true;
	char hint[100];
	const struct maek_place *there = &keys->items[first]->place;
	snprintf(hint, sizeof hint, "it stands first at line %d, column %d", there->line, there->column);
	return maek_errors_add(loader->errors, MAEK_ERROR, "duplicate-key", key->place, hint, "the key '%s' stands twice",
	                       key->value.bytes);
}

static struct maek_yaml *read_map(struct loader *loader, const yaml_event_t *start)
{
	struct maek_yaml *node = new_node(loader, MAEK_YAML_MAP, start);
	struct nodes keys = {0}, items = {0};
	struct maek_table known = {.arena = loader->arena};
	if (has_extras(loader, start, start->data.mapping_start.anchor, start->data.mapping_start.tag))
		return NULL;
	for (;;) {
		yaml_event_t event;
		if (!next_event(loader, &event))
			return NULL;
		if (event.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&event);
			break;
		}
		const struct maek_yaml *key = read_node(loader, &event);
		if (!key || !next_event(loader, &event))
			return NULL;
		const struct maek_yaml *item = read_node(loader, &event);
		if (!item)
			return NULL;
		if (!check_key(loader, &known, &keys, key)) /* the first one stays, so that the rest is checked too */
			continue;
		*MAEK_PUSH(loader->arena, &keys) = key;
		*MAEK_PUSH(loader->arena, &items) = item;
	}
	node->keys = keys.items;
	node->items = items.items;
	node->count = items.count;
	return node;
}

/* Reads the node that begins with `event`, which is given back. */
static struct maek_yaml *read_node(struct loader *loader, yaml_event_t *event)
{
	struct maek_yaml *node = NULL;
	if (event->type == YAML_ALIAS_EVENT) {
		wrong(loader, place_of(loader, event->start_mark), "yaml-alias", "write the value out, or put it in single quotes",
		      "aliases are not read");
	} else if (event->type == YAML_SCALAR_EVENT) {
		node = read_scalar(loader, event);
	} else if (loader->depth == DEPTH) {
		wrong(loader, place_of(loader, event->start_mark), "yaml-depth", NULL, "nested more than 64 deep");
	} else {
		loader->depth++;
		node = event->type == YAML_SEQUENCE_START_EVENT ? read_list(loader, event) : read_map(loader, event);
		loader->depth--;
	}
	yaml_event_delete(event);
	return node;
}

static bool read_document(struct loader *loader)
{
	yaml_event_t event;
	for (bool first = true;;) {
		if (!next_event(loader, &event))
			return false;
		yaml_event_type_t type = event.type;
		struct maek_place place = place_of(loader, event.start_mark);
		if (type == YAML_STREAM_END_EVENT) {
			yaml_event_delete(&event);
			return true;
		}
		bool has_directive = type == YAML_DOCUMENT_START_EVENT && (event.data.document_start.version_directive ||
		                                                            event.data.document_start.tag_directives.start !=
		                                                                event.data.document_start.tag_directives.end);
		if (type == YAML_SCALAR_EVENT || type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT ||
		    type == YAML_ALIAS_EVENT) {
			loader->file->root = read_node(loader, &event);
			if (!loader->file->root)
				return false;
			continue;
		}
		yaml_event_delete(&event);
		if (has_directive)
			return wrong(loader, place, "yaml-directive", "leave the line with % out", "directives are not read");
		if (type == YAML_DOCUMENT_START_EVENT && !first)
			return wrong(loader, place, "yaml-second-document", "put it into a file of its own",
			             "a file holds one document");
		first = first && type != YAML_DOCUMENT_START_EVENT;
	}
}

static bool is_utf16(struct maek_text bytes)
{
	return bytes.size >= 2 && (memcmp(bytes.bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes.bytes, "\xFE\xFF", 2) == 0);
}

/* A root that is an empty plain scalar stands for an empty file. */
static bool is_empty(const struct maek_yaml *root)
{
	return root && root->kind == MAEK_YAML_SCALAR && root->style == MAEK_YAML_PLAIN && root->value.size == 0;
}

bool maek_yaml_parse(struct maek_arena *arena, struct maek_text bytes, const char *name, struct maek_yaml_file **out,
                     struct maek_errors *errors)
{
	struct loader loader = {.arena = arena, .errors = errors, .file = maek_arena_alloc(arena, sizeof *loader.file)};
	size_t before = errors ? errors->error_count : 0;
	*loader.file = (struct maek_yaml_file){.name = maek_arena_copy(arena, name, strlen(name))};
	loader.file->bytes = (struct maek_text){maek_arena_copy(arena, bytes.bytes, bytes.size), bytes.size};
	*out = loader.file;
	find_lines(&loader);
	struct maek_place start = {loader.file->name, 1, 1, 0};
	if (bytes.size > FILE_SIZE)
		return wrong(&loader, start, "yaml-too-big", NULL, "a rule file of more than 16 MiB");
	if (is_utf16(bytes))
		return wrong(&loader, start, "yaml-utf16", "save the file as UTF-8", "the file is UTF-16");
	size_t bad = maek_text_invalid_at(bytes);
	if (bad < bytes.size)
		return wrong(&loader, place_of_byte(&loader, bad), "yaml-encoding", "save the file as UTF-8", "invalid UTF-8");
	if (!yaml_parser_initialize(&loader.parser))
		maek_out_of_memory(0);
	yaml_parser_set_input_string(&loader.parser, (const unsigned char *)loader.file->bytes.bytes, bytes.size);
	yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
	bool ok = read_document(&loader);
	yaml_parser_delete(&loader.parser);
	if (ok && is_empty(loader.file->root))
		loader.file->root = NULL;
	return ok && (!errors || errors->error_count == before || loader.file->root);
}

bool maek_yaml_load(struct maek_arena *arena, const char *path, const char *name, struct maek_yaml_file **out,
                    struct maek_errors *errors)
{
	struct maek_place place = {name ? name : path, 0, 0, 0};
	FILE *file = maek_rule_file_open(path);
	if (!file) {
		maek_check_memory();
		return maek_errors_add(errors, MAEK_ERROR, "missing-file", place, NULL, "%s", strerror(errno));
	}
	struct maek_arena *scrap = maek_arena_new();
	struct maek_buffer bytes = {.arena = scrap};
	for (size_t size = 1; bytes.size <= FILE_SIZE && size > 0; bytes.size += size)
		size = fread(maek_buffer_reserve(&bytes, BLOCK), 1, BLOCK, file);
	bool bad = ferror(file) != 0;
	fclose(file);
	bool ok = bad ? maek_errors_add(errors, MAEK_ERROR, "missing-file", place, NULL, "the file cannot be read")
	              : maek_yaml_parse(arena, (struct maek_text){bytes.bytes, bytes.size}, place.file, out, errors);
	maek_arena_free(scrap);
	return ok;
}
