/* Facts into a line of JSON: one function for each part of the line; facts_json_read.c reads them in the same order. */
#include "graph/facts_json.h"

#include "graph/json_write.h"

static void write_flag(struct maek_buffer *to, const char *key, bool is_so)
{
	if (is_so)
		maek_json_write_flag(to, key);
}

static void write_string_if(struct maek_buffer *to, const char *key, const char *string)
{
	if (string)
		maek_json_write_string_at(to, key, string);
}

static void begin_array(struct maek_buffer *to, const char *key)
{
	maek_json_write_key(to, key);
	maek_buffer_string(to, "[");
}

static void begin_element(struct maek_buffer *to)
{
	maek_json_write_next(to);
	maek_buffer_string(to, "{");
}

static void write_anchor(struct maek_buffer *to, const struct maek_anchor *anchor)
{
	maek_json_write_pair_at(to, "cp", anchor->cp);
	maek_json_write_pair_at(to, "byte", anchor->byte);
}

static void write_head(struct maek_buffer *to, const struct maek_facts *facts)
{
	maek_json_write_string_at(to, "sha256", facts->sha256);
	maek_json_write_key(to, "meta");
	maek_buffer_string(to, "{");
	maek_json_write_fields(to, facts->meta.items, facts->meta.count, NULL, 0);
	maek_buffer_string(to, "}");
	maek_json_write_packs(to, facts->packs.items, facts->packs.count);
	begin_array(to, "types");
	for (size_t i = 0; i < facts->types.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "type", facts->types.items[i].name);
		write_flag(to, "value", facts->types.items[i].value);
		write_string_if(to, "apart", facts->types.items[i].apart);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	begin_array(to, "relations");
	for (size_t i = 0; i < facts->relations.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "relation", facts->relations.items[i].name);
		write_string_if(to, "property", facts->relations.items[i].property);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	maek_json_write_integer_at(to, "body_start", facts->body_start);
	maek_json_write_key(to, "text");
	maek_json_write_text(to, facts->text);
}

static void write_entity(struct maek_buffer *to, const struct maek_fact_entity *entity)
{
	begin_element(to);
	maek_json_write_string_at(to, "type", entity->type);
	if (entity->has_value)
		maek_json_write_integer_at(to, "value", entity->value);
	write_flag(to, "overflow", entity->overflow);
	begin_array(to, "aliases");
	for (size_t i = 0; i < entity->aliases.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "name", entity->aliases.items[i].name);
		maek_json_write_string_at(to, "rule", entity->aliases.items[i].rule);
		write_flag(to, "lexicon", entity->aliases.items[i].lexicon);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	begin_array(to, "merges");
	for (size_t i = 0; i < entity->merges.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "alias", entity->merges.items[i].alias);
		maek_json_write_string_at(to, "rule", entity->merges.items[i].rule);
		maek_json_write_string_at(to, "at", entity->merges.items[i].at);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]}");
}

static void write_mention(struct maek_buffer *to, const struct maek_fact_mention *mention)
{
	begin_element(to);
	maek_json_write_string_at(to, "type", mention->type);
	maek_json_write_integer_at(to, "entity", mention->entity);
	maek_json_write_integer_at(to, "sentence", mention->sentence);
	write_anchor(to, &mention->anchor);
	maek_json_write_string_at(to, "rule", mention->rule);
	maek_json_write_string_at(to, "at", mention->at);
	write_string_if(to, "canonical", mention->canonical);
	write_flag(to, "anaphor", mention->anaphor);
	write_flag(to, "quiet", mention->quiet);
	maek_buffer_string(to, "}");
}

static void write_evidence(struct maek_buffer *to, const struct maek_fact_evidence *evidence)
{
	begin_element(to);
	maek_json_write_integer_at(to, "sentence", evidence->sentence);
	write_anchor(to, &evidence->anchor);
	maek_json_write_string_at(to, "rule", evidence->rule);
	maek_json_write_string_at(to, "at", evidence->at);
	maek_json_write_key(to, "confidence");
	maek_json_write_real(to, evidence->confidence);
	begin_array(to, "roles");
	for (size_t i = 0; i < evidence->roles.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "role", evidence->roles.items[i].name);
		maek_json_write_pair_at(to, "cp", evidence->roles.items[i].cp);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	begin_array(to, "inferred");
	for (size_t i = 0; i < evidence->inferred.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "rule", evidence->inferred.items[i].rule);
		maek_json_write_string_at(to, "at", evidence->inferred.items[i].at);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]}");
}

static void write_fact(struct maek_buffer *to, const struct maek_fact *fact)
{
	begin_element(to);
	maek_json_write_string_at(to, "relation", fact->relation);
	maek_json_write_integer_at(to, "subject", fact->subject);
	maek_json_write_integer_at(to, "object", fact->object);
	maek_json_write_key(to, "confidence");
	maek_json_write_real(to, fact->confidence);
	begin_array(to, "attributes");
	for (size_t i = 0; i < fact->attributes.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "key", fact->attributes.items[i].key);
		maek_json_write_string_at(to, "value", fact->attributes.items[i].value);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	begin_array(to, "evidence");
	for (size_t i = 0; i < fact->evidence.count; i++)
		write_evidence(to, &fact->evidence.items[i]);
	maek_buffer_string(to, "]}");
}

static void write_body(struct maek_buffer *to, const struct maek_facts *facts)
{
	begin_array(to, "sentences");
	for (size_t i = 0; i < facts->sentences.count; i++) {
		begin_element(to);
		write_anchor(to, &facts->sentences.items[i]);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
	begin_array(to, "entities");
	for (size_t i = 0; i < facts->entities.count; i++)
		write_entity(to, &facts->entities.items[i]);
	maek_buffer_string(to, "]");
	begin_array(to, "mentions");
	for (size_t i = 0; i < facts->mentions.count; i++)
		write_mention(to, &facts->mentions.items[i]);
	maek_buffer_string(to, "]");
	begin_array(to, "facts");
	for (size_t i = 0; i < facts->facts.count; i++)
		write_fact(to, &facts->facts.items[i]);
	maek_buffer_string(to, "]");
	begin_array(to, "limits");
	for (size_t i = 0; i < facts->limits.count; i++) {
		begin_element(to);
		maek_json_write_string_at(to, "rule", facts->limits.items[i].rule);
		maek_json_write_string_at(to, "limit", facts->limits.items[i].limit);
		maek_buffer_string(to, "}");
	}
	maek_buffer_string(to, "]");
}

void maek_facts_write(const struct maek_facts *facts, struct maek_buffer *line)
{
	maek_buffer_string(line, "{");
	maek_json_write_string_at(line, "kind", facts->error ? "error" : "document");
	maek_json_write_string_at(line, "id", facts->id);
	if (facts->error) {
		maek_json_write_string_at(line, "message", facts->error);
	} else {
		write_head(line, facts);
		write_body(line, facts);
	}
	maek_buffer_string(line, "}\n");
}
