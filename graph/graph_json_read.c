/* graph.json read back, with everything checked that later code relies on: indices, spans, known documents. */
#include "graph/graph_json.h"

#include "graph/json_build.h"
#include "graph/json_stream.h"

#include <errno.h>
#include <string.h>

enum part { DOCUMENTS, NODES, EDGES, PARTS };

struct reading {
	struct maek_json_reader json;
	struct maek_graph *graph;
	struct maek_table documents, nodes;
	struct maek_table words; /* types, rules, places of rules: each is kept once */
	bool has_format, has[PARTS];
	json_t *waiting[PARTS]; /* arrays, or NULL */
};

/* A string that many things share. */
static const char *word_of(struct reading *reading, struct maek_text text)
{
	uint32_t place = *maek_table_add(&reading->words, text, (uint32_t)reading->words.count, NULL);
	return reading->words.entries[place].key.bytes;
}

static const char *read_word(struct reading *reading, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	struct maek_text text = {json_string_value(value), json_string_length(value)};
	if (!json_is_string(value)) {
		reading->json.wrong = reading->json.wrong ? reading->json.wrong : key;
		text = maek_text_of("");
	}
	return word_of(reading, text);
}

static uint32_t lookup(struct reading *reading, const struct maek_table *table, const json_t *object, const char *key)
{
	const json_t *id = json_object_get(object, key);
	struct maek_text text = {json_string_value(id), json_string_length(id)};
	const uint32_t *found = json_is_string(id) ? maek_table_find(table, text) : NULL;
	if (!found)
		reading->json.wrong = reading->json.wrong ? reading->json.wrong : key;
	return found ? *found : 0;
}

static void read_anchor(struct reading *reading, const json_t *object, struct maek_anchor *anchor)
{
	maek_json_read_pair(&reading->json, object, "cp", anchor->cp);
	maek_json_read_pair(&reading->json, object, "byte", anchor->byte);
}

static int read_sentence(struct reading *reading, const json_t *object)
{
	const json_t *value = json_object_get(object, "sentence");
	return json_is_null(value) ? -1 : (int)maek_json_read_integer(&reading->json, object, "sentence", -1);
}

static void read_packs(struct reading *reading, const json_t *head)
{
	size_t i;
	json_t *value;
	json_array_foreach(maek_json_read_array(&reading->json, head, "rules"), i, value)
		maek_json_read_pack(&reading->json, value, MAEK_PUSH(reading->graph->arena, &reading->graph->packs));
}

static void read_document(struct reading *reading, json_t *object)
{
	struct maek_arena *arena = reading->graph->arena;
	struct maek_graph_document *document = MAEK_PUSH(arena, &reading->graph->documents);
	const char *key;
	json_t *value;
	document->id = maek_json_read_string(&reading->json, object, "id", true);
	snprintf(document->sha256, sizeof document->sha256, "%s", maek_json_read_string(&reading->json, object, "sha256", true));
	json_object_foreach(object, key, value)
	{
		if (!json_is_string(value) || strcmp(key, "id") == 0 || strcmp(key, "sha256") == 0)
			continue;
		struct maek_field *field = MAEK_PUSH(arena, &document->meta);
		field->key = maek_arena_copy(arena, key, strlen(key));
		field->value = maek_json_read_string(&reading->json, object, key, true);
	}
	maek_table_add(&reading->documents, maek_text_of(document->id), (uint32_t)reading->graph->documents.count - 1, NULL);
}

struct properties {
	struct maek_property *items;
	size_t count, room;
};

static void read_properties(struct reading *reading, const json_t *object, struct properties *properties)
{
	const char *key;
	json_t *list, *value;
	size_t i;
	json_object_foreach(json_object_get(object, "properties"), key, list)
	{
		struct maek_property *property = MAEK_PUSH(reading->graph->arena, properties);
		property->key = maek_arena_copy(reading->graph->arena, key, strlen(key));
		property->is_integer = json_is_integer(json_array_get(list, 0));
		json_array_foreach(list, i, value)
		{
			if (json_is_integer(value))
				*MAEK_PUSH(reading->graph->arena, &property->integers) = json_integer_value(value);
			else if (json_is_string(value))
				*MAEK_PUSH(reading->graph->arena, &property->texts) =
					maek_arena_copy(reading->graph->arena, json_string_value(value), json_string_length(value));
			else
				reading->json.wrong = "properties";
		}
	}
}

