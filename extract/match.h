/* Matching: a rule over the regions of a document, its bindings, and the conditions that they must meet.
 */
#ifndef MAEK_EXTRACT_MATCH_H
#define MAEK_EXTRACT_MATCH_H

#include "extract/state.h"
#include "extract/view.h"

struct maek_hits {
	struct maek_hit *items;
	size_t count, room;
};

enum { MAEK_FIND_ALL_LIMIT = 1000 }; /* most solutions of `find: all` in a region */

/* Appends every hit of the rule that its conditions let through, in order of place. A rule that hits
 * a limit is noted in the state and gives nothing in this document. */
void maek_rule_match(struct maek_state *state, const struct maek_rule *rule, struct maek_hits *hits);

/* Which condition did not let a binding through: of an `unless` also the pattern that matched, and where. */
struct maek_broken {
	const struct maek_condition *condition;
	const struct maek_match_pattern *pattern; /* NULL: a `when` that matches nowhere */
	struct maek_span where;
};

/* Do `when` and `unless` let this binding through? Members of lists that an `unless` names are removed one by one;
 * a list that becomes empty fails. `broken` is filled when they do not. */
bool maek_conditions_hold(struct maek_state *state, const struct maek_rule *rule, const struct maek_view *view,
                          struct maek_binding *groups, struct maek_broken *broken);

/* The members of a list group over a span of the view; false when it has unknown members only. */
bool maek_list_members(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                       struct maek_span span, struct maek_binding *out);

/* The view of a region of the document that holds byte `at` (MAEK_REGION_SAME is no region). */
const struct maek_view *maek_region_view(struct maek_state *state, const struct maek_alphabet *alphabet,
                                         enum maek_region region, uint32_t at);

/* Calls `each` for the view of every region that the rule looks at and that holds text; `it` is the mention that the
 * region lies in, or MAEK_NOT. */
void maek_regions_each(struct maek_state *state, const struct maek_rule *rule,
                       void (*each)(void *context, const struct maek_view *view, int it), void *context);

/* The same without those regions where the prefilter knows that no pattern of the rule matches. */
void maek_regions_likely(struct maek_state *state, const struct maek_rule *rule,
                         void (*each)(void *context, const struct maek_view *view, int it), void *context);
/* False when the prefilter knows that the pattern does not match in the view. */
bool maek_region_allows(const struct maek_state *state, const struct maek_match_pattern *pattern,
                        const struct maek_view *view);

/* A callout before a list: 1 (fail here) when the member at the position is joined to one on its left. */
int maek_list_may_begin(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                        uint32_t position);

#endif
