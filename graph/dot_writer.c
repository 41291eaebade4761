/* cgraph takes char * everywhere but keeps copies; its casts are all here. HTML strings of cgraph are reference counted by
 * the graph's dictionary and go with it.
 * cgraph writes subgraphs in the order of their ids, and its own ids are addresses: graphs get ids in the order of their
 * making here, so that the bytes are always the same.
 */
#include "graph/dot_writer.h"

#include <graphviz/cgraph.h>
#include <stdlib.h>
#include <string.h>

struct maek_dot {
	Agraph_t *graph;
	Agraph_t *into; /* the open cluster, else the graph */
	void *last;     /* what maek_dot_set() means */
	int ranks;
};

static char *loose(const char *text)
{
	return (char *)(uintptr_t)text;
}

/* cgraph looks at few of its allocations: none of them comes back without memory. */
static void *memory_open(Agdisc_t *disc)
{
	return disc;
}

static void *memory_alloc(void *state, size_t size)
{
	(void)state;
	return maek_allocate(size ? size : 1);
}

static void *memory_resize(void *state, void *old, size_t before, size_t size)
{
	(void)state;
	char *memory = maek_checked(realloc(old, size ? size : 1));
	if (size > before)
		memset(memory + before, 0, size - before);
	return memory;
}

static void memory_free(void *state, void *old)
{
	(void)state;
	free(old);
}

/* Ids of graphs and subgraphs count up from 1; those of nodes and edges are cgraph's own. */
struct ids {
	void *own;
	Agraph_t *graph; /* owns the names: cgraph looks at what stands before its own strings */
	char **names;
	size_t count;
};

static void *ids_open(Agraph_t *graph, Agdisc_t *disc)
{
	struct ids *ids = maek_allocate(sizeof *ids);
	ids->own = AgIdDisc.open(graph, disc);
	ids->graph = graph;
	return ids;
}

static long ids_map(void *state, int kind, char *name, IDTYPE *id, int create)
{
	struct ids *ids = state;
	if (kind != AGRAPH || !name)
		return AgIdDisc.map(ids->own, kind, name, id, create);
	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->names[i], name) == 0) {
			*id = i + 1;
			return 1;
		}
	if (!create)
		return 0;
	ids->names = maek_checked(realloc(ids->names, (ids->count + 1) * sizeof *ids->names));
	ids->names[ids->count] = maek_checked(agstrdup(ids->graph, name));
	*id = ++ids->count;
	return 1;
}

static long ids_alloc(void *state, int kind, IDTYPE id)
{
	return kind == AGRAPH ? 0 : AgIdDisc.alloc(((struct ids *)state)->own, kind, id);
}

static void ids_free(void *state, int kind, IDTYPE id)
{
	if (kind != AGRAPH)
		AgIdDisc.free(((struct ids *)state)->own, kind, id);
}

static char *ids_print(void *state, int kind, IDTYPE id)
{
	struct ids *ids = state;
	return kind == AGRAPH ? ids->names[id - 1] : AgIdDisc.print(ids->own, kind, id);
}

static void ids_close(void *state)
{
	struct ids *ids = state;
	AgIdDisc.close(ids->own);
	for (size_t i = 0; i < ids->count; i++)
		agstrfree(ids->graph, ids->names[i]);
	free(ids->names);
	free(ids);
}

static void ids_register(void *state, int kind, void *object)
{
	AgIdDisc.idregister(((struct ids *)state)->own, kind, object);
}

struct maek_dot *maek_dot_new(const char *name)
{
	static Agiddisc_t ids = {ids_open, ids_map, ids_alloc, ids_free, ids_print, ids_close, ids_register};
	static Agmemdisc_t memory = {memory_open, memory_alloc, memory_resize, memory_free, NULL};
	static Agdisc_t disc = {.mem = &memory, .id = &ids};
	struct maek_dot *dot = maek_allocate(sizeof *dot);
	dot->graph = maek_checked(agopen(loose(name), Agdirected, &disc));
	dot->into = dot->graph;
	dot->last = dot->graph;
	/* Graphviz's own default: an empty label would not be written, and read back as this */
	agattr(dot->graph, AGNODE, loose("label"), loose("\\N"));
	return dot;
}

void maek_dot_free(struct maek_dot *dot)
{
	if (!dot)
		return;
	agclose(dot->graph);
	free(dot);
}

void maek_dot_default(struct maek_dot *dot, enum maek_dot_kind kind, const char *key, const char *value)
{
	static const int kinds[] = {[MAEK_DOT_GRAPH] = AGRAPH, [MAEK_DOT_NODE] = AGNODE, [MAEK_DOT_EDGE] = AGEDGE};
	agattr(dot->graph, kinds[kind], loose(key), loose(value));
}