static void read_mention(struct reading *reading, const json_t *object, struct maek_node *node)
{
	struct maek_graph_mention *mention = MAEK_PUSH(reading->graph->arena, &node->mentions);
	const char *type = json_object_get(object, "type") ? read_word(reading, object, "type") : NULL;
	mention->document = lookup(reading, &reading->documents, object, "doc");
	mention->sentence = read_sentence(reading, object);
	mention->text = maek_json_read_string(&reading->json, object, "text", true);
	mention->type = type ? type : node->type;
	mention->rule = read_word(reading, object, "rule");
	mention->at = read_word(reading, object, "at");
	read_anchor(reading, object, &mention->anchor);
}

static void read_node(struct reading *reading, const json_t *object)
{
	struct maek_arena *arena = reading->graph->arena;
	struct maek_node *node = MAEK_PUSH(arena, &reading->graph->nodes);
	struct properties properties = {0};
	size_t i;
	json_t *value;
	node->id = maek_json_read_string(&reading->json, object, "id", true);
	node->type = read_word(reading, object, "type");
	node->label = maek_json_read_string(&reading->json, object, "label", true);
	node->has_value = json_object_get(object, "value") != NULL;
	node->value = maek_json_read_integer(&reading->json, object, "value", 0);
	node->overflow = maek_json_read_bool(object, "overflow");
	json_array_foreach(maek_json_read_array(&reading->json, object, "aliases"), i, value)
		*MAEK_PUSH(arena, &node->aliases) = maek_arena_copy(arena, json_is_string(value) ? json_string_value(value) : "",
		                                                    json_is_string(value) ? json_string_length(value) : 0);
	read_properties(reading, object, &properties);
	memcpy(&node->properties, &properties, sizeof properties);
	json_array_foreach(maek_json_read_array(&reading->json, object, "merged"), i, value)
	{
		struct maek_merge *merge = MAEK_PUSH(arena, &node->merged);
		merge->alias = maek_json_read_string(&reading->json, value, "alias", true);
		merge->by = read_word(reading, value, "by");
	}
	json_array_foreach(maek_json_read_array(&reading->json, object, "mentions"), i, value)
		read_mention(reading, value, node);
	maek_table_add(&reading->nodes, maek_text_of(node->id), (uint32_t)reading->graph->nodes.count - 1, NULL);
}

static void add_role(struct reading *reading, const char *name, const json_t *pair, struct maek_graph_evidence *evidence)
{
	struct maek_fact_role *role = MAEK_PUSH(reading->graph->arena, &evidence->roles);
	role->name = word_of(reading, maek_text_of(name));
	role->cp[0] = (uint32_t)json_integer_value(json_array_get(pair, 0));
	role->cp[1] = (uint32_t)json_integer_value(json_array_get(pair, 1));
	if (json_array_size(pair) != 2)
		reading->json.wrong = "roles";
}

static void read_evidence(struct reading *reading, const json_t *object, struct maek_edge *edge)
{
	struct maek_graph_evidence *evidence = MAEK_PUSH(reading->graph->arena, &edge->evidence);
	const char *name;
	json_t *value, *pair;
	size_t i;
	evidence->document = lookup(reading, &reading->documents, object, "doc");
	evidence->sentence = read_sentence(reading, object);
	evidence->text = maek_json_read_string(&reading->json, object, "text", true);
	evidence->rule = read_word(reading, object, "rule");
	evidence->at = read_word(reading, object, "at");
	read_anchor(reading, object, &evidence->anchor);
	json_object_foreach(json_object_get(object, "roles"), name, value)
	{
		if (!json_is_array(json_array_get(value, 0)))
			add_role(reading, name, value, evidence);
		else
			json_array_foreach(value, i, pair)
				add_role(reading, name, pair, evidence);
	}
	json_array_foreach(maek_json_read_array(&reading->json, object, "inferred"), i, value)
	{
		struct maek_fact_step *step = MAEK_PUSH(reading->graph->arena, &evidence->inferred);
		step->rule = read_word(reading, value, "rule");
		step->at = read_word(reading, value, "at");
	}
}

