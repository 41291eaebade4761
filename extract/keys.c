/* Small readers over the YAML tree that report what is wrong at its place and then give a default, so that one run
 * shows every problem of a pack.
 */
#include "extract/keys.h"

#include <string.h>

static const char *const kind_hints[] = {[MAEK_YAML_SCALAR] = "write one value; put it in single quotes when it begins with { or [",
                                         [MAEK_YAML_LIST] = "write [one, another], or a line `- one` for each",
                                         [MAEK_YAML_MAP] = "write key: value"};
static const char *const kind_names[] = {[MAEK_YAML_SCALAR] = "a string", [MAEK_YAML_LIST] = "a list", [MAEK_YAML_MAP] = "a map"};

bool maek_expect(const struct maek_yaml *node, enum maek_yaml_kind kind, const char *what, struct maek_errors *errors)
{
	if (!node)
		return false;
	if (node->kind == kind)
		return true;
	return maek_errors_add(errors, MAEK_ERROR, "wrong-kind", node->place, kind_hints[kind], "%s must be %s, not %s", what,
	                       kind_names[kind], kind_names[node->kind]);
}

static bool is_known(const char *name, const char *const *known, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(known[i], name) == 0)
			return true;
	return false;
}

void maek_expect_keys(const struct maek_yaml *map, const char *const *known, const char *what, struct maek_errors *errors)
{
	size_t count = 0;
	while (known[count])
		count++;
	for (size_t i = 0; i < map->count; i++) {
		const char *key = map->keys[i]->value.bytes;
		if (is_known(key, known, count))
			continue;
		const char *nearest = maek_nearest_name(key, known, count);
		char hint[160];
		snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
		maek_errors_add(errors, MAEK_ERROR, "unknown-key", map->keys[i]->place, nearest ? hint : NULL,
		                "unknown key '%s' in %s", key, what);
	}
}

const char *maek_string_at(const struct maek_yaml *map, const char *key, struct maek_errors *errors)
{
	const struct maek_yaml *node = maek_yaml_get(map, key);
	return maek_expect(node, MAEK_YAML_SCALAR, key, errors) ? node->value.bytes : NULL;
}

bool maek_bool_at(const struct maek_yaml *map, const char *key, bool otherwise, struct maek_errors *errors)
{
	const struct maek_yaml *node = maek_yaml_get(map, key);
	bool value = otherwise;
	if (node && !maek_yaml_bool(node, &value))
		maek_errors_add(errors, MAEK_ERROR, "wrong-kind", node->place, NULL, "'%s' must be true or false", key);
	return value;
}

int maek_integer_at(const struct maek_yaml *map, const char *key, int otherwise, struct maek_errors *errors)
{
	const struct maek_yaml *node = maek_yaml_get(map, key);
	int64_t value = otherwise;
	if (node && (!maek_yaml_integer(node, &value) || value < -1000000 || value > 1000000)) {
		maek_errors_add(errors, MAEK_ERROR, "wrong-kind", node->place, NULL, "'%s' must be a whole number", key);
		return otherwise;
	}
	return (int)value;
}

size_t maek_items_count(const struct maek_yaml *node)
{
	return !node ? 0 : node->kind == MAEK_YAML_LIST ? node->count : 1;
}

const struct maek_yaml *maek_items_at(const struct maek_yaml *node, size_t index)
{
	return node->kind == MAEK_YAML_LIST ? node->items[index] : node;
}