void maek_dot_graph_html(struct maek_dot *dot, const char *html)
{
	agattr(dot->graph, AGRAPH, loose("label"), loose(""));
	agset(dot->graph, loose("label"), agstrdup_html(dot->graph, loose(html)));
}

void maek_dot_node(struct maek_dot *dot, const char *id)
{
	dot->last = maek_checked(agnode(dot->into, loose(id), 1));
}

void maek_dot_edge(struct maek_dot *dot, const char *from, const char *to, const char *key)
{
	Agnode_t *a = maek_checked(agnode(dot->graph, loose(from), 1)), *b = maek_checked(agnode(dot->graph, loose(to), 1));
	dot->last = maek_checked(agedge(dot->graph, a, b, loose(key), 1));
}

void maek_dot_set(struct maek_dot *dot, const char *key, const char *value)
{
	agsafeset(dot->last, loose(key), loose(value), loose(""));
}

void maek_dot_set_html(struct maek_dot *dot, const char *key, const char *html)
{
	if (!agattr(dot->graph, AGTYPE(dot->last), loose(key), NULL))
		agattr(dot->graph, AGTYPE(dot->last), loose(key), loose(""));
	agset(dot->last, loose(key), agstrdup_html(dot->graph, loose(html)));
}

void maek_dot_cluster(struct maek_dot *dot, const char *id)
{
	char name[64];
	snprintf(name, sizeof name, "cluster_%s", id); /* the prefix is what makes it a cluster */
	dot->into = maek_checked(agsubg(dot->graph, name, 1));
	dot->last = dot->into;
}

void maek_dot_cluster_end(struct maek_dot *dot)
{
	dot->into = dot->graph;
	dot->last = dot->graph;
}

void maek_dot_rank(struct maek_dot *dot, const char *const *ids, size_t count)
{
	char name[32];
	snprintf(name, sizeof name, "rank%d", dot->ranks++);
	Agraph_t *rank = maek_checked(agsubg(dot->into, name, 1));
	agattr(dot->graph, AGRAPH, loose("rank"), loose(""));
	agset(rank, loose("rank"), loose("same"));
	for (size_t i = 0; i < count; i++)
		agsubnode(rank, maek_checked(agnode(dot->graph, loose(ids[i]), 1)), 1);
}

bool maek_dot_write(struct maek_dot *dot, FILE *out)
{
	return agwrite(dot->graph, out) == 0 && fflush(out) == 0 && !ferror(out);
}

/* A bracket that stands alone ends Graphviz's reading of a label: its XML parser waits for `]]>`. */
static const char *entity_of(uint32_t code_point)
{
	static const char *const entities[128] = {
		['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", [']'] = "&#93;"};
	return code_point < 128 ? entities[code_point] : NULL;
}

/* Control characters, non-characters and the byte order mark are not XML or do not survive writing and reading. */
static bool is_visible(uint32_t c)
{
	return c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF && c != 0xFEFF;
}

/* cgraph takes -. for a number, writes it bare and cannot read that. */
static void spell_number(struct maek_buffer *to, size_t from)
{
	size_t size = strspn(to->bytes + from, "-.");
	if (from + size < to->size)
		return;
	char signs[MAEK_DOT_LABEL_MOST];
	memcpy(signs, to->bytes + from, size);
	to->size = from;
	for (size_t i = 0; i < size; i++)
		maek_buffer_format(to, "&#%d;", signs[i]);
}

static void escape(struct maek_buffer *to, const char *text, const char *backslash)
{
	struct maek_text whole = maek_text_of(text);
	size_t before = to->size;
	for (size_t at = 0, length = 0; at < whole.size; length++) {
		uint32_t c = maek_text_decode(whole, at, &at);
		if (length == MAEK_DOT_LABEL_MOST) {
			maek_buffer_string(to, "\xE2\x80\xA6");
			return;
		}
		if (c == '\\') {
			maek_buffer_string(to, backslash);
			maek_buffer_string(to, at < whole.size && strchr("GNETHL\\", whole.bytes[at]) ? MAEK_DOT_APART : "");
		} else if (entity_of(c))
			maek_buffer_string(to, entity_of(c));
		else if (is_visible(c))
			maek_buffer_code_point(to, c);
	}
	if (to->size > before)
		spell_number(to, before);
}

void maek_dot_escape(struct maek_buffer *to, const char *text)
{
	escape(to, text, "&#92;");
}

void maek_dot_escape_plain(struct maek_buffer *to, const char *text)
{
	escape(to, text, "&#92;&#92;");
}
