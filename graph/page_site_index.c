/* See the header. Types and relations have numbers on a page; `t3` and `r1` are their classes.
 */
#include "graph/page_site_index.h"

#include "graph/json_build.h"
#include "graph/page_assets.h"
#include "graph/page_template.h"
#include "graph/page_words.h"

#include <string.h>

static const char *name_at(struct maek_arena *arena, const struct maek_table *table, size_t index)
{
	return maek_arena_copy(arena, table->entries[index].key.bytes, table->entries[index].key.size);
}

/* "#fe0012" stands for the variable --c18. */
static void add_variable(struct maek_buffer *css, const char *name, const char *color)
{
	unsigned index = 0;
	sscanf(color, "#fe%x", &index);
	maek_buffer_format(css, "--%s:var(--c%u);", name, index);
}

/* Rows of the drawing have a colour of their own, and their type has it all over the page. */
static const char *style_name(const struct maek_diagram *drawing, const char *type)
{
	return drawing->row_type && strcmp(drawing->row_type, type) == 0 ? "row" : type;
}

static void add_types(const struct maek_page *page, struct maek_buffer *css)
{
	struct maek_diagram drawing = {0};
	struct maek_errors errors; /* none: the view was read before */
	maek_errors_init(&errors, page->arena);
	if (page->view->drawing)
		maek_diagram_read(page->style->rules, page->view->drawing, &drawing, &errors);
	for (size_t i = 0; i < page->types.count; i++) {
		const char *type = name_at(page->arena, &page->types, i);
		struct maek_colors colors = maek_style_colors(page->style, style_name(&drawing, type), i);
		maek_buffer_format(css, ".t%zu{", i);
		add_variable(css, "f", colors.fill);
		add_variable(css, "b", colors.border);
		add_variable(css, "t", colors.text);
		maek_buffer_string(css, maek_style_flag(page->style, type, "rounded") ? "--r:6px" : "--r:0");
		bool is_round = strcmp(maek_style_text(page->style, type, "shape", ""), "circle") == 0;
		maek_buffer_string(css, is_round ? ";--r:50%}\n" : "}\n");
	}
}

static void add_relations(const struct maek_page *page, struct maek_buffer *css)
{
	for (size_t i = 0; i < page->relations.count; i++) {
		const char *relation = name_at(page->arena, &page->relations, i);
		struct maek_colors colors = maek_style_colors(page->style, relation, page->types.count + i);
		maek_buffer_format(css, ".r%zu{", i);
		add_variable(css, "b", colors.border);
		maek_buffer_format(css, "--d:%s}\n", maek_style_flag(page->style, relation, "dashed") ? "dashed" : "solid");
	}
}

static void add_shades(const struct maek_palette *palette, bool is_dark, struct maek_buffer *css)
{
	for (size_t i = 0; i < palette->shades.count; i++)
		maek_buffer_format(css, "--c%zu:%s;", i, is_dark ? palette->shades.items[i].dark : palette->shades.items[i].light);
}

/* The names under which the style sheet knows the theme's colours. */
static void add_neutral(const struct maek_page *page, struct maek_buffer *css)
{
	const struct maek_style *style = page->style;
	const struct {
		const char *name, *color;
	} all[] = {{"bg", style->bg},     {"ink", style->ink},     {"mute", style->mute}, {"line", style->line},
	           {"hair", style->hair}, {"panel", style->panel}, {"card", style->card}};
	maek_buffer_string(css, ":root{");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		add_variable(css, all[i].name, all[i].color);
	add_variable(css, "focus", maek_style_colors(style, "focus", 0).border);
	add_variable(css, "ev", maek_style_colors(style, "evidence", 4).fill);
	maek_buffer_string(css, "}\n");
}

/* Paper is light. */
static void add_themes(const struct maek_palette *palette, struct maek_buffer *css)
{
	maek_buffer_string(css, ":root{color-scheme:light;");
	add_shades(palette, false, css);
	maek_buffer_string(css, "}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;");
	add_shades(palette, true, css);
	maek_buffer_string(css, "}}\n@media screen{:root[data-theme=dark]{color-scheme:dark;");
	add_shades(palette, true, css);
	maek_buffer_string(css, "}}\n");
}

