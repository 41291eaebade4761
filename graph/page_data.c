/* What the script of a page works on: nodes and relations with their evidence as sentences of the text. An argument that
 * is not mentioned in the sentences that a rule matched in (it was the topic, or stands in a heading) brings the sentence
 * of its nearest mention.
 */
#include "graph/json_build.h"
#include "graph/page_part.h"
#include "graph/page_template.h"
#include "graph/page_words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ELSEWHERE = 20 };

static json_t *texts(const char *first, const char *second)
{
	json_t *pair = json_array();
	maek_json_append(pair, maek_json_string(first));
	maek_json_append(pair, maek_json_string(second));
	return pair;
}

static json_t *properties_of(const struct maek_property *properties, size_t count)
{
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct maek_property *property = &properties[i];
		json_t *pair = json_array();
		maek_json_append(pair, maek_json_string(property->key));
		for (size_t k = 0; k < property->texts.count; k++)
			maek_json_append(pair, maek_json_string(property->texts.items[k]));
		for (size_t k = 0; k < property->integers.count; k++)
			maek_json_append(pair, json_integer(property->integers.items[k]));
		maek_json_append(all, pair);
	}
	return all;
}

/* [document, how many mentions], ... without this one */
static json_t *other_documents(const struct maek_page *page, const struct maek_node *node)
{
	json_t *all = json_array();
	size_t shown = 0;
	for (size_t i = 0, first = 0; i < node->mentions.count && shown < MOST_ELSEWHERE; i++) {
		uint32_t document = node->mentions.items[i].document;
		if (i + 1 < node->mentions.count && node->mentions.items[i + 1].document == document)
			continue;
		if (document != page->document) {
			json_t *pair = json_array();
			maek_json_append(pair, json_integer(document));
			maek_json_append(pair, json_integer((json_int_t)(i + 1 - first)));
			maek_json_append(all, pair);
			shown++;
		}
		first = i + 1;
	}
	return all;
}

static json_t *node_of(const struct maek_page *page, const struct maek_node *node)
{
	json_t *out = json_object(), *aliases = json_array(), *merged = json_array();
	maek_json_set(out, "id", maek_json_string(node->id));
	maek_json_set(out, "t", json_integer(*maek_table_find(&page->types, maek_text_of(node->type))));
	maek_json_set(out, "name", maek_json_string(node->label));
	if (node->has_value)
		maek_json_set(out, "value", texts(maek_style_number(page->style, page->arena, node->value),
		                                  maek_arena_format(page->arena, "%lld", (long long)node->value)));
	for (size_t i = 0; i < node->aliases.count; i++)
		maek_json_append(aliases, maek_json_string(node->aliases.items[i]));
	for (size_t i = 0; i < node->merged.count; i++)
		maek_json_append(merged, texts(node->merged.items[i].alias, node->merged.items[i].by));
	maek_json_set(out, "aliases", aliases);
	maek_json_set(out, "merged", merged);
	maek_json_set(out, "props", properties_of(node->properties.items, node->properties.count));
	maek_json_set(out, "docs", other_documents(page, node));
	return out;
}

struct sentences {
	bool *chosen;
	size_t count;
};

static void choose(const struct maek_page *page, struct sentences *sentences, const uint32_t cp[2])
{
	for (size_t i = 0; i < sentences->count; i++) {
		const uint32_t *there = page->facts->sentences.items[i].cp;
		sentences->chosen[i] |= there[0] < cp[1] && cp[0] < there[1];
	}
}

/* Chooses the sentence of the argument's last mention before `at`, else of its first one. */
static void choose_argument(const struct maek_page *page, struct sentences *sentences, const struct maek_node *node,
                            uint32_t at)
{
	const struct maek_graph_mention *nearest = NULL;
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		if (mention->document != page->document || mention->sentence < 0 || (size_t)mention->sentence >= sentences->count)
			continue;
		if (sentences->chosen[mention->sentence])
			return;
		if (!nearest || mention->anchor.cp[0] <= at)
			nearest = mention;
	}
	if (nearest)
		sentences->chosen[nearest->sentence] = true;
}

static json_t *sentences_of(const struct maek_page *page, const struct maek_edge *edge,
                            const struct maek_graph_evidence *evidence)
{
	struct sentences sentences = {.count = page->facts->sentences.count};
	sentences.chosen = maek_arena_alloc(page->arena, sentences.count + 1);
	choose(page, &sentences, evidence->anchor.cp);
	for (size_t i = 0; i < evidence->roles.count; i++)
		choose(page, &sentences, evidence->roles.items[i].cp);
	choose_argument(page, &sentences, &page->graph->nodes.items[edge->source], evidence->anchor.cp[0]);
	choose_argument(page, &sentences, &page->graph->nodes.items[edge->target], evidence->anchor.cp[0]);
	json_t *out = json_array();
	for (size_t i = 0; i < sentences.count; i++)
		if (sentences.chosen[i])
			maek_json_append(out, json_integer((json_int_t)i));
	return out;
}

static json_t *evidence_of(const struct maek_page *page, const struct maek_edge *edge,
                           const struct maek_graph_evidence *evidence)
{
	json_t *out = json_object(), *steps = json_array();
	if (evidence->document == page->document) {
		maek_json_set(out, "s", sentences_of(page, edge, evidence));
	} else {
		maek_json_set(out, "d", json_integer(evidence->document));
		maek_json_set(out, "x", maek_json_string(evidence->text));
	}
	maek_json_set(out, "rule", maek_json_string(evidence->rule));
	maek_json_set(out, "at", maek_json_string(evidence->at));
	for (size_t i = 0; i < evidence->inferred.count; i++)
		maek_json_append(steps, texts(evidence->inferred.items[i].rule, evidence->inferred.items[i].at));
	if (evidence->inferred.count)
		maek_json_set(out, "inf", steps);
	else
		json_decref(steps);
	return out;
}

