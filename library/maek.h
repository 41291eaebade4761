/* maek: texts in Korean in; entities, facts and a knowledge graph out, by rules that people can read and edit.
 *
 *     rules (a folder) -> ruleset -> extractor + text -> extraction -> builder -> network -> graph.json
 *
 * Handles. Every `struct maek_...` that has a `..._free` is a handle of the caller's; `..._free(NULL)` is fine. What a
 * handle gives out (structs, strings) is borrowed, constant, and lives as long as the handle. Strings are UTF-8 and end in
 * NUL. The library alone makes the structs, and later versions may add members at their ends: read them through the
 * pointers, do not copy them by size.
 *
 * Lifetimes. A ruleset must outlive its extractors and their extractions; nothing else holds on to anything.
 *
 * Threads. There is no state but that of the handles. A ruleset, an extraction and a network never change after they were
 * made, so any number of threads may read them. An extractor, a builder and a list of problems belong to one thread at a
 * time; a thread that extracts has an extractor of its own.
 *
 * Failure. Functions that can fail return false, set `*out` to NULL and add to `problems` (NULL: nobody wants to know) why.
 * Nothing is printed and the process is never ended, but for one case: see maek_set_out_of_memory().
 *
 * Offsets count from 0 and are half open. `cp` are code points of the document's text, which is what Python slices; `byte`
 * are bytes of the original as it was given (for a JSON document, of its member `text`).
 */
#ifndef MAEK_H
#define MAEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MAEK_API __attribute__((visibility("default")))
#else
#define MAEK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0" */
MAEK_API const char *maek_library_version(void);

/* Memory. What is to happen when there is none left: `handler` is told how many bytes were asked for and must not return.
 * Without one the process aborts. This is the only setting of the whole process; make it before any thread starts. */
MAEK_API void maek_set_out_of_memory(void (*handler)(size_t size));

/* ---- problems */

/* What is wrong, and where. Lines and columns count from 1, columns in code points; 0: not known. */
struct maek_problem {
	bool is_error;    /* else a warning */
	const char *id;   /* a word that never changes: "unknown-key" */
	const char *file; /* or NULL */
	int line, column, end_column;
	const char *message;
	const char *hint; /* what to do, or NULL */
};

struct maek_problems;
MAEK_API struct maek_problems *maek_problems_new(void);
MAEK_API void maek_problems_free(struct maek_problems *problems);
MAEK_API void maek_problems_clear(struct maek_problems *problems);

/* In the order in which they were found. What is given out lives until the list is cleared or freed. */
MAEK_API size_t maek_problems_count(const struct maek_problems *problems);
MAEK_API const struct maek_problem *maek_problems_at(struct maek_problems *problems, size_t index);

/* All of them for a person to read, by file and line: `file:line:column: error[id]: message`, the line, a caret, the hint. */
MAEK_API const char *maek_problems_text(struct maek_problems *problems);

/* ---- rules */

/* The rules of some packs, compiled. */
struct maek_ruleset;

/* Loads packs, later ones over earlier ones. A pack is a folder, or a file that `maek rules --bundle` wrote; a name without a
 * slash that is not here is looked for in the folders that the environment's MAEK_PATH names (between colons), then in
 * share/maek/rules of the place where the library is installed. Warnings are added as well. */
MAEK_API bool maek_ruleset_load(const char *const *packs, size_t count, struct maek_ruleset **out,
                                struct maek_problems *problems);
MAEK_API void maek_ruleset_free(struct maek_ruleset *ruleset);

struct maek_pack {
	const char *name;
	const char *sha256; /* over its files, 64 hex digits */
};

/* The packs, bases first, and how many rules there are in all. */
MAEK_API size_t maek_ruleset_pack_count(const struct maek_ruleset *ruleset);
MAEK_API const struct maek_pack *maek_ruleset_pack(const struct maek_ruleset *ruleset, size_t index);
MAEK_API size_t maek_ruleset_rule_count(const struct maek_ruleset *ruleset);

/* ---- what extractions and networks speak of */

struct maek_range {
	uint32_t start, end;
};

/* Where a document names an entity. */
struct maek_mention {
	size_t entity;      /* index into the entities of the same handle */
	size_t document;    /* index into its documents; an extraction has one */
	ptrdiff_t sentence; /* index into the document's sentences, -1: outside of any */
	struct maek_range cp, byte;
	const char *text;
	const char *type;      /* as found: the entity's type or one that is a kind of it */
	const char *rule, *at; /* "korean-ai/model-quoted", "korean-ai/models.yaml:31" */
};

struct maek_entity {
	const char *id; /* "Model/A.X K1"; NULL in an extraction, where nothing is linked yet */
	const char *type, *label;
	bool has_value;
	int64_t value; /* of a number, in whole units */
	size_t alias_count, mention_count;
	const char *const *aliases; /* names besides the label */
	const struct maek_mention *const *mentions;
};

/* Where a document says a fact: mostly a sentence. */
struct maek_evidence {
	size_t document;
	ptrdiff_t sentence;
	struct maek_range cp, byte;
	const char *text;
	const char *rule, *at;
};

struct maek_qualifier {
	const char *key, *value; /* "title", "CEO" */
};

