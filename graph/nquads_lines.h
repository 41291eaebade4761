/* Lines of N-Quads about one subject: collected, sorted and written together, so that a whole file is sorted while only
 * the lines of one subject are in memory.
 *
 * Names are IRIs: `urn:maek:KIND/ID`, in which an id keeps its letters of any script; what an IRI cannot hold, `#` and
 * `?` are percent-encoded. Within KIND, a number behind `#` counts the parts of the thing.
 */
#ifndef MAEK_GRAPH_NQUADS_LINES_H
#define MAEK_GRAPH_NQUADS_LINES_H

#include "extract/text.h"

#include <stdio.h>

/* Predicates and types of other vocabularies. */
#define MAEK_RDF_TYPE "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
#define MAEK_RDFS_LABEL "<http://www.w3.org/2000/01/rdf-schema#label>"
#define MAEK_SKOS_ALT_LABEL "<http://www.w3.org/2004/02/skos/core#altLabel>"
#define MAEK_PROV "http://www.w3.org/ns/prov#"
#define MAEK_OA "http://www.w3.org/ns/oa#"
#define MAEK_XSD "http://www.w3.org/2001/XMLSchema#"

struct maek_nquads {
	struct maek_arena *arena; /* of the subject: reset by maek_nquads_flush() */
	MAEK_LIST(char *) lines;
	FILE *out;
};

/* `<urn:maek:KIND/ID>`, and `<urn:maek:KIND/ID#PART>`. */
char *maek_nquads_name(struct maek_arena *arena, const char *kind, const char *id);
char *maek_nquads_part(struct maek_arena *arena, const char *kind, const char *id, size_t part);

/* Literals: `"text"`, `"1"^^<…integer>`, `"0.98"^^<…decimal>`. */
char *maek_nquads_text(struct maek_arena *arena, const char *text);
char *maek_nquads_integer(struct maek_arena *arena, int64_t value);
char *maek_nquads_decimal(struct maek_arena *arena, double value);

/* One line; `graph` NULL: in the default graph. All are written as they are. */
void maek_nquads_add(struct maek_nquads *quads, const char *subject, const char *predicate, const char *object,
                     const char *graph);

/* Writes the subject's lines, sorted by bytes, and forgets them. */
void maek_nquads_flush(struct maek_nquads *quads);

#endif
