/* See handles.h. */
#include "library/handles.h"

const struct maek_views *maek_views_keep(maek_views_slot *slot, struct maek_views *made)
{
	struct maek_views *there = NULL;
	if (atomic_compare_exchange_strong(slot, &there, made))
		return made;
	maek_arena_free(made->arena);
	return there;
}

void maek_views_free(maek_views_slot *slot)
{
	struct maek_views *views = atomic_load(slot);
	if (views)
		maek_arena_free(views->arena);
}

const struct maek_entity *maek_views_entity(const struct maek_views *views, size_t index)
{
	return index < views->entity_count ? &views->entities[index] : NULL;
}

const struct maek_statement *maek_views_statement(const struct maek_views *views, size_t index)
{
	return index < views->statement_count ? &views->statements[index] : NULL;
}
