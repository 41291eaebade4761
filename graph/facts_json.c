/* Facts into a line of JSON: one function for each part of the line; facts_json_read.c reads them in the same order. */
#include "graph/facts_json.h"

#include "graph/json_build.h"

static json_t *anchor_json(const struct maek_anchor *anchor)
{
	json_t *object = json_object();
	maek_json_set(object, "cp", maek_json_pair(anchor->cp));
	maek_json_set(object, "byte", maek_json_pair(anchor->byte));
	return object;
}

static void write_head(const struct maek_facts *facts, json_t *root)
{
	json_t *meta = json_object(), *types = json_array(), *relations = json_array();
	for (size_t i = 0; i < facts->meta.count; i++)
		maek_json_set(meta, facts->meta.items[i].key, maek_json_string(facts->meta.items[i].value));
	for (size_t i = 0; i < facts->types.count; i++) {
		json_t *type = json_object();
		maek_json_set(type, "type", maek_json_string(facts->types.items[i].name));
		if (facts->types.items[i].value)
			maek_json_set(type, "value", json_true());
		if (facts->types.items[i].apart)
			maek_json_set(type, "apart", maek_json_string(facts->types.items[i].apart));
		maek_json_append(types, type);
	}
	for (size_t i = 0; i < facts->relations.count; i++) {
		json_t *relation = json_object();
		maek_json_set(relation, "relation", maek_json_string(facts->relations.items[i].name));
		if (facts->relations.items[i].property)
			maek_json_set(relation, "property", maek_json_string(facts->relations.items[i].property));
		maek_json_append(relations, relation);
	}
	maek_json_set(root, "sha256", maek_json_string(facts->sha256));
	maek_json_set(root, "meta", meta);
	maek_json_set(root, "rules", maek_json_packs(facts->packs.items, facts->packs.count));
	maek_json_set(root, "types", types);
	maek_json_set(root, "relations", relations);
	maek_json_set(root, "body_start", json_integer(facts->body_start));
	maek_json_set(root, "text", maek_json_text(facts->text));
}

static json_t *entity_json(const struct maek_fact_entity *entity)
{
	json_t *object = json_object(), *aliases = json_array(), *merges = json_array();
	maek_json_set(object, "type", maek_json_string(entity->type));
	if (entity->has_value)
		maek_json_set(object, "value", json_integer(entity->value));
	if (entity->overflow)
		maek_json_set(object, "overflow", json_true());
	for (size_t i = 0; i < entity->aliases.count; i++) {
		json_t *alias = json_object();
		maek_json_set(alias, "name", maek_json_string(entity->aliases.items[i].name));
		maek_json_set(alias, "rule", maek_json_string(entity->aliases.items[i].rule));
		if (entity->aliases.items[i].lexicon)
			maek_json_set(alias, "lexicon", json_true());
		maek_json_append(aliases, alias);
	}
	for (size_t i = 0; i < entity->merges.count; i++) {
		json_t *merge = json_object();
		maek_json_set(merge, "alias", maek_json_string(entity->merges.items[i].alias));
		maek_json_set(merge, "rule", maek_json_string(entity->merges.items[i].rule));
		maek_json_set(merge, "at", maek_json_string(entity->merges.items[i].at));
		maek_json_append(merges, merge);
	}
	maek_json_set(object, "aliases", aliases);
	maek_json_set(object, "merges", merges);
	return object;
}

static json_t *mention_json(const struct maek_fact_mention *mention)
{
	json_t *object = json_object();
	maek_json_set(object, "type", maek_json_string(mention->type));
	maek_json_set(object, "entity", json_integer(mention->entity));
	maek_json_set(object, "sentence", json_integer(mention->sentence));
	maek_json_set(object, "cp", maek_json_pair(mention->anchor.cp));
	maek_json_set(object, "byte", maek_json_pair(mention->anchor.byte));
	maek_json_set(object, "rule", maek_json_string(mention->rule));
	maek_json_set(object, "at", maek_json_string(mention->at));
	if (mention->canonical)
		maek_json_set(object, "canonical", maek_json_string(mention->canonical));
	if (mention->anaphor)
		maek_json_set(object, "anaphor", json_true());
	if (mention->quiet)
		maek_json_set(object, "quiet", json_true());
	return object;
}

