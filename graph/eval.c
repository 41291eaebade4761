/* The steps of tests/score.py in its order, since which node takes which gold entity depends on it. */
#include "graph/eval.h"

#include "extract/yaml_tree.h"
#include "graph/json_build.h"

#include <stdlib.h>
#include <string.h>

struct names {
	struct maek_text *items;
	size_t count, room;
};

struct gold_entity {
	const char *type, *name;
	bool has_value;
	int64_t value;
	struct names names;
	int taken; /* node + 1 */
};

struct gold_relation {
	const char *type;
	int subject, object; /* -1: not among the entities */
	bool optional, found;
	struct names attributes;
	bool has_attributes;
};

struct scoring {
	struct maek_eval *eval;
	const struct maek_rules *rules;
	const struct maek_graph *graph;
	struct maek_arena *work;
	MAEK_LIST(struct gold_entity) entities;
	MAEK_LIST(struct gold_relation) relations;
	struct names ignored;
	int *owner;     /* by node: gold entity, -1 none */
	bool *shrugged; /* by node */
};

static struct maek_tally *tally_of(struct maek_eval *eval, char kind, const char *name)
{
	for (size_t i = 0; i < eval->tallies.count; i++)
		if (eval->tallies.items[i].kind == kind && strcmp(eval->tallies.items[i].name, name) == 0)
			return &eval->tallies.items[i];
	struct maek_tally *tally = MAEK_PUSH(eval->arena, &eval->tallies);
	*tally = (struct maek_tally){.name = maek_arena_copy(eval->arena, name, strlen(name)), .kind = kind};
	return tally;
}

static bool holds(const struct names *names, struct maek_text name)
{
	for (size_t i = 0; i < names->count; i++)
		if (maek_text_equal(names->items[i], name))
			return true;
	return false;
}

static bool share(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (holds(b, a->items[i]))
			return true;
	return false;
}

static void add_name(struct maek_arena *arena, struct names *names, struct maek_text name)
{
	if (name.size && !holds(names, name))
		*MAEK_PUSH(arena, names) = name;
}

/* Without the longest of the endings that the rules name for the type (`eval: suffixes`); never empty. */
static struct maek_text without_suffix(const struct scoring *scoring, const char *type, struct maek_text name)
{
	const struct maek_yaml *list = maek_yaml_get(maek_rules_section(scoring->rules, "eval", "suffixes"), type);
	size_t longest = 0;
	for (size_t i = 0; list && list->kind == MAEK_YAML_LIST && i < list->count; i++) {
		struct maek_text end = list->items[i]->value;
		if (list->items[i]->kind == MAEK_YAML_SCALAR && end.size < name.size && end.size > longest &&
		    memcmp(name.bytes + name.size - end.size, end.bytes, end.size) == 0)
			longest = end.size;
	}
	return (struct maek_text){name.bytes, name.size - longest};
}

static void add_folded(const struct scoring *scoring, struct names *names, const char *type, const char *name)
{
	struct maek_text folded = maek_text_fold(scoring->work, maek_text_of(name));
	add_name(scoring->work, names, without_suffix(scoring, type, folded));
}

/* ---- gold */

static const char *string_of(const struct scoring *scoring, const json_t *value)
{
	return json_is_string(value) ? maek_arena_copy(scoring->work, json_string_value(value), json_string_length(value)) : "";
}

static void read_entity(struct scoring *scoring, const json_t *object)
{
	struct gold_entity *entity = MAEK_PUSH(scoring->work, &scoring->entities);
	size_t i;
	json_t *value;
	entity->type = string_of(scoring, json_object_get(object, "type"));
	entity->name = string_of(scoring, json_object_get(object, "name"));
	entity->has_value = json_is_integer(json_object_get(object, "value"));
	entity->value = json_integer_value(json_object_get(object, "value"));
	add_folded(scoring, &entity->names, entity->type, entity->name);
	json_array_foreach(json_object_get(object, "aliases"), i, value)
		add_folded(scoring, &entity->names, entity->type, string_of(scoring, value));
}

static int entity_named(const struct scoring *scoring, const char *name)
{
	for (size_t i = 0; i < scoring->entities.count; i++)
		if (strcmp(scoring->entities.items[i].name, name) == 0)
			return (int)i;
	return -1;
}

static const char *attribute_of(const struct scoring *scoring, const char *relation)
{
	const struct maek_yaml *name = maek_yaml_get(maek_rules_section(scoring->rules, "eval", "attributes"), relation);
	return name && name->kind == MAEK_YAML_SCALAR ? name->value.bytes : NULL;
}

