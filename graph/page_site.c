/* Pages are made in two steps. Text, table and data come from the facts of the document as it is added; drawings come from
 * Graphviz, which is started once for some documents, since starting it takes longer than drawing. The arena of such a
 * batch is given back when its pages are written.
 */
#include "graph/page_site.h"

#include "graph/export_dot.h"
#include "graph/link_cluster.h"
#include "graph/page_assets.h"
#include "graph/page_part.h"
#include "graph/page_site_index.h"
#include "graph/page_template.h"
#include "graph/page_words.h"
#include "graph/svg_text.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 16, MOST_DRAWN = 400, SECONDS = 20 };

struct waiting {
	struct maek_page page;
	struct maek_palette palette;
	struct maek_style style;
	struct maek_buffer text, table, data, drawing;
	bool is_drawn; /* its DOT is in the batch */
};

struct maek_site {
	struct maek_arena *arena, *batch_arena;
	const struct maek_graph *graph;
	struct maek_site_options options;
	struct maek_diagram view;
	struct maek_page_document *documents;
	bool *is_written; /* by document */
	struct waiting batch[BATCH];
	size_t count;
	char *dot; /* of the batch */
	size_t dot_size;
	FILE *dot_stream;
};

static const char *page_view(const struct maek_rules *rules)
{
	struct maek_errors errors;
	struct maek_arena *arena = maek_arena_new();
	const char *found = NULL;
	maek_errors_init(&errors, arena);
	for (size_t i = 0; rules && i < maek_rules_view_count(rules); i++) {
		struct maek_diagram view;
		const char *name = maek_rules_view_name(rules, i);
		if (maek_diagram_read(rules, name, &view, &errors) && view.layout == MAEK_LAYOUT_PAGE)
			found = name;
	}
	maek_arena_free(arena);
	return found;
}

static const char *field(const struct maek_graph_document *document, const char *key)
{
	for (size_t i = 0; i < document->meta.count; i++)
		if (strcmp(document->meta.items[i].key, key) == 0)
			return document->meta.items[i].value;
	return "";
}

/* A file name that every system takes: letters, digits and hyphens; what else is in the id as hexadecimal digits. */
static const char *href_of(struct maek_arena *arena, const char *id)
{
	struct maek_buffer name = {.arena = arena};
	for (const char *c = id; *c; c++) {
		bool is_plain = (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || strchr("_-~", *c);
		maek_buffer_format(&name, is_plain ? "%c" : "=%02X", (unsigned char)*c);
	}
	if (name.size > 150) {
		char hex[65];
		maek_sha256(maek_text_of(id), hex);
		return maek_arena_format(arena, "pages/%.120s-%.16s.html", name.bytes, hex);
	}
	return maek_arena_format(arena, "pages/%s.html", name.bytes ? name.bytes : "=");
}

static void name_documents(struct maek_site *site)
{
	const struct maek_graph *graph = site->graph;
	site->documents = maek_arena_alloc(site->arena, (graph->documents.count + 1) * sizeof *site->documents);
	for (size_t i = 0; i < graph->documents.count; i++) {
		const struct maek_graph_document *document = &graph->documents.items[i];
		const char *title = field(document, "title");
		site->documents[i].title = *title ? title : document->id;
		site->documents[i].href = graph->documents.count == 1 ? "index.html" : href_of(site->arena, document->id);
	}
}

static void open_batch(struct maek_site *site)
{
	site->batch_arena = maek_arena_new();
	site->count = 0;
	site->dot_stream = open_memstream(&site->dot, &site->dot_size);
}

struct maek_site *maek_site_new(const struct maek_graph *graph, const struct maek_site_options *options,
                                struct maek_errors *errors)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_site *site = maek_arena_alloc(arena, sizeof *site);
	const char *name = page_view(options->rules);
	struct maek_diagram drawing;
	*site = (struct maek_site){.arena = arena, .graph = graph, .options = *options};
	site->view = (struct maek_diagram){.name = "page", .layout = MAEK_LAYOUT_PAGE};
	if ((name && !maek_diagram_read(options->rules, name, &site->view, errors)) ||
	    (site->view.drawing && !maek_diagram_read(options->rules, site->view.drawing, &drawing, errors))) {
		maek_arena_free(arena);
		return NULL;
	}
	site->is_written = maek_arena_alloc(arena, graph->documents.count + 1);
	name_documents(site);
	open_batch(site);
	return site;
}

