/* Views: what a picture shows, as a pack describes it (`views:`). The parts of a picture have fixed names (root, rows,
 * people, models, size, side); which types and relations fill them is the pack's to say.
 */
#ifndef MAEK_GRAPH_VIEW_H
#define MAEK_GRAPH_VIEW_H

#include "extract/error.h"
#include "extract/rules.h"

/* A page is no picture: it names the view that is drawn on it. */
enum maek_layout { MAEK_LAYOUT_GRAPH, MAEK_LAYOUT_CARDS, MAEK_LAYOUT_POSTER, MAEK_LAYOUT_PAGE };
enum maek_order { MAEK_ORDER_TEXT, MAEK_ORDER_RISING, MAEK_ORDER_FALLING };

/* `via: develops` follows the arrow, `via: ^works_for` goes against it. */
struct maek_via {
	const char *relation; /* NULL: none */
	bool against;
};

struct maek_diagram {
	const char *name, *title;
	enum maek_layout layout;
	const char *drawing;              /* of a page: a view; NULL: everything */
	const char *root;                 /* type; NULL: the view shows everything */
	const char *row_type, *side_type; /* NULL: any */
	struct maek_via row, side, people, models, size, heads;
	const char *people_sub, *head_sub; /* attribute shown behind a person */
	size_t head_most;                  /* how many heads a side shows */
	bool model_alias;
	enum maek_order models_order;
	const struct maek_yaml *words;
};

/* Reads the view `name`; "everything" is there even when no pack has it. False with errors (not NULL) at its places in the pack. The strings are the rules'. */
bool maek_diagram_read(const struct maek_rules *rules, const char *name, struct maek_diagram *out,
                       struct maek_errors *errors);

/* A word of the view, or "". */
const char *maek_diagram_word(const struct maek_diagram *diagram, const char *key);

#endif