static void read_relation(struct scoring *scoring, const json_t *object)
{
	struct gold_relation relation = {.type = string_of(scoring, json_object_get(object, "type"))};
	const char *attribute = attribute_of(scoring, relation.type);
	relation.subject = entity_named(scoring, string_of(scoring, json_object_get(object, "subject")));
	relation.object = entity_named(scoring, string_of(scoring, json_object_get(object, "object")));
	relation.optional = json_is_true(json_object_get(object, "optional"));
	if (attribute) {
		const char *plural = maek_arena_format(scoring->work, "%ss", attribute);
		const json_t *one = json_object_get(object, attribute), *list = json_object_get(object, plural);
		size_t i;
		json_t *value;
		json_array_foreach(list, i, value)
			add_name(scoring->work, &relation.attributes,
			         maek_text_fold(scoring->work, maek_text_of(string_of(scoring, value))));
		if (json_array_size(list) == 0 && json_is_string(one))
			add_name(scoring->work, &relation.attributes, maek_text_fold(scoring->work, maek_text_of(string_of(scoring, one))));
	}
	for (size_t i = 0; i < scoring->relations.count; i++) {
		const struct gold_relation *there = &scoring->relations.items[i];
		if (!relation.optional && !there->optional && strcmp(there->type, relation.type) == 0 &&
		    there->subject == relation.subject && there->object == relation.object)
			return;
	}
	*MAEK_PUSH(scoring->work, &scoring->relations) = relation;
}

static bool read_gold(struct scoring *scoring, const char *path, struct maek_errors *errors)
{
	json_error_t error;
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error), *value;
	size_t i;
	if (!root)
		return maek_errors_add(errors, MAEK_ERROR, "gold", (struct maek_place){path, error.line > 0 ? error.line : 0, 0, 0}, NULL,
		                       "%s", error.text);
	json_array_foreach(json_object_get(root, "entities"), i, value)
		read_entity(scoring, value);
	json_array_foreach(json_object_get(root, "relations"), i, value)
		read_relation(scoring, value);
	json_array_foreach(json_object_get(root, "ignore"), i, value)
		add_name(scoring->work, &scoring->ignored, maek_text_fold(scoring->work, maek_text_of(string_of(scoring, value))));
	json_decref(root);
	return true;
}

/* ---- scoring */

static const char *keep(struct scoring *scoring, const char *text)
{
	return text ? maek_arena_copy(scoring->eval->arena, text, strlen(text)) : NULL;
}

static void add_error(struct scoring *scoring, const char *kind, const char *name, const char *what, const char *sentence,
                      const char *rule)
{
	struct maek_eval_error *error = MAEK_PUSH(scoring->eval->arena, &scoring->eval->errors);
	*error = (struct maek_eval_error){kind, keep(scoring, name), keep(scoring, what), keep(scoring, sentence),
	                                  keep(scoring, rule)};
}

static bool is_same(const struct gold_entity *gold, const struct maek_node *node, const struct names *names)
{
	if (gold->has_value || node->has_value)
		return gold->has_value && node->has_value && gold->value == node->value;
	return share(&gold->names, names);
}

static int find_gold(const struct scoring *scoring, const struct maek_node *node, const struct names *names)
{
	int hit = -1;
	for (size_t i = 0; i < scoring->entities.count; i++) {
		const struct gold_entity *gold = &scoring->entities.items[i];
		if (strcmp(gold->type, node->type) != 0 || !is_same(gold, node, names))
			continue;
		if (!gold->taken)
			return (int)i;
		if (hit < 0)
			hit = (int)i;
	}
	return hit;
}

static void score_node(struct scoring *scoring, uint32_t index)
{
	const struct maek_node *node = &scoring->graph->nodes.items[index];
	struct names names = {0};
	add_folded(scoring, &names, node->type, node->label);
	for (size_t i = 0; i < node->aliases.count; i++)
		add_folded(scoring, &names, node->type, node->aliases.items[i]);
	int hit = find_gold(scoring, node, &names);
	struct maek_tally *tally = tally_of(scoring->eval, 'e', node->type);
	const char *rule = node->mentions.count ? node->mentions.items[0].rule : NULL;
	scoring->owner[index] = hit;
	if (hit < 0 && share(&names, &scoring->ignored)) {
		scoring->shrugged[index] = true;
	} else if (hit < 0 || scoring->entities.items[hit].taken) {
		tally->wrong++;
		add_error(scoring, hit < 0 ? "FP" : "SPLIT", node->type, node->label, NULL, rule);
	} else {
		tally->right++;
		scoring->entities.items[hit].taken = (int)index + 1;
	}
}

static const char *pair_of(struct scoring *scoring, const char *a, const char *b)
{
	return maek_arena_format(scoring->eval->arena, "%s -> %s", a, b);
}

