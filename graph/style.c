/* Styles are looked up in the rules at each use; every look-up has a default, so that a pack may leave out any of them.
 */
#include "graph/style.h"

#include "extract/yaml_tree.h"

#include <string.h>

static const char *text_at(const struct maek_yaml *node, const char *key, const char *otherwise)
{
	const struct maek_yaml *value = maek_yaml_get(node, key);
	return value && value->kind == MAEK_YAML_SCALAR && value->value.size ? value->value.bytes : otherwise;
}

static const struct maek_yaml *named(const struct maek_style *style, const char *name)
{
	return style->rules ? maek_rules_style(style->rules, name) : NULL;
}

static const char *shade_of(struct maek_palette *palette, struct maek_shade shade)
{
	size_t at = 0;
	while (at < palette->shades.count && (strcmp(palette->shades.items[at].light, shade.light) != 0 ||
	                                      strcmp(palette->shades.items[at].dark, shade.dark) != 0))
		at++;
	if (at == palette->shades.count)
		*MAEK_PUSH(palette->arena, &palette->shades) = shade;
	return maek_arena_format(palette->arena, "#fe%04zx", at);
}

/* The colour `key` of the themes under `tokens`, with a default for each theme. */
static const char *color_at(const struct maek_style *style, const struct maek_yaml *tokens, const char *key,
                            struct maek_shade otherwise)
{
	struct maek_shade shade = {text_at(maek_yaml_get(tokens, "light"), key, otherwise.light),
	                           text_at(maek_yaml_get(tokens, "dark"), key, otherwise.dark)};
	if (style->palette)
		return shade_of(style->palette, shade);
	return strcmp(style->theme, "dark") == 0 ? shade.dark : shade.light;
}

static const struct maek_shade neutral[] = {
	{"#FFFFFF", "#0F1620"}, {"#1B2430", "#E6EDF3"}, {"#5B6675", "#9FB0C0"}, {"#7B8794", "#5C6B7A"},
	{"#D9DFE6", "#2C3845"}, {"#F6F8FA", "#17202B"}, {"#F7FAFD", "#14202D"}, {"#E9EDF2", "#263241"},
};

struct maek_style maek_style_of(const struct maek_rules *rules, const char *theme, const char *units,
                                struct maek_palette *palette)
{
	struct maek_style style = {
		.rules = rules, .theme = theme ? theme : "light", .units = units ? units : "en", .palette = palette};
	const struct maek_yaml *fonts = named(&style, "fonts"), *tokens = named(&style, "theme");
	const char **const places[] = {&style.bg,   &style.ink,   &style.mute, &style.line,
	                               &style.hair, &style.panel, &style.card, &style.track};
	static const char *const keys[] = {"bg", "ink", "mute", "line", "hair", "panel", "card", "track"};
	style.fonts = fonts && fonts->kind == MAEK_YAML_SCALAR ? fonts->value.bytes : "sans-serif";
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		*places[i] = color_at(&style, tokens, keys[i], neutral[i]);
	return style;
}

bool maek_style_has_units(const struct maek_rules *rules, const char *units)
{
	const struct maek_yaml *all = rules ? maek_rules_style(rules, "units") : NULL;
	return strcmp(units, "en") == 0 || maek_yaml_get(all, units);
}

/* Near Okabe and Ito's colours, moved until any two are apart for every kind of colour blindness, as borders, with pale
 * fills: fill, border, text. */
static const struct maek_shade cycle[][3] = {
	{{"#E6F1FA", "#10314A"}, {"#0072B2", "#409EDA"}, {"#0B3A5C", "#D3EAFB"}},
	{{"#FDF0E3", "#3A2410"}, {"#B85F0A", "#E69F00"}, {"#6B3400", "#FFE3C4"}},
	{{"#E2F4EE", "#0C3328"}, {"#006543", "#2FC79B"}, {"#00473A", "#CDF5E6"}},
	{{"#F7E9F2", "#3B1A2E"}, {"#9C3F78", "#E08DBF"}, {"#5F1F47", "#FBE0EF"}},
	{{"#FFF6CC", "#3A3000"}, {"#5F5000", "#F0E442"}, {"#4D3B00", "#FFF1B0"}},
	{{"#E9EAF3", "#22263F"}, {"#23284F", "#B9C4F5"}, {"#1A1E3D", "#E3E7FB"}},
};

struct maek_colors maek_style_colors(const struct maek_style *style, const char *name, size_t index)
{
	const struct maek_shade *of = cycle[index % (sizeof cycle / sizeof *cycle)];
	const struct maek_yaml *own = named(style, name);
	const char *like = text_at(own, "like", NULL);
	const struct maek_yaml *tokens = like ? named(style, like) : own;
	bool is_colored = maek_yaml_get(tokens, "light") || maek_yaml_get(tokens, "dark");
	if (own && !is_colored) { /* styled, but without a colour: neutral */
		const struct maek_yaml *theme = named(style, "theme");
		return (struct maek_colors){color_at(style, NULL, "", of[0]), color_at(style, theme, "line", neutral[3]),
		                            color_at(style, NULL, "", of[2])};
	}
	return (struct maek_colors){color_at(style, tokens, "fill", of[0]), color_at(style, tokens, "border", of[1]),
	                            color_at(style, tokens, "text", of[2])};
}

const char *maek_style_text(const struct maek_style *style, const char *name, const char *key, const char *otherwise)
{
	return text_at(named(style, name), key, otherwise);
}

bool maek_style_flag(const struct maek_style *style, const char *name, const char *key)
{
	bool value = false;
	maek_yaml_bool(maek_yaml_get(named(style, name), key), &value);
	return value;
}

bool maek_style_has_arrow(const struct maek_style *style, const char *relation)
{
	return !named(style, relation) || maek_style_flag(style, relation, "arrow");
}

const char *maek_style_number(const struct maek_style *style, struct maek_arena *arena, int64_t value)
{
	const struct maek_yaml *units = maek_yaml_get(named(style, "units"), style->units);
	for (size_t i = 0; units && units->kind == MAEK_YAML_MAP && i < units->count; i++) {
		int64_t worth;
		if (maek_yaml_integer(units->items[i], &worth) && worth > 0 && value >= worth)
			return maek_arena_format(arena, "%.6g%s", (double)value / (double)worth, units->keys[i]->value.bytes);
	}
	return maek_arena_format(arena, "%lld", (long long)value);
}
