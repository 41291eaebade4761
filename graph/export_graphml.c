/* GraphML for Gephi, yEd, networkx, igraph. Its attributes are plain values, so lists (aliases, properties, mentions,
 * evidence) are JSON texts of the shape that graph.json has; counts of mentions and evidence stand beside them as numbers.
 * Node ids are those of graph.json.
 */
#include "graph/export_formats.h"

#include "graph/graph_json_parts.h"
#include "graph/property_keys.h"

#include <inttypes.h>
#include <string.h>

/* Escapes for text and attribute values alike. XML has no place for other control characters, U+FFFE and U+FFFF. */
static void put_text(FILE *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		bool is_nonchar = strncmp(c, "\xEF\xBF\xBE", 3) == 0 || strncmp(c, "\xEF\xBF\xBF", 3) == 0;
		if (*c == '&')
			fputs("&amp;", out);
		else if (*c == '<')
			fputs("&lt;", out);
		else if (*c == '>')
			fputs("&gt;", out);
		else if (*c == '"')
			fputs("&quot;", out);
		else if (*c == '\t' || *c == '\n' || *c == '\r')
			fprintf(out, "&#%d;", *c);
		else if (is_nonchar || (unsigned char)*c < ' ')
			fputs("\xEF\xBF\xBD", out);
		else
			putc(*c, out);
		c += is_nonchar ? 2 : 0;
	}
}

static void put_key(FILE *out, const char *of, const char *name, const char *type)
{
	fprintf(out, "<key id=\"%s.%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", of, name, of, name, type);
}

/* Properties come from packs, their names may be anything: the key's id is a number. */
static void put_property_keys(FILE *out, const char *of, const struct maek_property_keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		fprintf(out, "<key id=\"%s.property.%zu\" for=\"%s\" attr.name=\"properties.", of, i, of);
		put_text(out, keys->items[i].name);
		fputs("\" attr.type=\"string\"/>\n", out);
	}
}

static void put_data(FILE *out, const char *key, const char *text)
{
	fprintf(out, "<data key=\"%s\">", key);
	put_text(out, text);
	fputs("</data>", out);
}

/* Puts the text and empties the buffer. */
static void put_json(FILE *out, const char *key, struct maek_buffer *text)
{
	put_data(out, key, text->bytes);
	text->size = 0;
}

static void put_properties(FILE *out, const char *of, const struct maek_property_keys *keys,
                           const struct maek_property *items, size_t count, struct maek_buffer *text)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct maek_property *property = maek_property_find(items, count, keys->items[i].name);
		char key[40];
		snprintf(key, sizeof key, "%s.property.%zu", of, i);
		if (!property)
			continue;
		maek_json_property(property, text);
		put_json(out, key, text);
	}
}

static void put_node(FILE *out, const struct maek_graph *graph, const struct maek_node *node,
                     const struct maek_property_keys *keys, struct maek_buffer *text)
{
	fputs("<node id=\"", out);
	put_text(out, node->id);
	fputs("\">", out);
	put_data(out, "node.type", node->type);
	put_data(out, "node.label", node->label);
	if (node->has_value)
		fprintf(out, "<data key=\"node.value\">%" PRId64 "</data>", node->value);
	if (node->overflow)
		put_data(out, "node.overflow", "true");
	maek_json_strings(node->aliases.items, node->aliases.count, text);
	put_json(out, "node.aliases", text);
	put_properties(out, "node", keys, node->properties.items, node->properties.count, text);
	maek_json_merged(node, text);
	put_json(out, "node.merged", text);
	fprintf(out, "<data key=\"node.mention_count\">%zu</data>", node->mentions.count);
	maek_json_mentions(graph, node, text);
	put_json(out, "node.mentions", text);
	fputs("</node>\n", out);
}

static void put_edge(FILE *out, const struct maek_graph *graph, const struct maek_edge *edge,
                     const struct maek_property_keys *keys, struct maek_buffer *text)
{
	fputs("<edge id=\"", out);
	put_text(out, edge->id);
	fputs("\" source=\"", out);
	put_text(out, graph->nodes.items[edge->source].id);
	fputs("\" target=\"", out);
	put_text(out, graph->nodes.items[edge->target].id);
	fputs("\">", out);
	put_data(out, "edge.type", edge->type);
	fprintf(out, "<data key=\"edge.confidence\">%.6g</data>", edge->confidence);
	put_properties(out, "edge", keys, edge->properties.items, edge->properties.count, text);
	fprintf(out, "<data key=\"edge.evidence_count\">%zu</data>", edge->evidence.count);
	maek_json_evidence(graph, edge, text);
	put_json(out, "edge.evidence", text);
	fputs("</edge>\n", out);
}

static void put_head(FILE *out, const struct maek_graph *graph, const struct maek_property_keys *nodes,
                     const struct maek_property_keys *edges, struct maek_buffer *text)
{
	static const char *const keys[][3] = {
		{"graph", "head", "string"},     {"graph", "documents", "string"},   {"node", "type", "string"},
		{"node", "label", "string"},     {"node", "value", "long"},          {"node", "overflow", "boolean"},
		{"node", "aliases", "string"},   {"node", "merged", "string"},       {"node", "mention_count", "int"},
		{"node", "mentions", "string"},  {"edge", "type", "string"},         {"edge", "confidence", "double"},
		{"edge", "evidence_count", "int"}, {"edge", "evidence", "string"},
	};
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
	      " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
	      out);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		put_key(out, keys[i][0], keys[i][1], keys[i][2]);
	put_property_keys(out, "node", nodes);
	put_property_keys(out, "edge", edges);
	fputs("<graph id=\"maek\" edgedefault=\"directed\">\n", out);
	maek_buffer_string(text, "{");
	maek_json_head(graph, text);
	maek_buffer_string(text, "}");
	put_json(out, "graph.head", text);
	fputs("\n<data key=\"graph.documents\">[", out);
	for (size_t i = 0; i < graph->documents.count; i++) {
		maek_buffer_string(text, "{");
		maek_json_document(&graph->documents.items[i], false, text);
		maek_buffer_string(text, "}");
		fputs(i ? ",\n" : "", out);
		put_text(out, text->bytes);
		text->size = 0;
	}
	fputs("]</data>\n", out);
}

bool maek_export_graphml(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                         struct maek_errors *errors)
{
	(void)errors;
	struct maek_arena *arena = maek_arena_new();
	struct maek_property_keys nodes = maek_node_property_keys(graph, arena), edges = maek_edge_property_keys(graph, arena);
	struct maek_buffer text = {.arena = arena};
	(void)options;
	put_head(out, graph, &nodes, &edges, &text);
	for (size_t i = 0; i < graph->nodes.count; i++)
		put_node(out, graph, &graph->nodes.items[i], &nodes, &text);
	for (size_t i = 0; i < graph->edges.count; i++)
		put_edge(out, graph, &graph->edges.items[i], &edges, &text);
	fputs("</graph>\n</graphml>\n", out);
	maek_arena_free(arena);
	return maek_export_done(out);
}
