/* The facts of one document: what extract/ hands to graph/, in memory. graph/facts_json.c writes and reads it as one
 * line of facts.jsonl. It names types, relations and rules by strings, so that whoever reads it needs no rules.
 *
 * Order: sentences and mentions by place (start, then longer first, then type); entities by their first mention; facts
 * by relation, subject, object; evidence by place, then rule. Nothing hidden is in it.
 */
#ifndef MAEK_EXTRACT_FACTS_H
#define MAEK_EXTRACT_FACTS_H

#include "extract/document.h"

/* What the linker must know of a type, from the pack. Only root types that occur. */
struct maek_fact_type {
	const char *name;
	bool value;        /* entities are equal when their values are (100B = 1000억) */
	const char *apart; /* entities of one name in different documents are one only when they share an object of this
	                      relation, or one has none and the name is otherwise unique; NULL: the name is enough */
};
/* What the graph must know of a relation. Only those that occur. */
struct maek_fact_relation {
	const char *name;
	const char *property; /* the subject repeats the object's value under this property; NULL: it does not */
};

struct maek_fact_pack {
	const char *name;
	char sha256[65];
};

/* A name of an entity that no mention spells: a lexicon's canonical name or an alias() of a rule. */
struct maek_fact_alias {
	const char *name;
	const char *rule; /* "pack/rule" or "pack/file.tsv" for a lexicon */
	bool lexicon;     /* a lexicon's canonical name: the preferred label, and a key for linking */
};

/* A merge that is not plain equality of names: `alias` is another name of the entity, by a same() or alias() of `rule`. */
struct maek_fact_merge {
	const char *alias, *rule, *at;
};

struct maek_fact_entity {
	const char *type; /* a root type */
	bool has_value;
	int64_t value;
	bool overflow; /* a number that does not fit 64 bits: no value */
	MAEK_LIST(struct maek_fact_alias) aliases;
	MAEK_LIST(struct maek_fact_merge) merges;
};

struct maek_fact_mention {
	const char *type;   /* as found: may be a subtype of the entity's */
	uint32_t entity;    /* index into entities */
	int sentence;       /* index into sentences, -1 outside any */
	struct maek_anchor anchor;
	const char *rule, *at; /* "korean-ai/model-quoted", "korean-ai/models.yaml:31" */
	const char *canonical; /* the mention's text with inner lexicon names in canonical form (a key for linking), or NULL */
	bool anaphor;       /* "최 회장": a surface form of the entity, but not counted for its label */
	bool quiet;         /* "이 회사": refers to the entity and is no name of it at all */
};

struct maek_fact_role {
	const char *name; /* the group in the rule */
	uint32_t cp[2];
};
struct maek_fact_step { /* an infer rule that this evidence went through */
	const char *rule, *at;
};
struct maek_fact_evidence {
	int sentence;
	struct maek_anchor anchor; /* of the region that the rule matched in: mostly the sentence */
	const char *rule, *at;
	double confidence;
	MAEK_LIST(struct maek_fact_role) roles;
	MAEK_LIST(struct maek_fact_step) inferred; /* innermost first; empty for a fact that a rule states itself */
};
struct maek_fact_attribute {
	const char *key, *value;
};
struct maek_fact {
	const char *relation;
	uint32_t subject, object; /* indices into entities */
	double confidence;
	MAEK_LIST(struct maek_fact_attribute) attributes; /* distinct, in order of evidence */
	MAEK_LIST(struct maek_fact_evidence) evidence;
};

/* A limit that a rule hit in this document: its matches there are missing. */
struct maek_fact_limit {
	const char *rule, *limit;
};

struct maek_facts {
	const char *id;
	char sha256[65];
	MAEK_LIST(struct maek_field) meta;
	MAEK_LIST(struct maek_fact_pack) packs; /* in reading order, bases first */
	MAEK_LIST(struct maek_fact_type) types;
	MAEK_LIST(struct maek_fact_relation) relations;
	struct maek_text text;
	uint32_t body_start; /* code points */
	MAEK_LIST(struct maek_anchor) sentences;
	MAEK_LIST(struct maek_fact_entity) entities;
	MAEK_LIST(struct maek_fact_mention) mentions;
	MAEK_LIST(struct maek_fact) facts;
	MAEK_LIST(struct maek_fact_limit) limits;
	const char *error; /* not NULL: the document failed, only id and this are set */
};

#endif
