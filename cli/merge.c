/* maek merge: the union of facts.jsonl files as a set of lines. */
#include "cli/command.h"
#include "cli/facts_input.h"
#include "cli/output.h"

#include <stdlib.h>
#include <string.h>

static const struct maek_option options_table[] = {
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here instead of standard output", MAEK_OPTION_AT(output)},
	{"trailer", 0, MAEK_OPTION_FLAG, NULL, "every file must close with the line of extract --trailer", MAEK_OPTION_AT(trailer)},
	{0},
};

struct kept {
	const char *id;
	struct maek_text line;
};
struct union_of_lines {
	struct maek_arena *arena;
	MAEK_LIST(struct kept) lines;
};

static void add(void *context, struct maek_text line, const struct maek_facts *facts)
{
	struct union_of_lines *all = context;
	if (!facts)
		return;
	struct maek_text copy = {maek_arena_copy(all->arena, line.bytes, line.size), line.size};
	*MAEK_PUSH(all->arena, &all->lines) = (struct kept){maek_arena_copy(all->arena, facts->id, strlen(facts->id)), copy};
}

static int by_id(const void *a, const void *b)
{
	const struct kept *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : maek_text_compare(x->line, y->line);
}

static bool write_all(const struct union_of_lines *all, FILE *out, size_t *written)
{
	bool ok = true;
	for (size_t i = 0; ok && i < all->lines.count; i++) {
		const struct kept *kept = &all->lines.items[i];
		bool is_new = i == 0 || by_id(kept, kept - 1) != 0;
		*written += is_new;
		if (is_new)
			ok = fwrite(kept->line.bytes, 1, kept->line.size, out) == kept->line.size && fputc('\n', out) != EOF;
	}
	return ok;
}

static int run(const struct maek_options *options)
{
	struct union_of_lines all = {.arena = options->arena};
	struct maek_output output;
	if (maek_facts_input(options, add, &all))
		return MAEK_EXIT_INPUT;
	if (all.lines.count)
		qsort(all.lines.items, all.lines.count, sizeof *all.lines.items, by_id);
	if (!maek_output_open(&output, options->output))
		return MAEK_EXIT_OUTPUT;
	size_t written = 0;
	if (!maek_output_close(&output, write_all(&all, output.stream, &written)))
		return MAEK_EXIT_OUTPUT;
	if (!options->quiet)
		fprintf(stderr, "maek: %zu lines, %zu of them twice\n", written, all.lines.count - written);
	return MAEK_EXIT_DONE;
}

const struct maek_command maek_command_merge = {
	.name = "merge",
	.arguments = "FACTS...",
	.summary = "the union of facts.jsonl files, sorted, each line once",
	.options = options_table,
	.least = 1,
	.run = run,
};
