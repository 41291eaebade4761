/* Idea: before each item PCRE2 calls back with its place in the pattern and in the text. The furthest of these places
 * by rank (see progress.h) is the item that failed, since whatever matched would have led to one behind it; of one rank
 * the attempt that came furthest in the text. A gap such as `.*?` tries the item at many places: the first and the last
 * are kept.
 */
#include "extract/probe.h"

#include "extract/progress.h"

#include <string.h>

/* One pattern over the regions. */
struct attempt {
	struct maek_probe *probe;
	const struct maek_match_pattern *pattern;
	struct maek_pattern *watched;
	struct maek_progress progress;
	const struct maek_view *view;
	/* the furthest so far */
	bool any;
	const struct maek_view *at_view;
	uint32_t item, item_size, rank, start, first, last;
};

static bool touches(const struct maek_view *view, struct maek_span target)
{
	for (size_t i = 0; i < 2; i++)
		if (view->parts[i].start < target.end && target.start < view->parts[i].end)
			return true;
	return false;
}

static void note(struct attempt *attempt, const struct maek_callout *callout)
{
	if (callout->item > attempt->progress.source.size)
		return;
	uint32_t rank = attempt->progress.rank[callout->item], start = callout->groups[0].start;
	bool is_same = attempt->any && rank == attempt->rank && attempt->at_view == attempt->view &&
	               (start == attempt->start || rank == 0);
	if (is_same) {
		if (callout->position >= attempt->last) {
			attempt->last = callout->position;
			attempt->item = callout->item;
			attempt->item_size = callout->item_size;
		}
		return;
	}
	if (attempt->any && (rank < attempt->rank || (rank == attempt->rank && callout->position <= attempt->last)))
		return;
	attempt->any = true;
	attempt->at_view = attempt->view;
	attempt->item = callout->item;
	attempt->item_size = callout->item_size;
	attempt->rank = rank;
	attempt->start = start;
	attempt->first = attempt->last = callout->position;
}

static int on_callout(const struct maek_callout *callout, void *context)
{
	struct attempt *attempt = context;
	const struct maek_rule *rule = attempt->probe->rule;
	if (callout->number == MAEK_CALLOUT_AUTO) {
		note(attempt, callout);
		return 0;
	}
	if (callout->number < MAEK_CALLOUT_LIST)
		return 0;
	uint8_t group = attempt->pattern->list_of[callout->number - MAEK_CALLOUT_LIST];
	return group == UINT8_MAX ? 0
	                          : maek_list_may_begin(attempt->probe->state, attempt->view, &rule->groups.items[group],
	                                                callout->position);
}

static void try_view(void *context, const struct maek_view *view, int it)
{
	struct attempt *attempt = context;
	(void)it;
	if (!touches(view, attempt->probe->target))
		return;
	attempt->view = view;
	maek_pattern_match(attempt->watched, attempt->probe->state->scratch, view->text, 0, false, on_callout, attempt);
}

/* ---- places in the author's files */

/* The piece of the rule's own line that `offset` came from. */
static const struct maek_piece *own_piece(const struct maek_match_pattern *pattern, size_t offset)
{
	const struct maek_expansion *expansion = &pattern->expansion;
	const struct maek_piece *piece = &expansion->pieces.items[0];
	for (size_t i = 1; i < expansion->pieces.count && expansion->pieces.items[i].start <= offset; i++)
		piece = &expansion->pieces.items[i];
	while (piece > expansion->pieces.items && piece->scalar != pattern->scalar)
		piece--;
	return piece;
}

static struct maek_place place_in(const struct maek_piece *piece, size_t offset, size_t size)
{
	if (!piece->literal)
		return maek_yaml_place(piece->scalar, piece->from, piece->size);
	size_t from = piece->from + (offset > piece->start ? offset - piece->start : 0);
	size_t left = piece->scalar->value.size - (from < piece->scalar->value.size ? from : piece->scalar->value.size);
	return maek_yaml_place(piece->scalar, piece->scalar->value.size - left, size < left ? size : left);
}

