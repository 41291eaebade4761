/* What a node of a tree says: a member of a map, a truth value, a number, as YAML 1.2's core schema reads them.
 */
#include "extract/yaml_tree.h"

#include <stdlib.h>
#include <string.h>

const struct maek_yaml *maek_yaml_get(const struct maek_yaml *map, const char *key)
{
	if (!map || map->kind != MAEK_YAML_MAP)
		return NULL;
	struct maek_text wanted = maek_text_of(key);
	for (size_t i = 0; i < map->count; i++)
		if (maek_text_equal(map->keys[i]->value, wanted))
			return map->items[i];
	return NULL;
}

static bool is_plain(const struct maek_yaml *node)
{
	return node && node->kind == MAEK_YAML_SCALAR && node->style == MAEK_YAML_PLAIN;
}

bool maek_yaml_bool(const struct maek_yaml *node, bool *out)
{
	if (!is_plain(node) || (strcmp(node->value.bytes, "true") != 0 && strcmp(node->value.bytes, "false") != 0))
		return false;
	*out = node->value.bytes[0] == 't';
	return true;
}

bool maek_yaml_integer(const struct maek_yaml *node, int64_t *out)
{
	if (!is_plain(node))
		return false;
	const char *text = node->value.bytes;
	bool negative = *text == '-';
	int64_t value = 0;
	text += *text == '-' || *text == '+';
	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(value, INT64_C(10), &value) ||
		    __builtin_sub_overflow(value, (int64_t)(*text - '0'), &value))
			return false;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*out = negative ? value : -value;
	return true;
}

bool maek_yaml_real(const struct maek_yaml *node, double *out)
{
	if (!is_plain(node) || !node->value.size || strspn(node->value.bytes, "0123456789.+-eE") != node->value.size)
		return false;
	char *end;
	double value = strtod(node->value.bytes, &end);
	if (*end)
		return false;
	*out = value;
	return true;
}