static const char *without_line_end(struct maek_arena *arena, const char *text)
{
	size_t size = strlen(text);
	while (size && text[size - 1] == '\n')
		size--;
	return maek_arena_copy(arena, text, size);
}

void maek_site_write_style(const struct maek_page *page, const struct maek_palette *palette, struct maek_buffer *css)
{
	struct maek_buffer types = {.arena = page->arena};
	add_neutral(page, &types);
	add_types(page, &types);
	add_relations(page, &types);
	add_themes(palette, css);
	maek_buffer_string(css, types.bytes ? types.bytes : "");
	maek_buffer_string(css, without_line_end(page->arena, maek_page_page_css));
}

static void add_chip(const struct maek_page *page, struct maek_buffer *html, const char *name, char kind, size_t index,
                     size_t count)
{
	maek_buffer_format(html, "<button type=\"button\" class=\"chip\" data-%c=\"%zu\" aria-pressed=\"true\"><i class=\"%c%zu\"></i>",
	                   kind, index, kind, index);
	maek_page_escape(html, maek_page_label(page, name));
	maek_buffer_format(html, " <b>%zu</b></button>\n", count);
}

static const char *chips_of(const struct maek_page *page)
{
	struct maek_buffer html = {.arena = page->arena};
	for (size_t i = 0; i < page->types.count; i++) {
		const char *name = name_at(page->arena, &page->types, i);
		size_t count = 0;
		for (size_t k = 0; k < page->graph->nodes.count; k++)
			count += strcmp(page->graph->nodes.items[k].type, name) == 0;
		add_chip(page, &html, name, 't', i, count);
	}
	for (size_t i = 0; i < page->relations.count; i++) {
		const char *name = name_at(page->arena, &page->relations, i);
		size_t count = 0;
		for (size_t k = 0; k < page->graph->edges.count; k++)
			count += strcmp(page->graph->edges.items[k].type, name) == 0;
		add_chip(page, &html, name, 'r', i, count);
	}
	return html.bytes ? html.bytes : "";
}

static const char *escaped(struct maek_arena *arena, const char *text)
{
	struct maek_buffer html = {.arena = arena};
	maek_page_escape(&html, text);
	return html.bytes ? html.bytes : "";
}

