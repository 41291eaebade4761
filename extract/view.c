/* Idea: walk the live mentions of the region in order; where one starts that is not covered by the one before, put its
 * character, else copy the text. Mentions of one span share a character; of overlapping ones the first and longest
 * stands. Views are cached until mentions change, since most rules share an alphabet and a sentence.
 */
#include "extract/view.h"

#include "extract/misses.h"

#include <string.h>

struct builder {
	struct maek_state *state;
	struct maek_view *view;
	char *text;
	uint32_t size;
};

static void add_char(struct builder *builder, uint32_t c, struct maek_span span)
{
	uint32_t before = builder->size;
	builder->size += (uint32_t)maek_text_encode(c, builder->text + before);
	for (uint32_t i = before; i < builder->size; i++) {
		builder->view->from[i] = span.start;
		builder->view->to[i] = span.end;
	}
}

static bool is_private(uint32_t c)
{
	return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static void add_text(struct builder *builder, struct maek_span span)
{
	struct maek_text text = builder->state->document->text;
	for (size_t at = span.start; at < span.end;) {
		size_t next;
		uint32_t c = maek_text_decode(text, at, &next);
		add_char(builder, is_private(c) ? 0xFFFD : maek_fold_width(c), (struct maek_span){(uint32_t)at, (uint32_t)next});
		at = next;
	}
}

static bool is_visible(const struct builder *builder, const struct maek_found *found)
{
	if (found->dead)
		return false;
	if (maek_state_hidden(builder->state, found->type))
		return found->owner == MAEK_NOT && builder->view->alphabet->hidden >> found->type & 1;
	return found->owner == builder->view->inside;
}

/* First of the state's order whose mention starts at or behind `start`. */
static size_t first_from(const struct maek_state *state, uint32_t start)
{
	size_t low = 0, high = state->order.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (state->mentions.items[state->order.items[middle]].run.start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_mention(struct builder *builder, size_t *index, struct maek_span run)
{
	const struct maek_state *state = builder->state;
	struct maek_view_mention *here = MAEK_PUSH(builder->state->arena, &builder->view->mentions);
	uint64_t hidden = 0;
	here->at = builder->size;
	here->visible = MAEK_NOT;
	for (; *index < state->order.count; (*index)++) {
		int mention = state->order.items[*index];
		const struct maek_found *found = &state->mentions.items[mention];
		if (found->run.start != run.start || found->run.end != run.end)
			break;
		if (!is_visible(builder, found) || mention == builder->view->inside)
			continue;
		if (!maek_state_hidden(state, found->type)) {
			here->visible = mention;
		} else if (here->hidden_count < MAEK_ALPHABET_HIDDEN) {
			here->hidden[here->hidden_count++] = mention;
			hidden |= UINT64_C(1) << found->type;
		}
	}
	int visible = here->visible == MAEK_NOT ? MAEK_NO_TYPE : state->mentions.items[here->visible].type;
	add_char(builder, maek_alphabet_code_point(builder->view->alphabet, visible, hidden), run);
}

static void add_part(struct builder *builder, struct maek_span part)
{
	const struct maek_state *state = builder->state;
	uint32_t at = part.start;
	for (size_t i = first_from(state, part.start); i < state->order.count;) {
		const struct maek_found *found = &state->mentions.items[state->order.items[i]];
		if (found->run.start >= part.end)
			break;
		if (found->run.start < at || found->run.end > part.end || !is_visible(builder, found) ||
		    state->order.items[i] == builder->view->inside) {
			i++;
			continue;
		}
		struct maek_span run = found->run;
		add_text(builder, (struct maek_span){at, run.start});
		add_mention(builder, &i, run);
		at = run.end;
	}
	add_text(builder, (struct maek_span){at, part.end});
}

/* Most bytes of a part: a character never grows, and that of a mention stands for at least one byte and takes four. */
static size_t room_for(const struct maek_state *state, struct maek_span part)
{
	return part.end - part.start + 3 * (first_from(state, part.end) - first_from(state, part.start));
}

static struct maek_view *build(struct maek_state *state, const struct maek_alphabet *alphabet, struct maek_span first,
                               struct maek_span second, int inside)
{
	struct maek_view *view = maek_arena_alloc(state->arena, sizeof *view);
	*view = (struct maek_view){
		.alphabet = alphabet, .parts = {first, second}, .inside = inside, .memo = maek_memo_new(state->arena)};
	bool has_second = second.end > second.start;
	size_t room = room_for(state, first) + (has_second ? room_for(state, second) + 1 : 0) + 1;
	view->from = maek_arena_alloc(state->arena, room * sizeof *view->from);
	view->to = maek_arena_alloc(state->arena, room * sizeof *view->to);
	struct builder builder = {.state = state, .view = view, .text = maek_arena_alloc(state->arena, room)};
	add_part(&builder, first);
	if (has_second) {
		add_char(&builder, '\n', (struct maek_span){first.end, first.end});
		add_part(&builder, second);
	}
	view->text = (struct maek_text){builder.text, builder.size};
	if (state->misses)
		view->known = maek_misses_text(state->misses, view->text);
	view->from[builder.size] = view->to[builder.size] = has_second ? second.end : first.end;
	return view;
}

const struct maek_view *maek_view_of(struct maek_state *state, const struct maek_alphabet *alphabet, struct maek_span first,
                                     struct maek_span second, int inside)
{
	struct {
		const struct maek_alphabet *alphabet;
		struct maek_span first, second;
		int inside, filler;
	} key = {alphabet, first, second, inside, 0};
	bool is_new;
	struct maek_text bytes = {(const char *)&key, sizeof key};
	uint32_t *slot = maek_table_add(&state->view_index, bytes, (uint32_t)state->views.count, &is_new);
	if (is_new)
		*MAEK_PUSH(state->arena, &state->views) = build(state, alphabet, first, second, inside);
	return state->views.items[*slot];
}

struct maek_span maek_view_span(const struct maek_view *view, struct maek_span span)
{
	if (span.end <= span.start)
		return (struct maek_span){view->from[span.start], view->from[span.start]};
	return (struct maek_span){view->from[span.start], view->to[span.end - 1]};
}

size_t maek_view_first(const struct maek_view *view, uint32_t at)
{
	size_t low = 0, high = view->mentions.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (view->mentions.items[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int maek_view_mention(const struct maek_state *state, const struct maek_view *view, uint32_t at, int type)
{
	size_t index = maek_view_first(view, at);
	if (index == view->mentions.count || view->mentions.items[index].at != at)
		return MAEK_NOT;
	const struct maek_view_mention *here = &view->mentions.items[index];
	const struct maek_schema *schema = &state->rules->schema;
	if (here->visible != MAEK_NOT &&
	    (type == MAEK_NO_TYPE || maek_schema_is(schema, state->mentions.items[here->visible].type, type)))
		return here->visible;
	for (int i = 0; i < here->hidden_count; i++)
		if (maek_schema_is(schema, state->mentions.items[here->hidden[i]].type, type))
			return here->hidden[i];
	return MAEK_NOT;
}