static void fill_macro(const struct attempt *attempt, const struct maek_piece *own, size_t offset, struct maek_reach *reach)
{
	struct maek_text name = {own->scalar->value.bytes + own->from + 1, own->size < 2 ? 0 : own->size - 2};
	const struct maek_macro *macro = maek_macros_find(&attempt->probe->state->rules->macros, name);
	if (!macro)
		return;
	reach->macro = macro->name;
	const struct maek_piece inner = maek_expansion_piece(&attempt->pattern->expansion, offset);
	if (inner.scalar != own->scalar && attempt->progress.rank[offset] > attempt->progress.rank[own->start])
		reach->macro_place = place_in(&inner, offset, attempt->item_size);
	else
		reach->macro_place = (struct maek_place){macro->key->place.file, macro->key->place.line, 0, 0};
}

static struct maek_span in_document(const struct maek_view *view, uint32_t start, uint32_t end)
{
	return maek_view_span(view, (struct maek_span){start, end});
}

/* The rest of a run of plain characters, so that a whole word is shown and not its first letter. */
static size_t plain_run(struct maek_text source, size_t at, size_t size)
{
	static const char special[] = "\\^$.[]|()?*+{}";
	size_t end = at + size;
	if (at >= source.size || strchr(special, source.bytes[at]))
		return size;
	while (end < source.size && !strchr(special, source.bytes[end]))
		end++;
	if (end < source.size && strchr("?*{", source.bytes[end])) /* the last one is optional */
		maek_text_decode_before(source, end, &end);
	return end - at > size ? end - at : size;
}

static void fill_reach(const struct attempt *attempt, struct maek_reach *reach)
{
	struct maek_arena *arena = attempt->probe->state->arena;
	const struct maek_view *view = attempt->at_view;
	size_t offset = attempt->progress.anchor[attempt->item], size = attempt->item_size ? attempt->item_size : 1;
	if (offset != attempt->item && attempt->progress.extent[offset])
		size = attempt->progress.extent[offset];
	else
		size = plain_run(attempt->pattern->expansion.source, offset, size);
	const struct maek_piece *own = own_piece(attempt->pattern, offset);
	*reach = (struct maek_reach){
		.pattern = attempt->pattern, .rank = attempt->rank, .most = attempt->progress.most, .place = place_in(own, offset, size)};
	size_t from = own->literal ? own->from + (offset > own->start ? offset - own->start : 0) : own->from;
	size_t room = own->scalar->value.size > from ? own->scalar->value.size - from : 0;
	size_t shown = own->literal ? size : own->size;
	reach->item = maek_arena_copy(arena, own->scalar->value.bytes + from, shown < room ? shown : room);
	if (!own->literal)
		fill_macro(attempt, own, offset, reach);
	uint32_t first = attempt->rank ? attempt->first : 0, last = attempt->last;
	if (last < view->text.size) {
		size_t next;
		maek_text_decode(view->text, last, &next);
		last = (uint32_t)next;
	}
	reach->looked = in_document(view, first, last);
	if (attempt->rank)
		reach->matched = in_document(view, attempt->start, attempt->first);
}

/* ---- what is missing */

struct need {
	struct maek_probe *probe;
	uint64_t types;
	struct maek_text literal;
	bool found;
};

static void look(void *context, const struct maek_view *view, int it)
{
	struct need *need = context;
	const struct maek_state *state = need->probe->state;
	(void)it;
	if (need->found || !touches(view, need->probe->target))
		return;
	if (need->literal.size) {
		need->found = memmem(view->text.bytes, view->text.size, need->literal.bytes, need->literal.size) != NULL;
		return;
	}
	for (size_t i = 0; i < view->mentions.count; i++) {
		const struct maek_view_mention *here = &view->mentions.items[i];
		need->found |= here->visible != MAEK_NOT && need->types >> state->mentions.items[here->visible].type & 1;
		for (int k = 0; k < here->hidden_count; k++)
			need->found |= need->types >> state->mentions.items[here->hidden[k]].type & 1;
	}
}

static bool is_there(struct maek_probe *probe, uint64_t types, struct maek_text literal)
{
	struct need need = {.probe = probe, .types = types, .literal = literal};
	maek_regions_each(probe->state, probe->rule, look, &need);
	return need.found;
}

