/* YAML files as trees with positions: every scalar, key and item knows its file, line and column, and every byte of a
 * scalar's value can be traced back to the column it was written in. Read through libyaml's events (yaml_tree.c is the
 * only file that includes yaml.h).
 *
 * Refused with a place and a hint: anchors, aliases, tags, directives, a second document, duplicate keys, merge keys,
 * UTF-16, nesting over 64, files over 16 MiB, scalars over 64 KiB, over 2,000,000 events.
 */
#ifndef MAEK_EXTRACT_YAML_TREE_H
#define MAEK_EXTRACT_YAML_TREE_H

#include "extract/error.h"
#include "extract/text.h"

enum maek_yaml_kind { MAEK_YAML_SCALAR, MAEK_YAML_LIST, MAEK_YAML_MAP };
enum maek_yaml_style { MAEK_YAML_PLAIN, MAEK_YAML_SINGLE, MAEK_YAML_DOUBLE, MAEK_YAML_LITERAL, MAEK_YAML_FOLDED };

struct maek_yaml {
	enum maek_yaml_kind kind;
	struct maek_place place; /* of the value; for a scalar its end_column when it is on one line */
	struct maek_text raw;    /* scalars and lists: as written in the file, with quotes and brackets */
	/* scalars */
	enum maek_yaml_style style;
	struct maek_text value;  /* NUL-terminated */
	const struct maek_yaml_file *file;
	/* maps: keys[i] is a scalar, items[i] its value; lists: items only */
	const struct maek_yaml *const *keys;
	const struct maek_yaml *const *items;
	size_t count;
};

struct maek_yaml_file {
	const char *name; /* as it is shown in messages */
	struct maek_text bytes;
	struct maek_yaml *root; /* NULL for an empty file */
};

/* Reads `path`; `name` is how messages call it (NULL: the path). Everything lives in `arena`. On errors (all that can
 * be found; libyaml stops at its first) returns false. */
bool maek_yaml_load(struct maek_arena *arena, const char *path, const char *name, struct maek_yaml_file **out,
                    struct maek_errors *errors);
/* The same from memory. */
bool maek_yaml_parse(struct maek_arena *arena, struct maek_text bytes, const char *name, struct maek_yaml_file **out,
                     struct maek_errors *errors);

/* The value of `key` in a map, or NULL (also for NULL and for what is no map). */
const struct maek_yaml *maek_yaml_get(const struct maek_yaml *map, const char *key);

/* True for a plain scalar that YAML 1.2's core schema reads so; the value in *out. */
bool maek_yaml_bool(const struct maek_yaml *node, bool *out);
bool maek_yaml_integer(const struct maek_yaml *node, int64_t *out);
bool maek_yaml_real(const struct maek_yaml *node, double *out);

/* The place of byte `offset` of a scalar's value, right through quoting ('' in single quotes), block indentation and
 * folded lines; `size` bytes long (0: one character). */
struct maek_place maek_yaml_place(const struct maek_yaml *scalar, size_t offset, size_t size);

#endif
