/* Extraction: a document and rules in, its facts out. The one entry that graph/ and cli/ use.
 */
#ifndef MAEK_EXTRACT_EXTRACT_H
#define MAEK_EXTRACT_EXTRACT_H

#include "extract/document.h"
#include "extract/facts.h"
#include "extract/pattern.h"
#include "extract/rules.h"

/* A worker: the scratch of one thread (match data, JIT stack, views). Rules are shared, workers are not. */
struct maek_worker;
struct maek_worker *maek_worker_new(const struct maek_rules *rules);
void maek_worker_free(struct maek_worker *worker);
/* From now on every pattern is tried on every sentence. The facts are the same; for tests that compare. */
void maek_worker_try_all(struct maek_worker *worker);
/* From now on patterns are run so. The facts are the same, but for rules at a limit; for tests that compare. */
void maek_worker_use(struct maek_worker *worker, enum maek_engine engine);

/* Milliseconds of processor time for a rule and for a document (budget.h says of which size); 0: the default. */
void maek_worker_limit(struct maek_worker *worker, size_t rule_time, size_t document_time);

/* The facts of `document`, in `arena`. A rule that hits a limit is named in facts->limits; a document that takes too long
 * is an error line, with facts->error. */
struct maek_facts *maek_extract(struct maek_worker *worker, struct maek_arena *arena,
                                const struct maek_document *document);

/* The facts of a document that could not be read: an error line. */
struct maek_facts *maek_facts_of_failure(struct maek_arena *arena, const char *id, const char *message);

#endif
