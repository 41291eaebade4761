/* Idea: union-find over all entities through a table of keys. Types that are kept `apart` (people) come last: those that
 * share a name are candidates, and are joined only through a shared object of their relation, or when the name is
 * otherwise unique. Everything is a set operation, so the order of documents does not matter. Invariant: a root is the
 * least entity of its set.
 */
#include "graph/link_cluster.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t NO_ENTITY = UINT32_MAX;

struct clusters {
	struct maek_arena *arena;
	const struct maek_link_documents *documents;
	uint32_t *parent, *candidate; /* candidate: people who share a name */
	size_t count;
	struct maek_table keys, candidate_keys;
	struct maek_table names; /* a type's and a name's pointers to the first entity called so, or NO_ENTITY */
};

static uint32_t find(uint32_t *parent, uint32_t entity)
{
	while (parent[entity] != entity)
		entity = parent[entity] = parent[parent[entity]];
	return entity;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = find(parent, a);
	b = find(parent, b);
	parent[a > b ? a : b] = a > b ? b : a;
}

uint32_t *maek_link_offsets(struct maek_arena *arena, struct maek_text text)
{
	uint32_t *offsets = maek_arena_alloc(arena, (text.size + 2) * sizeof *offsets);
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		if (((unsigned char)text.bytes[i] & 0xC0) != 0x80)
			offsets[count++] = (uint32_t)i;
	offsets[count] = (uint32_t)text.size;
	return offsets;
}

static const struct maek_fact_type *type_of(const struct maek_facts *facts, const char *name)
{
	for (size_t i = 0; i < facts->types.count; i++)
		if (strcmp(facts->types.items[i].name, name) == 0)
			return &facts->types.items[i];
	return NULL;
}

/* Joins the entity with others of the key; the first of them, or NO_ENTITY for an empty key. */
static uint32_t add_key(struct clusters *clusters, uint32_t entity, const char *type, char kind, struct maek_text key,
                        bool apart)
{
	struct maek_buffer whole = {.arena = clusters->arena};
	if (!key.size)
		return NO_ENTITY;
	maek_buffer_string(&whole, type);
	maek_buffer_add(&whole, &kind, 1);
	maek_buffer_text(&whole, key);
	struct maek_text text = {whole.bytes, whole.size};
	struct maek_table *table = apart ? &clusters->candidate_keys : &clusters->keys;
	uint32_t first = *maek_table_add(table, text, entity, NULL);
	join(apart ? clusters->candidate : clusters->parent, first, entity);
	return first;
}

/* The key of a name is found out once: after that the name's pointer is known. */
static void add_name(struct clusters *clusters, uint32_t entity, const struct maek_fact_type *type, const char *name)
{
	const char *pointers[] = {type->name, name};
	struct maek_text pair = {(const char *)pointers, sizeof pointers};
	bool is_new;
	uint32_t *first = maek_table_add(&clusters->names, pair, NO_ENTITY, &is_new);
	if (is_new)
		*first = add_key(clusters, entity, type->name, 'n', maek_text_name_key(clusters->arena, maek_text_of(name)),
		                 type->apart != NULL);
	else if (*first != NO_ENTITY)
		join(type->apart ? clusters->candidate : clusters->parent, *first, entity);
}

static void add_entity(struct clusters *clusters, const struct maek_facts *facts, uint32_t number,
                       const struct maek_fact_entity *entity)
{
	const struct maek_fact_type *type = type_of(facts, entity->type);
	if (!type)
		return;
	if (type->value && entity->has_value) {
		char digits[32];
		snprintf(digits, sizeof digits, "%" PRId64, entity->value);
		add_key(clusters, number, type->name, 'v', maek_text_of(digits), false);
		return;
	}
	for (size_t i = 0; i < entity->aliases.count; i++)
		add_name(clusters, number, type, entity->aliases.items[i].name);
}

/* Then its key was added with the entity. */
static bool is_alias(const struct maek_fact_entity *entity, const char *name)
{
	for (size_t i = 0; i < entity->aliases.count; i++)
		if (entity->aliases.items[i].name == name)
			return true;
	return false;
}

