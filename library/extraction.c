/* What an extraction gives out: the facts of a document in the structs of maek.h. */
#include "library/handles.h"

#include "graph/link_cluster.h"

#include <string.h>

struct making {
	const struct maek_facts *facts;
	struct maek_views *views;
	const uint32_t *bytes; /* of the text, by code point */
};

static const char *text_at(const struct making *making, const uint32_t cp[2])
{
	struct maek_span span = {making->bytes[cp[0]], making->bytes[cp[1]]};
	struct maek_text text = maek_text_slice(making->facts->text, span);
	return maek_arena_copy(making->views->arena, text.bytes, text.size);
}

static struct maek_range range(const uint32_t pair[2])
{
	return (struct maek_range){pair[0], pair[1]};
}

static void make_mentions(const struct making *making)
{
	struct maek_views *views = making->views;
	views->mention_count = making->facts->mentions.count;
	views->mentions = maek_arena_alloc(views->arena, views->mention_count * sizeof *views->mentions);
	struct maek_mention *mentions = maek_arena_alloc(views->arena, views->mention_count * sizeof *mentions);
	for (size_t i = 0; i < views->mention_count; i++) {
		const struct maek_fact_mention *from = &making->facts->mentions.items[i];
		mentions[i] = (struct maek_mention){.entity = from->entity,
		                                    .sentence = from->sentence,
		                                    .cp = range(from->anchor.cp),
		                                    .byte = range(from->anchor.byte),
		                                    .text = text_at(making, from->anchor.cp),
		                                    .type = from->type,
		                                    .rule = from->rule,
		                                    .at = from->at};
		views->mentions[i] = &mentions[i];
		struct maek_entity *entity = &views->entities[from->entity];
		entity->mention_count++;
		if (!entity->label && !from->quiet && !from->anaphor)
			entity->label = mentions[i].text;
	}
}

/* The lexicon's name, else that of the first mention that is a name, else what the rules call it. */
static void label(const struct maek_fact_entity *from, struct maek_entity *entity)
{
	for (size_t i = 0; i < from->aliases.count; i++)
		if (from->aliases.items[i].lexicon) {
			entity->label = from->aliases.items[i].name;
			return;
		}
	if (!entity->label)
		entity->label = from->aliases.count ? from->aliases.items[0].name : "";
}

static void add_aliases(const struct making *making, const struct maek_fact_entity *from, struct maek_entity *entity)
{
	const char **aliases = maek_arena_alloc(making->views->arena, from->aliases.count * sizeof *aliases);
	for (size_t i = 0; i < from->aliases.count; i++)
		if (strcmp(from->aliases.items[i].name, entity->label) != 0)
			aliases[entity->alias_count++] = from->aliases.items[i].name;
	entity->aliases = aliases;
}

static void make_entities(const struct making *making)
{
	struct maek_views *views = making->views;
	for (size_t i = 0; i < views->entity_count; i++) {
		const struct maek_fact_entity *from = &making->facts->entities.items[i];
		struct maek_entity *entity = &views->entities[i];
		entity->type = from->type;
		entity->has_value = from->has_value;
		entity->value = from->value;
		label(from, entity);
		add_aliases(making, from, entity);
		const struct maek_mention **mentions = maek_arena_alloc(views->arena, entity->mention_count * sizeof *mentions);
		entity->mentions = mentions;
		entity->mention_count = 0;
	}
	for (size_t i = 0; i < views->mention_count; i++) {
		struct maek_entity *entity = &views->entities[views->mentions[i]->entity];
		((const struct maek_mention **)(uintptr_t)entity->mentions)[entity->mention_count++] = views->mentions[i];
	}
}

static const struct maek_evidence *evidence_of(const struct making *making, const struct maek_fact_evidence *from)
{
	struct maek_evidence *evidence = maek_arena_alloc(making->views->arena, sizeof *evidence);
	*evidence = (struct maek_evidence){.sentence = from->sentence,
	                                   .cp = range(from->anchor.cp),
	                                   .byte = range(from->anchor.byte),
	                                   .text = text_at(making, from->anchor.cp),
	                                   .rule = from->rule,
	                                   .at = from->at};
	return evidence;
}

