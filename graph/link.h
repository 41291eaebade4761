/* The linker: the facts of many documents in, one graph out. The result does not depend on the order in which
 * documents arrive, nor on how they were split over files.
 */
#ifndef MAEK_GRAPH_LINK_H
#define MAEK_GRAPH_LINK_H

#include "extract/error.h"
#include "graph/graph.h"

struct maek_linker;
struct maek_linker *maek_linker_new(void);

/* Gives back a linker that is not to be finished. NULL is fine. */
void maek_linker_free(struct maek_linker *linker);

/* Adds the facts of a document (copied; `facts` may be given back at once). A document of the same id and content as an
 * earlier one counts once. */
void maek_linker_add(struct maek_linker *linker, const struct maek_facts *facts);

/* The graph of all documents added. Documents of one id and different content each get `~` and 8 hex digits of their
 * hash behind the id, with a warning. Frees the linker. */
struct maek_graph *maek_linker_finish(struct maek_linker *linker, struct maek_errors *errors);

#endif
