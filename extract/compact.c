/* Idea: one walk over the tree that copies the source and puts something else in the place of some nodes. Lookbehinds are
 * copied as they stand: PCRE2 wants to know their length.
 *
 * Where nothing can follow, PCRE2 lets the last repeat keep all that it took, and does not think of a callout that may
 * refuse it. So an empty lookahead, which it does think of, closes whatever asks questions and gives nothing back.
 */
#include "extract/compact.h"

#include <string.h>

struct compactor {
	struct maek_guards *guards;
	const struct maek_expansion *expansion;
	struct maek_arena *scrap;
	struct maek_buffer *out;
	bool failed;
};

static const struct maek_compact_macro *macro_of(const struct compactor *compactor, const struct maek_regex *node)
{
	return compactor->expansion->macros.items[node->code].macro->compact;
}

static struct maek_text source_of(const struct compactor *compactor, uint32_t start, uint32_t end)
{
	return (struct maek_text){compactor->expansion->source.bytes + start, end - start};
}

static bool begins(const struct compactor *compactor, const struct maek_regex *node, const char *word)
{
	struct maek_text source = source_of(compactor, node->start, node->end);
	size_t size = strlen(word);
	return source.size >= size && memcmp(source.bytes, word, size) == 0;
}

/* (?i) and (?i:...): flags change what the rest means. */
static bool sets_flags(const struct compactor *compactor, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_SEQUENCE)
		return !node->items.count && begins(compactor, node, "(?") && !begins(compactor, node, "(?#") &&
		       !begins(compactor, node, "(?C");
	if (node->kind != MAEK_REGEX_GROUP || !begins(compactor, node, "(?"))
		return false;
	char kind = compactor->expansion->source.bytes[node->start + 2];
	return !strchr(":>|<P'", kind);
}

static bool captures(const struct compactor *compactor, const struct maek_regex *node)
{
	return node->kind == MAEK_REGEX_GROUP && !begins(compactor, node, "(?:") && !begins(compactor, node, "(?>");
}

static bool is_pure(const struct compactor *compactor, const struct maek_regex *node)
{
	if (node->kind == MAEK_REGEX_KNOWN)
		return macro_of(compactor, node)->pure;
	if (node->kind == MAEK_REGEX_UNKNOWN || captures(compactor, node) || sets_flags(compactor, node) ||
	    (node->kind == MAEK_REGEX_SEQUENCE && begins(compactor, node, "(?C")) ||
	    (node->kind == MAEK_REGEX_ASSERT && (node->code == 'G' || node->code == 'K')))
		return false;
	for (size_t i = 0; i < node->items.count; i++)
		if (!is_pure(compactor, node->items.items[i]))
			return false;
	return true;
}

static void emit(struct compactor *compactor, const struct maek_regex *node);

/* The compact source of a node by itself. */
static struct maek_text compacted(struct compactor *compactor, const struct maek_regex *node)
{
	struct maek_buffer part = {.arena = compactor->scrap}, *whole = compactor->out;
	compactor->out = &part;
	emit(compactor, node);
	compactor->out = whole;
	return (struct maek_text){part.bytes ? part.bytes : "", part.size};
}

static bool asks(struct maek_text source)
{
	return memmem(source.bytes, source.size, "(?C\"", 4) != NULL;
}

static void add_around(struct maek_buffer *to, const char *before, struct maek_text source, const char *behind)
{
	maek_buffer_string(to, before);
	maek_buffer_text(to, source);
	maek_buffer_string(to, behind);
}

static struct maek_text closed(struct maek_arena *arena, struct maek_text source)
{
	struct maek_buffer buffer = {.arena = arena};
	if (!asks(source))
		return source;
	add_around(&buffer, "(?:", source, ")(?=)");
	return (struct maek_text){buffer.bytes, buffer.size};
}

static void emit_question(struct compactor *compactor, char kind, uint32_t guard)
{
	maek_buffer_format(compactor->out, "(?C\"%c%u\")", kind, guard);
}

