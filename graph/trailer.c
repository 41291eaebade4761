/* See the header. */
#include "graph/trailer.h"

#include "graph/json_build.h"
#include "graph/json_write.h"

#include <string.h>

void maek_trailer_write(const struct maek_trailer *trailer, struct maek_buffer *line)
{
	maek_buffer_string(line, "{");
	maek_json_write_string_at(line, "kind", "end");
	maek_json_write_integer_at(line, "documents", (int64_t)trailer->documents);
	maek_json_write_integer_at(line, "failed", (int64_t)trailer->failed);
	if (trailer->shard_count)
		maek_json_write_pair_at(line, "shard", (uint32_t[2]){(uint32_t)trailer->shard, (uint32_t)trailer->shard_count});
	maek_json_write_packs(line, trailer->packs.items, trailer->packs.count);
	maek_buffer_string(line, "}\n");
}

static size_t read_count(struct maek_json_reader *reader, const json_t *root, const char *key)
{
	int64_t count = maek_json_read_integer(reader, root, key, 0);
	if (count < 0)
		reader->wrong = reader->wrong ? reader->wrong : key;
	return count < 0 ? 0 : (size_t)count;
}

static void read_root(struct maek_json_reader *reader, const json_t *root, struct maek_trailer *trailer)
{
	const json_t *value;
	size_t i;
	trailer->documents = read_count(reader, root, "documents");
	trailer->failed = read_count(reader, root, "failed");
	if (json_object_get(root, "shard")) {
		uint32_t shard[2];
		maek_json_read_pair(reader, root, "shard", shard);
		trailer->shard = shard[0];
		trailer->shard_count = shard[1];
		if (!shard[0])
			reader->wrong = reader->wrong ? reader->wrong : "shard";
	}
	json_array_foreach(maek_json_read_array(reader, root, "rules"), i, value)
		maek_json_read_pack(reader, value, MAEK_PUSH(reader->arena, &trailer->packs));
}

bool maek_trailer_read(struct maek_arena *arena, struct maek_text line, const char *file, int number,
                       struct maek_trailer *trailer, struct maek_errors *errors)
{
	json_error_t error;
	json_t *root = json_loadb(line.bytes, line.size, JSON_REJECT_DUPLICATES, &error);
	struct maek_json_reader reader = {.arena = arena, .wrong = json_object_get(root, "documents") ? NULL : "documents"};
	*trailer = (struct maek_trailer){0};
	read_root(&reader, root, trailer);
	json_decref(root);
	if (reader.wrong)
		maek_errors_add(errors, MAEK_ERROR, "facts-json", (struct maek_place){file, number, 0, 0}, NULL,
		                "no trailer: '%s' is missing or wrong", reader.wrong);
	return !reader.wrong;
}
