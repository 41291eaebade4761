/* The text of Graphviz's SVG made to flow. Graphviz sets each run of one font at a place of its own, measured in the font
 * that it has; where the picture is seen in a wider one, runs would lie over each other.
 */
#ifndef MAEK_GRAPH_SVG_TEXT_H
#define MAEK_GRAPH_SVG_TEXT_H

#include "extract/text.h"

#include <stdio.h>

/* Writes `svg` (text of Graphviz, ended by NUL) with the runs of a line that are set apart by spaces as one text: the first
 * has the place, the others follow it as `tspan`. Words of neighbouring cells stay apart.
 * MAEK_DOT_APART goes. */
void maek_svg_join_text(struct maek_text svg, FILE *out);

#endif
