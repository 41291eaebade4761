/* Lints from the inside: what their functions are given, and how they report.
 */
#ifndef MAEK_EXTRACT_LINT_ROW_H
#define MAEK_EXTRACT_LINT_ROW_H

#include "extract/lint.h"
#include "extract/regex.h"
#include "extract/rule.h"

struct maek_lint_allow {
	const struct maek_yaml *id;
	bool used;
};

struct maek_lint {
	const struct maek_rules *rules;
	const char *const *folders;
	size_t folder_count;
	struct maek_table own; /* by folder of a file: is it one of them? */
	struct maek_errors *errors;
	struct maek_arena *arena; /* for the whole run */
	struct maek_arena *scrap; /* for one pattern */
	struct maek_scratch *scratch;
	const char *id;          /* of the lint that is running */
	uint64_t made;           /* types that a rule or lexicon makes */
	uint64_t *seen;          /* by order of the rule: types that it can see */
	struct maek_text sample; /* texts of examples */
	MAEK_LIST(struct maek_lint_allow) allows;
};

enum maek_lint_role { MAEK_LINT_MATCH, MAEK_LINT_WHEN, MAEK_LINT_UNLESS };

/* One pattern of a rule or candidate. */
struct maek_lint_pattern {
	const struct maek_rule *rule;
	const struct maek_match_pattern *pattern;
	const struct maek_regex *tree;
	enum maek_lint_role role;
	bool is_candidate;
	uint64_t seen; /* types whose mentions may stand in its text */
};

/* A row of the table; the functions that a lint does not need are NULL. */
struct maek_lint_row {
	const char *id, *what;
	void (*pattern)(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
	void (*rule)(struct maek_lint *lint, const struct maek_rule *rule);
	void (*packs)(struct maek_lint *lint);
};

/* Adds a warning unless `owner` (the map of a rule, lexicon, type ..., or NULL) allows it. */
void maek_lint_report(struct maek_lint *lint, const struct maek_yaml *owner, struct maek_place place, const char *hint,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The place of bytes [start, end) of a pattern's source. */
struct maek_place maek_lint_place(const struct maek_lint_pattern *pattern, size_t start, size_t end);
struct maek_place maek_lint_place_of(const struct maek_lint_pattern *pattern, const struct maek_regex *node);

/* Does it stand in one of the packs that are judged? */
bool maek_lint_is_own(struct maek_lint *lint, const char *file);

/* Is the set made of mentions only? */
bool maek_lint_is_mention(const struct maek_regex *set);

/* The place of a rule's or infer rule's id. */
struct maek_place maek_lint_id_place(const struct maek_yaml *node);

void maek_lint_across_mentions(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_catastrophic(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_claimed_twice(struct maek_lint *lint);
void maek_lint_common_word(struct maek_lint *lint);
void maek_lint_duplicate_pattern(struct maek_lint *lint);
void maek_lint_large_repeat(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_missing_examples(struct maek_lint *lint);
void maek_lint_nested_quantifier(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_never_bound(struct maek_lint *lint, const struct maek_rule *rule);
void maek_lint_never_derives(struct maek_lint *lint);
void maek_lint_never_made(struct maek_lint *lint);
void maek_lint_never_matches(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_no_literal(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_precision_trap(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_shadowed(struct maek_lint *lint);
void maek_lint_short_spelling(struct maek_lint *lint);
void maek_lint_unnamed_capture(struct maek_lint *lint, const struct maek_lint_pattern *pattern);
void maek_lint_unused_group(struct maek_lint *lint, const struct maek_rule *rule);
void maek_lint_unused_macro(struct maek_lint *lint);
void maek_lint_word_boundary(struct maek_lint *lint, const struct maek_lint_pattern *pattern);

#endif
