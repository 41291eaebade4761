/* See the header. */
#include "graph/verify.h"

#include "graph/link_cluster.h"

#include <string.h>

struct check {
	const struct maek_document *document;
	struct maek_arena *arena;
	const uint32_t *bytes; /* of each code point */
	size_t size;           /* code points */
	struct maek_verified *verified;
	struct maek_errors *errors;
};

/* Are the letters and digits of `text` found in `original` in their order? Markup may stand between them. */
static bool is_marked_up(struct maek_text original, struct maek_text text)
{
	size_t from = 0;
	for (size_t at = 0; at < text.size;) {
		uint32_t c = maek_text_decode(text, at, &at);
		bool found = !maek_is_letter(c) && !maek_is_digit(c);
		while (!found && from < original.size)
			found = maek_text_decode(original, from, &from) == c;
		if (!found)
			return false;
	}
	return true;
}

static bool slices_to(const struct check *check, const struct maek_anchor *anchor, struct maek_text wanted)
{
	if (anchor->cp[1] > check->size || anchor->byte[1] > check->document->original.size || anchor->byte[0] > anchor->byte[1])
		return false;
	struct maek_span span = {check->bytes[anchor->cp[0]], check->bytes[anchor->cp[1]]};
	if (!maek_text_equal(maek_text_slice(check->document->text, span), wanted))
		return false;
	if (anchor->byte[1] == anchor->byte[0]) /* a title that is no part of the original (JSONL) */
		return span.end <= check->document->title.end;
	struct maek_text original = {check->document->original.bytes + anchor->byte[0], anchor->byte[1] - anchor->byte[0]};
	struct maek_text decoded = maek_document_decode(check->arena, original);
	return maek_text_equal(decoded, wanted) || (check->document->has_markup && is_marked_up(decoded, wanted));
}

static void compare(const struct check *check, const struct maek_anchor *anchor, const char *text, const char *what)
{
	check->verified->anchors++;
	if (slices_to(check, anchor, maek_text_of(text)))
		return;
	check->verified->differences++;
	maek_errors_add(check->errors, MAEK_ERROR, "anchor", (struct maek_place){check->document->id, 0, 0, 0}, NULL,
	                "%s: bytes %u to %u, code points %u to %u are not \"%.60s\"", what, anchor->byte[0], anchor->byte[1],
	                anchor->cp[0], anchor->cp[1], text);
}

void maek_verify_document(const struct maek_graph *graph, const struct maek_document *document, bool *seen,
                          struct maek_verified *verified, struct maek_errors *errors)
{
	for (uint32_t index = 0; index < graph->documents.count; index++) {
		const struct maek_graph_document *there = &graph->documents.items[index];
		if (strcmp(there->sha256, document->sha256) != 0 || strncmp(there->id, document->id, strlen(document->id)) != 0)
			continue;
		seen[index] = true;
		struct check check = {.document = document, .arena = maek_arena_new(), .verified = verified, .errors = errors};
		check.bytes = maek_link_offsets(check.arena, document->text);
		check.size = maek_text_count(document->text, document->text.size);
		for (size_t i = 0; i < graph->nodes.count; i++) {
			const struct maek_node *node = &graph->nodes.items[i];
			for (size_t k = 0; k < node->mentions.count; k++)
				if (node->mentions.items[k].document == index)
					compare(&check, &node->mentions.items[k].anchor, node->mentions.items[k].text, node->id);
		}
		for (size_t i = 0; i < graph->edges.count; i++)
			for (size_t k = 0; k < graph->edges.items[i].evidence.count; k++)
				if (graph->edges.items[i].evidence.items[k].document == index)
					compare(&check, &graph->edges.items[i].evidence.items[k].anchor, graph->edges.items[i].evidence.items[k].text,
					        graph->edges.items[i].id);
		maek_arena_free(check.arena);
	}
}
