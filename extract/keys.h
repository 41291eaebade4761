/* Reading YAML maps by tables of keys: each key of a map is looked up in a table, an unknown one is an error with the
 * nearest known name.
 */
#ifndef MAEK_EXTRACT_KEYS_H
#define MAEK_EXTRACT_KEYS_H

#include "extract/error.h"
#include "extract/yaml_tree.h"

/* True when `node` is of `kind`; else an error at its place that calls it `what`. NULL is false without an error. */
bool maek_expect(const struct maek_yaml *node, enum maek_yaml_kind kind, const char *what, struct maek_errors *errors);

/* Reports every key of `map` that is not in `known` (NULL-terminated). */
void maek_expect_keys(const struct maek_yaml *map, const char *const *known, const char *what,
                      struct maek_errors *errors);

/* The string of a scalar under `key`, or NULL; anything but a scalar is an error. */
const char *maek_string_at(const struct maek_yaml *map, const char *key, struct maek_errors *errors);
/* The boolean under `key`, or `otherwise`; anything but true or false is an error. */
bool maek_bool_at(const struct maek_yaml *map, const char *key, bool otherwise, struct maek_errors *errors);
/* The integer under `key`, or `otherwise`. */
int maek_integer_at(const struct maek_yaml *map, const char *key, int otherwise, struct maek_errors *errors);

/* A value that may be one item or a list of them: how many, and the item at `index`. A missing value has none. */
size_t maek_items_count(const struct maek_yaml *node);
const struct maek_yaml *maek_items_at(const struct maek_yaml *node, size_t index);

#endif
