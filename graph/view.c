/* A view out of its YAML map. Every key and every name is checked, so that a slip of the pen is an error at its place
 * and never a picture with something missing.
 */
#include "graph/view.h"

#include "extract/keys.h"
#include "graph/page_words.h"

#include <string.h>

enum { MOST_VIEWS = 64 };

static void unknown_value(const struct maek_yaml *value, const char *key, const char *const *names,
                          struct maek_errors *errors)
{
	char hint[200] = "it can be ";
	size_t count = 0;
	for (; names[count]; count++) {
		size_t at = strlen(hint);
		snprintf(hint + at, sizeof hint - at, "%s'%s'", count ? ", " : "", names[count]);
	}
	const char *nearest = maek_nearest_name(value->value.bytes, names, count);
	if (nearest)
		snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
	maek_errors_add(errors, MAEK_ERROR, "unknown-value", value->place, hint, "`%s` cannot be '%s'", key,
	                value->value.bytes);
}

/* The place of the text under `key` in `names`; 0, the first, when there is none or (an error) an unknown one. */
static int choice_at(const struct maek_yaml *map, const char *key, const char *const *names, struct maek_errors *errors)
{
	const char *text = maek_string_at(map, key, errors);
	if (!text)
		return 0;
	for (int i = 0; names[i]; i++)
		if (strcmp(text, names[i]) == 0)
			return i;
	unknown_value(maek_yaml_get(map, key), key, names, errors);
	return 0;
}

static struct maek_via via_at(const struct maek_yaml *map, const char *key, struct maek_errors *errors)
{
	const char *text = maek_string_at(map, key, errors);
	if (!text)
		return (struct maek_via){NULL, false};
	return (struct maek_via){text + (text[0] == '^'), text[0] == '^'};
}

static struct maek_via required_via(const struct maek_yaml *map, const char *what, struct maek_errors *errors)
{
	struct maek_via via = via_at(map, "via", errors);
	if (!via.relation || !*via.relation)
		maek_errors_add(errors, MAEK_ERROR, "missing-key", map->place, NULL, "%s needs `via`, a relation", what);
	return via;
}

static void read_cell(const struct maek_yaml *cell, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"name", "via", "sub", "of", "as", NULL};
	static const char *const names[] = {"people", "models", "size", NULL};
	static const char *const owners[] = {"models", NULL}, *const drawings[] = {"bar", NULL},
							 *const subs[] = {"alias", NULL};
	if (!maek_expect(cell, MAEK_YAML_MAP, "a cell", errors))
		return;
	maek_expect_keys(cell, known, "a cell", errors);
	if (!maek_yaml_get(cell, "name"))
		maek_errors_add(errors, MAEK_ERROR, "missing-key", cell->place, NULL, "a cell needs `name`");
	struct maek_via *const parts[] = {&out->people, &out->models, &out->size};
	int part = choice_at(cell, "name", names, errors);
	const char *sub = maek_string_at(cell, "sub", errors);
	*parts[part] = required_via(cell, "a cell", errors);
	choice_at(cell, "of", owners, errors); /* one choice each today, said for whoever reads the view */
	choice_at(cell, "as", drawings, errors);
	if (parts[part] == &out->people)
		out->people_sub = sub;
	if (parts[part] == &out->models)
		out->model_alias = sub && choice_at(cell, "sub", subs, errors) == 0;
}

static void read_row(const struct maek_yaml *row, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"type", "via", NULL};
	if (!maek_expect(row, MAEK_YAML_MAP, "row", errors))
		return;
	maek_expect_keys(row, known, "row", errors);
	out->row_type = maek_string_at(row, "type", errors);
	out->row = required_via(row, "row", errors);
}

static void read_side(const struct maek_yaml *side, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"type", "via", "people", "sub", "most", NULL};
	if (!maek_expect(side, MAEK_YAML_MAP, "side", errors))
		return;
	maek_expect_keys(side, known, "side", errors);
	out->side_type = maek_string_at(side, "type", errors);
	out->side = required_via(side, "side", errors);
	out->heads = via_at(side, "people", errors);
	out->head_sub = maek_string_at(side, "sub", errors);
	int most = maek_integer_at(side, "most", 1, errors);
	out->head_most = most > 0 ? (size_t)most : 0;
}

