/* See the header. */
#include "graph/explain_json.h"

#include "graph/json_build.h"


static void set_count(json_t *object, const char *key, size_t count)
{
	maek_json_set(object, key, json_integer((json_int_t)count));
}

static void set_string(json_t *object, const char *key, const char *string)
{
	if (string)
		maek_json_set(object, key, maek_json_string(string));
}

static json_t *item_of(const struct maek_explained_item *item)
{
	json_t *object = json_object();
	set_string(object, "text", item->text);
	set_string(object, "rule", item->rule);
	set_string(object, "at", item->at);
	maek_json_set(object, "cp", maek_json_pair(item->cp));
	set_string(object, "note", item->note);
	return object;
}

static json_t *items_of(const struct maek_explained_item *items, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		maek_json_append(array, item_of(&items[i]));
	return array;
}

static void set_pointer(json_t *object, const char *key, const struct maek_pointer *pointer)
{
	if (!pointer->text && !pointer->place.line)
		return;
	json_t *value = json_object();
	set_string(value, "file", pointer->place.file);
	set_count(value, "line", (size_t)pointer->place.line);
	if (pointer->place.column > 0)
		set_count(value, "column", (size_t)pointer->place.column);
	if (pointer->place.end_column > 0)
		set_count(value, "end_column", (size_t)pointer->place.end_column);
	set_string(value, "text", pointer->text);
	maek_json_set(object, key, value);
}

static json_t *sentence_of(const struct maek_explained_sentence *sentence)
{
	json_t *object = json_object(), *stages = json_array(), *losses = json_array();
	set_count(object, "line", (size_t)sentence->line);
	maek_json_set(object, "cp", maek_json_pair(sentence->cp));
	set_string(object, "text", sentence->text);
	for (size_t i = 0; i < sentence->stages.count; i++) {
		json_t *stage = json_object();
		set_string(stage, "file", sentence->stages.items[i].file);
		set_string(stage, "view", sentence->stages.items[i].view);
		maek_json_append(stages, stage);
	}
	for (size_t i = 0; i < sentence->losses.count; i++) {
		json_t *loss = json_object();
		maek_json_set(loss, "lost", item_of(&sentence->losses.items[i].lost));
		maek_json_set(loss, "winner", item_of(&sentence->losses.items[i].winner));
		set_string(loss, "why", sentence->losses.items[i].why);
		maek_json_append(losses, loss);
	}
	maek_json_set(object, "stages", stages);
	maek_json_set(object, "mentions", items_of(sentence->mentions.items, sentence->mentions.count));
	maek_json_set(object, "facts", items_of(sentence->facts.items, sentence->facts.count));
	maek_json_set(object, "losses", losses);
	return object;
}

static json_t *rule_of(const struct maek_explained_rule *rule)
{
	static const char *const kinds[] = {[MAEK_EXPLAINED_RULE] = "rule",
	                                    [MAEK_EXPLAINED_CANDIDATE] = "candidate",
	                                    [MAEK_EXPLAINED_INFER] = "infer"};
	json_t *object = json_object(), *drops = json_array(), *furthest = json_object();
	set_string(object, "id", rule->id);
	set_string(object, "at", rule->at);
	set_string(object, "kind", kinds[rule->kind]);
	set_string(object, "cause", rule->cause);
	set_string(object, "message", rule->message);
	set_count(object, "hits", rule->hits);
	maek_json_set(object, "made", items_of(rule->made.items, rule->made.count));
	for (size_t i = 0; i < rule->drops.count; i++) {
		json_t *drop = json_object();
		set_string(drop, "cause", rule->drops.items[i].cause);
		set_string(drop, "message", rule->drops.items[i].message);
		set_pointer(drop, "yaml", &rule->drops.items[i].yaml);
		set_pointer(drop, "text", &rule->drops.items[i].text);
		maek_json_append(drops, drop);
	}
	maek_json_set(object, "drops", drops);
	set_string(furthest, "message", rule->furthest);
	set_pointer(furthest, "yaml", &rule->yaml);
	set_pointer(furthest, "text", &rule->text);
	set_pointer(furthest, "macro", &rule->macro);
	if (json_object_size(furthest))
		maek_json_set(object, "furthest", furthest);
	else
		json_decref(furthest);
	return object;
}

void maek_explanation_write(const struct maek_explanation *explanation, struct maek_buffer *out)
{
	json_t *root = json_object(), *sentences = json_array();
	set_string(root, "document", explanation->document);
	for (size_t i = 0; i < explanation->sentences.count; i++)
		maek_json_append(sentences, sentence_of(&explanation->sentences.items[i]));
	maek_json_set(root, "sentences", sentences);
	if (explanation->rule)
		maek_json_set(root, "rule", rule_of(explanation->rule));
	maek_json_write(root, JSON_INDENT(1), out);
}
