/* Reading rules out of YAML: one file for each kind of thing in a pack. All of them add every problem they find to the
 * errors and go on.
 */
#ifndef MAEK_EXTRACT_RULE_READ_H
#define MAEK_EXTRACT_RULE_READ_H

#include "extract/rule.h"
#include "extract/study.h"

struct maek_rule_reader {
	struct maek_rules *rules;
	struct maek_errors *errors;
	struct maek_arena *scrap; /* emptied after each pattern */
	const char *pack; /* name of the pack being read */
	const char *file; /* "pack/file.yaml" */
	bool strict;      /* (check) */
};

/* "pack/file.yaml:31" for a node. */
const char *maek_rule_at(const struct maek_rule_reader *reader, const struct maek_yaml *node);

/* Compiles a rule (`- id: ...`); NULL when it is wrong. */
struct maek_rule *maek_rule_read(const struct maek_rule_reader *reader, const struct maek_yaml *node);

/* Compiles an item of `candidates:`; NULL when it is wrong. */
struct maek_candidate *maek_candidate_read(const struct maek_rule_reader *reader, const struct maek_yaml *node);

/* What `match` and the conditions of a rule or candidate share; each adds its errors. `what` is how messages call it. */
const struct maek_alphabet *maek_rule_alphabet(const struct maek_rule_reader *reader, const struct maek_yaml *node);
struct maek_expand_context maek_rule_context(const struct maek_rule_reader *reader, const struct maek_alphabet *alphabet);
void maek_match_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node,
                     const char *what);
void maek_conditions_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *node);
/* `in:`; an entity type is a region when `type` is not NULL, and stands in *type then. */
enum maek_region maek_region_read(const struct maek_rule_reader *reader, const struct maek_yaml *node,
                                  enum maek_region otherwise, int *type);

/* Reads one fact of `emit` or of `unless: {fact: ...}` into `out`. The groups of the rule must be known. */
bool maek_emit_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *scalar,
                    bool is_condition, struct maek_emit *out);

/* After all facts of a rule are read: do the groups fit the relations' signatures? */
void maek_emit_check(const struct maek_rule_reader *reader, const struct maek_rule *rule);

/* Reads `examples:` of a rule or infer rule. */
void maek_examples_read(const struct maek_rule_reader *reader, const struct maek_yaml *list, struct maek_example_list *out);

/* Reads an infer rule; NULL when it is wrong. */
struct maek_infer_rule *maek_infer_read(const struct maek_rule_reader *reader, const struct maek_yaml *node);
/* Orders the infer rules into strata; a cycle through `unless` or `only` is an error. */
void maek_infer_stratify(struct maek_rules *rules, struct maek_errors *errors);

/* Reads an item of `lexicon:`; `folder` is where its file is looked for. */
struct maek_lexicon *maek_lexicon_read(const struct maek_rule_reader *reader, const struct maek_yaml *node,
                                       const char *folder);

/* Compiles an expanded source and keeps it with the rules; a wrong one is an error at its very place. `study` may be NULL:
 * for what is not matched in views. */
struct maek_pattern *maek_rules_compile(const struct maek_rule_reader *reader, const struct maek_expansion *expansion,
                                        const struct maek_study *study);

/* The alphabet for a set of hidden types, made once; NULL when there are too many. */
const struct maek_alphabet *maek_rules_alphabet(struct maek_rules *rules, uint64_t hidden);

#endif
