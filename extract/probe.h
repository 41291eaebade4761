/* Probes: why a rule matches nothing in a stretch of text: what its patterns need and do not find there, and the furthest
 * place that any attempt reached. Made only for explanations: every pattern is compiled once more, with a callout before
 * each of its items.
 */
#ifndef MAEK_EXTRACT_PROBE_H
#define MAEK_EXTRACT_PROBE_H

#include "extract/match.h"

/* The furthest that a pattern came: its item that never matched, and where in the text it was looked for. */
struct maek_reach {
	const struct maek_match_pattern *pattern;
	struct maek_place place;  /* of the item, in the rule's own line: within a macro the macro's name */
	const char *item;         /* what stands there: "{josa.topic}" */
	const char *macro;        /* the macro's name, or NULL */
	struct maek_place macro_place; /* of the item in the macro's definition; line 0: no further than its beginning */
	struct maek_span looked;  /* in the document: from the first to the last place where the item was looked for */
	struct maek_span matched; /* in the document: what the items before it matched, empty when there is none */
	uint32_t rank, most;      /* items before it, of how many */
};

struct maek_probe {
	struct maek_state *state;
	const struct maek_rule *rule;
	struct maek_span target;
	size_t regions;                /* that the rule has in the target */
	struct maek_reach reach;       /* pattern NULL: there is no region */
	/* what the pattern of `reach` needs and no region has */
	MAEK_LIST(const char *) types; /* "Model", "Model|Program" */
	MAEK_LIST(const char *) literals;
	uint64_t missing;              /* the types as a mask */
};

/* Probes the rule over its regions that touch `target` (of the document's text), as the mentions stand now. */
void maek_probe(struct maek_state *state, const struct maek_rule *rule, struct maek_span target, struct maek_probe *out);

#endif
