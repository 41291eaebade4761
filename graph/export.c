/* The table of exporters. */
#include "graph/export.h"

#include "graph/export_dot.h"
#include "graph/export_formats.h"
#include "graph/graph_json.h"

#include <string.h>

static bool write_json(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                       struct maek_errors *errors)
{
	(void)options;
	(void)errors;
	maek_graph_write_json(graph, out);
	return maek_export_done(out);
}

const struct maek_exporter maek_exporters[] = {
	{"json", ".json", "graph.json: node-link, for notebooks", write_json, NULL},
	{"jsonl", ".jsonl", "the same one node or edge a line", maek_export_jsonl, NULL},
	{"csv", "", "tables of documents, nodes, edges, mentions, evidence", maek_export_csv, maek_export_csv_parts},
	{"graphml", ".graphml", "GraphML for Gephi, yEd, igraph", maek_export_graphml, NULL},
	{"cyjs", ".cyjs", "Cytoscape and Cytoscape.js", maek_export_cyjs, NULL},
	{"nquads", ".nq", "RDF with PROV-O evidence, sorted", maek_export_nquads, NULL},
	{"mermaid", ".mmd", "a Mermaid flowchart", maek_export_mermaid, NULL},
	{"dot", ".dot", "Graphviz DOT", maek_export_dot, NULL},
	{0},
};

bool maek_export_done(FILE *out)
{
	return fflush(out) == 0 && !ferror(out);
}

const struct maek_exporter *maek_exporter_find(const char *name)
{
	for (const struct maek_exporter *exporter = maek_exporters; exporter->name; exporter++)
		if (strcmp(exporter->name, name) == 0)
			return exporter;
	return NULL;
}
