/* Two versions of a rule over sentences that were recorded: do they find the same?
 */
#ifndef MAEK_EXTRACT_RULE_VERSIONS_H
#define MAEK_EXTRACT_RULE_VERSIONS_H

#include "extract/footprint.h"
#include "extract/rule.h"

struct maek_rule_versions {
	const struct maek_rule *before, *after; /* `before` NULL: it is new */
	bool same_rest; /* both say the same of a match: they differ in `match`, `when` and `unless` alone */
};

/* Is what the rule finds in a sentence known from the typed sentence alone? Conditions may take away from it. */
bool maek_rule_is_local(const struct maek_rule *rule);

/* Do both have the same groups, by name, kind and order? */
bool maek_rule_same_groups(const struct maek_rule *a, const struct maek_rule *b);

/* May the document's facts differ? The stages are those of `rules`. Never false when they do. */
bool maek_rule_versions_differ(const struct maek_rule_versions *versions, const struct maek_rules *rules,
                               const struct maek_memory *memory, struct maek_scratch *scratch);

#endif
