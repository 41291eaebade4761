/* Coordinated lists: where one may begin, and who its members are. What stands in parentheses is a note, no
 * member, unless the separator says with its own macro for notes what one is. */
#include "extract/match.h"

static struct maek_text up_to(struct maek_text text, size_t end)
{
	return (struct maek_text){text.bytes, end};
}

int maek_list_may_begin(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                        uint32_t position)
{
	size_t index = maek_view_first(view, position);
	if (!index || !group->joint || maek_view_mention(state, view, position, group->type) == MAEK_NOT)
		return 0;
	uint32_t before = view->mentions.items[index - 1].at;
	if (maek_view_mention(state, view, before, group->type) == MAEK_NOT)
		return 0;
	size_t behind;
	maek_text_decode(view->text, before, &behind);
	enum maek_match result =
		maek_pattern_match(group->joint, state->inner, up_to(view->text, position), behind, true, NULL, NULL);
	return result == MAEK_MATCH_FOUND;
}

static void add_member(struct maek_state *state, struct maek_binding *out, size_t *room, struct maek_span span, int mention)
{
	out->items = maek_arena_grow(state->arena, out->items, out->count, room, sizeof *out->items);
	out->items[out->count++] = (struct maek_bound){span, mention};
}

static int depth_at(struct maek_text text, size_t start, size_t at)
{
	int depth = 0;
	for (size_t i = start; i < at; i++)
		depth += text.bytes[i] == '(' ? 1 : text.bytes[i] == ')' ? -1 : 0;
	return depth;
}

static void known_members(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                          struct maek_span span, struct maek_binding *out)
{
	size_t room = 0;
	for (size_t i = maek_view_first(view, span.start); i < view->mentions.count; i++) {
		uint32_t at = view->mentions.items[i].at;
		if (at >= span.end)
			break;
		int mention = maek_view_mention(state, view, at, group->type);
		if (mention != MAEK_NOT && (!group->notes || depth_at(view->text, span.start, at) <= 0))
			add_member(state, out, &room, state->mentions.items[mention].span, mention);
	}
}

/* Walks the list again: member, what joins it to the next, member ... */
static bool mixed_members(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                          struct maek_span span, struct maek_binding *out)
{
	size_t room = 0, at = span.start;
	bool any_known = false;
	struct maek_text text = up_to(view->text, span.end);
	while (at < span.end) {
		int mention = maek_view_mention(state, view, (uint32_t)at, group->type);
		size_t end;
		if (mention != MAEK_NOT) {
			maek_text_decode(text, at, &end);
			add_member(state, out, &room, state->mentions.items[mention].span, mention);
			any_known = true;
		} else {
			if (maek_pattern_match(group->item, state->inner, text, at, true, NULL, NULL) != MAEK_MATCH_FOUND)
				return false;
			end = maek_scratch_group(state->inner, 0).end;
			struct maek_span raw = {(uint32_t)at, (uint32_t)end};
			if (end == at)
				return false;
			add_member(state, out, &room, maek_view_span(view, raw), MAEK_NOT);
		}
		if (end >= span.end)
			break;
		if (maek_pattern_match(group->step, state->inner, text, end, true, NULL, NULL) != MAEK_MATCH_FOUND)
			break; /* a note behind the last member */
		size_t next = maek_scratch_group(state->inner, 0).end;
		if (next == at || next == end)
			break;
		at = next;
	}
	return any_known;
}

bool maek_list_members(struct maek_state *state, const struct maek_view *view, const struct maek_group *group,
                       struct maek_span span, struct maek_binding *out)
{
	*out = (struct maek_binding){0};
	if (group->item)
		return mixed_members(state, view, group, span, out);
	known_members(state, view, group, span, out);
	return out->count > 0;
}
