/* The graph: nodes, edges and their evidence, as the linker makes it and every exporter reads it.
 *
 * Order: documents by id; nodes and edges by id (bytes); mentions and evidence by document, then place; aliases by
 * bytes. Everything lives in the graph's own arena. Strings are NUL-terminated UTF-8.
 */
#ifndef MAEK_GRAPH_GRAPH_H
#define MAEK_GRAPH_GRAPH_H

#include "extract/facts.h"

struct maek_graph_document {
	const char *id;
	char sha256[65];
	MAEK_LIST(struct maek_field) meta;
};

struct maek_graph_mention {
	uint32_t document;     /* index into documents */
	int sentence;
	const char *text;
	struct maek_anchor anchor;
	const char *type;      /* as found: the node's type or a subtype */
	const char *rule, *at;
};

struct maek_merge { /* why `alias` is a name of the node */
	const char *alias, *by;
};

struct maek_property {
	const char *key;
	bool is_integer;
	MAEK_LIST(const char *) texts;    /* is_integer false: distinct, in order of evidence */
	MAEK_LIST(int64_t) integers; /* is_integer true: distinct, ascending */
};

struct maek_node {
	const char *id, *type, *label;
	bool has_value;
	int64_t value;
	bool overflow;
	MAEK_LIST(const char *) aliases; /* every other name, sorted */
	MAEK_LIST(struct maek_property) properties;
	MAEK_LIST(struct maek_merge) merged;
	MAEK_LIST(struct maek_graph_mention) mentions;
};

struct maek_graph_evidence {
	uint32_t document;
	int sentence;
	const char *text; /* the region that the rule matched in: mostly the sentence */
	struct maek_anchor anchor;
	const char *rule, *at;
	MAEK_LIST(struct maek_fact_role) roles;
	MAEK_LIST(struct maek_fact_step) inferred;
};

struct maek_edge {
	const char *id, *type;
	uint32_t source, target; /* indices into nodes */
	double confidence;       /* 1 - product of (1 - c) over the evidence, in its order, rounded to 6 decimals */
	MAEK_LIST(struct maek_property) properties;
	MAEK_LIST(struct maek_graph_evidence) evidence;
};

struct maek_graph {
	struct maek_arena *arena;
	MAEK_LIST(struct maek_fact_pack) packs;
	MAEK_LIST(struct maek_graph_document) documents;
	MAEK_LIST(struct maek_node) nodes;
	MAEK_LIST(struct maek_edge) edges;
};

/* Gives every node and edge its id and brings both into their order. Called by the linker. */
void maek_graph_name(struct maek_graph *graph);

/* Gives back the graph and all it holds. NULL is fine. */
void maek_graph_free(struct maek_graph *graph);

#endif
