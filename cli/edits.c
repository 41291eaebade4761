/* See the header. A block list (`- one` in lines of its own) is replaced from the colon of its key on, so that a list in
 * brackets never stands where YAML would not take it.
 */
#include "cli/edits.h"

#include "cli/output.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 120 };

static bool is_plain(const char *item)
{
	return *item && !strpbrk(item, ",[]{}#:'\"&*!|>%@`\\\n\t") && *item != '-' && *item != '?' && *item != ' ' &&
	       item[strlen(item) - 1] != ' ';
}

static void add_scalar(struct maek_buffer *out, const char *item)
{
	if (is_plain(item)) {
		maek_buffer_string(out, item);
		return;
	}
	bool is_single = !strpbrk(item, "\n\t");
	char quote = is_single ? '\'' : '"';
	maek_buffer_add(out, &quote, 1);
	for (const char *c = item; *c; c++) {
		if (is_single && *c == '\'')
			maek_buffer_string(out, "''");
		else if (!is_single && (*c == '\n' || *c == '\t'))
			maek_buffer_string(out, *c == '\n' ? "\\n" : "\\t");
		else if (!is_single && (*c == '"' || *c == '\\'))
			maek_buffer_format(out, "\\%c", *c);
		else
			maek_buffer_add(out, c, 1);
	}
	maek_buffer_add(out, &quote, 1);
}

static void add_list(struct maek_buffer *out, const char *const *items, size_t count, size_t indent)
{
	maek_buffer_string(out, "[");
	for (size_t i = 0; i < count; i++) {
		if (i && indent)
			maek_buffer_format(out, ",\n%*s", (int)indent, "");
		else if (i)
			maek_buffer_string(out, ", ");
		add_scalar(out, items[i]);
	}
	maek_buffer_string(out, "]");
}

void maek_edits_list(struct maek_edits *edits, const struct maek_yaml *list, const char *const *items, size_t count)
{
	struct maek_text bytes = list->file->bytes;
	size_t start = (size_t)(list->raw.bytes - bytes.bytes), end = start + list->raw.size;
	struct maek_buffer text = {.arena = edits->arena};
	bool is_block = bytes.bytes[start] != '[';
	while (is_block && start > 0 && bytes.bytes[start - 1] != ':')
		start--;
	size_t indent = (size_t)list->place.column - (is_block ? 0 : 1);
	maek_buffer_string(&text, is_block ? " " : "");
	add_list(&text, items, count, 0);
	if (indent + text.size > LINE && count > 1) {
		text.size = 0;
		maek_buffer_string(&text, is_block ? " " : "");
		add_list(&text, items, count, indent + 1);
	}
	*MAEK_PUSH(edits->arena, &edits->list) = (struct maek_edit){list->file, start, end, text.bytes};
}

static int by_place(const void *a, const void *b)
{
	const struct maek_edit *x = a, *y = b;
	int order = strcmp(x->file->name, y->file->name);
	return order ? order : x->start < y->start ? -1 : x->start > y->start;
}

static bool has_changed(const struct maek_yaml_file *file)
{
	FILE *stream = fopen(file->name, "rb");
	size_t at = 0;
	char block[4096];
	bool same = stream != NULL;
	for (size_t size; same && (size = fread(block, 1, sizeof block, stream)) > 0; at += size)
		same = at + size <= file->bytes.size && memcmp(block, file->bytes.bytes + at, size) == 0;
	if (stream)
		fclose(stream);
	if (!same || at != file->bytes.size)
		fprintf(stderr, "maek: %s: it was changed meanwhile, so nothing is written into it\n", file->name);
	return !same || at != file->bytes.size;
}

static bool write_file(const struct maek_edit *edits, size_t count)
{
	const struct maek_yaml_file *file = edits->file;
	struct maek_output output;
	if (has_changed(file) || !maek_output_open(&output, file->name))
		return false;
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		fwrite(file->bytes.bytes + at, 1, edits[i].start - at, output.stream);
		fputs(edits[i].text, output.stream);
		at = edits[i].end;
	}
	fwrite(file->bytes.bytes + at, 1, file->bytes.size - at, output.stream);
	if (!maek_output_close(&output, true))
		return false;
	fprintf(stderr, "maek: %s: %zu examples written\n", file->name, count);
	return true;
}

bool maek_edits_write(struct maek_edits *edits)
{
	bool ok = true;
	if (edits->list.count)
		qsort(edits->list.items, edits->list.count, sizeof *edits->list.items, by_place);
	for (size_t i = 0, end; i < edits->list.count; i = end) {
		for (end = i + 1; end < edits->list.count && edits->list.items[end].file == edits->list.items[i].file;)
			end++;
		ok = write_file(edits->list.items + i, end - i) && ok;
	}
	return ok;
}
