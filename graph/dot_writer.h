/* DOT through cgraph: the only file that includes its headers is dot_writer.c. Nodes have ASCII ids; everything a person
 * reads is an HTML label, so that only its escaping matters.
 */
#ifndef MAEK_GRAPH_DOT_WRITER_H
#define MAEK_GRAPH_DOT_WRITER_H

#include "extract/text.h"

#include <stdio.h>

enum { MAEK_DOT_LABEL_MOST = 200 }; /* characters that a label shows */

struct maek_dot;
enum maek_dot_kind { MAEK_DOT_GRAPH, MAEK_DOT_NODE, MAEK_DOT_EDGE };

/* A directed graph in which several edges may join two nodes. */
struct maek_dot *maek_dot_new(const char *name);
void maek_dot_free(struct maek_dot *dot);

/* The default of an attribute for all nodes or edges, or the graph's own value. */
void maek_dot_default(struct maek_dot *dot, enum maek_dot_kind kind, const char *key, const char *value);
/* The graph's own label as HTML. */
void maek_dot_graph_html(struct maek_dot *dot, const char *html);

/* A node or edge; attributes are set on the one made last. `key` tells parallel edges apart. */
void maek_dot_node(struct maek_dot *dot, const char *id);
void maek_dot_edge(struct maek_dot *dot, const char *from, const char *to, const char *key);
void maek_dot_set(struct maek_dot *dot, const char *key, const char *value);
void maek_dot_set_html(struct maek_dot *dot, const char *key, const char *html);

/* A box around the nodes that are made until maek_dot_cluster_end(); attributes set first are its own. A node belongs
 * to one cluster at most. */
void maek_dot_cluster(struct maek_dot *dot, const char *id);
void maek_dot_cluster_end(struct maek_dot *dot);

/* Puts nodes into one rank (inside the open cluster). */
void maek_dot_rank(struct maek_dot *dot, const char *const *ids, size_t count);

/* False when `out` could not be written. */
bool maek_dot_write(struct maek_dot *dot, FILE *out);

/* Graphviz puts names of nodes and graphs in the place of \N, \G and others, and one backslash in that of two, in HTML labels
 * even where the backslash is a reference. This, which is not seen, keeps the two characters apart. */
#define MAEK_DOT_APART "\xE2\x81\xA0"

/* Appends text for an HTML label: & < > " \ ] escaped, control characters dropped, at most MAEK_DOT_LABEL_MOST characters
 * and an ellipsis. */
void maek_dot_escape(struct maek_buffer *to, const char *text);
/* The same for an attribute that is no HTML, where a backslash is an escape and doubled it is itself. */
void maek_dot_escape_plain(struct maek_buffer *to, const char *text);

#endif
