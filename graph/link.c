/* Idea: facts are kept as their own lines, sorted and without doubles, so that any order and any split of the input is one
 * set; then entities become nodes (link_cluster.c), and nodes and edges are gathered in document order.
 */
#include "graph/link.h"

#include "graph/facts_json.h"
#include "graph/link_cluster.h"

#include <stdlib.h>
#include <string.h>

struct line {
	const char *id;
	struct maek_text text;
};

struct maek_linker {
	struct maek_arena *arena;
	MAEK_LIST(struct line) lines;
};

struct linking {
	struct maek_graph *graph;
	struct maek_arena *work; /* given back at the end */
	struct maek_link_documents documents;
	uint32_t *root;    /* of each entity */
	uint32_t *node_of; /* of each root: index of its node */
	struct maek_table edges;
	struct maek_errors *errors;
};

struct maek_linker *maek_linker_new(void)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_linker *linker = maek_arena_alloc(arena, sizeof *linker);
	linker->arena = arena;
	return linker;
}

void maek_linker_free(struct maek_linker *linker)
{
	if (linker)
		maek_arena_free(linker->arena);
}

void maek_linker_add(struct maek_linker *linker, const struct maek_facts *facts)
{
	if (facts->error)
		return;
	struct maek_buffer text = {.arena = linker->arena};
	maek_facts_write(facts, &text);
	*MAEK_PUSH(linker->arena, &linker->lines) =
		(struct line){maek_arena_copy(linker->arena, facts->id, strlen(facts->id)), {text.bytes, text.size}};
}

/* ---- documents */

static int by_line(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : maek_text_compare(x->text, y->text);
}

static bool is_double(const struct linking *linking, const struct maek_facts *facts)
{
	for (size_t i = linking->documents.count; i > 0; i--) {
		const struct maek_facts *before = linking->documents.items[i - 1];
		if (strcmp(before->id, facts->id) != 0)
			return false;
		if (strcmp(before->sha256, facts->sha256) == 0) {
			maek_errors_add(linking->errors, MAEK_WARNING, "two-facts", (struct maek_place){facts->id, 0, 0, 0},
			                "extract all documents with the same rules",
			                "the document has two different sets of facts; one of them is used");
			return true;
		}
	}
	return false;
}

static void read_documents(struct linking *linking, struct maek_linker *linker)
{
	struct maek_arena *arena = linking->graph->arena;
	size_t count = linker->lines.count;
	linking->documents.items = maek_arena_alloc(linking->work, (count + 1) * sizeof *linking->documents.items);
	linking->documents.first = maek_arena_alloc(linking->work, (count + 2) * sizeof *linking->documents.first);
	if (count)
		qsort(linker->lines.items, count, sizeof *linker->lines.items, by_line);
	for (size_t i = 0; i < count; i++) {
		struct maek_facts *facts;
		if (i && by_line(&linker->lines.items[i], &linker->lines.items[i - 1]) == 0)
			continue;
		if (!maek_facts_read(arena, linker->lines.items[i].text, "facts", (int)i + 1, &facts, linking->errors) ||
		    is_double(linking, facts))
			continue;
		size_t at = linking->documents.count++;
		linking->documents.items[at] = facts;
		linking->documents.first[at + 1] = linking->documents.first[at] + facts->entities.count;
	}
}

static bool shares_id(const struct linking *linking, size_t index)
{
	struct maek_facts **items = linking->documents.items;
	return (index && strcmp(items[index - 1]->id, items[index]->id) == 0) ||
	       (index + 1 < linking->documents.count && strcmp(items[index + 1]->id, items[index]->id) == 0);
}

static void add_documents(struct linking *linking)
{
	struct maek_arena *arena = linking->graph->arena;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		struct maek_graph_document *document = MAEK_PUSH(arena, &linking->graph->documents);
		document->id = facts->id;
		if (shares_id(linking, i)) {
			document->id = maek_arena_format(arena, "%s~%.8s", facts->id, facts->sha256);
			maek_errors_add(linking->errors, MAEK_WARNING, "two-documents", (struct maek_place){facts->id, 0, 0, 0}, NULL,
			                "several documents have this id; this one is called %s", document->id);
		}
		memcpy(document->sha256, facts->sha256, sizeof document->sha256);
		for (size_t k = 0; k < facts->meta.count; k++)
			*MAEK_PUSH(arena, &document->meta) = facts->meta.items[k];
	}
}