/* Documents of one id got a part of their hash behind it when they were linked. */
static bool find_document(const struct maek_site *site, const struct maek_facts *facts, uint32_t *document)
{
	for (uint32_t i = 0; i < site->graph->documents.count; i++) {
		const struct maek_graph_document *there = &site->graph->documents.items[i];
		size_t size = strlen(facts->id);
		if (strcmp(there->sha256, facts->sha256) == 0 && strncmp(there->id, facts->id, size) == 0 &&
		    (!there->id[size] || there->id[size] == '~')) {
			*document = i;
			return true;
		}
	}
	return false;
}

static bool is_mentioned(const struct maek_node *node, uint32_t document)
{
	for (size_t i = 0; i < node->mentions.count; i++)
		if (node->mentions.items[i].document == document)
			return true;
	return false;
}

static bool has_evidence(const struct maek_edge *edge, uint32_t document)
{
	for (size_t i = 0; i < edge->evidence.count; i++)
		if (edge->evidence.items[i].document == document)
			return true;
	return false;
}

static const struct maek_graph *part_of(const struct maek_site *site, uint32_t document)
{
	const struct maek_graph *graph = site->graph;
	bool *nodes = maek_arena_alloc(site->batch_arena, graph->nodes.count + 1);
	bool *edges = maek_arena_alloc(site->batch_arena, graph->edges.count + 1);
	for (size_t i = 0; i < graph->nodes.count; i++)
		nodes[i] = is_mentioned(&graph->nodes.items[i], document);
	for (size_t i = 0; i < graph->edges.count; i++) {
		edges[i] = has_evidence(&graph->edges.items[i], document);
		nodes[graph->edges.items[i].source] |= edges[i];
		nodes[graph->edges.items[i].target] |= edges[i];
	}
	return maek_graph_part(graph, nodes, edges, site->batch_arena);
}

const char *maek_page_label(const struct maek_page *page, const char *name)
{
	return page->style->rules ? maek_rules_label(page->style->rules, name) : name;
}

static void count_names(struct maek_page *page)
{
	page->types.arena = page->relations.arena = page->arena;
	for (size_t i = 0; i < page->graph->nodes.count; i++)
		maek_table_add(&page->types, maek_text_of(page->graph->nodes.items[i].type), (uint32_t)page->types.count, NULL);
	for (size_t i = 0; i < page->graph->edges.count; i++)
		maek_table_add(&page->relations, maek_text_of(page->graph->edges.items[i].type), (uint32_t)page->relations.count,
		               NULL);
}

static void add_drawing(struct maek_site *site, struct waiting *waiting, struct maek_errors *errors)
{
	const struct maek_graph *graph = waiting->page.graph;
	struct maek_export_options how = {.rules = site->options.rules,
	                                  .view = site->view.drawing,
	                                  .units = site->options.units,
	                                  .palette = &waiting->palette};
	if (graph->nodes.count && graph->nodes.count <= MOST_DRAWN)
		waiting->is_drawn = maek_export_dot(graph, &how, site->dot_stream, errors);
}

static bool write_page(struct maek_site *site, struct waiting *waiting)
{
	struct maek_page *page = &waiting->page;
	struct maek_buffer style = {.arena = page->arena}, html = {.arena = page->arena};
	maek_site_write_style(page, &waiting->palette, &style);
	maek_site_fill_document(page, &html,
	                        &(struct maek_site_parts){.text = waiting->text.bytes,
	                                                  .table = waiting->table.bytes,
	                                                  .data = waiting->data.bytes,
	                                                  .drawing = waiting->drawing.bytes,
	                                                  .style = style.bytes,
	                                                  .is_alone = site->graph->documents.count == 1});
	return site->options.write(site->options.context, site->documents[page->document].href,
	                           (struct maek_text){html.bytes, html.size});
}

