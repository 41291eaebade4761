/* Explanations as JSON. Of a document:
 * {"document","sentences":[{line,cp,text,stages:[{file,view}],mentions:[ITEM],facts:[ITEM],
 *   losses:[{lost:ITEM,winner:ITEM,why}]}],
 *  "rule":{id,at,kind,cause,message,hits,made:[ITEM],drops:[{cause,message,yaml:POINTER,text:POINTER}],
 *   furthest:{message,yaml:POINTER,text:POINTER,macro:POINTER}}}
 * ITEM: {text,rule,at,cp,note}; POINTER: {file,line,column,end_column,text}, columns in code points from 1. Keys of what
 * is not there are left out.
 */
#ifndef MAEK_GRAPH_EXPLAIN_JSON_H
#define MAEK_GRAPH_EXPLAIN_JSON_H

#include "extract/explain.h"

/* Appends the explanation and a line end to `out`. */
void maek_explanation_write(const struct maek_explanation *explanation, struct maek_buffer *out);

#endif
