/* Finding the parts of a picture. Order of mention is a total order (ties go by index), so a graph gives one picture. */
#include "graph/view_picture.h"

#include "extract/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SIDES = 8 }; /* more do not fit beside the rows; they count as not shown */

struct reached {
	uint32_t node, edge;
};
struct reached_list {
	struct reached *items;
	size_t count, room;
};

struct search {
	struct maek_picture *picture;
	struct maek_arena *arena;
};

static bool is_earlier(const struct maek_graph *graph, uint32_t a, uint32_t b)
{
	const struct maek_node *x = &graph->nodes.items[a], *y = &graph->nodes.items[b];
	if (!x->mentions.count || !y->mentions.count)
		return x->mentions.count != y->mentions.count ? x->mentions.count > y->mentions.count : a < b;
	const struct maek_graph_mention *p = &x->mentions.items[0], *q = &y->mentions.items[0];
	if (p->document != q->document)
		return p->document < q->document;
	if (p->anchor.cp[0] != q->anchor.cp[0])
		return p->anchor.cp[0] < q->anchor.cp[0];
	return a < b;
}

/* The nodes of `type` (NULL: any) that a node reaches over a relation. */
static struct reached_list reach(struct search *search, uint32_t node, struct maek_via via, const char *type)
{
	const struct maek_graph *graph = search->picture->graph;
	struct reached_list list = {0};
	for (uint32_t i = 0; via.relation && i < graph->edges.count; i++) {
		const struct maek_edge *edge = &graph->edges.items[i];
		if ((via.against ? edge->target : edge->source) != node || strcmp(edge->type, via.relation) != 0)
			continue;
		struct reached found = {via.against ? edge->source : edge->target, i};
		if (type && strcmp(graph->nodes.items[found.node].type, type) != 0)
			continue;
		MAEK_PUSH(search->arena, &list);
		size_t at = list.count - 1;
		for (; at > 0 && is_earlier(graph, found.node, list.items[at - 1].node); at--)
			list.items[at] = list.items[at - 1];
		list.items[at] = found;
	}
	return list;
}

/* Where `alias` first stands among the mentions; behind all of them when none spells it. */
static size_t first_mention(const struct maek_node *node, const char *alias)
{
	size_t at = 0;
	while (at < node->mentions.count && strcmp(node->mentions.items[at].text, alias) != 0)
		at++;
	return at;
}

/* "EXAONE" says no more beside "K-EXAONE". */
static bool is_within_another_name(const struct maek_node *node, const char *alias)
{
	if (strstr(node->label, alias))
		return true;
	for (size_t i = 0; i < node->aliases.count; i++)
		if (node->aliases.items[i] != alias && strstr(node->aliases.items[i], alias))
			return true;
	return false;
}

const char *maek_picture_alias(const struct maek_node *node)
{
	const char *best = "";
	size_t best_at = SIZE_MAX;
	for (size_t i = 0; i < node->aliases.count; i++) {
		size_t at = first_mention(node, node->aliases.items[i]);
		if (at >= best_at || is_within_another_name(node, node->aliases.items[i]))
			continue;
		best = node->aliases.items[i];
		best_at = at;
	}
	return best;
}

static bool is_within_another_text(const struct maek_property *property, size_t index)
{
	for (size_t i = 0; i < property->texts.count; i++)
		if (i != index && strstr(property->texts.items[i], property->texts.items[index]))
			return true;
	return false;
}

/* The texts of an attribute, without those that others hold already: "director" beside "managing director". */
static const char *attribute_of(struct search *search, uint32_t edge, const char *key)
{
	const struct maek_edge *from = &search->picture->graph->edges.items[edge];
	struct maek_buffer text = {.arena = search->arena};
	for (size_t i = 0; key && i < from->properties.count; i++) {
		const struct maek_property *property = &from->properties.items[i];
		if (property->is_integer || strcmp(property->key, key) != 0)
			continue;
		for (size_t k = 0; k < property->texts.count; k++) {
			if (is_within_another_text(property, k))
				continue;
			maek_buffer_string(&text, text.size ? "\xC2\xB7" : "");
			maek_buffer_string(&text, property->texts.items[k]);
		}
	}
	return text.bytes ? text.bytes : "";
}

static struct maek_picture_person person_of(struct search *search, struct reached reached, const char *key)
{
	return (struct maek_picture_person){reached.node, reached.edge, attribute_of(search, reached.edge, key)};
}

static struct maek_picture_model model_of(struct search *search, struct reached reached)
{
	struct maek_picture *picture = search->picture;
	const struct maek_node *nodes = picture->graph->nodes.items;
	struct maek_picture_model model = {.node = reached.node, .edge = reached.edge, .alias = ""};
	if (picture->diagram->model_alias)
		model.alias = maek_picture_alias(&nodes[reached.node]);
	struct reached_list sizes = reach(search, reached.node, picture->diagram->size, NULL);
	for (size_t i = 0; i < sizes.count; i++) {
		const struct maek_node *size = &nodes[sizes.items[i].node];
		if (!size->has_value || size->value <= model.value)
			continue;
		model.value = size->value;
		model.size = sizes.items[i].node;
		model.size_edge = sizes.items[i].edge;
	}
	if (model.value > 0)
		*MAEK_PUSH(search->arena, &picture->values) = model.value;
	if (model.value > picture->greatest)
		picture->greatest = model.value;
	return model;
}

