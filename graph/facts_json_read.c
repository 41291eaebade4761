/* A line of JSON into facts: tables of what facts_json.c writes, then whether what points at something points at it. */
#include "graph/facts_json.h"

#include "graph/json_read.h"

#include <string.h>

#define AT MAEK_JSON_AT
#define OF MAEK_JSON_ELEMENTS

static const struct maek_json_field anchor_fields[] = {
	{AT("cp", PAIR, struct maek_anchor, cp), .required = true},
	{AT("byte", PAIR, struct maek_anchor, byte), .required = true},
	{0},
};

static const struct maek_json_field pack_fields[] = {
	{AT("pack", STRING, struct maek_fact_pack, name), .required = true},
	{AT("sha256", HASH, struct maek_fact_pack, sha256), .required = true},
	{0},
};

static const struct maek_json_field type_fields[] = {
	{AT("type", STRING, struct maek_fact_type, name), .required = true},
	{AT("value", FLAG, struct maek_fact_type, value)},
	{AT("apart", STRING, struct maek_fact_type, apart)},
	{0},
};

static const struct maek_json_field relation_fields[] = {
	{AT("relation", STRING, struct maek_fact_relation, name), .required = true},
	{AT("property", STRING, struct maek_fact_relation, property)},
	{0},
};

static const struct maek_json_field alias_fields[] = {
	{AT("name", STRING, struct maek_fact_alias, name), .required = true},
	{AT("rule", STRING, struct maek_fact_alias, rule), .required = true},
	{AT("lexicon", FLAG, struct maek_fact_alias, lexicon)},
	{0},
};

static const struct maek_json_field merge_fields[] = {
	{AT("alias", STRING, struct maek_fact_merge, alias), .required = true},
	{AT("rule", STRING, struct maek_fact_merge, rule), .required = true},
	{AT("at", STRING, struct maek_fact_merge, at), .required = true},
	{0},
};

static const struct maek_json_field entity_fields[] = {
	{AT("type", STRING, struct maek_fact_entity, type), .required = true},
	{AT("value", INTEGER, struct maek_fact_entity, value), .seen = offsetof(struct maek_fact_entity, has_value)},
	{AT("overflow", FLAG, struct maek_fact_entity, overflow)},
	{AT("aliases", LIST, struct maek_fact_entity, aliases), OF(alias_fields, struct maek_fact_alias)},
	{AT("merges", LIST, struct maek_fact_entity, merges), OF(merge_fields, struct maek_fact_merge)},
	{0},
};

static const struct maek_json_field mention_fields[] = {
	{AT("type", STRING, struct maek_fact_mention, type), .required = true},
	{AT("entity", COUNT, struct maek_fact_mention, entity), .required = true},
	{AT("sentence", INDEX, struct maek_fact_mention, sentence), .required = true},
	{AT("cp", PAIR, struct maek_fact_mention, anchor.cp), .required = true},
	{AT("byte", PAIR, struct maek_fact_mention, anchor.byte), .required = true},
	{AT("rule", STRING, struct maek_fact_mention, rule), .required = true},
	{AT("at", STRING, struct maek_fact_mention, at), .required = true},
	{AT("canonical", STRING, struct maek_fact_mention, canonical)},
	{AT("anaphor", FLAG, struct maek_fact_mention, anaphor)},
	{AT("quiet", FLAG, struct maek_fact_mention, quiet)},
	{0},
};

static const struct maek_json_field role_fields[] = {
	{AT("role", STRING, struct maek_fact_role, name), .required = true},
	{AT("cp", PAIR, struct maek_fact_role, cp), .required = true},
	{0},
};

static const struct maek_json_field step_fields[] = {
	{AT("rule", STRING, struct maek_fact_step, rule), .required = true},
	{AT("at", STRING, struct maek_fact_step, at), .required = true},
	{0},
};

static const struct maek_json_field evidence_fields[] = {
	{AT("sentence", INDEX, struct maek_fact_evidence, sentence), .required = true},
	{AT("cp", PAIR, struct maek_fact_evidence, anchor.cp), .required = true},
	{AT("byte", PAIR, struct maek_fact_evidence, anchor.byte), .required = true},
	{AT("rule", STRING, struct maek_fact_evidence, rule), .required = true},
	{AT("at", STRING, struct maek_fact_evidence, at), .required = true},
	{AT("confidence", REAL, struct maek_fact_evidence, confidence), .required = true},
	{AT("roles", LIST, struct maek_fact_evidence, roles), OF(role_fields, struct maek_fact_role)},
	{AT("inferred", LIST, struct maek_fact_evidence, inferred), OF(step_fields, struct maek_fact_step)},
	{0},
};

static const struct maek_json_field attribute_fields[] = {
	{AT("key", STRING, struct maek_fact_attribute, key), .required = true},
	{AT("value", STRING, struct maek_fact_attribute, value), .required = true},
	{0},
};

