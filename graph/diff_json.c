/* A difference as JSON. */
#include "graph/diff.h"

#include "graph/json_build.h"


static json_t *part_of(const struct maek_diff_part *part)
{
	json_t *object = json_object();
	maek_json_set(object, "change", maek_json_string(maek_change_name(part->change)));
	maek_json_set(object, "what", maek_json_string(part->what));
	maek_json_set(object, "text", maek_json_string(part->text));
	if (!part->document)
		return object;
	maek_json_set(object, "document", maek_json_string(part->document));
	maek_json_set(object, "sentence", part->sentence < 0 ? json_null() : json_integer(part->sentence));
	maek_json_set(object, "cp", maek_json_pair(part->cp));
	maek_json_set(object, "rule", maek_json_string(part->rule));
	maek_json_set(object, "at", maek_json_string(part->at));
	if (part->evidence && part->evidence->inferred.count) {
		json_t *steps = json_array();
		for (size_t i = 0; i < part->evidence->inferred.count; i++) {
			json_t *step = json_object();
			maek_json_set(step, "rule", maek_json_string(part->evidence->inferred.items[i].rule));
			maek_json_set(step, "at", maek_json_string(part->evidence->inferred.items[i].at));
			maek_json_append(steps, step);
		}
		maek_json_set(object, "inferred", steps);
	}
	return object;
}

static json_t *list_of(const struct maek_diff_list *list)
{
	json_t *array = json_array();
	for (size_t i = 0; i < list->count; i++) {
		const struct maek_diff_item *item = &list->items[i];
		json_t *object = json_object(), *parts = json_array();
		maek_json_set(object, "change", maek_json_string(maek_change_name(item->change)));
		maek_json_set(object, "id", maek_json_string(item->id));
		if (item->was)
			maek_json_set(object, "was", maek_json_string(item->was));
		for (size_t k = 0; k < item->parts.count; k++)
			maek_json_append(parts, part_of(&item->parts.items[k]));
		maek_json_set(object, "parts", parts);
		maek_json_append(array, object);
	}
	return array;
}

void maek_diff_write_json(const struct maek_diff *diff, struct maek_buffer *out)
{
	json_t *root = json_object();
	maek_json_set(root, "nodes", list_of(&diff->nodes));
	maek_json_set(root, "edges", list_of(&diff->edges));
	maek_json_write(root, JSON_INDENT(1), out);
}