static void read_edge(struct reading *reading, const json_t *object)
{
	struct maek_edge *edge = MAEK_PUSH(reading->graph->arena, &reading->graph->edges);
	struct properties properties = {0};
	size_t i;
	json_t *value;
	edge->id = maek_json_read_string(&reading->json, object, "id", true);
	edge->type = read_word(reading, object, "type");
	edge->source = lookup(reading, &reading->nodes, object, "source");
	edge->target = lookup(reading, &reading->nodes, object, "target");
	edge->confidence = maek_json_read_real(&reading->json, object, "confidence");
	read_properties(reading, object, &properties);
	memcpy(&edge->properties, &properties, sizeof properties);
	json_array_foreach(maek_json_read_array(&reading->json, object, "evidence"), i, value)
		read_evidence(reading, value, edge);
}

/* Nodes name documents, edges name nodes: what comes before what it names waits. */
static void keep(struct reading *reading, enum part part, json_t *value)
{
	reading->waiting[part] = reading->waiting[part] ? reading->waiting[part] : json_array();
	maek_json_append(reading->waiting[part], json_incref(value));
}

static void read_piece(void *context, const char *member, json_t *value)
{
	struct reading *reading = context;
	if (strcmp(member, "format") == 0)
		reading->has_format = json_is_string(value) && strcmp(json_string_value(value), "maek-graph") == 0;
	else if (strcmp(member, "graph") == 0)
		read_packs(reading, value);
	else if (strcmp(member, "documents") == 0)
		read_document(reading, value);
	else if (strcmp(member, "nodes") == 0)
		reading->has[DOCUMENTS] ? read_node(reading, value) : keep(reading, NODES, value);
	else if (strcmp(member, "edges") == 0)
		reading->has[NODES] ? read_edge(reading, value) : keep(reading, EDGES, value);
}

static void read_waiting(struct reading *reading, enum part part, void (*read)(struct reading *, const json_t *))
{
	size_t i;
	json_t *value;
	json_array_foreach(reading->waiting[part], i, value)
		read(reading, value);
	json_decref(reading->waiting[part]);
	reading->waiting[part] = NULL;
}

static void end_part(void *context, const char *member)
{
	struct reading *reading = context;
	reading->has[DOCUMENTS] |= strcmp(member, "documents") == 0;
	if (reading->has[DOCUMENTS] && (strcmp(member, "nodes") == 0 || reading->waiting[NODES])) {
		read_waiting(reading, NODES, read_node);
		reading->has[NODES] = true;
	}
}

static bool read_file(struct reading *reading, const char *path, struct maek_errors *errors)
{
	struct maek_json_pieces pieces = {reading, read_piece, end_part};
	json_error_t error = {.line = 0};
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *in = is_stdin ? stdin : fopen(path, "r");
	if (!in) {
		maek_check_memory();
		return maek_errors_add(errors, MAEK_ERROR, "graph-json", (struct maek_place){path, 0, 0, 0}, NULL, "cannot be read: %s",
		                       strerror(errno));
	}
	bool ok = maek_json_stream(in, &pieces, &error);
	if (!is_stdin)
		fclose(in);
	read_waiting(reading, NODES, read_node);
	read_waiting(reading, EDGES, read_edge);
	if (!reading->has_format)
		reading->json.wrong = "format";
	return ok || maek_errors_add(errors, MAEK_ERROR, "graph-json", (struct maek_place){path, error.line, error.column, 0}, NULL,
	                             "%s", error.text);
}

bool maek_graph_read_json(const char *path, struct maek_graph **out, struct maek_errors *errors)
{
	struct maek_arena *arena = maek_arena_new();
	struct reading reading = {.json = {.arena = arena}, .graph = maek_arena_alloc(arena, sizeof *reading.graph)};
	reading.graph->arena = reading.documents.arena = reading.nodes.arena = reading.words.arena = arena;
	bool ok = read_file(&reading, path, errors);
	*out = ok && !reading.json.wrong ? reading.graph : NULL;
	if (*out)
		return true;
	if (ok)
		maek_errors_add(errors, MAEK_ERROR, "graph-json", (struct maek_place){path, 0, 0, 0}, NULL,
		                "not a graph of maek: '%s' is missing or wrong", reading.json.wrong);
	maek_graph_free(reading.graph);
	return false;
}