/* The names in {A|B:group}, and their types; 0 for macros and {!T}. */
static uint64_t types_of(const struct maek_state *state, const struct maek_piece *piece, struct maek_text *names)
{
	struct maek_text text = {piece->scalar->value.bytes + piece->from + 1, piece->size - 1};
	uint64_t types = 0;
	size_t start = 0, at = 0;
	for (; at < text.size && !strchr(":~}", text.bytes[at]); at++) {
		if (text.bytes[at] != '|')
			continue;
		int type = maek_schema_type(&state->rules->schema, (struct maek_text){text.bytes + start, at - start});
		types |= type < 0 ? 0 : state->rules->schema.types.items[type].family;
		start = at + 1;
	}
	int type = maek_schema_type(&state->rules->schema, (struct maek_text){text.bytes + start, at - start});
	types |= type < 0 ? 0 : state->rules->schema.types.items[type].family;
	*names = (struct maek_text){text.bytes, at};
	return at < text.size && text.bytes[at] == '~' ? 0 : types;
}

static void add_name(struct maek_probe *probe, struct maek_text name, bool is_type)
{
	struct maek_arena *arena = probe->state->arena;
	size_t count = is_type ? probe->types.count : probe->literals.count;
	const char **items = is_type ? probe->types.items : probe->literals.items;
	for (size_t i = 0; i < count; i++)
		if (maek_text_equal(maek_text_of(items[i]), name))
			return;
	const char *copy = maek_arena_copy(arena, name.bytes, name.size);
	if (is_type)
		*MAEK_PUSH(arena, &probe->types) = copy;
	else
		*MAEK_PUSH(arena, &probe->literals) = copy;
}

static void find_missing(struct maek_probe *probe, const struct attempt *attempt)
{
	const struct maek_expansion *expansion = &attempt->pattern->expansion;
	for (size_t i = 0; i < expansion->pieces.count; i++) {
		const struct maek_piece *piece = &expansion->pieces.items[i];
		struct maek_text names;
		if (piece->literal || piece->size < 2 || !attempt->progress.needed[piece->start])
			continue;
		uint64_t types = types_of(probe->state, piece, &names);
		if (!types || is_there(probe, types, (struct maek_text){0}))
			continue;
		add_name(probe, names, true);
		probe->missing |= types;
	}
	for (size_t i = 0; i < attempt->progress.literals.count; i++) {
		struct maek_text literal = maek_text_slice(expansion->source, attempt->progress.literals.items[i]);
		if (!is_there(probe, 0, literal))
			add_name(probe, literal, false);
	}
}

static void count_region(void *context, const struct maek_view *view, int it)
{
	struct maek_probe *probe = context;
	(void)it;
	probe->regions += touches(view, probe->target);
}

/* Patterns are compared by how much of each was matched. */
static bool is_further(const struct maek_reach *a, const struct maek_reach *b)
{
	uint64_t x = (uint64_t)a->rank * (b->most ? b->most : 1), y = (uint64_t)b->rank * (a->most ? a->most : 1);
	return !b->pattern || x > y || (x == y && a->rank > b->rank);
}

void maek_probe(struct maek_state *state, const struct maek_rule *rule, struct maek_span target, struct maek_probe *out)
{
	struct attempt best = {.probe = out};
	*out = (struct maek_probe){.state = state, .rule = rule, .target = target};
	maek_regions_each(state, rule, count_region, out);
	for (size_t i = 0; i < rule->patterns.count; i++) {
		struct maek_pattern_problem problem;
		struct maek_reach reach;
		struct attempt attempt = {.probe = out, .pattern = &rule->patterns.items[i]};
		attempt.watched = maek_pattern_new_watched(attempt.pattern->expansion.source, &problem);
		if (!attempt.watched)
			continue;
		maek_progress_read(state->arena, attempt.pattern->expansion.source, &attempt.progress);
		maek_regions_each(state, rule, try_view, &attempt);
		maek_pattern_free(attempt.watched);
		if (!attempt.any)
			continue;
		fill_reach(&attempt, &reach);
		if (!is_further(&reach, &out->reach))
			continue;
		out->reach = reach;
		best = attempt;
	}
	if (best.any)
		find_missing(out, &best);
}
