/* Extractors: a document out of memory, and the rules on it. An extraction owns the arena that both worked in. */
#include "library/handles.h"

#include "extract/extract.h"
#include "graph/facts_json.h"

#include <string.h>

struct maek_extractor {
	struct maek_arena *arena;
	struct maek_worker *worker;
};

struct maek_extractor *maek_extractor_new(const struct maek_ruleset *ruleset)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_extractor *extractor = maek_arena_alloc(arena, sizeof *extractor);
	*extractor = (struct maek_extractor){arena, maek_worker_new(ruleset->rules)};
	return extractor;
}

void maek_extractor_free(struct maek_extractor *extractor)
{
	if (!extractor)
		return;
	maek_worker_free(extractor->worker);
	maek_arena_free(extractor->arena);
}

static struct maek_extraction *wrap(struct maek_arena *arena, const struct maek_facts *facts)
{
	struct maek_extraction *extraction = maek_arena_alloc(arena, sizeof *extraction);
	*extraction = (struct maek_extraction){arena, facts, maek_arena_alloc(arena, sizeof *extraction->views)};
	return extraction;
}

static void warn_of_limits(const struct maek_facts *facts, struct maek_errors *errors)
{
	for (size_t i = 0; i < facts->limits.count; i++)
		maek_errors_add(errors, MAEK_WARNING, "limit", (struct maek_place){facts->id, 0, 0, 0}, NULL,
		                "the rule %s hit the limit '%s'; its matches are missing", facts->limits.items[i].rule,
		                facts->limits.items[i].limit);
}

/* Takes the arena that the document was read in. */
static bool finish(const struct maek_extractor *extractor, struct maek_arena *arena,
                   const struct maek_document *document, struct maek_extraction **out, struct maek_errors *errors)
{
	*out = NULL;
	const struct maek_facts *facts = document ? maek_extract(extractor->worker, arena, document) : NULL;
	if (facts && !facts->error) {
		*out = wrap(arena, facts);
		warn_of_limits(facts, errors);
		return true;
	}
	if (facts)
		maek_errors_add(errors, MAEK_ERROR, "document-time", (struct maek_place){facts->id, 0, 0, 0}, NULL, "%s", facts->error);
	maek_arena_free(arena);
	return false;
}

static bool find_format(const char *name, enum maek_format *format, struct maek_errors *errors)
{
	static const char *const names[] = {
		[MAEK_FORMAT_TEXT] = "text", [MAEK_FORMAT_MARKDOWN] = "markdown", [MAEK_FORMAT_NEWS] = "news"};
	*format = MAEK_FORMAT_AUTO;
	if (!name)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i] && strcmp(names[i], name) == 0) {
			*format = (enum maek_format)i;
			return true;
		}
	return maek_errors_add(errors, MAEK_ERROR, "unknown-format", (struct maek_place){0}, NULL,
	                       "a format is text, markdown or news, not '%s'", name);
}

bool maek_extractor_read(struct maek_extractor *extractor, const char *bytes, size_t size, const char *name,
                         const char *format, struct maek_extraction **out, struct maek_problems *problems)
{
	struct maek_errors *errors = maek_problems_list(problems);
	struct maek_arena *arena = maek_arena_new();
	struct maek_document *document;
	enum maek_format known;
	bool ok = find_format(format, &known, errors) &&
	          maek_document_read(arena, (struct maek_text){bytes, size}, name, known, &document, errors);
	return finish(extractor, arena, ok ? document : NULL, out, errors);
}

bool maek_extractor_read_json(struct maek_extractor *extractor, const char *bytes, size_t size, const char *name,
                              int number, struct maek_extraction **out, struct maek_problems *problems)
{
	struct maek_errors *errors = maek_problems_list(problems);
	struct maek_arena *arena = maek_arena_new();
	struct maek_document *document;
	bool ok = maek_document_read_json(arena, (struct maek_text){bytes, size}, name, number, &document, errors);
	return finish(extractor, arena, ok ? document : NULL, out, errors);
}

bool maek_extraction_load(const char *bytes, size_t size, const char *name, int number, struct maek_extraction **out,
                          struct maek_problems *problems)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_facts *facts = NULL;
	bool ok =
		maek_facts_read(arena, (struct maek_text){bytes, size}, name, number, &facts, maek_problems_list(problems));
	bool is_document = ok && facts && !facts->error;
	*out = is_document ? wrap(arena, facts) : NULL;
	if (!is_document)
		maek_arena_free(arena);
	return ok;
}

void maek_extraction_free(struct maek_extraction *extraction)
{
	if (!extraction)
		return;
	maek_views_free(extraction->views);
	maek_arena_free(extraction->arena);
}

bool maek_extraction_write(const struct maek_extraction *extraction, maek_write_function write, void *context)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_buffer line = {.arena = arena};
	maek_facts_write(extraction->facts, &line);
	bool ok = write(context, line.bytes, line.size);
	maek_arena_free(arena);
	return ok;
}