static json_t *evidence_json(const struct maek_fact_evidence *evidence)
{
	json_t *object = json_object(), *roles = json_array(), *inferred = json_array();
	maek_json_set(object, "sentence", json_integer(evidence->sentence));
	maek_json_set(object, "cp", maek_json_pair(evidence->anchor.cp));
	maek_json_set(object, "byte", maek_json_pair(evidence->anchor.byte));
	maek_json_set(object, "rule", maek_json_string(evidence->rule));
	maek_json_set(object, "at", maek_json_string(evidence->at));
	maek_json_set(object, "confidence", json_real(evidence->confidence));
	for (size_t i = 0; i < evidence->roles.count; i++) {
		json_t *role = json_object();
		maek_json_set(role, "role", maek_json_string(evidence->roles.items[i].name));
		maek_json_set(role, "cp", maek_json_pair(evidence->roles.items[i].cp));
		maek_json_append(roles, role);
	}
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		json_t *step = json_object();
		maek_json_set(step, "rule", maek_json_string(evidence->inferred.items[i].rule));
		maek_json_set(step, "at", maek_json_string(evidence->inferred.items[i].at));
		maek_json_append(inferred, step);
	}
	maek_json_set(object, "roles", roles);
	maek_json_set(object, "inferred", inferred);
	return object;
}

static json_t *fact_json(const struct maek_fact *fact)
{
	json_t *object = json_object(), *attributes = json_array(), *evidence = json_array();
	maek_json_set(object, "relation", maek_json_string(fact->relation));
	maek_json_set(object, "subject", json_integer(fact->subject));
	maek_json_set(object, "object", json_integer(fact->object));
	maek_json_set(object, "confidence", json_real(fact->confidence));
	for (size_t i = 0; i < fact->attributes.count; i++) {
		json_t *attribute = json_object();
		maek_json_set(attribute, "key", maek_json_string(fact->attributes.items[i].key));
		maek_json_set(attribute, "value", maek_json_string(fact->attributes.items[i].value));
		maek_json_append(attributes, attribute);
	}
	for (size_t i = 0; i < fact->evidence.count; i++)
		maek_json_append(evidence, evidence_json(&fact->evidence.items[i]));
	maek_json_set(object, "attributes", attributes);
	maek_json_set(object, "evidence", evidence);
	return object;
}

static void write_body(const struct maek_facts *facts, json_t *root)
{
	json_t *sentences = json_array(), *entities = json_array(), *mentions = json_array(), *list = json_array();
	json_t *limits = json_array();
	for (size_t i = 0; i < facts->sentences.count; i++)
		maek_json_append(sentences, anchor_json(&facts->sentences.items[i]));
	for (size_t i = 0; i < facts->entities.count; i++)
		maek_json_append(entities, entity_json(&facts->entities.items[i]));
	for (size_t i = 0; i < facts->mentions.count; i++)
		maek_json_append(mentions, mention_json(&facts->mentions.items[i]));
	for (size_t i = 0; i < facts->facts.count; i++)
		maek_json_append(list, fact_json(&facts->facts.items[i]));
	for (size_t i = 0; i < facts->limits.count; i++) {
		json_t *limit = json_object();
		maek_json_set(limit, "rule", maek_json_string(facts->limits.items[i].rule));
		maek_json_set(limit, "limit", maek_json_string(facts->limits.items[i].limit));
		maek_json_append(limits, limit);
	}
	maek_json_set(root, "sentences", sentences);
	maek_json_set(root, "entities", entities);
	maek_json_set(root, "mentions", mentions);
	maek_json_set(root, "facts", list);
	maek_json_set(root, "limits", limits);
}

static int add_block(const char *bytes, size_t size, void *context)
{
	maek_buffer_add(context, bytes, size);
	return 0;
}

void maek_facts_write(const struct maek_facts *facts, struct maek_buffer *line)
{
	json_t *root = json_object();
	maek_json_set(root, "kind", maek_json_string(facts->error ? "error" : "document"));
	maek_json_set(root, "id", maek_json_string(facts->id));
	if (facts->error) {
		maek_json_set(root, "message", maek_json_string(facts->error));
	} else {
		write_head(facts, root);
		write_body(facts, root);
	}
	if (json_dump_callback(root, add_block, line, JSON_COMPACT | JSON_REAL_PRECISION(6)) != 0)
		maek_out_of_memory(0); /* nothing else can go wrong there */
	json_decref(root);
	maek_buffer_string(line, "\n");
}
