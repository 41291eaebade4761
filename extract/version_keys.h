/* Keys that number patterns and rules across versions of packs: equal ones match alike in every text.
 */
#ifndef MAEK_EXTRACT_VERSION_KEYS_H
#define MAEK_EXTRACT_VERSION_KEYS_H

#include <stdint.h>

struct maek_rules;
struct maek_version_keys;

struct maek_version_keys *maek_version_keys_new(void);
void maek_version_keys_free(struct maek_version_keys *keys);

/* Of one version; threads may share them. */
struct maek_version_numbers {
	uint32_t schema;          /* what the characters of views stand for */
	const uint32_t *patterns; /* by maek_match_pattern.number */
	const uint32_t *rules;    /* by maek_rule.order */
	uint32_t rule_count;      /* of all keys of rules so far */
};

/* The keys of these rules, until the call after the next one. */
struct maek_version_numbers maek_version_keys_of(struct maek_version_keys *keys, const struct maek_rules *rules);

#endif
