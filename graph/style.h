/* Style: the colours, shapes, fonts and number units of pictures, as packs give them, with defaults for what they leave
 * out.
 */
#ifndef MAEK_GRAPH_STYLE_H
#define MAEK_GRAPH_STYLE_H

#include "extract/rules.h"
#include "extract/text.h"

struct maek_colors {
	const char *fill, *border, *text;
};

/* Colours of both themes side by side, for pages that change theme without being drawn again: what is drawn gets the
 * stand-in "#feNNNN", N the index into the list. */
struct maek_shade {
	const char *light, *dark;
};
struct maek_palette {
	struct maek_arena *arena;
	MAEK_LIST(struct maek_shade) shades;
};

struct maek_style {
	const struct maek_rules *rules; /* may be NULL */
	const char *theme, *units;
	struct maek_palette *palette; /* NULL: the colours of the theme themselves */
	const char *fonts;
	const char *bg, *ink, *mute, *line, *hair, *panel, *card, *track;
};

/* The style for a theme ("light", "dark" or NULL) and units (NULL: en). `palette` (may be NULL) is filled when the style
 * is asked for colours. */
struct maek_style maek_style_of(const struct maek_rules *rules, const char *theme, const char *units,
                                struct maek_palette *palette);

/* Are there such units? "en" always is, other names come from the rules (may be NULL). */
bool maek_style_has_units(const struct maek_rules *rules, const char *units);

/* Colours of a type, relation or other named style; `index` picks from a cycle that colour-blind readers can tell apart
 * when nobody styled it. */
struct maek_colors maek_style_colors(const struct maek_style *style, const char *name, size_t index);
/* A text setting of a named style (`shape`), or `otherwise`; a switch (`rounded`). */
const char *maek_style_text(const struct maek_style *style, const char *name, const char *key, const char *otherwise);
bool maek_style_flag(const struct maek_style *style, const char *name, const char *key);
/* Has the relation an arrow? As its style says; without a style, yes. */
bool maek_style_has_arrow(const struct maek_style *style, const char *relation);

/* 500000000000 -> 500B, or 5000억 with units ko. */
const char *maek_style_number(const struct maek_style *style, struct maek_arena *arena, int64_t value);

#endif
