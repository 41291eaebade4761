/* Rules: packs read, checked and compiled once; immutable afterwards, so that any number of workers may share them.
 */
#ifndef MAEK_EXTRACT_RULES_H
#define MAEK_EXTRACT_RULES_H

#include "extract/error.h"
#include "extract/facts.h"

struct maek_rules;
struct maek_yaml;

/* Reads the packs in `folders`, which may also be bundles (later ones add to earlier ones), with what they use. All problems are added to
 * `errors`, warnings as well; false when there is an error. Free with maek_rules_free(). */
bool maek_rules_load(const char *const *folders, size_t count, struct maek_rules **out, struct maek_errors *errors);
void maek_rules_free(struct maek_rules *rules);

size_t maek_rules_count(const struct maek_rules *rules); /* rules of all packs */

/* The packs read, bases first. */
size_t maek_rules_pack_count(const struct maek_rules *rules);
const struct maek_fact_pack *maek_rules_pack_at(const struct maek_rules *rules, size_t index);
/* Where it lies: a folder, or a path into a bundle (bundle.h). */
const char *maek_rules_folder_at(const struct maek_rules *rules, size_t index);

/* The value of view `name` (`views:` of any pack, the last that defines it), or NULL; NULL for a name: none. */
const struct maek_yaml *maek_rules_view(const struct maek_rules *rules, const char *name);
/* The names of the views, in order of definition. */
size_t maek_rules_view_count(const struct maek_rules *rules);
const char *maek_rules_view_name(const struct maek_rules *rules, size_t index);
/* The style of a type or relation, or of `theme`, `fonts`, ... (`style:` of any pack), or NULL. */
const struct maek_yaml *maek_rules_style(const struct maek_rules *rules, const char *name);
/* A value of an `eval:` or `text:` section of any pack, or NULL. */
const struct maek_yaml *maek_rules_section(const struct maek_rules *rules, const char *section, const char *name);
/* The label of a type or relation as the pack gives it (`label: 기관`), else its name. */
const char *maek_rules_label(const struct maek_rules *rules, const char *name);

#endif