/* A fact: an edge of a network. */
struct maek_statement {
	const char *id; /* NULL in an extraction */
	const char *relation;
	size_t subject, object; /* indices into the entities */
	double confidence;
	size_t qualifier_count, evidence_count;
	const struct maek_qualifier *const *qualifiers;
	const struct maek_evidence *const *evidence;
};

/* Takes a piece of what is written; false stops the writing. */
typedef bool (*maek_write_function)(void *context, const char *bytes, size_t size);

/* ---- one document */

/* The scratch of one thread. */
struct maek_extractor;
MAEK_API struct maek_extractor *maek_extractor_new(const struct maek_ruleset *ruleset);
MAEK_API void maek_extractor_free(struct maek_extractor *extractor);

/* What the rules found in one document. */
struct maek_extraction;

/* Reads a document from memory (it is not kept) and runs the rules on it. `name` is how messages call it; without its
 * folders and its ending it is the document's id, unless the document gives one. `format` is "text", "markdown" or "news" (front
 * matter between `---`); NULL: by what the text begins with and how the name ends. Fails on what is no UTF-8, on NUL,
 * and on an unknown format. A rule that hit a limit is a warning: its matches in this document are missing. */
MAEK_API bool maek_extractor_read(struct maek_extractor *extractor, const char *bytes, size_t size, const char *name,
                                  const char *format, struct maek_extraction **out, struct maek_problems *problems);

/* The same for a JSON object {"id", "text", "title", "date", "url", ...}, for example a line of a file; `number` is the
 * line's, for messages and for the id (`name:number`) of one without. */
MAEK_API bool maek_extractor_read_json(struct maek_extractor *extractor, const char *bytes, size_t size,
                                       const char *name, int number, struct maek_extraction **out,
                                       struct maek_problems *problems);

/* Reads a line of facts.jsonl again, without any rules. A line that is no document (a trailer) is true with `*out` NULL. */
MAEK_API bool maek_extraction_load(const char *bytes, size_t size, const char *name, int number,
                                   struct maek_extraction **out, struct maek_problems *problems);
MAEK_API void maek_extraction_free(struct maek_extraction *extraction);

/* Writes the line of facts.jsonl, with its line end. False when `write` said so. */
MAEK_API bool maek_extraction_write(const struct maek_extraction *extraction, maek_write_function write, void *context);

MAEK_API const char *maek_extraction_id(const struct maek_extraction *extraction);
/* Title, blank line, body, decoded; offsets in code points count in it. `size` (may be NULL) receives its bytes. */
MAEK_API const char *maek_extraction_text(const struct maek_extraction *extraction, size_t *size);
/* Title, date, url, ... as the document gives them; NULL: it does not. */
MAEK_API const char *maek_extraction_field(const struct maek_extraction *extraction, const char *key);

/* Entities by their first mention; mentions by place, the longer first; facts by relation, subject, object. */
MAEK_API size_t maek_extraction_entity_count(const struct maek_extraction *extraction);
MAEK_API const struct maek_entity *maek_extraction_entity(const struct maek_extraction *extraction, size_t index);
MAEK_API size_t maek_extraction_mention_count(const struct maek_extraction *extraction);
MAEK_API const struct maek_mention *maek_extraction_mention(const struct maek_extraction *extraction, size_t index);
MAEK_API size_t maek_extraction_fact_count(const struct maek_extraction *extraction);
MAEK_API const struct maek_statement *maek_extraction_fact(const struct maek_extraction *extraction, size_t index);

/* ---- many documents */

/* Gathers extractions. In which order they come makes no difference. */
struct maek_builder;
MAEK_API struct maek_builder *maek_builder_new(void);
MAEK_API void maek_builder_free(struct maek_builder *builder);

/* Takes a copy: the extraction may be freed. A document of the same id and content as an earlier one counts once. */
MAEK_API void maek_builder_add(struct maek_builder *builder, const struct maek_extraction *extraction);

/* A knowledge graph. */
struct maek_network;

/* Links what was gathered; the builder is empty then. Documents of one id and different content are told apart and
 * warned of. Always gives a network, an empty one for nothing. */
MAEK_API void maek_builder_link(struct maek_builder *builder, struct maek_network **out,
                                struct maek_problems *problems);

/* Reads graph.json from a file. */
MAEK_API bool maek_network_load(const char *path, struct maek_network **out, struct maek_problems *problems);
MAEK_API void maek_network_free(struct maek_network *network);

/* Writes graph.json piece by piece. False when `write` said so. */
MAEK_API bool maek_network_write_json(const struct maek_network *network, maek_write_function write, void *context);

/* Documents, nodes and edges by id; mentions and evidence by document, then place. */
MAEK_API size_t maek_network_document_count(const struct maek_network *network);
MAEK_API const char *maek_network_document_id(const struct maek_network *network, size_t index);
MAEK_API size_t maek_network_node_count(const struct maek_network *network);
MAEK_API const struct maek_entity *maek_network_node(const struct maek_network *network, size_t index);
MAEK_API size_t maek_network_edge_count(const struct maek_network *network);
MAEK_API const struct maek_statement *maek_network_edge(const struct maek_network *network, size_t index);

#ifdef __cplusplus
}
#endif
#endif
