/* The table of exporters. */
#include "graph/export.h"

#include "graph/export_dot.h"
#include "graph/graph_json.h"

#include <string.h>

static bool write_json(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                       struct maek_errors *errors)
{
	(void)options;
	return maek_graph_write_json(graph, out) ||
	       maek_errors_add(errors, MAEK_ERROR, "output", (struct maek_place){0}, NULL, "JSON could not be written");
}

const struct maek_exporter maek_exporters[] = {
	{"json", ".json", "graph.json: node-link, for notebooks", write_json},
	{"dot", ".dot", "Graphviz DOT", maek_export_dot},
	{0},
};

const struct maek_exporter *maek_exporter_find(const char *name)
{
	for (const struct maek_exporter *exporter = maek_exporters; exporter->name; exporter++)
		if (strcmp(exporter->name, name) == 0)
			return exporter;
	return NULL;
}