static void score_attributes(struct scoring *scoring, const struct gold_relation *relation, const struct maek_edge *edge)
{
	const char *attribute = attribute_of(scoring, relation->type);
	struct names found = {0};
	if (!attribute)
		return;
	for (size_t i = 0; edge && i < edge->properties.count; i++)
		for (size_t k = 0; strcmp(edge->properties.items[i].key, attribute) == 0 && k < edge->properties.items[i].texts.count; k++)
			add_name(scoring->work, &found,
			         maek_text_fold(scoring->work, maek_text_of(edge->properties.items[i].texts.items[k])));
	struct maek_tally *tally = tally_of(scoring->eval, 'a', attribute);
	for (size_t i = 0; i < found.count; i++)
		*(holds(&relation->attributes, found.items[i]) ? &tally->right : &tally->wrong) += 1;
	for (size_t i = 0; i < relation->attributes.count; i++)
		tally->missed += !holds(&found, relation->attributes.items[i]);
}

static void score_edge(struct scoring *scoring, const struct maek_edge *edge)
{
	if (scoring->shrugged[edge->source] || scoring->shrugged[edge->target])
		return;
	int subject = scoring->owner[edge->source], object = scoring->owner[edge->target];
	struct gold_relation *wanted = NULL;
	bool maybe = false;
	for (size_t i = 0; subject >= 0 && object >= 0 && i < scoring->relations.count; i++) {
		struct gold_relation *relation = &scoring->relations.items[i];
		if (strcmp(relation->type, edge->type) != 0 || relation->subject != subject || relation->object != object)
			continue;
		if (relation->optional)
			maybe = true;
		else
			wanted = relation;
	}
	struct maek_tally *tally = tally_of(scoring->eval, 'r', edge->type);
	if (wanted) {
		if (wanted->found) /* two nodes for one gold entity */
			return;
		wanted->found = true;
		tally->right++;
		score_attributes(scoring, wanted, edge);
	} else if (!maybe) {
		tally->wrong++;
		const struct maek_graph_evidence *evidence = edge->evidence.count ? &edge->evidence.items[0] : NULL;
		add_error(scoring, "FP", edge->type,
		          pair_of(scoring, scoring->graph->nodes.items[edge->source].label, scoring->graph->nodes.items[edge->target].label),
		          evidence ? evidence->text : NULL, evidence ? evidence->rule : NULL);
	}
}

static void score_misses(struct scoring *scoring)
{
	for (size_t i = 0; i < scoring->entities.count; i++) {
		const struct gold_entity *gold = &scoring->entities.items[i];
		struct maek_tally *tally = tally_of(scoring->eval, 'e', gold->type);
		if (gold->taken)
			continue;
		tally->missed++;
		add_error(scoring, "FN", gold->type, gold->name, NULL, NULL);
	}
	for (size_t i = 0; i < scoring->relations.count; i++) {
		const struct gold_relation *relation = &scoring->relations.items[i];
		if (relation->optional || relation->found)
			continue;
		tally_of(scoring->eval, 'r', relation->type)->missed++;
		score_attributes(scoring, relation, NULL);
		add_error(scoring, "FN", relation->type,
		          pair_of(scoring, relation->subject < 0 ? "?" : scoring->entities.items[relation->subject].name,
		                  relation->object < 0 ? "?" : scoring->entities.items[relation->object].name),
		          NULL, NULL);
	}
}

bool maek_eval_add(struct maek_eval *eval, const struct maek_rules *rules, const char *gold_path, const struct maek_graph *graph,
                   struct maek_errors *errors)
{
	struct scoring scoring = {.eval = eval, .rules = rules, .graph = graph, .work = maek_arena_new()};
	eval->errors.count = 0;
	bool ok = read_gold(&scoring, gold_path, errors);
	if (ok) {
		scoring.owner = maek_arena_alloc(scoring.work, (graph->nodes.count + 1) * sizeof *scoring.owner);
		scoring.shrugged = maek_arena_alloc(scoring.work, graph->nodes.count + 1);
		for (uint32_t i = 0; i < graph->nodes.count; i++)
			score_node(&scoring, i);
		for (size_t i = 0; i < graph->edges.count; i++)
			score_edge(&scoring, &graph->edges.items[i]);
		score_misses(&scoring);
	}
	maek_arena_free(scoring.work);
	return ok;
}

struct maek_tally maek_eval_sum(const struct maek_eval *eval, char kind)
{
	struct maek_tally sum = {.name = kind == 'e' ? "ENTITIES" : "RELATIONS", .kind = kind};
	for (size_t i = 0; i < eval->tallies.count; i++)
		if (eval->tallies.items[i].kind == kind) {
			sum.right += eval->tallies.items[i].right;
			sum.wrong += eval->tallies.items[i].wrong;
			sum.missed += eval->tallies.items[i].missed;
		}
	return sum;
}

void maek_eval_rates(const struct maek_tally *tally, double *precision, double *recall, double *f1)
{
	double right = (double)tally->right;
	*precision = tally->right || tally->wrong ? right / (double)(tally->right + tally->wrong) : 0;
	*recall = tally->right || tally->missed ? right / (double)(tally->right + tally->missed) : 0;
	*f1 = *precision + *recall > 0 ? 2 * *precision * *recall / (*precision + *recall) : 0;
}
