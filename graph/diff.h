/* The difference of two graphs: nodes and edges gained, lost and changed, with the names, mentions, evidence and
 * properties that make it. Where a rule stands in its file makes no difference.
 *
 * A node is the same when its id is; else when it has the type and a mention (place and text) of a lost one: then it has a new id, and
 * edges are compared under that.
 */
#ifndef MAEK_GRAPH_DIFF_H
#define MAEK_GRAPH_DIFF_H

#include "extract/text.h"
#include "graph/graph.h"

enum maek_change { MAEK_GAINED, MAEK_LOST, MAEK_CHANGED };

/* What a node or edge has on one side only. */
struct maek_diff_part {
	enum maek_change change; /* gained or lost */
	const char *what;        /* "label", "value", "alias", "property", "mention", "evidence", "confidence" */
	const char *text;        /* the name, "key=value", the mention's text, the sentence */
	/* of mentions and evidence, else document is NULL */
	const char *document, *rule, *at;
	int sentence; /* index, -1: outside any */
	uint32_t cp[2];
	const struct maek_graph_evidence *evidence; /* of evidence, for its derivation */
	const char *key;                            /* what makes it the same on both sides */
};

struct maek_diff_item {
	enum maek_change change;
	const char *id, *was; /* `was`: its id before, when that was another, else NULL */
	const struct maek_node *node;   /* of the side that has it, the later one of both; NULL for an edge */
	const struct maek_edge *edge;   /* likewise; NULL for a node */
	const char *source, *target;    /* ids of an edge's ends in the later graph, when they are there */
	MAEK_LIST(struct maek_diff_part) parts;
};

struct maek_diff_list {
	struct maek_diff_item *items;
	size_t count, room;
};

struct maek_diff {
	struct maek_diff_list nodes, edges; /* by id in bytes; of one id gained before lost */
};

/* Compares; everything lives in `arena` and borrows from both graphs. */
struct maek_diff *maek_diff(struct maek_arena *arena, const struct maek_graph *before, const struct maek_graph *after);

/* How many of a list are of this kind. */
size_t maek_diff_count(const struct maek_diff_list *list, enum maek_change change);

/* "gained", "lost", "changed" */
const char *maek_change_name(enum maek_change change);

/* Appends the difference as JSON. */
void maek_diff_write_json(const struct maek_diff *diff, struct maek_buffer *out);

/* Writes it as DOT: what was gained in green, what was lost in red and dashed, what it hangs on in grey. False when `out`
 * could not be written. */
bool maek_diff_write_dot(const struct maek_diff *diff, struct maek_arena *arena, FILE *out);

#endif
