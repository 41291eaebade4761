/* Compiled rules, from the inside: what the readers of packs (rules*.c) make and the matcher reads. Nothing here changes
 * after loading.
 */
#ifndef MAEK_EXTRACT_RULE_H
#define MAEK_EXTRACT_RULE_H

#include "extract/expand.h"
#include "extract/lexicon.h"
#include "extract/number.h"
#include "extract/pattern.h"
#include "extract/prefilter.h"
#include "extract/rules.h"

enum maek_region {
	MAEK_REGION_SENTENCE,
	MAEK_REGION_NEAR,      /* the sentence and the one before */
	MAEK_REGION_PARAGRAPH,
	MAEK_REGION_DOCUMENT,
	MAEK_REGION_TITLE,
	MAEK_REGION_ROW,       /* a table row under its header */
	MAEK_REGION_MENTION,   /* inside each mention of a type */
	MAEK_REGION_SAME,      /* conditions only: where the rule itself matches */
};

/* A group of a rule: the same name in all its patterns is one group. */
struct maek_group {
	const char *name;
	int type;          /* of {Type:name} in the first pattern that has it; MAEK_NO_TYPE for raw text */
	bool list, raw;
	bool notes;        /* list: what stands in parentheses is a note, not a member */
	const struct maek_pattern *splitter;     /* raw: `split`, cuts the text into several */
	struct maek_text split_source;           /* of the splitter, expanded */
	const struct maek_pattern *joint; /* list: a note and a separator up to the end of the text: what joins two members */
	const struct maek_pattern *step;  /* list: the same without the end */
	const struct maek_pattern *item;  /* list: an unknown member, up to what joins it to the next, or NULL */
	bool used;
};

/* One compiled pattern and where its groups are. */
struct maek_match_pattern {
	struct maek_pattern *pattern;
	struct maek_expansion expansion;
	struct maek_trigger trigger;
	const struct maek_yaml *scalar;
	uint8_t group_of[MAEK_PATTERN_GROUPS + 1]; /* by capture number: index of the rule's group + 1, 0: none */
	int8_t type_of[MAEK_PATTERN_GROUPS + 1];   /* by capture number: type of its {Type:name}, MAEK_NO_TYPE for raw text */
	bool listed[MAEK_PATTERN_GROUPS + 1];      /* by capture number: a list in this pattern */
	uint8_t list_of[MAEK_PATTERN_GROUPS + 1];  /* by index in expansion.groups: index of the rule's group */
	uint32_t pinned;   /* conditions: how many of the rule's groups it names */
	bool names_list;   /* conditions: names a list group of the rule */
	uint32_t number;   /* among all patterns of the rules */
};

/* `when` or `unless`: holds where any of its patterns matches. */
struct maek_condition {
	enum maek_region region;
	MAEK_LIST(struct maek_match_pattern) patterns;
};

enum maek_argument_kind { MAEK_ARG_GROUP, MAEK_ARG_IT, MAEK_ARG_TOPIC, MAEK_ARG_ANY, MAEK_ARG_TEXT };

struct maek_argument {
	enum maek_argument_kind kind;
	int group;          /* GROUP */
	const char *text;   /* TEXT: with $group in it; TOPIC: the topic's slot ("" by default) */
	bool before;        /* TOPIC: as it stood before this sentence */
};

enum maek_value_kind { MAEK_VALUE_GROUP, MAEK_VALUE_TEXT, MAEK_VALUE_NUMBER };

struct maek_value {
	const char *key;
	enum maek_value_kind kind;
	int group;          /* GROUP, NUMBER */
	const char *text;   /* TEXT */
};

enum maek_emit_kind { MAEK_EMIT_MENTION, MAEK_EMIT_RELATION, MAEK_EMIT_TOPIC, MAEK_EMIT_SAME, MAEK_EMIT_ALIAS };

enum { MAEK_LASTS_PARAGRAPH = -1, MAEK_LASTS_DOCUMENT = -2 };

/* One fact of `emit`, or of `unless: {fact: ...}`. */
struct maek_emit {
	enum maek_emit_kind kind;
	int type, relation; /* MENTION, TOPIC: `of`; RELATION */
	struct maek_argument args[2];
	size_t arg_count;
	MAEK_LIST(struct maek_value) values;
	int lasts;          /* TOPIC: sentences, or one of the above */
	const char *slot;   /* TOPIC: `as`, "" by default */
	struct maek_place place;
};

enum maek_refers_to { MAEK_REFERS_NONE, MAEK_REFERS_STARTS, MAEK_REFERS_TOPIC, MAEK_REFERS_LAST };

