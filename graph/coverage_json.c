/* See the header. */
#include "graph/coverage_json.h"

#include "graph/json_build.h"


static void set_count(json_t *object, const char *key, size_t count)
{
	maek_json_set(object, key, json_integer((json_int_t)count));
}

static void set_place(json_t *object, const struct maek_coverage_place *place)
{
	maek_json_set(object, "document", maek_json_string(place->document));
	maek_json_set(object, "line", json_integer(place->line));
	maek_json_set(object, "sentence", maek_json_string(place->sentence));
}

static void add_rules(json_t *root, const struct maek_coverage *coverage)
{
	json_t *rules = json_array(), *never = json_array();
	for (size_t i = 0; i < coverage->fired.count; i++) {
		const struct maek_coverage_rule *from = &coverage->fired.items[i];
		json_t *rule = json_object();
		maek_json_set(rule, "id", maek_json_string(from->id));
		maek_json_set(rule, "at", maek_json_string(from->at));
		maek_json_set(rule, "kind", maek_json_string(from->infer ? "infer" : "rule"));
		set_count(rule, "fired", from->fired);
		maek_json_append(rules, rule);
		if (!from->fired)
			maek_json_append(never, maek_json_string(from->id));
	}
	maek_json_set(root, "rules", rules);
	maek_json_set(root, "never_fired", never);
}

static json_t *items_of(const struct maek_coverage *coverage, size_t entry, size_t top)
{
	json_t *items = json_array();
	for (size_t i = 0; i < coverage->candidates.count && json_array_size(items) < top; i++) {
		const struct maek_coverage_candidate *from = &coverage->candidates.items[i];
		if (from->entry != entry)
			continue;
		json_t *item = json_object();
		maek_json_set(item, "text", maek_json_string(from->text));
		set_count(item, "count", from->count);
		set_count(item, "documents", from->documents);
		set_place(item, &from->first);
		maek_json_append(items, item);
	}
	return items;
}

static json_t *candidates_of(const struct maek_coverage *coverage, size_t top)
{
	json_t *list = json_array();
	for (size_t i = 0; i < coverage->entries.count; i++) {
		const struct maek_coverage_entry *from = &coverage->entries.items[i];
		json_t *entry = json_object();
		maek_json_set(entry, "id", maek_json_string(from->id));
		maek_json_set(entry, "label", maek_json_string(from->label));
		set_count(entry, "distinct", from->candidates);
		set_count(entry, "count", from->count);
		maek_json_set(entry, "items", items_of(coverage, i, top));
		maek_json_append(list, entry);
	}
	return list;
}

static json_t *silent_of(const struct maek_coverage *coverage, size_t top)
{
	json_t *silent = json_object(), *items = json_array();
	for (size_t i = 0; i < coverage->silent.count && i < top; i++) {
		const struct maek_coverage_sentence *from = &coverage->silent.items[i];
		json_t *item = json_object(), *entities = json_array();
		set_place(item, &from->place);
		for (size_t k = 0; k < from->names.count; k++) {
			json_t *entity = json_object();
			maek_json_set(entity, "type", maek_json_string(from->types.items[k]));
			maek_json_set(entity, "text", maek_json_string(from->names.items[k]));
			maek_json_append(entities, entity);
		}
		maek_json_set(item, "entities", entities);
		maek_json_append(items, item);
	}
	set_count(silent, "count", coverage->silent.count);
	set_count(silent, "linked", coverage->linked);
	maek_json_set(silent, "items", items);
	return silent;
}

void maek_coverage_write(const struct maek_coverage *coverage, size_t top, struct maek_buffer *out)
{
	json_t *root = json_object();
	set_count(root, "documents", coverage->documents);
	set_count(root, "sentences", coverage->sentences);
	add_rules(root, coverage);
	maek_json_set(root, "candidates", candidates_of(coverage, top));
	maek_json_set(root, "silent", silent_of(coverage, top));
	maek_json_write(root, JSON_INDENT(1), out);
}
