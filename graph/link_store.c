/* Everything that is copied goes through `digest` as well, so that two sets of facts of one document can be told apart without their
 * texts. Lists are copied to their exact size.
 */
#include "graph/link_store.h"

#include "graph/link_cluster.h"

#include <string.h>

/* Fields whose values mostly repeat those of the item before: the last value of each is looked at first. */
enum field { TYPE, RULE, AT, EVIDENCE_RULE, EVIDENCE_AT, RELATION, ROLE, ALIAS_RULE, PACK, META, STEP_RULE, STEP_AT };

struct adding {
	struct maek_link_store *store;
	struct maek_link_document *document;
	const struct maek_facts *from;
	const uint32_t *bytes; /* of the text, by code point */
	uint64_t digest;
};

/* ---- digests */

static uint64_t mix(uint64_t digest, uint64_t value)
{
	digest = (digest ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return digest ^ digest >> 29;
}

static uint64_t mix_text(uint64_t digest, struct maek_text text)
{
	uint64_t word;
	digest = mix(digest, text.size);
	for (; text.size >= sizeof word; text.bytes += sizeof word, text.size -= sizeof word) {
		memcpy(&word, text.bytes, sizeof word);
		digest = mix(digest, word);
	}
	word = 0;
	if (text.size)
		memcpy(&word, text.bytes, text.size);
	return mix(digest, word);
}

static void note(struct adding *adding, uint64_t value)
{
	adding->digest = mix(adding->digest, value);
}

static void note_real(struct adding *adding, double value)
{
	uint64_t word;
	memcpy(&word, &value, sizeof word);
	note(adding, word);
}

static void note_pair(struct adding *adding, const uint32_t pair[2])
{
	note(adding, (uint64_t)pair[0] << 32 | pair[1]);
}

/* ---- strings */

static struct maek_link_recent find_string(struct maek_link_store *store, struct maek_text string)
{
	bool is_new;
	store->strings.arena = store->kept;
	uint32_t at = *maek_table_add(&store->strings, string, (uint32_t)store->hashes.count, &is_new);
	if (is_new)
		*MAEK_PUSH(store->work, &store->hashes) = mix_text(0, string);
	return (struct maek_link_recent){store->strings.entries[at].key.bytes, store->hashes.items[at]};
}

const char *maek_link_store_string(struct maek_link_store *store, struct maek_text string)
{
	return find_string(store, string).string;
}

/* NULL stays NULL. */
static const char *keep(struct adding *adding, const char *string)
{
	if (!string) {
		note(adding, 0);
		return NULL;
	}
	struct maek_link_recent kept = find_string(adding->store, maek_text_of(string));
	note(adding, kept.hash);
	return kept.string;
}

static const char *keep_as(struct adding *adding, enum field field, const char *string)
{
	struct maek_link_recent *recent = &adding->store->recent[field];
	if (!recent->string || strcmp(recent->string, string) != 0)
		*recent = find_string(adding->store, maek_text_of(string));
	note(adding, recent->hash);
	return recent->string;
}

/* ---- lists: an empty one keeps no items */

#define COPY_LIST(arena, to, from) \
	((to)->items = maek_arena_alloc((arena), (from)->count * sizeof *(to)->items), (to)->count = (to)->room = (from)->count)

static void copy_head(struct adding *adding)
{
	const struct maek_facts *from = adding->from;
	struct maek_facts *to = &adding->document->facts;
	struct maek_arena *kept = adding->store->kept;
	to->id = maek_arena_copy(kept, from->id, strlen(from->id));
	memcpy(to->sha256, from->sha256, sizeof to->sha256);
	to->body_start = from->body_start;
	adding->digest = mix_text(mix_text(from->body_start, maek_text_of(from->sha256)), from->text);
	COPY_LIST(kept, &to->meta, &from->meta);
	for (size_t i = 0; i < from->meta.count; i++)
		to->meta.items[i] = (struct maek_field){keep(adding, from->meta.items[i].key), keep(adding, from->meta.items[i].value)};
	for (size_t i = 0; i < from->sentences.count; i++) {
		note_pair(adding, from->sentences.items[i].cp);
		note_pair(adding, from->sentences.items[i].byte);
	}
	for (size_t i = 0; i < from->limits.count; i++) {
		keep(adding, from->limits.items[i].rule);
		keep(adding, from->limits.items[i].limit);
	}
}

static void copy_schema(struct adding *adding)
{
	const struct maek_facts *from = adding->from;
	struct maek_facts *to = &adding->document->facts;
	struct maek_arena *work = adding->store->work;
	COPY_LIST(work, &to->packs, &from->packs);
	for (size_t i = 0; i < from->packs.count; i++) {
		to->packs.items[i] = from->packs.items[i];
		to->packs.items[i].name = keep_as(adding, PACK, from->packs.items[i].name);
		adding->digest = mix_text(adding->digest, maek_text_of(from->packs.items[i].sha256));
	}
	COPY_LIST(work, &to->types, &from->types);
	for (size_t i = 0; i < from->types.count; i++) {
		const struct maek_fact_type *type = &from->types.items[i];
		to->types.items[i] = (struct maek_fact_type){keep(adding, type->name), type->value, keep(adding, type->apart)};
		note(adding, type->value);
	}
	COPY_LIST(work, &to->relations, &from->relations);
	for (size_t i = 0; i < from->relations.count; i++) {
		const struct maek_fact_relation *relation = &from->relations.items[i];
		to->relations.items[i] = (struct maek_fact_relation){keep(adding, relation->name), keep(adding, relation->property)};
	}
}

static void copy_entity(struct adding *adding, const struct maek_fact_entity *from, struct maek_fact_entity *to)
{
	struct maek_arena *work = adding->store->work;
	to->type = keep_as(adding, TYPE, from->type);
	to->has_value = from->has_value;
	to->value = from->value;
	to->overflow = from->overflow;
	note(adding, (uint64_t)from->value);
	note(adding, (uint64_t)(from->has_value | from->overflow << 1) | from->aliases.count << 2);
	COPY_LIST(work, &to->aliases, &from->aliases);
	for (size_t i = 0; i < from->aliases.count; i++) {
		const struct maek_fact_alias *alias = &from->aliases.items[i];
		to->aliases.items[i] =
			(struct maek_fact_alias){keep(adding, alias->name), keep_as(adding, ALIAS_RULE, alias->rule), alias->lexicon};
		note(adding, alias->lexicon);
	}
	COPY_LIST(work, &to->merges, &from->merges);
	for (size_t i = 0; i < from->merges.count; i++) {
		const struct maek_fact_merge *merge = &from->merges.items[i];
		to->merges.items[i] =
			(struct maek_fact_merge){keep(adding, merge->alias), keep(adding, merge->rule), keep(adding, merge->at)};
	}
}

static struct maek_text text_at(const struct adding *adding, const uint32_t cp[2])
{
	return maek_text_slice(adding->from->text, (struct maek_span){adding->bytes[cp[0]], adding->bytes[cp[1]]});
}

/* A mention is mostly called as one of its entity's names, which are known. */
static const char *keep_mention(struct adding *adding, const struct maek_fact_entity *entity, struct maek_text text)
{
	for (size_t i = 0; i < entity->aliases.count; i++)
		if (strncmp(entity->aliases.items[i].name, text.bytes, text.size) == 0 && !entity->aliases.items[i].name[text.size])
			return entity->aliases.items[i].name;
	return maek_link_store_string(adding->store, text);
}

static void copy_mentions(struct adding *adding)
{
	const struct maek_facts *from = adding->from;
	struct maek_facts *to = &adding->document->facts;
	struct maek_link_mention *texts = maek_arena_alloc(adding->store->work, from->mentions.count * sizeof *texts);
	adding->document->mentions = texts;
	COPY_LIST(adding->store->work, &to->mentions, &from->mentions);
	for (size_t i = 0; i < from->mentions.count; i++) {
		struct maek_fact_mention *mention = &to->mentions.items[i];
		*mention = from->mentions.items[i];
		mention->type = keep_as(adding, TYPE, mention->type);
		mention->rule = keep_as(adding, RULE, mention->rule);
		mention->at = keep_as(adding, AT, mention->at);
		mention->canonical = keep(adding, mention->canonical);
		note_pair(adding, mention->anchor.cp);
		note_pair(adding, mention->anchor.byte);
		note(adding, (uint64_t)mention->entity << 32 | (uint32_t)mention->sentence);
		note(adding, (uint64_t)(mention->anaphor | mention->quiet << 1));
		struct maek_text text = text_at(adding, mention->anchor.cp), surface = maek_text_trim_quotes(text);
		texts[i].text = keep_mention(adding, &to->entities.items[mention->entity], text);
		texts[i].surface = surface.size == text.size ? texts[i].text : maek_link_store_string(adding->store, surface);
	}
}

/* What the graph takes over is kept. */
static void copy_evidence(struct adding *adding, const struct maek_fact_evidence *from, struct maek_fact_evidence *to)
{
	struct maek_arena *kept = adding->store->kept;
	*to = *from;
	to->rule = keep_as(adding, EVIDENCE_RULE, from->rule);
	to->at = keep_as(adding, EVIDENCE_AT, from->at);
	note(adding, (uint64_t)from->sentence);
	note(adding, from->roles.count << 32 | from->inferred.count);
	note_pair(adding, from->anchor.cp);
	note_pair(adding, from->anchor.byte);
	note_real(adding, from->confidence);
	COPY_LIST(kept, &to->roles, &from->roles);
	for (size_t i = 0; i < from->roles.count; i++) {
		to->roles.items[i] = from->roles.items[i];
		to->roles.items[i].name = keep_as(adding, ROLE, from->roles.items[i].name);
		note_pair(adding, from->roles.items[i].cp);
	}
	COPY_LIST(kept, &to->inferred, &from->inferred);
	for (size_t i = 0; i < from->inferred.count; i++)
		to->inferred.items[i] = (struct maek_fact_step){keep_as(adding, STEP_RULE, from->inferred.items[i].rule),
		                                                keep_as(adding, STEP_AT, from->inferred.items[i].at)};
}

static void copy_fact(struct adding *adding, const struct maek_fact *from, struct maek_fact *to)
{
	*to = *from;
	to->relation = keep_as(adding, RELATION, from->relation);
	note(adding, (uint64_t)from->subject << 32 | from->object);
	note(adding, from->attributes.count << 32 | from->evidence.count);
	note_real(adding, from->confidence);
	COPY_LIST(adding->store->work, &to->attributes, &from->attributes);
	for (size_t i = 0; i < from->attributes.count; i++)
		to->attributes.items[i] = (struct maek_fact_attribute){keep(adding, from->attributes.items[i].key),
		                                                       keep(adding, from->attributes.items[i].value)};
	COPY_LIST(adding->store->work, &to->evidence, &from->evidence);
	for (size_t i = 0; i < from->evidence.count; i++)
		copy_evidence(adding, &from->evidence.items[i], &to->evidence.items[i]);
}

/* A sentence that says several things is kept once. */
static void copy_evidence_texts(struct adding *adding)
{
	const struct maek_facts *from = adding->from;
	size_t count = 0, at = 0;
	for (size_t i = 0; i < from->facts.count; i++)
		count += from->facts.items[i].evidence.count;
	const char **texts = maek_arena_alloc(adding->store->work, count * sizeof *texts);
	struct maek_table known = {.arena = adding->store->scratch};
	for (size_t i = 0; i < from->facts.count; i++)
		for (size_t k = 0; k < from->facts.items[i].evidence.count; k++, at++) {
			const uint32_t *cp = from->facts.items[i].evidence.items[k].anchor.cp;
			bool is_new;
			uint32_t first = *maek_table_add(&known, (struct maek_text){(const char *)cp, 2 * sizeof *cp}, (uint32_t)at, &is_new);
			struct maek_text text = text_at(adding, cp);
			texts[at] = is_new ? maek_arena_copy(adding->store->kept, text.bytes, text.size) : texts[first];
		}
	adding->document->evidence = texts;
}

void maek_link_store_add(struct maek_link_store *store, const struct maek_facts *from)
{
	struct maek_link_document *document = maek_arena_alloc(store->work, sizeof *document);
	struct adding adding = {store, document, from, maek_link_offsets(store->scratch, from->text), 0};
	copy_head(&adding);
	copy_schema(&adding);
	COPY_LIST(store->work, &document->facts.entities, &from->entities);
	for (size_t i = 0; i < from->entities.count; i++)
		copy_entity(&adding, &from->entities.items[i], &document->facts.entities.items[i]);
	copy_mentions(&adding);
	COPY_LIST(store->work, &document->facts.facts, &from->facts);
	for (size_t i = 0; i < from->facts.count; i++)
		copy_fact(&adding, &from->facts.items[i], &document->facts.facts.items[i]);
	copy_evidence_texts(&adding);
	document->digest = adding.digest;
	*MAEK_PUSH(store->work, &store->documents) = document;
	maek_arena_reset(store->scratch);
}