static void add_meta(struct maek_buffer *html, const struct maek_graph_document *document)
{
	static const char *const keys[] = {"publisher", "date"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		for (size_t k = 0; k < document->meta.count; k++)
			if (strcmp(document->meta.items[k].key, keys[i]) == 0 && *document->meta.items[k].value) {
				maek_page_escape(html, document->meta.items[k].value);
				maek_buffer_string(html, " \xC2\xB7 ");
			}
}

static const char *about(const struct maek_page *page)
{
	struct maek_buffer html = {.arena = page->arena};
	add_meta(&html, &page->graph->documents.items[page->document]);
	maek_page_escape(&html, maek_page_word(page->view, "nodes"));
	maek_buffer_format(&html, " %zu \xC2\xB7 ", page->graph->nodes.count);
	maek_page_escape(&html, maek_page_word(page->view, "edges"));
	maek_buffer_format(&html, " %zu", page->graph->edges.count);
	return html.bytes;
}

static const char *way_back(const struct maek_page *page, bool is_alone)
{
	if (is_alone)
		return "";
	return maek_arena_format(page->arena, "<a class=\"up\" href=\"../index.html\">\xE2\x86\x90 %s</a>",
	                         escaped(page->arena, maek_page_word(page->view, "index")));
}

void maek_site_fill_document(const struct maek_page *page, struct maek_buffer *html, const struct maek_site_parts *parts)
{
	const char *no_drawing = maek_arena_format(page->arena, "<p class=\"none\">%s</p>",
	                                           escaped(page->arena, maek_page_word(page->view, "no-drawing")));
	const struct maek_page_part all[] = {
		{"title", escaped(page->arena, page->documents[page->document].title)},
		{"about", about(page)},
		{"back", way_back(page, parts->is_alone)},
		{"chips", chips_of(page)},
		{"text", parts->text},
		{"drawing", parts->drawing ? parts->drawing : no_drawing},
		{"table", parts->table ? parts->table : ""},
		{"data", parts->data},
		{NULL, NULL},
	};
	maek_page_fill(html, maek_page_document_html, page->view, all, parts->style,
	               without_line_end(page->arena, maek_page_document_js));
}

/* ["label", type, [documents], "alias", ...] */
static json_t *entity(const struct maek_node *node, size_t type)
{
	json_t *out = json_array(), *documents = json_array();
	for (size_t i = 0; i < node->mentions.count; i++)
		if (i == 0 || node->mentions.items[i].document != node->mentions.items[i - 1].document)
			maek_json_append(documents, json_integer(node->mentions.items[i].document));
	maek_json_append(out, maek_json_string(node->label));
	maek_json_append(out, json_integer((json_int_t)type));
	maek_json_append(out, maek_json_string(node->id));
	maek_json_append(out, documents);
	for (size_t i = 0; i < node->aliases.count; i++)
		maek_json_append(out, maek_json_string(node->aliases.items[i]));
	return out;
}

static void add_index_data(const struct maek_graph *graph, struct maek_page *page, struct maek_buffer *json)
{
	json_t *all = json_object(), *nodes = json_array(), *types = json_array();
	for (size_t i = 0; i < graph->nodes.count; i++) {
		const struct maek_node *node = &graph->nodes.items[i];
		uint32_t type = *maek_table_add(&page->types, maek_text_of(node->type), (uint32_t)page->types.count, NULL);
		maek_json_append(nodes, entity(node, type));
	}
	for (size_t i = 0; i < page->types.count; i++)
		maek_json_append(types, maek_json_string(maek_page_label(page, name_at(page->arena, &page->types, i))));
	maek_json_set(all, "types", types);
	maek_json_set(all, "nodes", nodes);
	maek_json_set(all, "nothing", maek_json_string(maek_page_word(page->view, "nothing")));
	maek_json_set(all, "more", maek_json_string(maek_page_word(page->view, "more")));
	maek_json_write_script(json, all);
}

static const char *document_list(const struct maek_graph *graph, const struct maek_page *page)
{
	struct maek_buffer html = {.arena = page->arena};
	for (size_t i = 0; i < graph->documents.count; i++) {
		struct maek_buffer meta = {.arena = page->arena};
		add_meta(&meta, &graph->documents.items[i]);
		maek_buffer_format(&html, "<li><a href=\"%s\">", page->documents[i].href);
		maek_page_escape(&html, page->documents[i].title);
		maek_buffer_format(&html, "</a><small>%.*s</small></li>\n", meta.size > 4 ? (int)meta.size - 4 : 0,
		                   meta.bytes ? meta.bytes : "");
	}
	return html.bytes ? html.bytes : "";
}

void maek_site_fill_index(const struct maek_graph *graph, const struct maek_diagram *view,
                          const struct maek_page_document *documents, const struct maek_rules *rules,
                          struct maek_buffer *html)
{
	struct maek_arena *arena = html->arena;
	struct maek_palette palette = {.arena = arena};
	struct maek_style style = maek_style_of(rules, NULL, NULL, &palette);
	struct maek_page page = {.arena = arena, .graph = graph, .view = view, .style = &style, .documents = documents};
	struct maek_buffer css = {.arena = arena}, data = {.arena = arena};
	page.types.arena = page.relations.arena = arena;
	add_index_data(graph, &page, &data);
	maek_site_write_style(&page, &palette, &css);
	const struct maek_page_part all[] = {
		{"title", escaped(arena, maek_page_word(view, "title"))},
		{"about", maek_arena_format(arena, "%s %zu \xC2\xB7 %s %zu \xC2\xB7 %s %zu",
		                            escaped(arena, maek_page_word(view, "documents")), graph->documents.count,
		                            escaped(arena, maek_page_word(view, "nodes")), graph->nodes.count,
		                            escaped(arena, maek_page_word(view, "edges")), graph->edges.count)},
		{"list", document_list(graph, &page)},
		{"data", data.bytes},
		{NULL, NULL},
	};
	maek_page_fill(html, maek_page_index_html, view, all, css.bytes, without_line_end(arena, maek_page_index_js));
}