static void add_mentions(struct clusters *clusters, const struct maek_link_document *document, uint32_t first)
{
	const struct maek_facts *facts = &document->facts;
	for (size_t i = 0; i < facts->mentions.count; i++) {
		const struct maek_fact_mention *mention = &facts->mentions.items[i];
		const struct maek_fact_entity *entity = &facts->entities.items[mention->entity];
		const struct maek_fact_type *type = type_of(facts, entity->type);
		if (!type || mention->anaphor || mention->quiet || (type->value && entity->has_value))
			continue;
		if (!is_alias(entity, document->mentions[i].surface))
			add_name(clusters, first + mention->entity, type, document->mentions[i].surface);
		if (mention->canonical)
			add_name(clusters, first + mention->entity, type, mention->canonical);
	}
}

/* ---- types kept apart */

struct object_of { /* a person has this object */
	uint32_t group, object, entity;
};

static int compare_objects(const void *a, const void *b)
{
	const struct object_of *x = a, *y = b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->object != y->object)
		return x->object < y->object ? -1 : 1;
	return x->entity < y->entity ? -1 : x->entity > y->entity;
}

struct objects {
	struct object_of *items;
	size_t count, room;
};

static void collect_objects(struct clusters *clusters, struct objects *objects)
{
	for (size_t i = 0; i < clusters->documents->count; i++) {
		const struct maek_facts *facts = &clusters->documents->items[i]->facts;
		uint32_t first = (uint32_t)clusters->documents->first[i];
		for (size_t k = 0; k < facts->facts.count; k++) {
			const struct maek_fact *fact = &facts->facts.items[k];
			const struct maek_fact_type *type = type_of(facts, facts->entities.items[fact->subject].type);
			if (!type || !type->apart || strcmp(type->apart, fact->relation) != 0)
				continue;
			uint32_t subject = first + fact->subject;
			*MAEK_PUSH(clusters->arena, objects) = (struct object_of){find(clusters->candidate, subject),
			                                                          find(clusters->parent, first + fact->object), subject};
		}
	}
}

/* Joins candidates that share an object; counts for each candidate group how many different sets have objects. */
static void join_apart(struct clusters *clusters)
{
	struct objects objects = {0};
	collect_objects(clusters, &objects);
	if (objects.count)
		qsort(objects.items, objects.count, sizeof *objects.items, compare_objects);
	for (size_t i = 1; i < objects.count; i++)
		if (objects.items[i].group == objects.items[i - 1].group && objects.items[i].object == objects.items[i - 1].object)
			join(clusters->parent, objects.items[i].entity, objects.items[i - 1].entity);
	uint32_t *set = maek_arena_alloc(clusters->arena, (clusters->count + 1) * sizeof *set); /* the group's set + 1 */
	bool *several = maek_arena_alloc(clusters->arena, clusters->count + 1);
	bool *has_object = maek_arena_alloc(clusters->arena, clusters->count + 1);
	for (size_t i = 0; i < objects.count; i++) {
		uint32_t group = objects.items[i].group, root = find(clusters->parent, objects.items[i].entity);
		several[group] |= set[group] && set[group] != root + 1;
		set[group] = root + 1;
		has_object[objects.items[i].entity] = true;
	}
	for (uint32_t entity = 0; entity < clusters->count; entity++) {
		uint32_t group = find(clusters->candidate, entity);
		if (group != entity || set[group]) {
			if (!has_object[entity] && !several[group])
				join(clusters->parent, entity, set[group] ? set[group] - 1 : group);
		}
	}
}

uint32_t *maek_link_cluster(struct maek_arena *arena, const struct maek_link_documents *documents)
{
	struct clusters clusters = {.arena = arena, .documents = documents, .count = documents->first[documents->count]};
	clusters.keys = clusters.candidate_keys = clusters.names = (struct maek_table){.arena = arena};
	clusters.parent = maek_arena_alloc(arena, (clusters.count + 1) * sizeof *clusters.parent);
	clusters.candidate = maek_arena_alloc(arena, (clusters.count + 1) * sizeof *clusters.candidate);
	for (uint32_t i = 0; i < clusters.count; i++)
		clusters.parent[i] = clusters.candidate[i] = i;
	for (size_t i = 0; i < documents->count; i++) {
		uint32_t first = (uint32_t)documents->first[i];
		const struct maek_facts *facts = &documents->items[i]->facts;
		for (uint32_t k = 0; k < facts->entities.count; k++)
			add_entity(&clusters, facts, first + k, &facts->entities.items[k]);
		add_mentions(&clusters, documents->items[i], first);
	}
	join_apart(&clusters);
	for (uint32_t i = 0; i < clusters.count; i++)
		clusters.parent[i] = find(clusters.parent, i);
	return clusters.parent;
}
