/* Footprints: what is remembered of a document that has been run, so that a later change of the rules can be asked whether
 * it may matter there. A footprint outlives the rules it was made with; types and relations are those of their schema.
 */
#ifndef MAEK_EXTRACT_FOOTPRINT_H
#define MAEK_EXTRACT_FOOTPRINT_H

#include "extract/extract.h"
#include "extract/misses.h"

/* A sentence, or the document as a whole. */
struct maek_footprint_part {
	struct maek_text text; /* folded in width, as rules see it */
	uint64_t types;        /* of all mentions that were ever proposed there */
};

/* What the rules of a stage saw of the sentences, through one alphabet. */
struct maek_footprint_stage {
	uint32_t stage;
	uint64_t hidden; /* of the alphabet */
	uint32_t *texts; /* [sentences] numbers of texts among the misses */
};

struct maek_entity_facts;
struct maek_state;

struct maek_footprint {
	struct maek_footprint_part whole;
	MAEK_LIST(struct maek_footprint_part) sentences;
	MAEK_LIST(uint64_t) fired; /* maek_footprint_key of rules that matched and of infer rules that concluded */
	bool *said;                /* [relations] by number: something says it */
	const struct maek_misses *misses; /* hold the typed sentences */
	MAEK_LIST(struct maek_footprint_stage) stages;
};

/* A number for the id of a rule. */
uint64_t maek_footprint_key(const char *id);

/* The run of a document as maek_run, with the footprint as well, which lives in `keep` and borrows from the misses of the document;
 * these have the keys of the worker's rules. */
struct maek_state *maek_run_footprint(struct maek_worker *worker, struct maek_arena *arena, const struct maek_document *document,
                                      struct maek_entity_facts *facts, struct maek_arena *keep, struct maek_misses *misses,
                                      struct maek_footprint *footprint);
/* The facts of that run. */
struct maek_facts *maek_extract_footprint(struct maek_worker *worker, struct maek_arena *arena,
                                          const struct maek_document *document, struct maek_arena *keep,
                                          struct maek_misses *misses, struct maek_footprint *footprint);

#endif
