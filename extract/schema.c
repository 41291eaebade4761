/* Types and relations are read by name and resolved to numbers once every pack is in, so that packs may define them in
 * any order. Invariant after resolving without errors: above, root, family, from and to are right for every entry.
 */
#include "extract/schema.h"

#include "extract/keys.h"
#include "extract/lint.h"

#include <stdio.h>
#include <string.h>

int maek_schema_type(const struct maek_schema *schema, struct maek_text name)
{
	for (size_t i = 0; i < schema->types.count; i++)
		if (maek_text_equal(maek_text_of(schema->types.items[i].name), name))
			return (int)i;
	return MAEK_NO_TYPE;
}

int maek_schema_relation(const struct maek_schema *schema, struct maek_text name)
{
	for (size_t i = 0; i < schema->relations.count; i++)
		if (maek_text_equal(maek_text_of(schema->relations.items[i].name), name))
			return (int)i;
	return -1;
}

const char *maek_schema_nearest_type(const struct maek_schema *schema, const char *name)
{
	const char *names[MAEK_TYPES];
	size_t count = 0;
	for (; count < schema->types.count && count < MAEK_TYPES; count++)
		names[count] = schema->types.items[count].name;
	return maek_nearest_name(name, names, count);
}

const char *maek_schema_nearest_relation(const struct maek_schema *schema, const char *name)
{
	const char *names[256];
	size_t count = 0;
	for (; count < schema->relations.count && count < 256; count++)
		names[count] = schema->relations.items[count].name;
	return maek_nearest_name(name, names, count);
}

static bool is_capital_name(const char *name)
{
	return name[0] >= 'A' && name[0] <= 'Z';
}

static void read_type(struct maek_type *type, const struct maek_yaml *node, struct maek_errors *errors)
{
	static const char *const known[] = {"is", "label", "hidden", "value", "apart", "allow", NULL};
	maek_expect_keys(node, known, "a type", errors);
	maek_lint_expect_allow(node, errors);
	type->node = node;
	const char *text = maek_string_at(node, "is", errors);
	type->is = text ? text : type->is;
	text = maek_string_at(node, "label", errors);
	type->label = text ? text : type->label;
	text = maek_string_at(node, "apart", errors);
	type->apart = text ? text : type->apart;
	type->hidden = maek_bool_at(node, "hidden", type->hidden, errors);
	const struct maek_yaml *value = maek_yaml_get(node, "value");
	if (value && !(value->kind == MAEK_YAML_SCALAR && strcmp(value->value.bytes, "integer") == 0))
		maek_errors_add(errors, MAEK_ERROR, "wrong-kind", value->place, NULL, "'value' can only be: integer");
	else if (value)
		type->value = true;
}

void maek_schema_read_entities(struct maek_schema *schema, struct maek_arena *arena, const struct maek_yaml *map,
                               struct maek_errors *errors)
{
	if (!maek_expect(map, MAEK_YAML_MAP, "entities", errors))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct maek_yaml *key = map->keys[i];
		if (!is_capital_name(key->value.bytes)) {
			maek_errors_add(errors, MAEK_ERROR, "type-name", key->place, "macros are lower case, types are capitalised",
			                "the type '%s' must begin with a capital letter", key->value.bytes);
			continue;
		}
		int at = maek_schema_type(schema, key->value);
		if (at < 0 && schema->types.count == MAEK_TYPES) {
			maek_errors_add(errors, MAEK_ERROR, "too-many-types", key->place, NULL, "more than %d types", MAEK_TYPES);
			return;
		}
		if (at < 0) {
			struct maek_type *type = MAEK_PUSH(arena, &schema->types);
			type->name = type->label = key->value.bytes;
			type->place = key->place;
			at = (int)schema->types.count - 1;
		}
		if (map->items[i]->kind == MAEK_YAML_SCALAR && map->items[i]->value.size == 0)
			continue;
		if (maek_expect(map->items[i], MAEK_YAML_MAP, "a type", errors))
			read_type(&schema->types.items[at], map->items[i], errors);
	}
}

static void read_relation(struct maek_relation *relation, struct maek_arena *arena, const struct maek_yaml *node,
                          struct maek_errors *errors)
{
	static const char *const known[] = {"from", "to", "of", "label", "attributes", "hidden", "property", "allow", NULL};
	maek_expect_keys(node, known, "a relation", errors);
	maek_lint_expect_allow(node, errors);
	relation->node = node;
	const char *of = maek_string_at(node, "of", errors), *from = maek_string_at(node, "from", errors);
	const char *to = maek_string_at(node, "to", errors), *text = maek_string_at(node, "label", errors);
	if (of ? from || to : !from || !to)
		maek_errors_add(errors, MAEK_ERROR, "relation-signature", node->place, NULL,
		                "a relation has `from` and `to`, a helper fact of one argument has `of`");
	relation->from_name = of ? of : from;
	relation->to_name = of ? NULL : to;
	relation->label = text ? text : relation->label;
	relation->property = maek_string_at(node, "property", errors);
	relation->hidden = maek_bool_at(node, "hidden", false, errors);
	if (of && !relation->hidden)
		maek_errors_add(errors, MAEK_ERROR, "relation-signature", node->place, "write: hidden: true",
		                "a fact of one argument cannot be an edge; it must be hidden");
	const struct maek_yaml *attributes = maek_yaml_get(node, "attributes");
	if (!maek_expect(attributes, MAEK_YAML_LIST, "attributes", errors))
		return;
	relation->attributes = maek_arena_alloc(arena, attributes->count * sizeof *relation->attributes);
	for (size_t i = 0; i < attributes->count; i++)
		if (maek_expect(attributes->items[i], MAEK_YAML_SCALAR, "an attribute", errors))
			relation->attributes[relation->attribute_count++] = attributes->items[i]->value.bytes;
}

