/* Coverage: what the rules did over a set of documents, and what they may have missed: how often each rule matched,
 * sentences that name several things and say nothing of them, and names that look like something (`candidates:`) in text
 * that no mention covers.
 *
 * After maek_coverage_finish() the order is: rules as their packs have them, inferences behind; candidates by entry, the
 * most frequent first, then by text; sentences with most entities first, then by document and place. It does not depend
 * on the order of documents.
 */
#ifndef MAEK_EXTRACT_COVERAGE_H
#define MAEK_EXTRACT_COVERAGE_H

#include "extract/extract.h"

/* A sentence and where it stands: the line of the document's file (from 1; JSONL: of the text). White space in it is
 * single spaces. */
struct maek_coverage_place {
	const char *document, *sentence;
	int line;
	uint32_t cp; /* of the place in the document's text */
};

struct maek_coverage_rule {
	const char *id, *at; /* "korean-ai/model-quoted", "korean-ai/models.yaml:31" */
	bool infer;
	size_t fired; /* matches that its conditions let through; for an inference, facts that it derived */
};

/* A text that an entry of `candidates:` proposes; spellings that fold alike are one. */
struct maek_coverage_candidate {
	size_t entry; /* index into entries */
	const char *text; /* as it stands at `first` */
	size_t count, documents;
	struct maek_coverage_place first; /* the first by document id and place */
	const char *last_document;
};

struct maek_coverage_entry {
	const char *id, *label;
	size_t candidates, count; /* distinct ones; all their occurrences */
};

/* A sentence with two or more entities and no relation. */
struct maek_coverage_sentence {
	struct maek_coverage_place place;
	MAEK_LIST(const char *) types, names; /* of its entities, in order of place */
};

struct maek_coverage {
	struct maek_arena *arena; /* holds everything here, and lives as long as this */
	const struct maek_rules *rules; /* borrowed */
	size_t documents, sentences, linked; /* `linked`: sentences with two entities or more and a relation */
	MAEK_LIST(struct maek_coverage_rule) fired;
	MAEK_LIST(struct maek_coverage_entry) entries;
	MAEK_LIST(struct maek_coverage_candidate) candidates;
	MAEK_LIST(struct maek_coverage_sentence) silent;
	struct maek_table index; /* of candidates, by entry and folded text */
};

/* Free with maek_coverage_free(); `rules` must live longer. */
struct maek_coverage *maek_coverage_new(const struct maek_rules *rules);
void maek_coverage_free(struct maek_coverage *coverage);

/* Runs the rules over a document, adds what it shows and returns its facts, in `arena` as maek_extract() does. */
struct maek_facts *maek_coverage_add(struct maek_coverage *coverage, struct maek_worker *worker, struct maek_arena *arena,
                                     const struct maek_document *document);

/* Brings everything into its order; after the last document. */
void maek_coverage_finish(struct maek_coverage *coverage);

#endif
