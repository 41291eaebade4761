/* yaml_reader: for each line of standard input, a JSON string that is a YAML file, what the reader of rules makes of it: a line
 * {"read": bool, "root": NODE or null, "errors": [[id, line, column], ...]}. A scalar is ["scalar", style, value], a list
 * ["list", item, ...], a map ["map", key, value, ...]. */
#include "extract/yaml_tree.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *node_json(const struct maek_yaml *node)
{
	static const char *const styles[] = {
		[MAEK_YAML_PLAIN] = ":", [MAEK_YAML_SINGLE] = "'", [MAEK_YAML_DOUBLE] = "\"", [MAEK_YAML_LITERAL] = "|", [MAEK_YAML_FOLDED] = ">"};
	if (!node)
		return json_null();
	if (node->kind == MAEK_YAML_SCALAR)
		return json_pack("[s, s, s%]", "scalar", styles[node->style], node->value.bytes, node->value.size);
	json_t *list = json_pack("[s]", node->kind == MAEK_YAML_LIST ? "list" : "map");
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind == MAEK_YAML_MAP)
			json_array_append_new(list, node_json(node->keys[i]));
		json_array_append_new(list, node_json(node->items[i]));
	}
	return list;
}

static void read_one(struct maek_text yaml)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_yaml_file *file = NULL;
	maek_errors_init(&errors, arena);
	bool ok = maek_yaml_parse(arena, yaml, "x.yaml", &file, &errors) && !errors.error_count;
	json_t *list = json_array();
	for (size_t i = 0; i < errors.list.count; i++)
		json_array_append_new(list, json_pack("[s, i, i]", errors.list.items[i].id, errors.list.items[i].place.line,
		                                      errors.list.items[i].place.column));
	json_t *line = json_pack("{s:b, s:o, s:o}", "read", ok, "root", ok ? node_json(file->root) : json_null(), "errors", list);
	json_dumpf(line, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(line);
	maek_arena_free(arena);
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
		json_t *text = json_loadb(line, (size_t)size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		if (!json_is_string(text))
			return 1;
		read_one((struct maek_text){json_string_value(text), json_string_length(text)});
		json_decref(text);
	}
	free(line);
	return 0;
}