static json_t *edge_of(const struct maek_page *page, const struct maek_edge *edge)
{
	json_t *out = json_object(), *here = json_array(), *elsewhere = json_array();
	maek_json_set(out, "r", json_integer(*maek_table_find(&page->relations, maek_text_of(edge->type))));
	maek_json_set(out, "s", json_integer(edge->source));
	maek_json_set(out, "o", json_integer(edge->target));
	maek_json_set(out, "props", properties_of(edge->properties.items, edge->properties.count));
	for (size_t i = 0; i < edge->evidence.count; i++) {
		bool is_here = edge->evidence.items[i].document == page->document;
		if (is_here || json_array_size(elsewhere) < MOST_ELSEWHERE)
			maek_json_append(is_here ? here : elsewhere, evidence_of(page, edge, &edge->evidence.items[i]));
	}
	maek_json_set(out, "ev", here);
	maek_json_set(out, "far", elsewhere);
	return out;
}

static json_t *names_of(const struct maek_page *page, const struct maek_table *table)
{
	json_t *all = json_array();
	for (size_t i = 0; i < table->count; i++) {
		const char *name = maek_arena_copy(page->arena, table->entries[i].key.bytes, table->entries[i].key.size);
		maek_json_append(all, texts(name, maek_page_label(page, name)));
	}
	return all;
}

static json_t *words_of(const struct maek_page *page)
{
	json_t *all = json_object();
	for (size_t i = 0; maek_page_word_keys[i]; i++)
		maek_json_set(all, maek_page_word_keys[i], maek_json_string(maek_page_word(page->view, maek_page_word_keys[i])));
	return all;
}

/* Only the documents that are named, by their index. */
static json_t *documents_of(const struct maek_page *page)
{
	json_t *all = json_object();
	bool *named = maek_arena_alloc(page->arena, page->graph->documents.count + 1);
	for (size_t i = 0; i < page->graph->nodes.count; i++)
		for (size_t k = 0; k < page->graph->nodes.items[i].mentions.count; k++)
			named[page->graph->nodes.items[i].mentions.items[k].document] = true;
	for (size_t i = 0; i < page->graph->edges.count; i++)
		for (size_t k = 0; k < page->graph->edges.items[i].evidence.count; k++)
			named[page->graph->edges.items[i].evidence.items[k].document] = true;
	for (size_t i = 0; i < page->graph->documents.count; i++)
		if (named[i] && i != page->document)
			maek_json_set(all, maek_arena_format(page->arena, "%zu", i),
			              texts(page->documents[i].title, page->documents[i].href));
	return all;
}

void maek_page_write_data(const struct maek_page *page, struct maek_buffer *json)
{
	json_t *all = json_object(), *nodes = json_array(), *edges = json_array();
	for (size_t i = 0; i < page->graph->nodes.count; i++)
		maek_json_append(nodes, node_of(page, &page->graph->nodes.items[i]));
	for (size_t i = 0; i < page->graph->edges.count; i++)
		maek_json_append(edges, edge_of(page, &page->graph->edges.items[i]));
	maek_json_set(all, "types", names_of(page, &page->types));
	maek_json_set(all, "relations", names_of(page, &page->relations));
	maek_json_set(all, "nodes", nodes);
	maek_json_set(all, "edges", edges);
	maek_json_set(all, "docs", documents_of(page));
	maek_json_set(all, "words", words_of(page));
	maek_json_write_script(json, all);
}

static void add_link(struct maek_buffer *html, const char *id, const char *text)
{
	maek_buffer_string(html, "<td><a href=\"#");
	maek_page_anchor(html, id);
	maek_buffer_string(html, "\">");
	maek_page_escape(html, *text ? text : " ");
	maek_buffer_string(html, "</a></td>");
}

static void add_attributes(struct maek_buffer *html, const struct maek_edge *edge)
{
	bool is_first = true;
	for (size_t i = 0; i < edge->properties.count; i++)
		for (size_t k = 0; k < edge->properties.items[i].texts.count; k++) {
			maek_buffer_string(html, is_first ? "" : ", ");
			maek_page_escape(html, edge->properties.items[i].texts.items[k]);
			is_first = false;
		}
}

void maek_page_write_table(const struct maek_page *page, struct maek_buffer *html)
{
	for (size_t i = 0; i < page->graph->edges.count; i++) {
		const struct maek_edge *edge = &page->graph->edges.items[i];
		const struct maek_node *source = &page->graph->nodes.items[edge->source];
		const struct maek_node *target = &page->graph->nodes.items[edge->target];
		size_t here = 0;
		while (here + 1 < edge->evidence.count && edge->evidence.items[here].document != page->document)
			here++;
		maek_buffer_string(html, "<tr>");
		add_link(html, source->id, source->label);
		add_link(html, edge->id, maek_page_label(page, edge->type));
		add_link(html, target->id, target->label);
		maek_buffer_string(html, "<td>");
		add_attributes(html, edge);
		maek_buffer_string(html, "</td><td><code>");
		maek_page_escape(html, edge->evidence.count ? edge->evidence.items[here].at : "");
		maek_buffer_string(html, "</code></td></tr>\n");
	}
}