/* Is it a lookahead that a guard answers? */
static bool becomes_guard(const struct compactor *compactor, const struct maek_regex *node)
{
	return node->kind == MAEK_REGEX_LOOK && !node->behind &&
	       maek_guards_want(compactor->guards, node->items.items[0]->end - node->items.items[0]->start, false) &&
	       is_pure(compactor, node->items.items[0]);
}

bool maek_compact_asks(struct maek_guards *guards, const struct maek_expansion *expansion,
                       const struct maek_regex *node)
{
	struct compactor compactor = {.guards = guards, .expansion = expansion};
	return becomes_guard(&compactor, node);
}

static bool emit_guard(struct compactor *compactor, const struct maek_regex *look)
{
	if (!becomes_guard(compactor, look))
		return false;
	struct maek_text inside = closed(compactor->scrap, compacted(compactor, look->items.items[0]));
	uint32_t guard = maek_guards_add(compactor->guards, inside);
	emit_question(compactor, look->negated ? '!' : '=', guard);
	return true;
}

static void emit(struct compactor *compactor, const struct maek_regex *node)
{
	compactor->failed |= sets_flags(compactor, node);
	if (node->kind == MAEK_REGEX_KNOWN) {
		maek_buffer_text(compactor->out, macro_of(compactor, node)->source);
		return;
	}
	if (emit_guard(compactor, node))
		return;
	uint32_t at = node->start;
	bool whole = node->kind == MAEK_REGEX_LOOK && node->behind;
	bool keeps = node->kind == MAEK_REGEX_LOOK || node->possessive;
	for (size_t i = 0; i < node->items.count && !whole; i++) {
		const struct maek_regex *item = node->items.items[i];
		bool repeats_look = node->kind == MAEK_REGEX_REPEAT && item->kind == MAEK_REGEX_LOOK;
		maek_buffer_text(compactor->out, source_of(compactor, at, item->start));
		at = item->end;
		if (!keeps && !repeats_look) {
			emit(compactor, item);
			continue;
		}
		struct maek_text part = compacted(compactor, item);
		bool wraps = node->kind == MAEK_REGEX_REPEAT && asks(part); /* a callout cannot be repeated */
		if (keeps)
			part = closed(compactor->scrap, part);
		add_around(compactor->out, wraps ? "(?:" : "", part, wraps ? ")" : "");
	}
	maek_buffer_text(compactor->out, source_of(compactor, at, node->end));
}

bool maek_compact(struct maek_arena *scrap, struct maek_guards *guards, const struct maek_expansion *expansion,
                  const struct maek_regex *tree, struct maek_text *out)
{
	struct maek_buffer buffer = {.arena = scrap};
	struct compactor compactor = {guards, expansion, scrap, &buffer, false};
	emit(&compactor, tree);
	*out = closed(scrap, (struct maek_text){buffer.bytes ? buffer.bytes : "", buffer.size});
	return !compactor.failed;
}

const struct maek_compact_macro *maek_compact_macro(struct maek_arena *arena, struct maek_arena *scrap,
                                                    struct maek_guards *guards, const struct maek_expansion *expanded,
                                                    const struct maek_regex *tree)
{
	struct maek_buffer buffer = {.arena = scrap};
	struct compactor compactor = {guards, expanded, scrap, &buffer, false};
	struct maek_compact_macro *kept = maek_arena_alloc(arena, sizeof *kept);
	kept->pure = is_pure(&compactor, tree);
	struct maek_text inside = compacted(&compactor, tree);
	if (compactor.failed)
		inside = expanded->source;
	bool asks_first = kept->pure && maek_guards_want(guards, inside.size, true) && maek_regex_least(tree) > 0;
	if (asks_first) {
		maek_buffer_string(&buffer, "(?:");
		emit_question(&compactor, '=', maek_guards_add(guards, closed(scrap, inside)));
	}
	add_around(&buffer, "(?:", inside, asks_first ? "))" : ")");
	kept->source = (struct maek_text){maek_arena_copy(arena, buffer.bytes, buffer.size), buffer.size};
	return kept;
}
