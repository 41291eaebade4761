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

struct maek_style maek_style_of(const struct maek_rules *rules, const char *theme, const char *units)
{
	struct maek_style style = {.rules = rules, .theme = theme ? theme : "light", .units = units ? units : "en"};
	bool dark = strcmp(style.theme, "dark") == 0;
	const struct maek_yaml *fonts = named(&style, "fonts"), *tokens = maek_yaml_get(named(&style, "theme"), style.theme);
	style.fonts = fonts && fonts->kind == MAEK_YAML_SCALAR ? fonts->value.bytes : "sans-serif";
	style.bg = text_at(tokens, "bg", dark ? "#0F1620" : "#FFFFFF");
	style.ink = text_at(tokens, "ink", dark ? "#E6EDF3" : "#1B2430");
	style.mute = text_at(tokens, "mute", dark ? "#9FB0C0" : "#5B6675");
	style.line = text_at(tokens, "line", dark ? "#5C6B7A" : "#9AA5B1");
	style.hair = text_at(tokens, "hair", dark ? "#2C3845" : "#D9DFE6");
	style.panel = text_at(tokens, "panel", dark ? "#17202B" : "#F6F8FA");
	style.card = text_at(tokens, "card", dark ? "#14202D" : "#F7FAFD");
	style.track = text_at(tokens, "track", dark ? "#263241" : "#E9EDF2");
	return style;
}

/* Okabe and Ito's colours, as borders, with pale fills. */
static const struct maek_colors cycle[] = {
	{"#E6F1FA", "#0072B2", "#0B3A5C"}, {"#FDF0E3", "#B35A00", "#6B3400"}, {"#E2F4EE", "#00795B", "#00473A"},
	{"#F7E9F2", "#9C3F78", "#5F1F47"}, {"#FFF6CC", "#6B5900", "#4D3B00"}, {"#E8F4FB", "#2E7BA6", "#123F57"},
};
static const struct maek_colors dark_cycle[] = {
	{"#10314A", "#56B4E9", "#D3EAFB"}, {"#3A2410", "#E69F00", "#FFE3C4"}, {"#0C3328", "#2FC79B", "#CDF5E6"},
	{"#3B1A2E", "#E08DBF", "#FBE0EF"}, {"#3A3000", "#F0E442", "#FFF1B0"}, {"#12303F", "#8CCBEF", "#D9EEFA"},
};

struct maek_colors maek_style_colors(const struct maek_style *style, const char *name, size_t index)
{
	bool dark = strcmp(style->theme, "dark") == 0;
	size_t at = index % (sizeof cycle / sizeof *cycle);
	struct maek_colors colors = dark ? dark_cycle[at] : cycle[at];
	const struct maek_yaml *own = named(style, name);
	const char *like = text_at(own, "like", NULL);
	const struct maek_yaml *tokens = maek_yaml_get(like ? named(style, like) : own, style->theme);
	colors.fill = text_at(tokens, "fill", colors.fill);
	colors.border = text_at(tokens, "border", own && !tokens ? style->line : colors.border);
	colors.text = text_at(tokens, "text", colors.text);
	return colors;
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
