/* Views: what a picture shows, as a pack describes it (`views:`).
 */
#ifndef MAEK_GRAPH_VIEW_H
#define MAEK_GRAPH_VIEW_H

#include "extract/error.h"
#include "extract/rules.h"
#include "graph/graph.h"

enum maek_layout { MAEK_LAYOUT_GRAPH, MAEK_LAYOUT_CARDS };

/* `via: develops` follows the arrow, `via: ^works_for` goes against it. */
struct maek_via {
	const char *relation; /* NULL: none */
	bool against;
};

struct maek_diagram {
	const char *name, *title;
	enum maek_layout layout;
	const char *root;               /* type */
	const char *row_type, *side_type;
	struct maek_via row, side, people, models, size, side_people;
	const char *people_sub, *side_sub; /* attribute shown behind a person */
	bool model_alias;
	const struct maek_yaml *words;
};

/* Reads the view `name`; false with errors at its places in the pack. */
bool maek_diagram_read(const struct maek_rules *rules, const char *name, struct maek_diagram *out,
                       struct maek_errors *errors);

/* A word of the view, or "". */
const char *maek_diagram_word(const struct maek_diagram *diagram, const char *key);

/* The nodes that a node reaches over a relation, in order of first mention; into `out` (borrowed indices into nodes and
 * edges). Returns how many there are, at most `room`. */
struct maek_reached {
	uint32_t node, edge;
};
size_t maek_diagram_reach(const struct maek_graph *graph, uint32_t node, struct maek_via via, struct maek_reached *out,
                          size_t room);

#endif
