/* Mermaid: a flowchart that documents and pull requests show by themselves. It is made to be read in its source too, so
 * only the characters are coded (`#35;`) that would mean something to the parser or to the Markdown that it reads labels as.
 */
#include "graph/export_formats.h"

#include <ctype.h>
#include <string.h>

static const char *put_code_point(FILE *out, const char *c)
{
	if (*c == '\n') {
		fputs("<br/>", out);
	} else if ((unsigned char)*c < ' ' || *c == 0x7F) {
		putc(' ', out);
	} else if (strchr("\"#&<>;`*_[]{}()|~\\$@:", *c)) {
		fprintf(out, "#%d;", *c);
	} else {
		putc(*c, out);
	}
	return c + 1;
}

/* A label in quotes. At its start digits and a dot, `-` or `+` would be a list. */
static void put_label(FILE *out, const char *text)
{
	const char *c = text;
	putc('"', out);
	while (isdigit((unsigned char)*c))
		putc(*c++, out);
	if (*c == '.' || (c == text && (*c == '-' || *c == '+')))
		fprintf(out, "#%d;", *c++);
	while (*c)
		c = put_code_point(out, c);
	if (c == text)
		putc(' ', out);
	putc('"', out);
}

static uint32_t class_of(struct maek_table *types, const struct maek_node *node)
{
	return *maek_table_add(types, maek_text_of(node->type), (uint32_t)types->count, NULL);
}

static void put_classes(FILE *out, const struct maek_style *style, const struct maek_table *types)
{
	for (uint32_t i = 0; i < types->count; i++) {
		struct maek_colors colors = maek_style_colors(style, types->entries[i].key.bytes, i);
		fprintf(out, "  classDef c%u fill:%s,stroke:%s,color:%s\n", i, colors.fill, colors.border, colors.text);
	}
}

bool maek_export_mermaid(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                         struct maek_errors *errors)
{
	(void)errors;
	struct maek_arena *arena = maek_arena_new();
	struct maek_table types = {.arena = arena};
	struct maek_style style = maek_style_of(options->rules, options->theme, options->units, NULL);
	fputs("flowchart LR\n", out);
	for (size_t i = 0; i < graph->nodes.count; i++) {
		fprintf(out, "  n%zu[", i);
		put_label(out, graph->nodes.items[i].label);
		fprintf(out, "]:::c%u\n", class_of(&types, &graph->nodes.items[i]));
	}
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		fprintf(out, "  n%u -->|", edge->source);
		put_label(out, options->rules ? maek_rules_label(options->rules, edge->type) : edge->type);
		fprintf(out, "| n%u\n", edge->target);
	}
	put_classes(out, &style, &types);
	maek_arena_free(arena);
	return maek_export_done(out);
}
