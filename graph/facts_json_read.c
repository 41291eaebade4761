/* Facts out of a line of JSON: one function for each part of the line, in the order in which facts_json.c writes them.
 * What stands in a line is not trusted: the first thing that is missing or wrong makes the whole line an error.
 */
#include "graph/facts_json.h"

#include "graph/json_build.h"

#include <string.h>

struct reading {
	struct maek_json_reader json;
	struct maek_facts *facts;
};

static struct maek_arena *arena_of(const struct reading *reading)
{
	return reading->json.arena;
}

static void read_head(struct reading *reading, json_t *root)
{
	struct maek_facts *facts = reading->facts;
	const char *key;
	json_t *value;
	size_t i;
	maek_json_read_hash(&reading->json, root, facts->sha256);
	json_object_foreach(json_object_get(root, "meta"), key, value)
	{
		struct maek_field *field = MAEK_PUSH(arena_of(reading), &facts->meta);
		field->key = maek_arena_copy(arena_of(reading), key, strlen(key));
		field->value = json_is_string(value) ? maek_arena_copy(arena_of(reading), json_string_value(value), json_string_length(value)) : "";
	}
	json_array_foreach(maek_json_read_array(&reading->json, root, "rules"), i, value)
		maek_json_read_pack(&reading->json, value, MAEK_PUSH(arena_of(reading), &facts->packs));
	json_array_foreach(maek_json_read_array(&reading->json, root, "types"), i, value)
	{
		struct maek_fact_type *type = MAEK_PUSH(arena_of(reading), &facts->types);
		type->name = maek_json_read_string(&reading->json, value, "type", true);
		type->value = maek_json_read_bool(value, "value");
		type->apart = maek_json_read_string(&reading->json, value, "apart", false);
	}
	json_array_foreach(maek_json_read_array(&reading->json, root, "relations"), i, value)
	{
		struct maek_fact_relation *relation = MAEK_PUSH(arena_of(reading), &facts->relations);
		relation->name = maek_json_read_string(&reading->json, value, "relation", true);
		relation->property = maek_json_read_string(&reading->json, value, "property", false);
	}
	facts->body_start = (uint32_t)maek_json_read_integer(&reading->json, root, "body_start", 0);
	facts->text = maek_text_of(maek_json_read_string(&reading->json, root, "text", true));
}

static void read_anchor(struct reading *reading, const json_t *object, struct maek_anchor *anchor)
{
	maek_json_read_pair(&reading->json, object, "cp", anchor->cp);
	maek_json_read_pair(&reading->json, object, "byte", anchor->byte);
}

static uint32_t read_index(struct reading *reading, const json_t *object, const char *key, size_t count)
{
	int64_t index = maek_json_read_integer(&reading->json, object, key, -1);
	if (index < 0 || (size_t)index >= count) {
		reading->json.wrong = reading->json.wrong ? reading->json.wrong : key;
		return 0;
	}
	return (uint32_t)index;
}

static int read_sentence(struct reading *reading, const json_t *object)
{
	int64_t index = maek_json_read_integer(&reading->json, object, "sentence", -1);
	if (index < -1 || index >= (int64_t)reading->facts->sentences.count) {
		reading->json.wrong = reading->json.wrong ? reading->json.wrong : "sentence";
		return -1;
	}
	return (int)index;
}