static bool stands_before(enum maek_order order, int64_t a, int64_t b)
{
	return (order == MAEK_ORDER_RISING && a < b) || (order == MAEK_ORDER_FALLING && a > b);
}

/* Stable: equal values stay in order of mention. */
static void sort_models(struct maek_picture_row *row, enum maek_order order)
{
	for (size_t i = 1; i < row->models.count; i++) {
		struct maek_picture_model model = row->models.items[i];
		size_t at = i;
		for (; at > 0 && stands_before(order, model.value, row->models.items[at - 1].value); at--)
			row->models.items[at] = row->models.items[at - 1];
		row->models.items[at] = model;
	}
}

static void add_row(struct search *search, struct reached reached)
{
	struct maek_picture *picture = search->picture;
	const struct maek_diagram *diagram = picture->diagram;
	struct maek_picture_row *row = MAEK_PUSH(search->arena, &picture->rows);
	row->node = reached.node;
	row->edge = reached.edge;
	row->alias = maek_picture_alias(&picture->graph->nodes.items[reached.node]);
	struct reached_list people = reach(search, reached.node, diagram->people, NULL);
	for (size_t i = 0; i < people.count; i++)
		*MAEK_PUSH(search->arena, &row->people) = person_of(search, people.items[i], diagram->people_sub);
	struct reached_list models = reach(search, reached.node, diagram->models, NULL);
	for (size_t i = 0; i < models.count; i++)
		*MAEK_PUSH(search->arena, &row->models) = model_of(search, models.items[i]);
	sort_models(row, diagram->models_order);
}

static void add_side(struct search *search, struct reached reached)
{
	struct maek_picture *picture = search->picture;
	struct maek_picture_side *side = MAEK_PUSH(search->arena, &picture->sides);
	side->node = reached.node;
	side->edge = reached.edge;
	side->alias = maek_picture_alias(&picture->graph->nodes.items[reached.node]);
	picture->shown[reached.node] = true;
	struct reached_list heads = reach(search, reached.node, picture->diagram->heads, NULL);
	for (size_t i = 0; i < heads.count && i < picture->diagram->head_most; i++)
		*MAEK_PUSH(search->arena, &side->heads) = person_of(search, heads.items[i], picture->diagram->head_sub);
	for (size_t i = 0; i < side->heads.count; i++)
		picture->shown[side->heads.items[i].node] = true;
}

/* The root with the most rows, the first mentioned of several. */
static void find_root(struct search *search)
{
	struct maek_picture *picture = search->picture;
	const struct maek_graph *graph = picture->graph;
	struct maek_via via = picture->diagram->row;
	uint32_t *rows = maek_arena_alloc(search->arena, (graph->nodes.count + 1) * sizeof *rows);
	for (size_t i = 0; via.relation && i < graph->edges.count; i++)
		if (strcmp(graph->edges.items[i].type, via.relation) == 0)
			rows[via.against ? graph->edges.items[i].source : graph->edges.items[i].target]++;
	for (uint32_t i = 0; i < graph->nodes.count; i++) {
		if (strcmp(graph->nodes.items[i].type, picture->diagram->root) != 0)
			continue;
		bool is_better = !picture->found || rows[i] > rows[picture->root] ||
		                 (rows[i] == rows[picture->root] && is_earlier(graph, i, picture->root));
		picture->root = is_better ? i : picture->root;
		picture->found = true;
	}
}

static void mark_row(struct maek_picture *picture, const struct maek_picture_row *row)
{
	picture->shown[row->node] = true;
	for (size_t i = 0; i < row->people.count; i++)
		picture->shown[row->people.items[i].node] = true;
	for (size_t i = 0; i < row->models.count; i++) {
		picture->shown[row->models.items[i].node] = true;
		if (row->models.items[i].value)
			picture->shown[row->models.items[i].size] = true;
	}
}

static void keep_row(struct maek_picture *picture, const char *id)
{
	size_t kept = 0;
	for (size_t i = 0; i < picture->rows.count; i++)
		if (strcmp(picture->graph->nodes.items[picture->rows.items[i].node].id, id) == 0)
			picture->rows.items[kept++] = picture->rows.items[i];
	picture->rows.count = kept;
}

struct maek_picture maek_picture_of(const struct maek_graph *graph, const struct maek_diagram *diagram, const char *row,
                                    struct maek_arena *arena)
{
	struct maek_picture picture = {.graph = graph, .diagram = diagram};
	struct search search = {&picture, arena};
	picture.shown = maek_arena_alloc(arena, graph->nodes.count + 1);
	find_root(&search);
	if (!picture.found)
		return picture;
	picture.shown[picture.root] = true;
	/* `via` of the rows is written from the row's end: it leads to the root */
	struct maek_via to_rows = {diagram->row.relation, !diagram->row.against};
	struct reached_list rows = reach(&search, picture.root, to_rows, diagram->row_type);
	for (size_t i = 0; i < rows.count; i++)
		add_row(&search, rows.items[i]);
	if (row)
		keep_row(&picture, row);
	for (size_t i = 0; i < picture.rows.count; i++)
		mark_row(&picture, &picture.rows.items[i]);
	struct reached_list sides = reach(&search, picture.root, diagram->side, diagram->side_type);
	for (size_t i = 0; i < sides.count && i < MOST_SIDES; i++)
		add_side(&search, sides.items[i]);
	return picture;
}
