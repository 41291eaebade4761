/* A small graph of an invented world, built by hand: a league, clubs, players, stadiums. */
#ifndef MAEK_TESTS_LEAGUE_GRAPH_H
#define MAEK_TESTS_LEAGUE_GRAPH_H

#include "graph/graph.h"

static inline struct maek_graph *league_new(void)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_graph *graph = maek_arena_alloc(arena, sizeof *graph);
	graph->arena = arena;
	MAEK_PUSH(arena, &graph->documents)->id = "d";
	return graph;
}

/* A node that is first mentioned at code point `at`. */
static inline uint32_t league_node(struct maek_graph *graph, const char *type, const char *label, uint32_t at)
{
	struct maek_node *node = MAEK_PUSH(graph->arena, &graph->nodes);
	node->type = type;
	node->label = label;
	node->id = maek_arena_format(graph->arena, "%s/%s", type, label);
	struct maek_graph_mention *mention = MAEK_PUSH(graph->arena, &node->mentions);
	mention->text = label;
	mention->type = type;
	mention->rule = mention->at = "league/hand";
	mention->anchor.cp[0] = at;
	return (uint32_t)(graph->nodes.count - 1);
}

static inline void league_alias(struct maek_graph *graph, uint32_t node, const char *alias, uint32_t at)
{
	*MAEK_PUSH(graph->arena, &graph->nodes.items[node].aliases) = alias;
	struct maek_graph_mention *mention = MAEK_PUSH(graph->arena, &graph->nodes.items[node].mentions);
	mention->text = alias;
	mention->type = graph->nodes.items[node].type;
	mention->rule = mention->at = "league/hand";
	mention->anchor.cp[0] = at;
}

static inline uint32_t league_value(struct maek_graph *graph, const char *label, int64_t value)
{
	uint32_t node = league_node(graph, "Seats", label, 900);
	graph->nodes.items[node].has_value = true;
	graph->nodes.items[node].value = value;
	return node;
}

/* An edge, with up to two texts of the attribute `number`. */
static inline void league_edge(struct maek_graph *graph, uint32_t source, const char *type, uint32_t target,
                               const char *first, const char *second)
{
	struct maek_edge *edge = MAEK_PUSH(graph->arena, &graph->edges);
	edge->type = type;
	edge->source = source;
	edge->target = target;
	edge->id = maek_arena_format(graph->arena, "%u %s %u", source, type, target);
	if (!first)
		return;
	struct maek_property *number = MAEK_PUSH(graph->arena, &edge->properties);
	number->key = "number";
	*MAEK_PUSH(graph->arena, &number->texts) = first;
	if (second)
		*MAEK_PUSH(graph->arena, &number->texts) = second;
}

/* Rows in order of mention: Red & <Sons> (10), 청룡 (20), Last (30). Red owns Small (6000) and Big (60000), 청룡 shares
 * Big, Last has nothing. Two leagues: the second has no clubs. Out of the pictures: a club and a player of none. */
static inline struct maek_graph *league_graph(void)
{
	struct maek_graph *graph = league_new();
	uint32_t blue = league_node(graph, "Club", "청룡", 20), last = league_node(graph, "Club", "Last", 30);
	uint32_t red = league_node(graph, "Club", "Red & <Sons>", 10), host = league_node(graph, "Club", "Host", 40);
	uint32_t empty = league_node(graph, "League", "Other League", 1),
			 league = league_node(graph, "League", "The League", 2);
	uint32_t kim = league_node(graph, "Player", "김", 50), boss = league_node(graph, "Player", "Boss", 60);
	uint32_t small = league_node(graph, "Stadium", "Small", 70), big = league_node(graph, "Stadium", "Big", 80);
	uint32_t thousands = league_value(graph, "6,000", 6000), most = league_value(graph, "60,000", 60000);
	league_node(graph, "Club", "Nobody", 95);
	league_node(graph, "Player", "Nobody", 96);
	(void)empty;
	league_alias(graph, blue, "BD", 21);
	league_alias(graph, blue, "BD FC", 22);
	league_edge(graph, blue, "plays_in", league, NULL, NULL);
	league_edge(graph, last, "plays_in", league, NULL, NULL);
	league_edge(graph, red, "plays_in", league, NULL, NULL);
	league_edge(graph, host, "runs", league, NULL, NULL);
	league_edge(graph, boss, "plays_for", host, NULL, NULL);
	league_edge(graph, kim, "plays_for", red, "captain", "team captain");
	league_edge(graph, red, "owns", small, NULL, NULL);
	league_edge(graph, red, "owns", big, NULL, NULL);
	league_edge(graph, blue, "owns", big, NULL, NULL);
	league_edge(graph, small, "seats", thousands, NULL, NULL);
	league_edge(graph, big, "seats", most, NULL, NULL);
	league_edge(graph, big, "seats", thousands, NULL, NULL);
	return graph;
}

#endif
