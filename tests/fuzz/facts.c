/* Lines of facts into a graph: whatever the order of lines, the same graph; what is written is read back the same. */
#include "tests/fuzz/fuzz.h"

#include "graph/facts_json.h"
#include "graph/graph_json.h"
#include "graph/link.h"

#include <string.h>

struct written {
	char *bytes;
	size_t size;
};

static struct written link_lines(const struct maek_facts *const *facts, size_t count, bool backwards)
{
	struct written out = {0};
	struct maek_linker *linker = maek_linker_new();
	for (size_t i = 0; i < count; i++)
		maek_linker_add(linker, facts[backwards ? count - 1 - i : i]);
	struct maek_graph *graph = maek_linker_finish(linker, NULL);
	FILE *stream = open_memstream(&out.bytes, &out.size);
	MUST(graph && stream);
	MUST(maek_graph_write_json(graph, stream));
	fclose(stream);
	maek_graph_free(graph);
	return out;
}

static void check_line(struct maek_arena *arena, const struct maek_facts *facts)
{
	struct maek_buffer first = {.arena = arena}, second = {.arena = arena};
	struct maek_facts *back = NULL;
	maek_facts_write(facts, &first);
	struct maek_text line = {first.bytes, first.size - 1};
	MUST(maek_facts_read(arena, line, "fuzz", 1, &back, NULL) && back);
	maek_facts_write(back, &second);
	MUST(first.size == second.size && memcmp(first.bytes, second.bytes, first.size) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct maek_arena *arena = maek_arena_new();
	const struct maek_facts *all[64];
	size_t count = 0;
	for (size_t at = 0; at < size && count < 64;) {
		const uint8_t *end = memchr(bytes + at, '\n', size - at);
		size_t length = end ? (size_t)(end - bytes) - at : size - at;
		struct maek_errors errors;
		struct maek_facts *facts = NULL;
		maek_errors_init(&errors, arena);
		bool ok = maek_facts_read(arena, (struct maek_text){(const char *)bytes + at, length}, "fuzz", 1, &facts, &errors);
		MUST(ok || errors.error_count);
		if (ok && facts) {
			check_line(arena, facts);
			all[count++] = facts;
		}
		at += length + 1;
	}
	if (count) {
		struct written a = link_lines(all, count, false), b = link_lines(all, count, true);
		MUST(a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0);
		free(a.bytes);
		free(b.bytes);
	}
	maek_arena_free(arena);
	return 0;
}