static int by_pack(const void *a, const void *b)
{
	const struct maek_fact_pack *x = a, *y = b;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->sha256, y->sha256);
}

static void add_packs(struct linking *linking)
{
	struct maek_graph *graph = linking->graph;
	for (size_t i = 0; i < linking->documents.count; i++)
		for (size_t k = 0; k < linking->documents.items[i]->packs.count; k++) {
			const struct maek_fact_pack *pack = &linking->documents.items[i]->packs.items[k];
			bool known = false;
			for (size_t n = 0; n < graph->packs.count; n++)
				known |= by_pack(&graph->packs.items[n], pack) == 0;
			if (!known)
				*MAEK_PUSH(graph->arena, &graph->packs) = *pack;
		}
	if (graph->packs.count)
		qsort(graph->packs.items, graph->packs.count, sizeof *graph->packs.items, by_pack);
}

/* ---- nodes */

struct name_count {
	const char *name;
	uint32_t mentions, lexicon;
};
struct names {
	MAEK_LIST(struct name_count) list;
	struct maek_table index;
};

static struct name_count *count_name(struct linking *linking, struct names *names, struct maek_text name)
{
	bool is_new;
	names->index.arena = linking->work;
	uint32_t at = *maek_table_add(&names->index, name, (uint32_t)names->list.count, &is_new);
	if (is_new)
		MAEK_PUSH(linking->work, &names->list)->name = maek_arena_copy(linking->graph->arena, name.bytes, name.size);
	return &names->list.items[at];
}

/* A lexicon's name first, then the most frequent form, then the longer, then the smaller. */
static bool is_better(const struct name_count *a, const struct name_count *b)
{
	if ((a->lexicon > 0) != (b->lexicon > 0))
		return a->lexicon > 0;
	if (a->lexicon != b->lexicon)
		return a->lexicon > b->lexicon;
	if (a->mentions != b->mentions)
		return a->mentions > b->mentions;
	size_t a_size = strlen(a->name), b_size = strlen(b->name);
	if (a_size != b_size)
		return a_size > b_size;
	return strcmp(a->name, b->name) < 0;
}

