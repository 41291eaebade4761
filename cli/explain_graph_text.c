/* Nodes and edges: where they come from, document by document. */
#include "cli/explain_text.h"

#include "cli/paint.h"

#include <string.h>

/* Line ends as spaces, so that a table row or paragraph stays one line. */
static void write_flat(const char *text)
{
	for (; *text; text++)
		putchar((unsigned char)*text < 0x20 ? ' ' : *text);
}

static void write_source(const char *rule, const char *at)
{
	printf("%s ", rule);
	maek_paint(MAEK_PAINT_DIM);
	fputs(at, stdout);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
}

static void write_document(const struct maek_graph *graph, uint32_t document, int sentence)
{
	maek_paint(MAEK_PAINT_BOLD);
	fputs(graph->documents.items[document].id, stdout);
	maek_paint(MAEK_PAINT_OFF);
	if (sentence >= 0)
		printf(", sentence %d", sentence + 1);
}

static void write_edges(const struct maek_graph *graph, const struct maek_node *node)
{
	bool any = false;
	for (size_t i = 0; i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		if (&graph->nodes.items[edge->source] != node && &graph->nodes.items[edge->target] != node)
			continue;
		puts(any ? "" : "edges");
		any = true;
		printf("  %s", edge->id);
	}
	fputs(any ? "\n" : "", stdout);
}

/* Why the node has this name: a rule that says so, or a mention spelled so. */
static void write_reason(const struct maek_graph *graph, const struct maek_node *node, const char *alias)
{
	for (size_t k = 0; k < node->merged.count; k++)
		if (strcmp(node->merged.items[k].alias, alias) == 0) {
			printf("  because of %s", node->merged.items[k].by);
			return;
		}
	for (size_t k = 0; k < node->mentions.count; k++) {
		const struct maek_graph_mention *mention = &node->mentions.items[k];
		if (strcmp(mention->text, alias) != 0)
			continue;
		printf("  as in %s, by %s", graph->documents.items[mention->document].id, mention->rule);
		return;
	}
}

void maek_explain_write_node(const struct maek_graph *graph, const struct maek_node *node)
{
	maek_paint(MAEK_PAINT_BOLD);
	printf("%s", node->id);
	maek_paint(MAEK_PAINT_OFF);
	printf("  %s\n", node->label);
	if (node->aliases.count)
		puts("also called");
	for (size_t i = 0; i < node->aliases.count; i++) {
		printf("  %s", node->aliases.items[i]);
		write_reason(graph, node, node->aliases.items[i]);
		puts("");
	}
	printf("mentioned %zu times\n", node->mentions.count);
	for (size_t i = 0; i < node->mentions.count; i++) {
		const struct maek_graph_mention *mention = &node->mentions.items[i];
		fputs("  ", stdout);
		write_document(graph, mention->document, mention->sentence);
		fputs("  ", stdout);
		maek_paint(MAEK_PAINT_FACT);
		printf("%s(", mention->type);
		write_flat(mention->text);
		fputs(")", stdout);
		maek_paint(MAEK_PAINT_OFF);
		fputs("  ", stdout);
		write_source(mention->rule, mention->at);
	}
	write_edges(graph, node);
}

/* The derivation as a tree: the last step on top, the sentence below. */
static void write_evidence(const struct maek_graph *graph, const struct maek_graph_evidence *evidence)
{
	int depth = 2;
	for (size_t i = evidence->inferred.count; i > 0; i--) {
		maek_paint_spaces(depth);
		fputs(depth > 2 ? "└ derived by " : "derived by ", stdout);
		write_source(evidence->inferred.items[i - 1].rule, evidence->inferred.items[i - 1].at);
		depth += 2;
	}
	maek_paint_spaces(depth);
	fputs(depth > 2 ? "└ said by " : "said by ", stdout);
	write_source(evidence->rule, evidence->at);
	maek_paint_spaces(depth + 2);
	write_document(graph, evidence->document, evidence->sentence);
	fputs(": ", stdout);
	write_flat(evidence->text);
	puts("");
}

void maek_explain_write_edge(const struct maek_graph *graph, const struct maek_edge *edge)
{
	maek_paint(MAEK_PAINT_BOLD);
	printf("%s", edge->id);
	maek_paint(MAEK_PAINT_OFF);
	printf("\nconfidence %g", edge->confidence);
	for (size_t i = 0; i < edge->properties.count; i++)
		for (size_t k = 0; k < edge->properties.items[i].texts.count; k++)
			printf(", %s = %s", edge->properties.items[i].key, edge->properties.items[i].texts.items[k]);
	printf("\nevidence: %zu\n", edge->evidence.count);
	for (size_t i = 0; i < edge->evidence.count; i++)
		write_evidence(graph, &edge->evidence.items[i]);
}
