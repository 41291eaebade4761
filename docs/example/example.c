/* example PACK GRAPH TEXT...: prints what the rules of PACK find in the texts, a fact a line with the sentence that says it,
 * and writes the graph of all of them to the file GRAPH.
 */
#include <maek.h>

#include <stdio.h>
#include <stdlib.h>

/* A whole file in memory that the caller frees, or NULL. */
static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	if (file && fseek(file, 0, SEEK_END) == 0 && ftell(file) >= 0) {
		*size = (size_t)ftell(file);
		rewind(file);
		bytes = malloc(*size + 1);
		if (bytes && fread(bytes, 1, *size, file) != *size) {
			free(bytes);
			bytes = NULL;
		}
	}
	if (file)
		fclose(file);
	return bytes;
}

static void print_facts(const struct maek_extraction *extraction)
{
	for (size_t i = 0; i < maek_extraction_fact_count(extraction); i++) {
		const struct maek_statement *fact = maek_extraction_fact(extraction, i);
		const struct maek_entity *subject = maek_extraction_entity(extraction, fact->subject);
		const struct maek_entity *object = maek_extraction_entity(extraction, fact->object);
		printf("%s\t%s\t%s\t%s\n", subject->label, fact->relation, object->label, fact->evidence[0]->text);
	}
}

static bool add_file(struct maek_extractor *extractor, struct maek_builder *builder, const char *path,
                     struct maek_problems *problems)
{
	size_t size = 0;
	char *bytes = read_file(path, &size);
	struct maek_extraction *extraction;
	if (!bytes) {
		perror(path);
		return false;
	}
	bool ok = maek_extractor_read(extractor, bytes, size, path, NULL, &extraction, problems);
	free(bytes);
	if (ok) {
		print_facts(extraction);
		maek_builder_add(builder, extraction);
	}
	maek_extraction_free(extraction);
	return ok;
}

static bool write_bytes(void *file, const char *bytes, size_t size)
{
	return fwrite(bytes, 1, size, file) == size;
}

static bool write_graph(struct maek_builder *builder, const char *path, struct maek_problems *problems)
{
	struct maek_network *network;
	FILE *file = fopen(path, "wb");
	if (!file) {
		perror(path);
		return false;
	}
	maek_builder_link(builder, &network, problems);
	bool ok = maek_network_write_json(network, write_bytes, file);
	ok = fclose(file) == 0 && ok;
	maek_network_free(network);
	return ok;
}

int main(int count, char **values)
{
	if (count < 4) {
		fprintf(stderr, "usage: %s PACK GRAPH TEXT...\n", values[0]);
		return 2;
	}
	const char *packs[] = {values[1]};
	struct maek_problems *problems = maek_problems_new();
	struct maek_ruleset *ruleset;
	bool ok = maek_ruleset_load(packs, 1, &ruleset, problems);
	if (ok) {
		struct maek_extractor *extractor = maek_extractor_new(ruleset);
		struct maek_builder *builder = maek_builder_new();
		for (int i = 3; i < count; i++)
			ok = add_file(extractor, builder, values[i], problems) && ok;
		ok = write_graph(builder, values[2], problems) && ok;
		maek_builder_free(builder);
		maek_extractor_free(extractor);
	}
	fputs(maek_problems_text(problems), stderr);
	maek_ruleset_free(ruleset);
	maek_problems_free(problems);
	return ok ? 0 : 1;
}
