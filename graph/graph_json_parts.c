/* See the header. */
#include "graph/graph_json_parts.h"

#include "graph/version.h"

#include <string.h>

void maek_json_strings(const char *const *items, size_t count, struct maek_buffer *to)
{
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < count; i++) {
		maek_json_write_next(to);
		maek_json_write_string(to, items[i]);
	}
	maek_buffer_string(to, "]");
}

void maek_json_property(const struct maek_property *property, struct maek_buffer *to)
{
	if (!property->is_integer) {
		maek_json_strings(property->texts.items, property->texts.count, to);
		return;
	}
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < property->integers.count; i++) {
		maek_json_write_next(to);
		maek_json_write_integer(to, property->integers.items[i]);
	}
	maek_buffer_string(to, "]");
}

static void write_properties(const struct maek_property *items, size_t count, struct maek_buffer *to)
{
	maek_json_write_key(to, "properties");
	maek_buffer_string(to, "{");
	for (size_t i = 0; i < count; i++) {
		maek_json_write_name(to, items[i].key);
		maek_json_property(&items[i], to);
	}
	maek_buffer_string(to, "}");
}

void maek_json_document(const struct maek_graph_document *document, bool taken, struct maek_buffer *to)
{
	static const char *const own[] = {"id", "sha256", "kind"};
	maek_json_write_string_at(to, "id", document->id);
	maek_json_write_string_at(to, "sha256", document->sha256);
	maek_json_write_fields(to, document->meta.items, document->meta.count, own, taken ? 3 : 2);
}

/* What mentions and evidence share. */
static void write_place(const struct maek_graph *graph, uint32_t document, int sentence, const char *text,
                        const struct maek_anchor *anchor, struct maek_buffer *to)
{
	maek_json_write_next(to);
	maek_buffer_string(to, "{");
	maek_json_write_string_at(to, "doc", graph->documents.items[document].id);
	maek_json_write_key(to, "sentence");
	if (sentence < 0)
		maek_buffer_string(to, "null");
	else
		maek_json_write_integer(to, sentence);
	maek_json_write_string_at(to, "text", text);
	maek_json_write_pair_at(to, "byte", anchor->byte);
	maek_json_write_pair_at(to, "cp", anchor->cp);
}

void maek_json_mentions(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *to)
{
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		write_place(graph, mention->document, mention->sentence, mention->text, &mention->anchor, to);
		maek_json_write_string_at(to, "rule", mention->rule);
		maek_json_write_string_at(to, "at", mention->at);
		if (strcmp(mention->type, node->type) != 0)
			maek_json_write_string_at(to, "type", mention->type);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
}

void maek_json_merged(const struct maek_node *node, struct maek_buffer *to)
{
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < node->merged.count; i++) {
		maek_json_write_next(to);
		maek_buffer_string(to, "{");
		maek_json_write_string_at(to, "alias", node->merged.items[i].alias);
		maek_json_write_string_at(to, "by", node->merged.items[i].by);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
}

void maek_json_node(const struct maek_graph *graph, const struct maek_node *node, struct maek_buffer *to)
{
	maek_json_write_string_at(to, "id", node->id);
	maek_json_write_string_at(to, "type", node->type);
	maek_json_write_string_at(to, "label", node->label);
	if (node->has_value)
		maek_json_write_integer_at(to, "value", node->value);
	if (node->overflow)
		maek_json_write_flag(to, "overflow");
	maek_json_write_key(to, "aliases");
	maek_json_strings(node->aliases.items, node->aliases.count, to);
	write_properties(node->properties.items, node->properties.count, to);
	maek_json_write_key(to, "merged");
	maek_json_merged(node, to);
	maek_json_write_key(to, "mentions");
	maek_json_mentions(graph, node, to);
}

static size_t count_role(const struct maek_graph_evidence *evidence, size_t from, size_t end, const char *name)
{
	size_t count = 0;
	for (size_t i = from; i < end; i++)
		count += strcmp(evidence->roles.items[i].name, name) == 0;
	return count;
}

void maek_json_roles(const struct maek_graph_evidence *evidence, struct maek_buffer *to)
{
	size_t count = evidence->roles.count;
	maek_buffer_string(to, "{");
	for (size_t i = 0; i < count; i++) {
		const char *name = evidence->roles.items[i].name;
		if (count_role(evidence, 0, i, name))
			continue;
		bool is_list = count_role(evidence, i, count, name) > 1;
		maek_json_write_name(to, name);
		maek_buffer_string(to, is_list ? "[" : "");
		for (size_t k = i; k < count; k++)
			if (strcmp(evidence->roles.items[k].name, name) == 0) {
				if (k > i)
					maek_buffer_string(to, ",");
				maek_json_write_pair(to, evidence->roles.items[k].cp);
			}
		maek_buffer_string(to, is_list ? "]" : "");
	}
	maek_buffer_string(to, "}");
}

void maek_json_inferred(const struct maek_graph_evidence *evidence, struct maek_buffer *to)
{
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		maek_json_write_next(to);
		maek_buffer_string(to, "{");
		maek_json_write_string_at(to, "rule", evidence->inferred.items[i].rule);
		maek_json_write_string_at(to, "at", evidence->inferred.items[i].at);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
}

void maek_json_evidence(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *to)
{
	maek_buffer_string(to, "[");
	for (size_t i = 0; i < edge->evidence.count; i++) {
		const struct maek_graph_evidence *evidence = &edge->evidence.items[i];
		write_place(graph, evidence->document, evidence->sentence, evidence->text, &evidence->anchor, to);
		maek_json_write_string_at(to, "rule", evidence->rule);
		maek_json_write_string_at(to, "at", evidence->at);
		maek_json_write_key(to, "roles");
		maek_json_roles(evidence, to);
		if (evidence->inferred.count) {
			maek_json_write_key(to, "inferred");
			maek_json_inferred(evidence, to);
		}
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
}

void maek_json_edge(const struct maek_graph *graph, const struct maek_edge *edge, struct maek_buffer *to)
{
	maek_json_write_string_at(to, "id", edge->id);
	maek_json_write_string_at(to, "source", graph->nodes.items[edge->source].id);
	maek_json_write_string_at(to, "target", graph->nodes.items[edge->target].id);
	maek_json_write_string_at(to, "key", edge->type);
	maek_json_write_string_at(to, "type", edge->type);
	write_properties(edge->properties.items, edge->properties.count, to);
	maek_json_write_key(to, "confidence");
	maek_json_write_real(to, edge->confidence);
	maek_json_write_key(to, "evidence");
	maek_json_evidence(graph, edge, to);
}

void maek_json_head(const struct maek_graph *graph, struct maek_buffer *to)
{
	maek_json_write_key(to, "generator");
	maek_buffer_string(to, "{");
	maek_json_write_string_at(to, "name", "maek");
	maek_json_write_string_at(to, "version", MAEK_VERSION);
	maek_buffer_string(to, "}");
	maek_json_write_packs(to, graph->packs.items, graph->packs.count);
}

bool maek_json_put(struct maek_buffer *text, FILE *out)
{
	bool ok = fwrite(text->bytes, 1, text->size, out) == text->size;
	text->size = 0;
	return ok;
}
