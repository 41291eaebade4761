/* Errors and warnings as JSON, and as SARIF 2.1.0 for code scanning. Columns count code points from 1.
 */
#ifndef MAEK_GRAPH_PROBLEMS_JSON_H
#define MAEK_GRAPH_PROBLEMS_JSON_H

#include "extract/error.h"

/* One document with a line end; the errors must be sorted. False when `out` could not be written. */
bool maek_problems_write_json(const struct maek_errors *errors, FILE *out);
bool maek_problems_write_sarif(const struct maek_errors *errors, FILE *out);

#endif
