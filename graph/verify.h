/* Verifying: is every anchor of a graph what the documents say there?
 */
#ifndef MAEK_GRAPH_VERIFY_H
#define MAEK_GRAPH_VERIFY_H

#include "extract/document.h"
#include "extract/error.h"
#include "graph/graph.h"

struct maek_verified {
	size_t anchors, differences;
};

/* Slices every mention and every piece of evidence of the graph's document again, by code points out of the text and by
 * bytes out of the original (decoded), and compares. Differences are added to `errors`. `seen` (one flag for each
 * document of the graph) notes that the document was there. */
void maek_verify_document(const struct maek_graph *graph, const struct maek_document *document, bool *seen,
                          struct maek_verified *verified, struct maek_errors *errors);

#endif
