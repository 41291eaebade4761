/* Writing the explorer into a folder: for run and export.
 */
#ifndef MAEK_CLI_SITE_H
#define MAEK_CLI_SITE_H

#include "cli/options.h"
#include "extract/rules.h"
#include "graph/graph.h"

/* Writes index.html, and pages/ when there are several documents, into `folder`, with the texts of the facts file
 * `facts_path`. False after messages when it could not be written or the view of the page is broken. */
bool maek_site_write(const struct maek_options *options, const struct maek_rules *rules, const struct maek_graph *graph,
                     const char *facts_path, const char *folder);

#endif