static void read_entity(struct reading *reading, const json_t *object)
{
	struct maek_fact_entity *entity = MAEK_PUSH(arena_of(reading), &reading->facts->entities);
	json_t *value;
	size_t i;
	entity->type = maek_json_read_string(&reading->json, object, "type", true);
	entity->has_value = json_object_get(object, "value") != NULL;
	entity->value = maek_json_read_integer(&reading->json, object, "value", 0);
	entity->overflow = maek_json_read_bool(object, "overflow");
	json_array_foreach(maek_json_read_array(&reading->json, object, "aliases"), i, value)
	{
		struct maek_fact_alias *alias = MAEK_PUSH(arena_of(reading), &entity->aliases);
		alias->name = maek_json_read_string(&reading->json, value, "name", true);
		alias->rule = maek_json_read_string(&reading->json, value, "rule", true);
		alias->lexicon = maek_json_read_bool(value, "lexicon");
	}
	json_array_foreach(maek_json_read_array(&reading->json, object, "merges"), i, value)
	{
		struct maek_fact_merge *merge = MAEK_PUSH(arena_of(reading), &entity->merges);
		merge->alias = maek_json_read_string(&reading->json, value, "alias", true);
		merge->rule = maek_json_read_string(&reading->json, value, "rule", true);
		merge->at = maek_json_read_string(&reading->json, value, "at", true);
	}
}

static void read_mention(struct reading *reading, const json_t *object)
{
	struct maek_fact_mention *mention = MAEK_PUSH(arena_of(reading), &reading->facts->mentions);
	mention->type = maek_json_read_string(&reading->json, object, "type", true);
	mention->entity = read_index(reading, object, "entity", reading->facts->entities.count);
	mention->sentence = read_sentence(reading, object);
	read_anchor(reading, object, &mention->anchor);
	mention->rule = maek_json_read_string(&reading->json, object, "rule", true);
	mention->at = maek_json_read_string(&reading->json, object, "at", true);
	mention->canonical = maek_json_read_string(&reading->json, object, "canonical", false);
	mention->anaphor = maek_json_read_bool(object, "anaphor");
	mention->quiet = maek_json_read_bool(object, "quiet");
}

static void read_evidence(struct reading *reading, const json_t *object, struct maek_fact *fact)
{
	struct maek_fact_evidence *evidence = MAEK_PUSH(arena_of(reading), &fact->evidence);
	json_t *value;
	size_t i;
	evidence->sentence = read_sentence(reading, object);
	read_anchor(reading, object, &evidence->anchor);
	evidence->rule = maek_json_read_string(&reading->json, object, "rule", true);
	evidence->at = maek_json_read_string(&reading->json, object, "at", true);
	evidence->confidence = maek_json_read_real(&reading->json, object, "confidence");
	json_array_foreach(maek_json_read_array(&reading->json, object, "roles"), i, value)
	{
		struct maek_fact_role *role = MAEK_PUSH(arena_of(reading), &evidence->roles);
		role->name = maek_json_read_string(&reading->json, value, "role", true);
		maek_json_read_pair(&reading->json, value, "cp", role->cp);
	}
	json_array_foreach(maek_json_read_array(&reading->json, object, "inferred"), i, value)
	{
		struct maek_fact_step *step = MAEK_PUSH(arena_of(reading), &evidence->inferred);
		step->rule = maek_json_read_string(&reading->json, value, "rule", true);
		step->at = maek_json_read_string(&reading->json, value, "at", true);
	}
}

static void read_fact(struct reading *reading, const json_t *object)
{
	struct maek_fact *fact = MAEK_PUSH(arena_of(reading), &reading->facts->facts);
	json_t *value;
	size_t i;
	fact->relation = maek_json_read_string(&reading->json, object, "relation", true);
	fact->subject = read_index(reading, object, "subject", reading->facts->entities.count);
	fact->object = read_index(reading, object, "object", reading->facts->entities.count);
	fact->confidence = maek_json_read_real(&reading->json, object, "confidence");
	json_array_foreach(maek_json_read_array(&reading->json, object, "attributes"), i, value)
	{
		struct maek_fact_attribute *attribute = MAEK_PUSH(arena_of(reading), &fact->attributes);
		attribute->key = maek_json_read_string(&reading->json, value, "key", true);
		attribute->value = maek_json_read_string(&reading->json, value, "value", true);
	}
	json_array_foreach(maek_json_read_array(&reading->json, object, "evidence"), i, value)
		read_evidence(reading, value, fact);
}

