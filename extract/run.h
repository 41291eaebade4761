/* One run of the rules over a document, with its whole state: for extract.c and for what explains or tests rules.
 */
#ifndef MAEK_EXTRACT_RUN_H
#define MAEK_EXTRACT_RUN_H

#include "extract/extract.h"
#include "extract/infer.h"
#include "extract/trace.h"

struct maek_state *maek_run(struct maek_worker *worker, struct maek_arena *arena, const struct maek_document *document,
                            struct maek_entity_facts *facts);

/* The same with a trace (NULL: none). */
struct maek_state *maek_run_traced(struct maek_worker *worker, struct maek_arena *arena,
                                   const struct maek_document *document, struct maek_entity_facts *facts,
                                   struct maek_trace *trace);

/* What a worker matches with, charged to no budget, until it runs a document again. */
struct maek_scratch *maek_worker_scratch(struct maek_worker *worker);

#endif