static void read_sort(const struct maek_yaml *sort, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"row", "models", NULL}, *const row_orders[] = {"text-order", NULL};
	static const char *const orders[] = {
		[MAEK_ORDER_TEXT] = "text-order", [MAEK_ORDER_RISING] = "value", [MAEK_ORDER_FALLING] = "-value", NULL};
	if (!maek_expect(sort, MAEK_YAML_MAP, "sort", errors))
		return;
	maek_expect_keys(sort, known, "sort", errors);
	choice_at(sort, "row", row_orders, errors);
	out->models_order = (enum maek_order)choice_at(sort, "models", orders, errors);
}

static void read_parts(const struct maek_yaml *view, struct maek_diagram *out, struct maek_errors *errors)
{
	read_row(maek_yaml_get(view, "row"), out, errors);
	read_side(maek_yaml_get(view, "side"), out, errors);
	read_sort(maek_yaml_get(view, "sort"), out, errors);
	const struct maek_yaml *cells = maek_yaml_get(view, "cells");
	if (!maek_expect(cells, MAEK_YAML_LIST, "cells", errors))
		return;
	for (size_t i = 0; i < cells->count; i++)
		read_cell(cells->items[i], out, errors);
}

static void read_words(const struct maek_yaml *words, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"root",   "rows", "sides",   "side",     "head",  "people",
	                                    "models", "size", "missing", "left-out", "empty", NULL};
	if (maek_expect(words, MAEK_YAML_MAP, "words", errors))
		maek_expect_keys(words, out->layout == MAEK_LAYOUT_PAGE ? maek_page_word_keys : known, "words", errors);
	out->words = words;
}

static bool unknown_view(const struct maek_rules *rules, const char *name, struct maek_errors *errors)
{
	const char *names[MOST_VIEWS];
	size_t count = 0;
	for (; rules && count < maek_rules_view_count(rules) && count < MOST_VIEWS; count++)
		names[count] = maek_rules_view_name(rules, count);
	const char *nearest = maek_nearest_name(name, names, count);
	char hint[100];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	return maek_errors_add(errors, MAEK_ERROR, "unknown-view", (struct maek_place){0}, nearest ? hint : NULL,
	                       "the rules have no view '%s'", name);
}

static void read_view(const struct maek_yaml *view, struct maek_diagram *out, struct maek_errors *errors)
{
	static const char *const known[] = {"title", "layout", "root",    "row", "cells",
	                                    "side",  "sort",   "drawing", "words", NULL};
	static const char *const layouts[] = {[MAEK_LAYOUT_GRAPH] = "graph",
	                                      [MAEK_LAYOUT_CARDS] = "cards",
	                                      [MAEK_LAYOUT_POSTER] = "poster",
	                                      [MAEK_LAYOUT_PAGE] = "page",
	                                      NULL};
	if (!maek_expect(view, MAEK_YAML_MAP, "a view", errors))
		return;
	maek_expect_keys(view, known, "a view", errors);
	out->layout = (enum maek_layout)choice_at(view, "layout", layouts, errors);
	out->title = maek_string_at(view, "title", errors);
	out->root = maek_string_at(view, "root", errors);
	out->drawing = maek_string_at(view, "drawing", errors);
	read_words(maek_yaml_get(view, "words"), out, errors);
	read_parts(view, out, errors);
	bool needs_root = out->layout == MAEK_LAYOUT_CARDS || out->layout == MAEK_LAYOUT_POSTER;
	if (needs_root && !out->root)
		maek_errors_add(errors, MAEK_ERROR, "missing-key", view->place, NULL, "%s need `root`, a type",
		                out->layout == MAEK_LAYOUT_CARDS ? "cards" : "posters");
	if (out->root && !maek_yaml_get(view, "row"))
		maek_errors_add(errors, MAEK_ERROR, "missing-key", view->place, NULL, "a view with `root` needs `row`");
}

bool maek_diagram_read(const struct maek_rules *rules, const char *name, struct maek_diagram *out,
                       struct maek_errors *errors)
{
	const struct maek_yaml *view = rules ? maek_rules_view(rules, name) : NULL;
	*out = (struct maek_diagram){.name = name};
	if (!view && strcmp(name, "everything") == 0)
		return true;
	if (!view)
		return unknown_view(rules, name, errors);
	size_t before = errors->error_count;
	read_view(view, out, errors);
	return errors->error_count == before;
}

const char *maek_diagram_word(const struct maek_diagram *diagram, const char *key)
{
	const struct maek_yaml *word = maek_yaml_get(diagram->words, key);
	return word && word->kind == MAEK_YAML_SCALAR ? word->value.bytes : "";
}
