/* Graphviz's SVG made part of a page: no prologue, comments or fonts; colours by variable, so that the page's theme is
 * the drawing's; titles that people can read instead of "n3->n7".
 */
#include "graph/page_part.h"
#include "graph/page_template.h"
#include "graph/page_words.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_SCALE 0.85 /* pixels a unit */

struct drawing {
	const struct maek_page *page;
	struct maek_buffer *html;
	const char *at, *end;
	char id[16]; /* of the element that was opened last: "n7", "e3" */
};

static bool stands_here(const struct drawing *drawing, const char *text)
{
	size_t size = strlen(text);
	return (size_t)(drawing->end - drawing->at) >= size && memcmp(drawing->at, text, size) == 0;
}

/* Behind the next `text`. */
static const char *behind(const struct drawing *drawing, const char *text)
{
	const char *found = memmem(drawing->at, (size_t)(drawing->end - drawing->at), text, strlen(text));
	return found ? found + strlen(text) : drawing->end;
}

/* The title of "n7" or "n7-2" is the node's label, that of "e3" the relation in words; others have none. */
static void add_title(struct drawing *drawing)
{
	const struct maek_page *page = drawing->page;
	const struct maek_node *nodes = page->graph->nodes.items;
	char *rest;
	size_t index = strtoul(drawing->id + 1, &rest, 10);
	bool is_number = rest > drawing->id + 1 && (!*rest || (*rest == '-' && rest[1] >= '0' && rest[1] <= '9'));
	const char *title = NULL;
	if (is_number && drawing->id[0] == 'n' && index < page->graph->nodes.count)
		title = nodes[index].label;
	if (is_number && drawing->id[0] == 'e' && index < page->graph->edges.count) {
		const struct maek_edge *edge = &page->graph->edges.items[index];
		title = maek_arena_format(page->arena, "%s \xE2\x80\x94%s\xE2\x86\x92 %s", nodes[edge->source].label,
		                          maek_page_label(page, edge->type), nodes[edge->target].label);
	}
	if (!title)
		return;
	maek_buffer_string(drawing->html, "<title>");
	maek_page_escape(drawing->html, title);
	maek_buffer_string(drawing->html, "</title>");
}

/* As small as the drawing may be shown: its names are of 11 units. */
static void add_least_size(struct drawing *drawing, const char *box)
{
	double width = 0, height = 0;
	sscanf(box, "%*f %*f %lf %lf", &width, &height);
	maek_buffer_format(drawing->html, "\" width=\"%.0f\" height=\"%.0f", width * LEAST_SCALE, height * LEAST_SCALE);
}

static void add_root(struct drawing *drawing)
{
	const char *box = behind(drawing, "viewBox=\""), *end = behind(drawing, ">");
	maek_buffer_string(drawing->html, "<svg role=\"group\" aria-label=\"");
	maek_page_escape(drawing->html, maek_page_word(drawing->page->view, "drawing"));
	add_least_size(drawing, box);
	maek_buffer_string(drawing->html, "\" viewBox=\"");
	if (box < end)
		maek_buffer_add(drawing->html, box, strcspn(box, "\""));
	maek_buffer_string(drawing->html, "\">");
	drawing->at = end;
}

static void keep_id(struct drawing *drawing)
{
	size_t size = 0;
	for (const char *c = drawing->at + strlen("<g id=\""); c < drawing->end && *c != '"' && size + 1 < sizeof drawing->id;) {
		bool is_hyphen = strncmp(c, "&#45;", 5) == 0;
		drawing->id[size++] = is_hyphen ? '-' : *c;
		c += is_hyphen ? 5 : 1;
	}
	drawing->id[size] = 0;
}

/* One step: what stands here is left out, changed, or copied. */
static void step(struct drawing *drawing)
{
	static const char *const left_out[][2] = {
		{"<?", "?>"}, {"<!--", "-->\n"}, {"<!", ">"}, {" font-family=\"", "\""}};
	for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
		if (stands_here(drawing, left_out[i][0])) {
			drawing->at += strlen(left_out[i][0]);
			drawing->at = behind(drawing, left_out[i][1]);
			return;
		}
	if (stands_here(drawing, "<svg")) {
		add_root(drawing);
	} else if (stands_here(drawing, "<title>")) {
		add_title(drawing);
		drawing->at = behind(drawing, "</title>\n");
	} else if (stands_here(drawing, "\"#fe")) {
		maek_buffer_format(drawing->html, "\"var(--c%lu)\"", strtoul(drawing->at + 4, NULL, 16));
		drawing->at += strlen("\"#feNNNN\"");
	} else {
		if (stands_here(drawing, "<g id=\""))
			keep_id(drawing);
		maek_buffer_add(drawing->html, drawing->at++, 1);
	}
}

void maek_page_write_drawing(const struct maek_page *page, struct maek_text svg, struct maek_buffer *html)
{
	struct drawing drawing = {.page = page, .html = html, .at = svg.bytes, .end = svg.bytes + svg.size};
	while (drawing.at < drawing.end)
		step(&drawing);
}