struct maek_refers {
	enum maek_refers_to to;
	int starts;             /* group */
	const char *has_key;    /* preference: an attribute that the antecedent's fact has ... */
	int has_group;          /* ... ending in the text of this group */
	int count;              /* LAST: how many */
	const char *slot;       /* TOPIC */
	bool keep;              /* else: keep */
};

struct maek_example {
	const struct maek_yaml *text;
	const struct maek_yaml *finds; /* a list of scalars */
	const char *todo;              /* what the rule cannot do yet ("" when that is not said), NULL: it must pass */
};
struct maek_example_list {
	struct maek_example *items;
	size_t count, room;
};

struct maek_rule {
	const struct maek_yaml *node; /* its map */
	const char *id;      /* "korean-ai/model-quoted" */
	const char *at;      /* "korean-ai/models.yaml:31" */
	struct maek_place place;
	uint32_t order;
	enum maek_region region;
	int region_type;     /* MENTION */
	bool all, in_order, spread;
	int priority;
	double confidence;
	const struct maek_alphabet *alphabet;
	MAEK_LIST(struct maek_group) groups;
	MAEK_LIST(struct maek_match_pattern) patterns;
	MAEK_LIST(struct maek_condition) when, unless;
	MAEK_LIST(struct maek_emit) unless_facts;
	MAEK_LIST(struct maek_emit) emits;
	struct maek_refers refers;
	struct maek_example_list examples;
};

/* An entry of `candidates:`: a rule without facts, whose one group is the candidate. Not among the rules of a stage. */
struct maek_candidate {
	struct maek_rule rule;
	const char *label;
};

/* Index of the rule's group of this name, -1: none. */
int maek_rule_group(const struct maek_rule *rule, struct maek_text name);

/* Inference. A term is a variable (name), or anything. */
struct maek_term {
	int variable; /* index into the rule's variables, -1: anything */
};
enum maek_atom_kind { MAEK_ATOM_TYPE, MAEK_ATOM_RELATION, MAEK_ATOM_SAME_SENTENCE, MAEK_ATOM_SAME_PARAGRAPH, MAEK_ATOM_BEFORE,
	                  MAEK_ATOM_SECTION, MAEK_ATOM_DIFFERENT };
struct maek_atom_value {
	const char *key;
	int variable;     /* attribute variable, -1: a text */
	const char *text;
};
struct maek_atom {
	enum maek_atom_kind kind;
	int type, relation;
	struct maek_term terms[2];
	size_t term_count;
	MAEK_LIST(struct maek_atom_value) values;
	struct maek_place place;
};
enum { MAEK_INFER_VARIABLES = 16 };
struct maek_infer_rule {
	const struct maek_yaml *node;
	const char *id, *at;
	struct maek_place place;
	MAEK_LIST(struct maek_atom) body, unless, heads;
	MAEK_LIST(int) only; /* variables */
	const char *variables[MAEK_INFER_VARIABLES];
	bool is_attribute[MAEK_INFER_VARIABLES];
	size_t variable_count;
	double confidence;
	int stratum;
	struct maek_example_list examples;
};

/* A file of a pack, as it is run: its lexicons, then its rules. */
struct maek_stage {
	const char *file; /* "korean-ai/models.yaml" */
	MAEK_LIST(struct maek_lexicon *) lexicons;
	MAEK_LIST(struct maek_rule *) rules;
};

struct maek_named_node {
	const char *name;
	const struct maek_yaml *key, *value;
};

struct maek_rules {
	struct maek_arena *arena;
	struct maek_schema schema;
	struct maek_macros macros;
	struct maek_number_words numbers;
	struct maek_prefilter *prefilter; /* for the patterns of all rules and conditions */
	struct maek_guards *guards;       /* that these patterns ask */
	struct maek_text word_tail_source;
	struct maek_pattern *word_tail; /* what may follow a name within its word, and the end of the word */
	MAEK_LIST(struct maek_fact_pack) packs;
	MAEK_LIST(const char *) folders; /* of the packs */
	MAEK_LIST(struct maek_stage) stages;
	MAEK_LIST(struct maek_lexicon *) lexicons; /* of all stages, each once */
	MAEK_LIST(struct maek_rule *) rules;
	MAEK_LIST(struct maek_infer_rule *) infer;
	MAEK_LIST(struct maek_candidate *) candidates;
	int strata;
	MAEK_LIST(struct maek_alphabet *) alphabets;
	MAEK_LIST(struct maek_pattern *) patterns; /* all of them, to be freed */
	uint32_t pattern_count; /* of rules and conditions */
	MAEK_LIST(struct maek_named_node) views, styles, sections; /* sections: "eval.suffixes" */
};

#endif
