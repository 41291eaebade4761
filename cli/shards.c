/* Invariant: `lines` are those since the last trailer of the file. */
#include "cli/shards.h"

#include "extract/text.h"

#include <string.h>

struct file {
	const char *path;
	bool is_closed; /* its last line is a trailer */
};

struct maek_shards {
	struct maek_errors *errors;
	struct maek_arena *arena;
	bool required, any_trailer;
	size_t lines, trailers; /* of the file at hand */
	MAEK_LIST(struct file) files;
	size_t count; /* pieces there must be; 0: no trailer names any */
	bool *there;  /* [count] */
	struct maek_place first; /* where a trailer first named them */
	const char *rules;       /* the packs of that one */
};

struct maek_shards *maek_shards_new(struct maek_errors *errors, bool required)
{
	struct maek_shards *shards = maek_arena_alloc(errors->arena, sizeof *shards);
	shards->errors = errors;
	shards->arena = errors->arena;
	shards->required = required;
	return shards;
}

void maek_shards_add_line(struct maek_shards *shards)
{
	shards->lines++;
}

static void wrong(const struct maek_shards *shards, struct maek_place place, const char *id, const char *hint,
                  const char *message)
{
	maek_errors_add(shards->errors, MAEK_ERROR, id, place, hint, "%s", message);
}

static const char *name_rules(const struct maek_shards *shards, const struct maek_trailer *trailer)
{
	struct maek_buffer text = {.arena = shards->arena};
	maek_buffer_string(&text, "");
	for (size_t i = 0; i < trailer->packs.count; i++)
		maek_buffer_format(&text, "%s %s\n", trailer->packs.items[i].name, trailer->packs.items[i].sha256);
	return text.bytes;
}

static void add_shard(struct maek_shards *shards, struct maek_place place, const struct maek_trailer *trailer)
{
	const char *rules = name_rules(shards, trailer);
	if (!shards->count) {
		shards->count = trailer->shard_count;
		shards->there = maek_arena_alloc(shards->arena, shards->count);
		shards->first = place;
		shards->first.file = maek_arena_copy(shards->arena, place.file, strlen(place.file));
		shards->rules = rules;
	}
	const char *first = maek_arena_format(shards->arena, "the other one stands at %s:%d", shards->first.file, shards->first.line);
	if (trailer->shard_count != shards->count)
		wrong(shards, place, "other-shards", first, "the texts were split into another number of shards");
	else if (strcmp(rules, shards->rules) != 0)
		wrong(shards, place, "other-rules", first, "another shard was made with other rules");
	else
		shards->there[trailer->shard - 1] = true;
}

void maek_shards_add_trailer(struct maek_shards *shards, struct maek_place place, const struct maek_trailer *trailer)
{
	if (trailer->documents != shards->lines)
		wrong(shards, place, "cut-off", "extract this piece again",
		      maek_arena_format(shards->arena, "the trailer counts %zu documents, but %zu lines stand before it",
		                        trailer->documents, shards->lines));
	if (trailer->shard_count)
		add_shard(shards, place, trailer);
	shards->lines = 0;
	shards->trailers++;
	shards->any_trailer = true;
}

void maek_shards_end_file(struct maek_shards *shards, const char *path)
{
	bool is_empty = !shards->lines && !shards->trailers;
	*MAEK_PUSH(shards->arena, &shards->files) = (struct file){path, !is_empty && !shards->lines};
	shards->lines = shards->trailers = 0;
}

void maek_shards_finish(struct maek_shards *shards)
{
	for (size_t i = 0; i < shards->files.count; i++)
		if (!shards->files.items[i].is_closed && (shards->required || shards->any_trailer))
			wrong(shards, (struct maek_place){shards->files.items[i].path, 0, 0, 0}, "cut-off", "extract this piece again",
			      shards->required ? "no trailer closes the file" : "no trailer closes the file, as it does others");
	for (size_t i = 0; i < shards->count; i++)
		if (!shards->there[i])
			wrong(shards, shards->first, "missing-shard", NULL,
			      maek_arena_format(shards->arena, "shard %zu/%zu is not there", i + 1, shards->count));
}
