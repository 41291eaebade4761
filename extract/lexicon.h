/* Lexicons: names and their spellings, found in a text in one walk. An entry's key is the canonical name; its aliases
 * are other spellings. Read from YAML (`entries:`) or from a TSV file (name, aliases separated by |, key=value columns).
 */
#ifndef MAEK_EXTRACT_LEXICON_H
#define MAEK_EXTRACT_LEXICON_H

#include "extract/document.h"

enum maek_boundary { MAEK_BOUNDARY_NONE, MAEK_BOUNDARY_LEFT, MAEK_BOUNDARY_WORD };

struct maek_lexicon_row {
	const char *name;
	struct maek_place place;
	MAEK_LIST(struct maek_field) columns;
	bool except;              /* a phrase that is no name, though it begins like one */
};

/* A column that gives facts: of two arguments to the entity that its value names, of one argument by being there. */
struct maek_lexicon_fact {
	const char *column;
	int relation;
};

struct maek_lexicon_edge {
	uint32_t node, code_point, child;
};
struct maek_lexicon_end {
	uint32_t node, row, next; /* next: another end at the node, as index + 1 */
	const char *spelling;
	const char *exact;        /* the spelling when its case counts */
};

struct maek_yaml;

struct maek_lexicon {
	const struct maek_yaml *node; /* its map */
	const char *id;  /* "korean-ai/organizations.tsv" or "korean-ai/organizations.yaml" */
	const char *at;  /* "korean-ai/organizations.yaml:31" */
	int type;
	enum maek_boundary boundary;
	bool fold_space, fold_case, keys;
	int priority;
	MAEK_LIST(struct maek_lexicon_fact) facts;
	MAEK_LIST(struct maek_lexicon_row) rows;
	/* a trie: edges (node, code point) -> node, code point 0 for "a space may stand here" */
	struct maek_lexicon_edge *edges;
	size_t edge_count, slot_count;
	MAEK_LIST(struct maek_lexicon_end) ends;
	uint32_t *end_at; /* by node: index + 1 of its first end */
	size_t node_count, node_room;
};

/* Adds a row and its spellings. The strings are borrowed. */
void maek_lexicon_add(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *name, struct maek_place place,
                      const char *const *aliases, size_t alias_count);

/* Adds a phrase that begins like a name and is none. The string is borrowed. */
void maek_lexicon_except(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *phrase,
                         struct maek_place place);

/* Reads a TSV file into the lexicon; `shown` is how messages call it. */
bool maek_lexicon_read_tsv(struct maek_lexicon *lexicon, struct maek_arena *arena, const char *path, const char *shown,
                           struct maek_errors *errors);

/* Asks whether a name may end at byte `end` of the text. */
typedef bool (*maek_lexicon_edge_test)(void *context, uint32_t end);

/* The longest spelling that begins at byte `start` of `text` (full-width characters already folded) and ends where
 * `may_end` says so. Returns its end and sets *row; 0 when there is none. The row may be one that is no name (`except`). */
uint32_t maek_lexicon_match(const struct maek_lexicon *lexicon, struct maek_text text, uint32_t start,
                            maek_lexicon_edge_test may_end, void *context, uint32_t *row);

#endif
