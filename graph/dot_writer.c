/* cgraph takes char * everywhere but keeps copies; its casts are all here. HTML strings of cgraph are reference counted by
 * the graph's dictionary and go with it.
 */
#include "graph/dot_writer.h"

#include <graphviz/cgraph.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_LENGTH = 200 };

struct maek_dot {
	Agraph_t *graph;
	void *last;
	int ranks;
};

static char *loose(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void *checked(void *made)
{
	if (!made)
		abort();
	return made;
}

struct maek_dot *maek_dot_new(const char *name)
{
	struct maek_dot *dot = checked(calloc(1, sizeof *dot));
	dot->graph = checked(agopen(loose(name), Agdirected, NULL));
	dot->last = dot->graph;
	agattr(dot->graph, AGNODE, loose("label"), loose(""));
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
	dot->last = checked(agnode(dot->graph, loose(id), 1));
}

void maek_dot_edge(struct maek_dot *dot, const char *from, const char *to, const char *key)
{
	Agnode_t *a = checked(agnode(dot->graph, loose(from), 1)), *b = checked(agnode(dot->graph, loose(to), 1));
	dot->last = checked(agedge(dot->graph, a, b, loose(key), 1));
}

void maek_dot_set(struct maek_dot *dot, const char *key, const char *value)
{
	agsafeset(dot->last, loose(key), loose(value), loose(""));
}

void maek_dot_set_html(struct maek_dot *dot, const char *key, const char *html)
{
	agsafeset(dot->last, loose(key), loose(""), loose(""));
	agset(dot->last, loose(key), agstrdup_html(dot->graph, loose(html)));
}

void maek_dot_rank(struct maek_dot *dot, const char *const *ids, size_t count)
{
	char name[32];
	snprintf(name, sizeof name, "rank%d", dot->ranks++);
	Agraph_t *rank = checked(agsubg(dot->graph, name, 1));
	agattr(dot->graph, AGRAPH, loose("rank"), loose(""));
	agset(rank, loose("rank"), loose("same"));
	for (size_t i = 0; i < count; i++)
		agsubnode(rank, checked(agnode(dot->graph, loose(ids[i]), 1)), 1);
}

bool maek_dot_write(struct maek_dot *dot, FILE *out)
{
	return agwrite(dot->graph, out) == 0 && fflush(out) == 0 && !ferror(out);
}

void maek_dot_escape(struct maek_buffer *to, const char *text)
{
	struct maek_text whole = maek_text_of(text);
	size_t length = 0;
	for (size_t at = 0; at < whole.size;) {
		uint32_t c = maek_text_decode(whole, at, &at);
		if (length++ == LABEL_LENGTH) {
			maek_buffer_string(to, "\xE2\x80\xA6");
			return;
		}
		if (c == '&')
			maek_buffer_string(to, "&amp;");
		else if (c == '<')
			maek_buffer_string(to, "&lt;");
		else if (c == '>')
			maek_buffer_string(to, "&gt;");
		else if (c == '"')
			maek_buffer_string(to, "&quot;");
		else if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF && c != 0xFEFF)
			maek_buffer_code_point(to, c);
	}
}
