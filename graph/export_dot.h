/* What the DOT layouts share.
 */
#ifndef MAEK_GRAPH_EXPORT_DOT_H
#define MAEK_GRAPH_EXPORT_DOT_H

#include "graph/dot_writer.h"
#include "graph/export.h"
#include "graph/style.h"
#include "graph/view.h"

bool maek_export_dot(const struct maek_graph *graph, const struct maek_export_options *options, FILE *out,
                     struct maek_errors *errors);

/* A card a row, the root and its side at the left. */
bool maek_cards_write(const struct maek_graph *graph, const struct maek_diagram *diagram, const struct maek_style *style,
                      FILE *out);

const char *maek_dot_node_id(struct maek_arena *arena, uint32_t node);
void maek_dot_frame(struct maek_dot *dot, const struct maek_style *style);
const char *maek_dot_label(struct maek_arena *arena, const char *main, double size, const char *sub);
/* A plain attribute that holds text of the graph. */
void maek_dot_set_text(struct maek_dot *dot, struct maek_arena *arena, const char *key, const char *text);
void maek_dot_shape(struct maek_dot *dot, const struct maek_style *style, const char *name,
                    const struct maek_colors *colors);

#endif
