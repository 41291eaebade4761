/* Builders: extractions gathered and linked. */
#include "library/handles.h"

#include "graph/link.h"

struct maek_builder {
	struct maek_arena *arena;
	struct maek_linker *linker;
};

struct maek_builder *maek_builder_new(void)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_builder *builder = maek_arena_alloc(arena, sizeof *builder);
	*builder = (struct maek_builder){arena, maek_linker_new()};
	return builder;
}

void maek_builder_free(struct maek_builder *builder)
{
	if (!builder)
		return;
	maek_linker_free(builder->linker);
	maek_arena_free(builder->arena);
}

void maek_builder_add(struct maek_builder *builder, const struct maek_extraction *extraction)
{
	maek_linker_add(builder->linker, extraction->facts);
}

void maek_builder_link(struct maek_builder *builder, struct maek_network **out, struct maek_problems *problems)
{
	*out = maek_network_wrap(maek_linker_finish(builder->linker, maek_problems_list(problems)));
	builder->linker = maek_linker_new();
}
