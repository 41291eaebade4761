/* What the handles of maek.h hold, for the files of the library.
 */
#ifndef MAEK_LIBRARY_HANDLES_H
#define MAEK_LIBRARY_HANDLES_H

#include "extract/error.h"
#include "extract/rules.h"
#include "graph/graph.h"
#include "library/maek.h"

#include <stdatomic.h>
#include <stdio.h>

struct maek_problems {
	struct maek_arena *arena;
	struct maek_errors errors; /* in an arena of its own, so that they can be cleared */
};

/* Where problems are added: NULL for NULL. */
struct maek_errors *maek_problems_list(struct maek_problems *problems);

struct maek_ruleset {
	struct maek_arena *arena;
	struct maek_rules *rules;
	struct maek_pack *packs;
};

/* The structs of maek.h for one extraction or network, made when the first is asked for: who only links and writes does
 * not pay for them. */
struct maek_views {
	struct maek_arena *arena;
	size_t entity_count, mention_count, statement_count;
	struct maek_entity *entities;
	const struct maek_mention **mentions; /* by place; NULL for a network */
	struct maek_statement *statements;
};

/* Several threads may ask at once: the first to finish wins. */
typedef _Atomic(struct maek_views *) maek_views_slot;

struct maek_extraction {
	struct maek_arena *arena;
	const struct maek_facts *facts;
	maek_views_slot *views;
};

struct maek_network {
	struct maek_graph *graph;
	maek_views_slot *views;
};

/* A stream whose bytes go to `write`; NULL when there is none to be had. Its errors are those of `write`. */
FILE *maek_stream_open(maek_write_function write, void *context);

/* Takes the graph. */
struct maek_network *maek_network_wrap(struct maek_graph *graph);

const struct maek_views *maek_extraction_views(const struct maek_extraction *extraction);
const struct maek_views *maek_network_views(const struct maek_network *network);

/* Puts `made` into the slot, or gives it back when another thread was faster; returns what stands there now. */
const struct maek_views *maek_views_keep(maek_views_slot *slot, struct maek_views *made);

/* Gives back what stands in the slot. */
void maek_views_free(maek_views_slot *slot);

/* NULL behind the last. */
const struct maek_entity *maek_views_entity(const struct maek_views *views, size_t index);
const struct maek_statement *maek_views_statement(const struct maek_views *views, size_t index);

#endif
