/* Lints of lexicons: spellings that stand for too much. */
#include "extract/lint_row.h"

#include "extract/keys.h"

#include <string.h>

typedef void (*see_spelling)(struct maek_lint *lint, const struct maek_lexicon *lexicon,
                             const struct maek_lexicon_end *end, void *context);

static void each_spelling(struct maek_lint *lint, see_spelling see, void *context)
{
	for (size_t i = 0; i < lint->rules->lexicons.count; i++) {
		const struct maek_lexicon *lexicon = lint->rules->lexicons.items[i];
		for (size_t k = 0; k < lexicon->ends.count; k++)
			if (!lexicon->rows.items[lexicon->ends.items[k].row].except)
				see(lint, lexicon, &lexicon->ends.items[k], context);
	}
}

static struct maek_place place_of(const struct maek_lexicon *lexicon, const struct maek_lexicon_end *end)
{
	return lexicon->rows.items[end->row].place;
}

/* ---- one syllable */

static void see_short(struct maek_lint *lint, const struct maek_lexicon *lexicon, const struct maek_lexicon_end *end,
                      void *context)
{
	(void)context;
	struct maek_text spelling = maek_text_of(end->spelling);
	if (maek_lint_is_own(lint, place_of(lexicon, end).file) && maek_text_count(spelling, spelling.size) == 1)
		maek_lint_report(lint, lexicon->node, place_of(lexicon, end),
		                 "write a rule with context for it, or allow it when no word looks so",
		                 "the spelling '%s' is one character: it stands for other words as well", end->spelling);
}

void maek_lint_short_spelling(struct maek_lint *lint)
{
	each_spelling(lint, see_short, NULL);
}

/* ---- common words */

static void see_common(struct maek_lint *lint, const struct maek_lexicon *lexicon, const struct maek_lexicon_end *end,
                       void *context)
{
	const struct maek_table *words = context;
	if (maek_lint_is_own(lint, place_of(lexicon, end).file) && maek_table_find(words, maek_text_of(end->spelling)))
		maek_lint_report(lint, lexicon->node, place_of(lexicon, end),
		                 "make it a hidden type that a rule with context takes up",
		                 "the spelling '%s' is a common word", end->spelling);
}

void maek_lint_common_word(struct maek_lint *lint)
{
	struct maek_table words = {.arena = lint->arena};
	for (size_t i = 0; i < lint->rules->sections.count; i++) {
		const struct maek_named_node *section = &lint->rules->sections.items[i];
		if (strcmp(section->name, "text.common-words") != 0)
			continue;
		for (size_t k = 0; k < maek_items_count(section->value); k++)
			if (maek_items_at(section->value, k)->kind == MAEK_YAML_SCALAR)
				maek_table_add(&words, maek_items_at(section->value, k)->value, 0, NULL);
	}
	each_spelling(lint, see_common, &words);
}

/* ---- one spelling, two names */

struct claim {
	const struct maek_lexicon *lexicon;
	const struct maek_lexicon_end *end;
};

struct claims {
	struct maek_table table;
	MAEK_LIST(struct claim) list;
};

static void see_claim(struct maek_lint *lint, const struct maek_lexicon *lexicon, const struct maek_lexicon_end *end,
                      void *context)
{
	struct claims *claims = context;
	const char *name = lexicon->rows.items[end->row].name;
	const char *key =
		maek_arena_format(lint->arena, "%d %s", lint->rules->schema.types.items[lexicon->type].root, end->spelling);
	bool is_new;
	uint32_t at = *maek_table_add(&claims->table, maek_text_of(key), (uint32_t)claims->list.count, &is_new);
	if (is_new) {
		*MAEK_PUSH(lint->arena, &claims->list) = (struct claim){lexicon, end};
		return;
	}
	const struct claim *first = &claims->list.items[at];
	const struct maek_lexicon_row *row = &first->lexicon->rows.items[first->end->row];
	if (strcmp(row->name, name) == 0 || !maek_lint_is_own(lint, place_of(lexicon, end).file))
		return;
	maek_lint_report(lint, lexicon->node, place_of(lexicon, end),
	                 maek_arena_format(lint->arena, "the first one wins: %s:%d", row->place.file, row->place.line),
	                 "the spelling '%s' belongs to '%s' and to '%s'", end->spelling, row->name, name);
}

void maek_lint_claimed_twice(struct maek_lint *lint)
{
	struct claims claims = {.table = {.arena = lint->arena}};
	each_spelling(lint, see_claim, &claims);
}
