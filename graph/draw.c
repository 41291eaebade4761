/* A picture: DOT into memory, through Graphviz, and the elements inside tables made ones like all others. Text of
 * a line becomes one text.
 *
 * Graphviz puts an element of a table, `<TD ID="n7" HREF="#n7">`, into SVG as `<g id="a_n7"><a xlink:href="#n7" ...`:
 * the id is not the one that was asked for, the link leads nowhere, and there is no class. Each gets `id="n7"` and
 * `class="cell TYPE"`.
 */
#include "graph/export.h"

#include "graph/svg_text.h"

#include <stdlib.h>
#include <string.h>

enum { ID_MOST = 64 };

static const char opening[] = "<g id=\"a_", link_opening[] = "\"><a xlink:href=\"#";

/* XML text for an attribute: whatever is not plain in it goes. */
static void write_class(const char *type, FILE *out)
{
	for (const char *c = type; *c; c++)
		if (!strchr("<>&\"'", *c) && (unsigned char)*c >= 0x20)
			putc(*c, out);
}

/* The node of "n7" or "n7-2"; the number of nodes for other ids ("n7-unknown", "e3"). */
static size_t node_of(const struct maek_graph *graph, const char *id)
{
	char *end;
	if (id[0] != 'n' || id[1] < '0' || id[1] > '9')
		return graph->nodes.count;
	size_t node = strtoul(id + 1, &end, 10);
	bool is_drawing = !*end || (*end == '-' && end[1] >= '0' && end[1] <= '9');
	return is_drawing && node < graph->nodes.count ? node : graph->nodes.count;
}

/* An id without the references that Graphviz writes into attributes, which are for hyphens only. */
static void read_id(const char *from, char id[ID_MOST])
{
	size_t size = 0;
	while (*from && *from != '"' && size + 1 < ID_MOST) {
		bool is_hyphen = strncmp(from, "&#45;", 5) == 0;
		id[size++] = is_hyphen ? '-' : *from;
		from += is_hyphen ? 5 : 1;
	}
	id[size] = 0;
}

/* Writes the beginning of a cell that stands at `at`; returns what follows it, NULL when it is no cell. */
static const char *write_cell(const struct maek_graph *graph, const char *at, FILE *out)
{
	char id[ID_MOST], href[ID_MOST];
	const char *link = strchr(at + sizeof opening - 1, '"');
	if (!link || strncmp(link, link_opening, sizeof link_opening - 1) != 0)
		return NULL;
	read_id(at + sizeof opening - 1, id);
	read_id(link + sizeof link_opening - 1, href);
	if (strcmp(id, href) != 0)
		return NULL;
	size_t node = node_of(graph, id);
	fprintf(out, "<g id=\"%s\" class=\"cell ", id);
	write_class(node < graph->nodes.count ? graph->nodes.items[node].type : "unknown", out);
	fprintf(out, "%s%s", link_opening, href);
	return strchr(link + sizeof link_opening - 1, '"');
}

/* `graph` is the one that was drawn: the numbers in ids count its nodes. */
static void finish_svg(const struct maek_graph *graph, const char *svg, FILE *out)
{
	for (const char *at; (at = strstr(svg, opening));) {
		fwrite(svg, 1, (size_t)(at - svg), out);
		svg = write_cell(graph, at, out);
		if (!svg) {
			fwrite(opening, 1, sizeof opening - 1, out);
			svg = at + sizeof opening - 1;
		}
	}
	fputs(svg, out);
}

static void finish(const struct maek_graph *graph, struct maek_text svg, FILE *out)
{
	char *joined = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&joined, &size);
	if (!memory)
		return;
	maek_svg_join_text(svg, memory);
	fclose(memory);
	finish_svg(graph, joined, out);
	free(joined);
}

static bool draw_into(const struct maek_graph *graph, const struct maek_export_options *options, const char *format,
                      int seconds, FILE *out, struct maek_errors *errors)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *dot = open_memstream(&bytes, &size);
	bool ok = dot && maek_exporter_find("dot")->write(graph, options, dot, errors);
	if (dot)
		fclose(dot);
	ok = ok && maek_render((struct maek_text){bytes, size}, format, seconds, out, errors);
	free(bytes);
	return ok;
}

bool maek_draw(const struct maek_graph *graph, const struct maek_export_options *options, const char *format,
               int seconds, FILE *out, struct maek_errors *errors)
{
	if (strcmp(format, "svg") != 0)
		return draw_into(graph, options, format, seconds, out, errors);
	struct maek_arena *arena = maek_arena_new();
	const struct maek_graph *part = maek_narrow(graph, &options->narrowing, arena, errors);
	char *svg = NULL;
	size_t size = 0;
	FILE *memory = part ? open_memstream(&svg, &size) : NULL;
	bool ok = memory && draw_into(graph, options, format, seconds, memory, errors);
	if (memory)
		fclose(memory);
	if (ok)
		finish(part, (struct maek_text){svg, size}, out);
	ok = ok && (!ferror(out) ||
	            maek_errors_add(errors, MAEK_ERROR, "render", (struct maek_place){0}, NULL, "the picture could not be written"));
	free(svg);
	maek_arena_free(arena);
	return ok;
}
