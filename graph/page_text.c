/* The text as HTML. Sentences and mentions are spans that may nest and, rarely, cross: a stack of open spans is closed and
 * opened again wherever one of them, or a paragraph, ends.
 */
#include "graph/page_part.h"
#include "graph/page_template.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };

struct span {
	uint32_t start, end; /* bytes */
	int sentence;        /* -1: a mention */
	uint32_t node, type;
};

struct writer {
	const struct maek_page *page;
	struct maek_buffer *html;
	MAEK_LIST(struct span) spans;
	const struct span *open[DEEPEST];
	size_t depth;
};

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	if ((x->sentence < 0) != (y->sentence < 0))
		return x->sentence < 0 ? 1 : -1;
	return x->node != y->node ? (x->node < y->node ? -1 : 1) : 0;
}

static void add_span(struct writer *writer, const uint32_t cp[2], struct span span)
{
	const struct maek_page *page = writer->page;
	if (cp[0] >= cp[1] || cp[1] > page->size)
		return;
	span.start = page->offsets[cp[0]];
	span.end = page->offsets[cp[1]];
	*MAEK_PUSH(page->arena, &writer->spans) = span;
}

static void collect(struct writer *writer)
{
	const struct maek_page *page = writer->page;
	for (size_t i = 0; i < page->facts->sentences.count; i++)
		add_span(writer, page->facts->sentences.items[i].cp, (struct span){.sentence = (int)i});
	for (uint32_t i = 0; i < page->graph->nodes.count; i++) {
		const struct maek_node *node = &page->graph->nodes.items[i];
		uint32_t type = *maek_table_find(&page->types, maek_text_of(node->type));
		for (size_t k = 0; k < node->mentions.count; k++)
			if (node->mentions.items[k].document == page->document)
				add_span(writer, node->mentions.items[k].anchor.cp,
				         (struct span){.sentence = -1, .node = i, .type = type});
	}
	if (writer->spans.count)
		qsort(writer->spans.items, writer->spans.count, sizeof *writer->spans.items, compare_spans);
}

static void open_span(struct writer *writer, const struct span *span)
{
	if (span->sentence >= 0)
		maek_buffer_format(writer->html, "<span class=\"s\" data-s=\"%d\">", span->sentence);
	else
		maek_buffer_format(writer->html, "<mark class=\"t%u\" data-n=\"%u\">", span->type, span->node);
}

static void close_down_to(struct writer *writer, size_t depth)
{
	for (size_t i = writer->depth; i-- > depth;)
		maek_buffer_string(writer->html, writer->open[i]->sentence >= 0 ? "</span>" : "</mark>");
}

/* Closes what ends at `at`, and for a moment what stands in it. */
static void close_ended(struct writer *writer, uint32_t at)
{
	size_t first = 0, kept;
	while (first < writer->depth && writer->open[first]->end > at)
		first++;
	if (first == writer->depth)
		return;
	close_down_to(writer, first);
	kept = first;
	for (size_t i = first; i < writer->depth; i++)
		if (writer->open[i]->end > at) {
			open_span(writer, writer->open[i]);
			writer->open[kept++] = writer->open[i];
		}
	writer->depth = kept;
}

static void break_paragraph(struct writer *writer, const char *end, const char *start)
{
	close_down_to(writer, 0);
	maek_buffer_string(writer->html, end);
	maek_buffer_string(writer->html, start);
	for (size_t i = 0; i < writer->depth; i++)
		open_span(writer, writer->open[i]);
}

static size_t line_ends_at(struct maek_text text, size_t at)
{
	size_t count = 0;
	while (at + count < text.size && text.bytes[at + count] == '\n')
		count++;
	return count;
}

/* The next place where something happens: a span starts or ends, or a line ends. */
static size_t next_place(const struct writer *writer, struct maek_text text, size_t at, size_t next)
{
	const char *line = memchr(text.bytes + at, '\n', text.size - at);
	size_t place = line ? (size_t)(line - text.bytes) : text.size;
	if (next < writer->spans.count && writer->spans.items[next].start < place)
		place = writer->spans.items[next].start;
	for (size_t i = 0; i < writer->depth; i++)
		if (writer->open[i]->end < place)
			place = writer->open[i]->end;
	return place;
}

void maek_page_write_text(const struct maek_page *page, struct maek_buffer *html)
{
	struct writer writer = {.page = page, .html = html};
	struct maek_text text = page->facts->text;
	bool is_title = page->facts->body_start > 0;
	collect(&writer);
	maek_buffer_string(html, is_title ? "<h2>" : "<p>");
	for (size_t at = 0, next = 0; at < text.size;) {
		close_ended(&writer, (uint32_t)at);
		for (; next < writer.spans.count && writer.spans.items[next].start <= at; next++)
			if (writer.depth < DEEPEST) {
				open_span(&writer, &writer.spans.items[next]);
				writer.open[writer.depth++] = &writer.spans.items[next];
			}
		size_t lines = line_ends_at(text, at);
		if (lines > 1) {
			break_paragraph(&writer, is_title ? "</h2>\n" : "</p>\n", "<p>");
			is_title = false;
		} else if (lines) {
			maek_buffer_string(html, "<br>\n");
		}
		at += lines;
		size_t place = at < text.size ? next_place(&writer, text, at, next) : at;
		maek_page_escape_text(html, (struct maek_text){text.bytes + at, place - at});
		at = place;
	}
	close_down_to(&writer, 0);
	maek_buffer_string(html, is_title ? "</h2>\n" : "</p>\n");
}