void maek_schema_read_relations(struct maek_schema *schema, struct maek_arena *arena, const struct maek_yaml *map,
                                struct maek_errors *errors)
{
	if (!maek_expect(map, MAEK_YAML_MAP, "relations", errors))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct maek_yaml *key = map->keys[i];
		if (is_capital_name(key->value.bytes)) {
			maek_errors_add(errors, MAEK_ERROR, "relation-name", key->place, NULL,
			                "the relation '%s' must begin with a lower-case letter", key->value.bytes);
			continue;
		}
		if (!maek_expect(map->items[i], MAEK_YAML_MAP, "a relation", errors))
			continue;
		int at = maek_schema_relation(schema, key->value);
		struct maek_relation *relation = at < 0 ? MAEK_PUSH(arena, &schema->relations) : &schema->relations.items[at];
		*relation = (struct maek_relation){.name = key->value.bytes, .label = key->value.bytes, .place = key->place};
		read_relation(relation, arena, map->items[i], errors);
	}
}

/* Where the value of a key is written. */
static struct maek_place place_of(const struct maek_yaml *node, const char *key, struct maek_place otherwise)
{
	const struct maek_yaml *value = maek_yaml_get(node, key);
	return value ? value->place : otherwise;
}

static int named_type(const struct maek_schema *schema, const char *name, struct maek_place place,
                      struct maek_errors *errors)
{
	int at = maek_schema_type(schema, maek_text_of(name));
	if (at >= 0)
		return at;
	const char *nearest = maek_schema_nearest_type(schema, name);
	char hint[160];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	maek_errors_add(errors, MAEK_ERROR, "unknown-type", place, nearest ? hint : NULL, "unknown type '%s'", name);
	return MAEK_NO_TYPE;
}

static void resolve_above(struct maek_schema *schema, struct maek_errors *errors)
{
	for (size_t i = 0; i < schema->types.count; i++) {
		struct maek_type *type = &schema->types.items[i];
		type->above = type->is ? named_type(schema, type->is, place_of(type->node, "is", type->place), errors) : MAEK_NO_TYPE;
	}
	for (size_t i = 0; i < schema->types.count; i++) {
		int at = (int)i, steps = 0;
		for (; schema->types.items[at].above >= 0 && steps <= MAEK_TYPES; steps++)
			at = schema->types.items[at].above;
		schema->types.items[i].root = at;
		if (steps > MAEK_TYPES) {
			maek_errors_add(errors, MAEK_ERROR, "type-cycle", schema->types.items[i].place, NULL,
			                "the type '%s' is a subtype of itself", schema->types.items[i].name);
			schema->types.items[i].above = MAEK_NO_TYPE;
			schema->types.items[i].root = (int)i;
		}
	}
}

/* A subtype is hidden and has a value when its root is and has. */
static void resolve_families(struct maek_schema *schema)
{
	for (size_t i = 0; i < schema->types.count; i++) {
		struct maek_type *type = &schema->types.items[i];
		const struct maek_type *root = &schema->types.items[type->root];
		type->hidden |= root->hidden;
		type->value |= root->value;
		type->apart = type->apart ? type->apart : root->apart;
		for (int at = (int)i; at >= 0; at = schema->types.items[at].above)
			schema->types.items[at].family |= UINT64_C(1) << i;
	}
}

void maek_schema_resolve(struct maek_schema *schema, struct maek_errors *errors)
{
	resolve_above(schema, errors);
	resolve_families(schema);
	for (size_t i = 0; i < schema->relations.count; i++) {
		struct maek_relation *relation = &schema->relations.items[i];
		relation->from = relation->to = MAEK_NO_TYPE;
		if (relation->from_name)
			relation->from = named_type(schema, relation->from_name,
			                            place_of(relation->node, relation->to_name ? "from" : "of", relation->place), errors);
		if (relation->to_name)
			relation->to = named_type(schema, relation->to_name, place_of(relation->node, "to", relation->place), errors);
	}
	for (size_t i = 0; i < schema->types.count; i++) {
		const struct maek_type *type = &schema->types.items[i];
		if (type->apart && maek_schema_relation(schema, maek_text_of(type->apart)) < 0)
			maek_errors_add(errors, MAEK_ERROR, "unknown-relation", place_of(type->node, "apart", type->place), NULL,
			                "unknown relation '%s'", type->apart);
	}
}