/* Spans must lie inside the text. */
static void check_spans(struct reading *reading)
{
	const struct maek_facts *facts = reading->facts;
	size_t size = maek_text_count(facts->text, facts->text.size);
	bool ok = facts->body_start <= size;
	for (size_t i = 0; i < facts->sentences.count; i++)
		ok &= facts->sentences.items[i].cp[1] <= size;
	for (size_t i = 0; i < facts->mentions.count; i++)
		ok &= facts->mentions.items[i].anchor.cp[1] <= size;
	for (size_t i = 0; i < facts->facts.count; i++)
		for (size_t k = 0; k < facts->facts.items[i].evidence.count; k++)
			ok &= facts->facts.items[i].evidence.items[k].anchor.cp[1] <= size;
	if (!ok)
		reading->json.wrong = "cp";
}

static void read_body(struct reading *reading, json_t *root)
{
	json_t *value;
	size_t i;
	json_array_foreach(maek_json_read_array(&reading->json, root, "sentences"), i, value)
		read_anchor(reading, value, MAEK_PUSH(arena_of(reading), &reading->facts->sentences));
	json_array_foreach(maek_json_read_array(&reading->json, root, "entities"), i, value)
		read_entity(reading, value);
	json_array_foreach(maek_json_read_array(&reading->json, root, "mentions"), i, value)
		read_mention(reading, value);
	json_array_foreach(maek_json_read_array(&reading->json, root, "facts"), i, value)
		read_fact(reading, value);
	json_array_foreach(maek_json_read_array(&reading->json, root, "limits"), i, value)
	{
		struct maek_fact_limit *limit = MAEK_PUSH(arena_of(reading), &reading->facts->limits);
		limit->rule = maek_json_read_string(&reading->json, value, "rule", true);
		limit->limit = maek_json_read_string(&reading->json, value, "limit", true);
	}
	check_spans(reading);
}

static bool read_root(struct reading *reading, json_t *root, struct maek_facts **out)
{
	const char *kind = maek_json_read_string(&reading->json, root, "kind", true);
	if (strcmp(kind, "end") == 0)
		return true;
	if (strcmp(kind, "document") != 0 && strcmp(kind, "error") != 0)
		reading->json.wrong = "kind";
	reading->facts->id = maek_json_read_string(&reading->json, root, "id", true);
	if (strcmp(kind, "error") == 0) {
		reading->facts->error = maek_json_read_string(&reading->json, root, "message", true);
	} else if (!reading->json.wrong) {
		read_head(reading, root);
		read_body(reading, root);
	}
	*out = reading->json.wrong ? NULL : reading->facts;
	return !reading->json.wrong;
}

bool maek_facts_read(struct maek_arena *arena, struct maek_text line, const char *file, int number, struct maek_facts **out,
                     struct maek_errors *errors)
{
	struct maek_place place = {file, number, 0, 0};
	json_error_t error;
	json_t *root = json_loadb(line.bytes, line.size, JSON_REJECT_DUPLICATES, &error);
	*out = NULL;
	if (memchr(line.bytes, 0, line.size)) { /* jansson passes over one behind a number */
		json_decref(root);
		return maek_errors_add(errors, MAEK_ERROR, "facts-json", place, NULL, "a NUL character");
	}
	if (!root) {
		place.column = error.column;
		maek_errors_add(errors, MAEK_ERROR, "facts-json", place, NULL, "%s", error.text);
		return maek_errors_source(errors, line);
	}
	struct reading reading = {.json = {.arena = arena}, .facts = maek_arena_alloc(arena, sizeof *reading.facts)};
	bool ok = read_root(&reading, root, out);
	json_decref(root);
	if (!ok)
		maek_errors_add(errors, MAEK_ERROR, "facts-json", place, NULL, "no facts of a document: '%s' is missing or wrong",
		                reading.json.wrong);
	return ok;
}
