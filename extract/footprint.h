/* Footprints: what is remembered of a document that has been run, so that a later change of the rules can be asked whether
 * it may matter there. A footprint outlives the rules it was made with; types and relations are those of their schema.
 */
#ifndef MAEK_EXTRACT_FOOTPRINT_H
#define MAEK_EXTRACT_FOOTPRINT_H

#include "extract/extract.h"
#include "extract/misses.h"
#include "extract/replay.h"
#include "extract/version_keys.h"

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
	MAEK_LIST(struct maek_footprint_stage) stages;
};

/* A number for the id of a rule. */
uint64_t maek_footprint_key(const char *id);

/* What the runs of one document leave for the next one. */
struct maek_memory {
	struct maek_footprint footprint; /* of the last run, if it has `said` */
	struct maek_misses misses;
	struct maek_replay replay;
	uint32_t schema;                /* of the last run */
	struct maek_arena *lasting;     /* the misses */
	struct maek_arena *last, *free; /* the rest, by turns */
};

void maek_memory_init(struct maek_memory *memory);
/* Forgets all runs, for a new document. */
void maek_memory_clear(struct maek_memory *memory);
void maek_memory_free(struct maek_memory *memory);

/* The run of a document as maek_run; `numbers` are those of the worker's rules, `was` the keys under which the last run
 * may have the hits of each rule (by its order; NULL: the same). */
struct maek_state *maek_run_again(struct maek_worker *worker, struct maek_arena *arena,
                                  const struct maek_document *document, struct maek_entity_facts *facts,
                                  struct maek_version_numbers numbers, const uint32_t *was, struct maek_memory *memory);
/* The facts of that run. */
struct maek_facts *maek_extract_again(struct maek_worker *worker, struct maek_arena *arena,
                                      const struct maek_document *document, struct maek_version_numbers numbers,
                                      const uint32_t *was, struct maek_memory *memory);

#endif