static const struct maek_json_field fact_fields[] = {
	{AT("relation", STRING, struct maek_fact, relation), .required = true},
	{AT("subject", COUNT, struct maek_fact, subject), .required = true},
	{AT("object", COUNT, struct maek_fact, object), .required = true},
	{AT("confidence", REAL, struct maek_fact, confidence), .required = true},
	{AT("attributes", LIST, struct maek_fact, attributes), OF(attribute_fields, struct maek_fact_attribute)},
	{AT("evidence", LIST, struct maek_fact, evidence), OF(evidence_fields, struct maek_fact_evidence)},
	{0},
};

static const struct maek_json_field limit_fields[] = {
	{AT("rule", STRING, struct maek_fact_limit, rule), .required = true},
	{AT("limit", STRING, struct maek_fact_limit, limit), .required = true},
	{0},
};

struct line {
	const char *kind;
	struct maek_facts facts;
};

static const struct maek_json_field line_fields[] = {
	{AT("kind", STRING, struct line, kind), .required = true},
	{AT("id", STRING, struct line, facts.id)},
	{AT("message", STRING, struct line, facts.error)},
	{AT("sha256", HASH, struct line, facts.sha256)},
	{AT("meta", MAP, struct line, facts.meta)},
	{AT("rules", LIST, struct line, facts.packs), OF(pack_fields, struct maek_fact_pack)},
	{AT("types", LIST, struct line, facts.types), OF(type_fields, struct maek_fact_type)},
	{AT("relations", LIST, struct line, facts.relations), OF(relation_fields, struct maek_fact_relation)},
	{AT("body_start", COUNT, struct line, facts.body_start)},
	{AT("text", TEXT, struct line, facts.text)},
	{AT("sentences", LIST, struct line, facts.sentences), OF(anchor_fields, struct maek_anchor)},
	{AT("entities", LIST, struct line, facts.entities), OF(entity_fields, struct maek_fact_entity)},
	{AT("mentions", LIST, struct line, facts.mentions), OF(mention_fields, struct maek_fact_mention)},
	{AT("facts", LIST, struct line, facts.facts), OF(fact_fields, struct maek_fact)},
	{AT("limits", LIST, struct line, facts.limits), OF(limit_fields, struct maek_fact_limit)},
	{0},
};

static const char *wrong_mention(const struct maek_facts *facts, size_t size)
{
	for (size_t i = 0; i < facts->mentions.count; i++) {
		const struct maek_fact_mention *mention = &facts->mentions.items[i];
		if (mention->entity >= facts->entities.count)
			return "entity";
		if (mention->sentence >= (int64_t)facts->sentences.count)
			return "sentence";
		if (mention->anchor.cp[1] > size)
			return "cp";
	}
	return NULL;
}

static const char *wrong_fact(const struct maek_facts *facts, size_t size)
{
	for (size_t i = 0; i < facts->facts.count; i++) {
		const struct maek_fact *fact = &facts->facts.items[i];
		if (fact->subject >= facts->entities.count)
			return "subject";
		if (fact->object >= facts->entities.count)
			return "object";
		for (size_t k = 0; k < fact->evidence.count; k++) {
			if (fact->evidence.items[k].sentence >= (int64_t)facts->sentences.count)
				return "sentence";
			if (fact->evidence.items[k].anchor.cp[1] > size)
				return "cp";
		}
	}
	return NULL;
}

/* What is missing or points outside; NULL when all is well. */
static const char *wrong_document(const struct maek_facts *facts)
{
	if (!*facts->sha256)
		return "sha256";
	if (!facts->text.bytes)
		return "text";
	size_t size = maek_text_count(facts->text, facts->text.size);
	for (size_t i = 0; i < facts->sentences.count; i++)
		if (facts->sentences.items[i].cp[1] > size)
			return "cp";
	if (facts->body_start > size)
		return "body_start";
	const char *wrong = wrong_mention(facts, size);
	return wrong ? wrong : wrong_fact(facts, size);
}

static const char *wrong_line(const struct line *line, bool is_error)
{
	if (!is_error && strcmp(line->kind, "document") != 0)
		return "kind";
	if (!line->facts.id)
		return "id";
	if (is_error)
		return line->facts.error ? NULL : "message";
	return wrong_document(&line->facts);
}

bool maek_facts_read(struct maek_arena *arena, struct maek_text text, const char *file, int number, struct maek_facts **out,
                     struct maek_errors *errors)
{
	struct line *line = maek_arena_alloc(arena, sizeof *line);
	struct maek_json_fault fault;
	*out = NULL;
	bool ok = maek_json_read(arena, text, line_fields, line, &fault);
	if (fault.problem) {
		struct maek_place place = {file, number, (int)maek_text_count(text, fault.at) + 1, 0};
		maek_errors_add(errors, MAEK_ERROR, "facts-json", place, NULL, "%s", fault.problem);
		return maek_errors_source(errors, text);
	}
	if (ok && strcmp(line->kind, "end") == 0)
		return true;
	bool is_error = ok && strcmp(line->kind, "error") == 0;
	const char *wrong = ok ? wrong_line(line, is_error) : fault.key;
	if (wrong)
		return maek_errors_add(errors, MAEK_ERROR, "facts-json", (struct maek_place){file, number, 0, 0}, NULL,
		                       "no facts of a document: '%s' is missing or wrong", wrong);
	if (!is_error)
		line->facts.error = NULL;
	*out = &line->facts;
	return true;
}
