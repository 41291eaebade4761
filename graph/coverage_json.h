/* Coverage as JSON: {"documents","sentences","rules":[{id,at,kind,fired}],"never_fired":[id],
 * "candidates":[{id,label,distinct,count,items:[{text,count,documents,document,line,sentence}]}],
 * "silent":{"count","linked","items":[{document,line,sentence,entities:[{type,text}]}]}}
 */
#ifndef MAEK_GRAPH_COVERAGE_JSON_H
#define MAEK_GRAPH_COVERAGE_JSON_H

#include "extract/coverage.h"

/* Appends the finished coverage and a line end to `out`; at most `top` items of each list that is not of rules. */
void maek_coverage_write(const struct maek_coverage *coverage, size_t top, struct maek_buffer *out);

#endif
