/* Idea: inner macros first; in the tree of a macro or pattern each of them is one KNOWN node. */
#include "extract/study.h"

static struct maek_span *spans_of(struct maek_arena *scrap, const struct maek_expansion *expansion)
{
	struct maek_span *spans = maek_arena_alloc(scrap, (expansion->macros.count + 1) * sizeof *spans);
	for (size_t i = 0; i < expansion->macros.count; i++)
		spans[i] = (struct maek_span){(uint32_t)expansion->macros.items[i].start, (uint32_t)expansion->macros.items[i].end};
	return spans;
}

static bool study_macros(struct maek_arena *arena, struct maek_arena *scrap, struct maek_guards *guards,
                         const struct maek_expansion *expansion);

static bool study_macro(struct maek_arena *arena, struct maek_arena *scrap, struct maek_guards *guards,
                        struct maek_macro *macro)
{
	const struct maek_expansion *expanded = macro->expanded;
	if (macro->known)
		return true;
	if (!expanded || !study_macros(arena, scrap, guards, expanded))
		return false;
	bool folds;
	const struct maek_regex *tree =
		maek_regex_parse_known(scrap, expanded->source, spans_of(scrap, expanded), expanded->macros.count, &folds);
	if (!tree)
		return false;
	macro->compact = maek_compact_macro(arena, scrap, guards, expanded, tree);
	macro->shape = maek_shape_of_macro(arena, scrap, guards, expanded, tree, macro->compact->pure);
	if (folds) /* what is known of the macros within holds where case counts */
		tree = maek_regex_parse_known(scrap, expanded->source, NULL, 0, &folds);
	macro->known = maek_need_of_macro(arena, scrap, expanded, tree, folds);
	return true;
}

static bool study_macros(struct maek_arena *arena, struct maek_arena *scrap, struct maek_guards *guards,
                         const struct maek_expansion *expansion)
{
	for (size_t i = 0; i < expansion->macros.count; i++)
		if (!study_macro(arena, scrap, guards, expansion->macros.items[i].macro))
			return false;
	return true;
}

struct maek_study maek_study_read(struct maek_arena *arena, struct maek_arena *scrap, struct maek_guards *guards,
                                  const struct maek_expansion *expansion)
{
	struct maek_study study = {0};
	size_t count = study_macros(arena, scrap, guards, expansion) ? expansion->macros.count : 0;
	study.tree = maek_regex_parse_known(scrap, expansion->source, spans_of(scrap, expansion), count, &study.folds);
	return study;
}