static int by_string(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void name_node(struct linking *linking, struct maek_node *node, const struct names *names)
{
	const struct name_count *best = NULL;
	for (size_t i = 0; i < names->list.count; i++)
		if (!best || is_better(&names->list.items[i], best))
			best = &names->list.items[i];
	node->label = best ? best->name : "";
	for (size_t i = 0; i < names->list.count; i++)
		if (&names->list.items[i] != best)
			*MAEK_PUSH(linking->graph->arena, &node->aliases) = names->list.items[i].name;
	if (node->aliases.count)
		qsort(node->aliases.items, node->aliases.count, sizeof *node->aliases.items, by_string);
}

static void add_merge(struct linking *linking, struct maek_node *node, const char *alias, const char *by)
{
	for (size_t i = 0; i < node->merged.count; i++)
		if (strcmp(node->merged.items[i].alias, alias) == 0 && strcmp(node->merged.items[i].by, by) == 0)
			return;
	*MAEK_PUSH(linking->graph->arena, &node->merged) = (struct maek_merge){alias, by};
}

static int by_merge(const void *a, const void *b)
{
	const struct maek_merge *x = a, *y = b;
	int order = strcmp(x->alias, y->alias);
	return order ? order : strcmp(x->by, y->by);
}

static void gather_entity(struct linking *linking, const struct maek_fact_entity *entity, struct maek_node *node,
                          struct names *names)
{
	node->type = entity->type;
	if (entity->has_value && !node->has_value) {
		node->has_value = true;
		node->value = entity->value;
	}
	node->overflow |= entity->overflow && !entity->has_value;
	for (size_t i = 0; i < entity->aliases.count; i++) {
		struct maek_text name = maek_text_trim_quotes(maek_text_of(entity->aliases.items[i].name));
		if (name.size)
			count_name(linking, names, name)->lexicon += entity->aliases.items[i].lexicon;
	}
	for (size_t i = 0; i < entity->merges.count; i++)
		add_merge(linking, node, entity->merges.items[i].alias, entity->merges.items[i].rule);
}

static void gather_mentions(struct linking *linking, size_t index, struct names *names)
{
	const struct maek_facts *facts = linking->documents.items[index];
	uint32_t *bytes = maek_link_offsets(linking->work, facts->text);
	for (size_t i = 0; i < facts->mentions.count; i++) {
		const struct maek_fact_mention *from = &facts->mentions.items[i];
		uint32_t at = linking->node_of[linking->root[linking->documents.first[index] + from->entity]];
		struct maek_node *node = &linking->graph->nodes.items[at];
		struct maek_graph_mention *mention = MAEK_PUSH(linking->graph->arena, &node->mentions);
		struct maek_span span = {bytes[from->anchor.cp[0]], bytes[from->anchor.cp[1]]};
		struct maek_text text = maek_text_slice(facts->text, span);
		*mention = (struct maek_graph_mention){.document = (uint32_t)index,
		                                       .sentence = from->sentence,
		                                       .text = maek_arena_copy(linking->graph->arena, text.bytes, text.size),
		                                       .anchor = from->anchor,
		                                       .type = from->type,
		                                       .rule = from->rule,
		                                       .at = from->at};
		struct maek_text surface = maek_link_surface(facts, bytes, from);
		if (!from->quiet && surface.size)
			count_name(linking, &names[at], surface)->mentions += !from->anaphor;
	}
}

static void add_nodes(struct linking *linking)
{
	size_t entities = linking->documents.first[linking->documents.count], count = 0;
	struct maek_arena *arena = linking->graph->arena;
	linking->node_of = maek_arena_alloc(linking->work, (entities + 1) * sizeof *linking->node_of);
	for (size_t i = 0; i < entities; i++)
		if (linking->root[i] == i)
			linking->node_of[i] = (uint32_t)count++;
	struct names *names = maek_arena_alloc(linking->work, (count + 1) * sizeof *names);
	for (size_t i = 0; i < count; i++)
		MAEK_PUSH(arena, &linking->graph->nodes);
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		for (size_t k = 0; k < facts->entities.count; k++) {
			uint32_t at = linking->node_of[linking->root[linking->documents.first[i] + k]];
			gather_entity(linking, &facts->entities.items[k], &linking->graph->nodes.items[at], &names[at]);
		}
		gather_mentions(linking, i, names);
	}
	for (size_t i = 0; i < count; i++) {
		struct maek_node *node = &linking->graph->nodes.items[i];
		name_node(linking, node, &names[i]);
		if (node->merged.count)
			qsort(node->merged.items, node->merged.count, sizeof *node->merged.items, by_merge);
	}
}

/* ---- edges */

static struct maek_property *property_of(struct maek_arena *arena, struct maek_property **items, size_t *count, size_t *room,
                                         const char *key, bool is_integer)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp((*items)[i].key, key) == 0)
			return &(*items)[i];
	*items = maek_arena_grow(arena, *items, *count, room, sizeof **items);
	struct maek_property *property = &(*items)[(*count)++];
	property->key = key;
	property->is_integer = is_integer;
	return property;
}

static void add_text(struct maek_arena *arena, struct maek_property *property, const char *text)
{
	for (size_t i = 0; i < property->texts.count; i++)
		if (strcmp(property->texts.items[i], text) == 0)
			return;
	*MAEK_PUSH(arena, &property->texts) = text;
}

/* Keeps the integers ascending. */
static void add_integer(struct maek_arena *arena, struct maek_property *property, int64_t value)
{
	size_t at = 0;
	while (at < property->integers.count && property->integers.items[at] < value)
		at++;
	if (at < property->integers.count && property->integers.items[at] == value)
		return;
	MAEK_PUSH(arena, &property->integers);
	memmove(&property->integers.items[at + 1], &property->integers.items[at],
	        (property->integers.count - 1 - at) * sizeof *property->integers.items);
	property->integers.items[at] = value;
}

