/* The schema of the packs: entity types with their subtypes, and relations with their signatures. A type or relation is
 * a small number, given in order of definition; a set of types is a bit mask.
 */
#ifndef MAEK_EXTRACT_SCHEMA_H
#define MAEK_EXTRACT_SCHEMA_H

#include "extract/error.h"
#include "extract/text.h"

enum { MAEK_TYPES = 60, MAEK_NO_TYPE = -1 }; /* most types of all packs together */

struct maek_yaml;

struct maek_type {
	const struct maek_yaml *node; /* its map, or NULL */
	const char *name, *label;
	struct maek_place place;
	const char *is;    /* name of the type above, or NULL */
	int above, root;   /* resolved by maek_schema_resolve() */
	uint64_t family;   /* itself and everything that `is` it */
	bool hidden, value;
	const char *apart; /* see maek_fact_type */
};

struct maek_relation {
	const struct maek_yaml *node;
	const char *name, *label;
	struct maek_place place;
	const char *from_name, *to_name; /* to_name NULL: a helper fact of one argument */
	int from, to;                    /* types; MAEK_NO_TYPE for a missing `to` */
	bool hidden;
	const char *property;
	const char **attributes;
	size_t attribute_count;
};

struct maek_schema {
	MAEK_LIST(struct maek_type) types;
	MAEK_LIST(struct maek_relation) relations;
};

/* Reads an `entities:` or `relations:` map into the schema; a type that is there already gets the new keys. */
void maek_schema_read_entities(struct maek_schema *schema, struct maek_arena *arena, const struct maek_yaml *map,
                               struct maek_errors *errors);
void maek_schema_read_relations(struct maek_schema *schema, struct maek_arena *arena, const struct maek_yaml *map,
                                struct maek_errors *errors);
/* After all packs are read: names become numbers; unknown names and cycles are errors. */
void maek_schema_resolve(struct maek_schema *schema, struct maek_errors *errors);

/* By name; MAEK_NO_TYPE (-1) when there is none. */
int maek_schema_type(const struct maek_schema *schema, struct maek_text name);
int maek_schema_relation(const struct maek_schema *schema, struct maek_text name);
/* The nearest type or relation name, for hints; or NULL. */
const char *maek_schema_nearest_type(const struct maek_schema *schema, const char *name);
const char *maek_schema_nearest_relation(const struct maek_schema *schema, const char *name);

/* True when `type` is `above` or a subtype of it. */
static inline bool maek_schema_is(const struct maek_schema *schema, int type, int above)
{
	return type >= 0 && above >= 0 && (schema->types.items[above].family >> type & 1);
}

#endif