/* Gives each drawing of a batch to its page: they come in the order of their DOT. */
static void take_drawings(struct maek_site *site, struct maek_text svg)
{
	const char *at = svg.bytes, *end = svg.bytes + svg.size;
	for (size_t i = 0; i < site->count; i++) {
		struct waiting *waiting = &site->batch[i];
		const char *close = waiting->is_drawn ? memmem(at, (size_t)(end - at), "</svg>\n", 7) : NULL;
		if (!close)
			continue;
		maek_page_write_drawing(&waiting->page, (struct maek_text){at, (size_t)(close + 7 - at)}, &waiting->drawing);
		at = close + 7;
	}
}

static void draw_batch(struct maek_site *site, struct maek_errors *errors)
{
	char *svg = NULL, *joined = NULL;
	size_t size = 0, joined_size = 0;
	FILE *out = open_memstream(&svg, &size), *joined_out = open_memstream(&joined, &joined_size);
	bool is_drawn = site->dot_size && maek_render((struct maek_text){site->dot, site->dot_size}, "svg", SECONDS, out, errors);
	fclose(out);
	if (is_drawn)
		maek_svg_join_text((struct maek_text){svg, size}, joined_out);
	fclose(joined_out);
	if (is_drawn)
		take_drawings(site, (struct maek_text){joined, joined_size});
	free(svg);
	free(joined);
}

static bool write_batch(struct maek_site *site, struct maek_errors *errors)
{
	bool ok = true;
	fclose(site->dot_stream);
	draw_batch(site, errors);
	for (size_t i = 0; i < site->count && ok; i++)
		ok = write_page(site, &site->batch[i]);
	free(site->dot);
	maek_arena_free(site->batch_arena);
	return ok;
}

bool maek_site_add(struct maek_site *site, const struct maek_facts *facts, struct maek_errors *errors)
{
	uint32_t document;
	if (facts->error || !find_document(site, facts, &document) || site->is_written[document])
		return true;
	site->is_written[document] = true;
	struct waiting *waiting = &site->batch[site->count++];
	struct maek_arena *arena = site->batch_arena;
	*waiting = (struct waiting){.palette.arena = arena, .text.arena = arena, .table.arena = arena};
	waiting->data.arena = waiting->drawing.arena = arena;
	waiting->style = maek_style_of(site->options.rules, NULL, site->options.units, &waiting->palette);
	waiting->page = (struct maek_page){.arena = arena,
	                                   .graph = part_of(site, document),
	                                   .facts = facts,
	                                   .view = &site->view,
	                                   .style = &waiting->style,
	                                   .documents = site->documents,
	                                   .document = document};
	waiting->page.offsets = maek_link_offsets(arena, facts->text);
	waiting->page.size = maek_text_count(facts->text, facts->text.size);
	count_names(&waiting->page);
	maek_page_write_text(&waiting->page, &waiting->text);
	maek_page_write_table(&waiting->page, &waiting->table);
	maek_page_write_data(&waiting->page, &waiting->data);
	add_drawing(site, waiting, errors);
	waiting->page.facts = NULL; /* they end here */
	if (site->count < BATCH)
		return true;
	bool ok = write_batch(site, errors);
	open_batch(site);
	return ok;
}

bool maek_site_finish(struct maek_site *site, struct maek_errors *errors)
{
	bool ok = write_batch(site, errors);
	if (ok && site->graph->documents.count != 1) {
		struct maek_buffer html = {.arena = site->arena};
		maek_site_fill_index(site->graph, &site->view, site->documents, site->options.rules, &html);
		ok = site->options.write(site->options.context, "index.html", (struct maek_text){html.bytes, html.size});
	}
	maek_arena_free(site->arena);
	return ok;
}