static struct maek_edge *edge_of(struct linking *linking, const char *type, uint32_t source, uint32_t target)
{
	struct maek_buffer key = {.arena = linking->work};
	maek_buffer_format(&key, "%u %u %s", source, target, type);
	bool is_new;
	struct maek_text text = {key.bytes, key.size};
	uint32_t at = *maek_table_add(&linking->edges, text, (uint32_t)linking->graph->edges.count, &is_new);
	if (is_new) {
		struct maek_edge *edge = MAEK_PUSH(linking->graph->arena, &linking->graph->edges);
		*edge = (struct maek_edge){.type = type, .source = source, .target = target};
	}
	return &linking->graph->edges.items[at];
}

static void add_evidence(struct linking *linking, struct maek_edge *edge, size_t document, const uint32_t *bytes,
                         const struct maek_fact_evidence *from)
{
	struct maek_arena *arena = linking->graph->arena;
	const struct maek_facts *facts = linking->documents.items[document];
	struct maek_span span = {bytes[from->anchor.cp[0]], bytes[from->anchor.cp[1]]};
	struct maek_text text = maek_text_slice(facts->text, span);
	struct maek_graph_evidence *evidence = MAEK_PUSH(arena, &edge->evidence);
	*evidence = (struct maek_graph_evidence){.document = (uint32_t)document,
	                                         .sentence = from->sentence,
	                                         .text = maek_arena_copy(arena, text.bytes, text.size),
	                                         .anchor = from->anchor,
	                                         .rule = from->rule,
	                                         .at = from->at};
	for (size_t i = 0; i < from->roles.count; i++)
		*MAEK_PUSH(arena, &evidence->roles) = from->roles.items[i];
	for (size_t i = 0; i < from->inferred.count; i++)
		*MAEK_PUSH(arena, &evidence->inferred) = from->inferred.items[i];
}

static const char *property_name(const struct maek_facts *facts, const char *relation)
{
	for (size_t i = 0; i < facts->relations.count; i++)
		if (strcmp(facts->relations.items[i].name, relation) == 0)
			return facts->relations.items[i].property;
	return NULL;
}

static void add_fact(struct linking *linking, size_t document, const uint32_t *bytes, const struct maek_fact *fact)
{
	struct maek_arena *arena = linking->graph->arena;
	size_t first = linking->documents.first[document];
	uint32_t source = linking->node_of[linking->root[first + fact->subject]];
	uint32_t target = linking->node_of[linking->root[first + fact->object]];
	if (source == target)
		return;
	struct maek_edge *edge = edge_of(linking, fact->relation, source, target);
	for (size_t i = 0; i < fact->attributes.count; i++) {
		struct maek_property *property = property_of(arena, &edge->properties.items, &edge->properties.count,
		                                             &edge->properties.room, fact->attributes.items[i].key, false);
		add_text(arena, property, fact->attributes.items[i].value);
	}
	for (size_t i = 0; i < fact->evidence.count; i++)
		add_evidence(linking, edge, document, bytes, &fact->evidence.items[i]);
	edge->confidence = 1 - (1 - edge->confidence) * (1 - fact->confidence);
	const char *name = property_name(linking->documents.items[document], fact->relation);
	struct maek_node *node = &linking->graph->nodes.items[source], *object = &linking->graph->nodes.items[target];
	if (name && object->has_value)
		add_integer(arena,
		            property_of(arena, &node->properties.items, &node->properties.count, &node->properties.room, name, true),
		            object->value);
}

static void add_edges(struct linking *linking)
{
	linking->edges.arena = linking->work;
	for (size_t i = 0; i < linking->documents.count; i++) {
		const struct maek_facts *facts = linking->documents.items[i];
		uint32_t *bytes = maek_link_offsets(linking->work, facts->text);
		for (size_t k = 0; k < facts->facts.count; k++)
			add_fact(linking, i, bytes, &facts->facts.items[k]);
	}
}

struct maek_graph *maek_linker_finish(struct maek_linker *linker, struct maek_errors *errors)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_graph *graph = maek_arena_alloc(arena, sizeof *graph);
	graph->arena = arena;
	struct linking linking = {.graph = graph, .work = maek_arena_new(), .errors = errors};
	read_documents(&linking, linker);
	maek_arena_free(linker->arena);
	add_documents(&linking);
	add_packs(&linking);
	linking.root = maek_link_cluster(linking.work, &linking.documents);
	add_nodes(&linking);
	add_edges(&linking);
	maek_graph_name(graph);
	maek_arena_free(linking.work);
	return graph;
}
