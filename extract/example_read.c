/* Reading `examples:` of rules and infer rules. */
#include "extract/rule_read.h"

#include "extract/keys.h"

#include <string.h>

/* relation(a, b) without quotes falls apart at its comma. */
static bool is_fact(const struct maek_yaml *fact, struct maek_errors *errors)
{
	if (!maek_expect(fact, MAEK_YAML_SCALAR, "a fact", errors))
		return false;
	struct maek_text text = fact->value;
	if (memchr(text.bytes, '(', text.size) && text.bytes[text.size - 1] == ')')
		return true;
	return maek_errors_add(errors, MAEK_ERROR, "fact-syntax", fact->place,
	                       "a fact is written Type(text) or relation(one, other); with a comma in it it stands in quotes",
	                       "'%s' is no fact", text.bytes);
}

static bool are_facts(const struct maek_yaml *finds, struct maek_errors *errors)
{
	if (!maek_expect(finds, MAEK_YAML_LIST, "finds", errors))
		return false;
	bool ok = true;
	for (size_t i = 0; i < finds->count; i++)
		ok = is_fact(finds->items[i], errors) && ok;
	return ok;
}

/* `todo: true` or a reason; anything that says no is an ordinary example. */
static const char *read_todo(const struct maek_yaml *item, struct maek_errors *errors)
{
	const struct maek_yaml *node = maek_yaml_get(item, "todo");
	bool value;
	if (!node || !maek_expect(node, MAEK_YAML_SCALAR, "todo", errors))
		return NULL;
	if (maek_yaml_bool(node, &value))
		return value ? "" : NULL;
	return node->value.bytes;
}

void maek_examples_read(const struct maek_rule_reader *reader, const struct maek_yaml *list, struct maek_example_list *out)
{
	static const char *const known[] = {"text", "finds", "todo", NULL};
	struct maek_errors *errors = reader->errors;
	if (!maek_expect(list, MAEK_YAML_LIST, "examples", errors))
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct maek_yaml *item = list->items[i];
		if (!maek_expect(item, MAEK_YAML_MAP, "an example", errors))
			continue;
		maek_expect_keys(item, known, "an example", errors);
		const struct maek_yaml *text = maek_yaml_get(item, "text"), *finds = maek_yaml_get(item, "finds");
		if (!text || !finds)
			maek_errors_add(errors, MAEK_ERROR, "missing-key", item->place, "write: - { text: '...', finds: [...] }",
			                "an example needs `text` and `finds`");
		else if (maek_expect(text, MAEK_YAML_SCALAR, "text", errors) && are_facts(finds, errors))
			*MAEK_PUSH(reader->rules->arena, out) = (struct maek_example){text, finds, read_todo(item, errors)};
	}
}