static void make_statement(const struct making *making, const struct maek_fact *from, struct maek_statement *statement)
{
	struct maek_arena *arena = making->views->arena;
	const struct maek_qualifier **qualifiers = maek_arena_alloc(arena, from->attributes.count * sizeof *qualifiers);
	const struct maek_evidence **evidence = maek_arena_alloc(arena, from->evidence.count * sizeof *evidence);
	for (size_t i = 0; i < from->attributes.count; i++) {
		struct maek_qualifier *qualifier = maek_arena_alloc(arena, sizeof *qualifier);
		*qualifier = (struct maek_qualifier){from->attributes.items[i].key, from->attributes.items[i].value};
		qualifiers[i] = qualifier;
	}
	for (size_t i = 0; i < from->evidence.count; i++)
		evidence[i] = evidence_of(making, &from->evidence.items[i]);
	*statement = (struct maek_statement){.relation = from->relation,
	                                     .subject = from->subject,
	                                     .object = from->object,
	                                     .confidence = from->confidence,
	                                     .qualifier_count = from->attributes.count,
	                                     .qualifiers = qualifiers,
	                                     .evidence_count = from->evidence.count,
	                                     .evidence = evidence};
}

static struct maek_views *make(const struct maek_facts *facts)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_views *views = maek_arena_alloc(arena, sizeof *views);
	struct making making = {facts, views, maek_link_offsets(arena, facts->text)};
	views->arena = arena;
	views->entity_count = facts->entities.count;
	views->entities = maek_arena_alloc(arena, views->entity_count * sizeof *views->entities);
	views->statement_count = facts->facts.count;
	views->statements = maek_arena_alloc(arena, views->statement_count * sizeof *views->statements);
	make_mentions(&making);
	make_entities(&making);
	for (size_t i = 0; i < views->statement_count; i++)
		make_statement(&making, &facts->facts.items[i], &views->statements[i]);
	return views;
}

const struct maek_views *maek_extraction_views(const struct maek_extraction *extraction)
{
	struct maek_views *there = atomic_load(extraction->views);
	return there ? there : maek_views_keep(extraction->views, make(extraction->facts));
}

const char *maek_extraction_id(const struct maek_extraction *extraction)
{
	return extraction->facts->id;
}

const char *maek_extraction_text(const struct maek_extraction *extraction, size_t *size)
{
	if (size)
		*size = extraction->facts->text.size;
	return extraction->facts->text.size ? extraction->facts->text.bytes : "";
}

const char *maek_extraction_field(const struct maek_extraction *extraction, const char *key)
{
	for (size_t i = 0; i < extraction->facts->meta.count; i++)
		if (strcmp(extraction->facts->meta.items[i].key, key) == 0)
			return extraction->facts->meta.items[i].value;
	return NULL;
}

size_t maek_extraction_entity_count(const struct maek_extraction *extraction)
{
	return extraction->facts->entities.count;
}

size_t maek_extraction_mention_count(const struct maek_extraction *extraction)
{
	return extraction->facts->mentions.count;
}

size_t maek_extraction_fact_count(const struct maek_extraction *extraction)
{
	return extraction->facts->facts.count;
}

const struct maek_entity *maek_extraction_entity(const struct maek_extraction *extraction, size_t index)
{
	return maek_views_entity(maek_extraction_views(extraction), index);
}

const struct maek_mention *maek_extraction_mention(const struct maek_extraction *extraction, size_t index)
{
	const struct maek_views *views = maek_extraction_views(extraction);
	return index < views->mention_count ? views->mentions[index] : NULL;
}

const struct maek_statement *maek_extraction_fact(const struct maek_extraction *extraction, size_t index)
{
	return maek_views_statement(maek_extraction_views(extraction), index);
}
