/* The texts that a rule's groups give: as names, attributes, and parts of longer texts ("K-$latin").
 */
#include "extract/claim_parts.h"

#include <string.h>

struct maek_text maek_claim_bound(const struct maek_state *state, const struct maek_hit *hit, int group, size_t index)
{
	const struct maek_binding *binding = &hit->groups[group];
	if (!binding->count)
		return (struct maek_text){"", 0};
	return maek_state_text(state, binding->items[index < binding->count ? index : binding->count - 1].span);
}

static size_t name_size(const char *text)
{
	size_t size = 0;
	while ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= 'A' && text[size] <= 'Z') || text[size] == '_' ||
	       (text[size] >= '0' && text[size] <= '9'))
		size++;
	return size;
}

/* "K-$latin" with the groups' texts put in; NULL when one of them is unset. */
const char *maek_claim_fill(struct maek_state *state, const struct maek_hit *hit, const char *text, size_t index)
{
	struct maek_buffer out = {.arena = state->arena};
	for (const char *at = text; *at;) {
		struct maek_text name = {at + 1, *at == '$' ? name_size(at + 1) : 0};
		int group = name.size ? maek_rule_group(hit->rule, name) : -1;
		if (group < 0) {
			maek_buffer_add(&out, at++, 1);
			continue;
		}
		struct maek_text value = maek_claim_bound(state, hit, group, index);
		if (!value.size)
			return NULL;
		maek_buffer_text(&out, value);
		at += 1 + name.size;
	}
	return out.bytes ? out.bytes : "";
}

struct maek_text maek_claim_trimmed(struct maek_text text)
{
	while (text.size && strchr(" \t\n", text.bytes[0])) {
		text.bytes++;
		text.size--;
	}
	while (text.size && strchr(" \t\n", text.bytes[text.size - 1]))
		text.size--;
	return text;
}

/* The value of key=value, or NULL when its group did not match. */
const char *maek_claim_value(struct maek_state *state, const struct maek_hit *hit, const struct maek_value *value,
                              size_t index)
{
	if (value->kind == MAEK_VALUE_TEXT)
		return maek_claim_fill(state, hit, value->text, index);
	struct maek_text text = maek_claim_trimmed(maek_claim_bound(state, hit, value->group, index));
	return text.size ? maek_arena_copy(state->arena, text.bytes, text.size) : NULL;
}
