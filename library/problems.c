/* Problems: the errors of the inner layers as a handle. */
#include "library/handles.h"

#include "extract/text.h"

struct maek_problems *maek_problems_new(void)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_problems *problems = maek_arena_alloc(arena, sizeof *problems);
	problems->arena = arena;
	maek_errors_init(&problems->errors, maek_arena_new());
	return problems;
}

void maek_problems_free(struct maek_problems *problems)
{
	if (!problems)
		return;
	maek_arena_free(problems->errors.arena);
	maek_arena_free(problems->arena);
}

void maek_problems_clear(struct maek_problems *problems)
{
	maek_arena_reset(problems->errors.arena);
	maek_errors_init(&problems->errors, problems->errors.arena);
}

struct maek_errors *maek_problems_list(struct maek_problems *problems)
{
	return problems ? &problems->errors : NULL;
}

size_t maek_problems_count(const struct maek_problems *problems)
{
	return problems->errors.list.count;
}

const struct maek_problem *maek_problems_at(struct maek_problems *problems, size_t index)
{
	if (index >= problems->errors.list.count)
		return NULL;
	const struct maek_error *error = &problems->errors.list.items[index];
	struct maek_problem *shown = maek_arena_alloc(problems->errors.arena, sizeof *shown);
	*shown = (struct maek_problem){.is_error = error->severity == MAEK_ERROR,
	                               .id = error->id,
	                               .file = error->place.file,
	                               .line = error->place.line,
	                               .column = error->place.column,
	                               .end_column = error->place.end_column,
	                               .message = error->message,
	                               .hint = error->hint};
	return shown;
}

static bool append(void *context, const char *bytes, size_t size)
{
	maek_buffer_add(context, bytes, size);
	return true;
}

const char *maek_problems_text(struct maek_problems *problems)
{
	struct maek_errors sorted = problems->errors;
	struct maek_buffer text = {.arena = problems->errors.arena};
	FILE *out = maek_stream_open(append, &text);
	if (!out)
		return "";
	maek_errors_sort(&sorted);
	maek_errors_write(&sorted, false, out);
	fclose(out);
	return text.bytes ? text.bytes : "";
}
