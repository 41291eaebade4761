/* See the header. */
#include "cli/junit.h"

#include "cli/output.h"
#include "extract/text.h"

#include <string.h>

void maek_junit_add(struct maek_junit *junit, const struct maek_junit_case *one)
{
	struct maek_junit_case *added = MAEK_PUSH(junit->arena, &junit->list);
	*added = *one;
	const char **strings[] = {&added->suite, &added->name, &added->file, &added->failure, &added->skipped};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (*strings[i])
			*strings[i] = maek_arena_copy(junit->arena, *strings[i], strlen(*strings[i]));
}

/* XML 1.0 has no way to write most control characters. */
static void write_escaped(const char *string, FILE *out)
{
	for (const char *c = string; *c; c++) {
		switch (*c) {
		case '&': fputs("&amp;", out); break;
		case '<': fputs("&lt;", out); break;
		case '>': fputs("&gt;", out); break;
		case '"': fputs("&quot;", out); break;
		case '\n': fputs("&#10;", out); break;
		case '\t': fputs("&#9;", out); break;
		default: fputs((unsigned char)*c < 0x20 ? "\xEF\xBF\xBD" : (char[2]){*c, 0}, out);
		}
	}
}

static void write_attribute(const char *name, const char *value, FILE *out)
{
	fprintf(out, " %s=\"", name);
	write_escaped(value, out);
	fputs("\"", out);
}

static void write_case(const struct maek_junit_case *one, FILE *out)
{
	fputs("    <testcase", out);
	write_attribute("classname", one->suite, out);
	write_attribute("name", one->name, out);
	write_attribute("file", one->file, out);
	fprintf(out, " line=\"%d\"", one->line);
	if (!one->failure && !one->skipped) {
		fputs("/>\n", out);
		return;
	}
	fputs(">", out);
	if (one->skipped) {
		fputs("<skipped", out);
		write_attribute("message", one->skipped, out);
		fputs("/>", out);
	} else {
		fputs("<failure message=\"not as expected\">", out);
		write_escaped(one->failure, out);
		fputs("</failure>", out);
	}
	fputs("</testcase>\n", out);
}

static void write_counts(const struct maek_junit_case *items, size_t count, FILE *out)
{
	size_t failed = 0, skipped = 0;
	for (size_t i = 0; i < count; i++) {
		failed += items[i].failure != NULL;
		skipped += items[i].skipped != NULL;
	}
	fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", count, failed, skipped);
}

bool maek_junit_write(const struct maek_junit *junit, const char *path)
{
	struct maek_output output;
	if (!maek_output_open(&output, path))
		return false;
	FILE *out = output.stream;
	const struct maek_junit_case *items = junit->list.items;
	size_t count = junit->list.count;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites", out);
	write_counts(items, count, out);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && strcmp(items[end].suite, items[i].suite) == 0;)
			end++;
		fputs("  <testsuite", out);
		write_attribute("name", items[i].suite, out);
		write_counts(items + i, end - i, out);
		for (size_t k = i; k < end; k++)
			write_case(&items[k], out);
		fputs("  </testsuite>\n", out);
	}
	fputs("</testsuites>\n", out);
	return maek_output_close(&output, true);
}
