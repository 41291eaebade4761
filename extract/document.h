/* Documents: bytes in, one clean text out, with the way back to the original bytes.
 *
 * The text of a document is its title, a blank line and its body (a document without a title: its body), decoded
 * (HTML5 entities once), in NFC, with LF line ends and no BOM. Everything later refers to it by byte offsets; the maps
 * here turn those into code points and into bytes of the original.
 */
#ifndef MAEK_EXTRACT_DOCUMENT_H
#define MAEK_EXTRACT_DOCUMENT_H

#include "extract/error.h"
#include "extract/text.h"

struct maek_field {
	const char *key, *value;
};

/* A row of a table: the table's header row and the row itself, spans over the text without line ends. */
struct maek_row {
	struct maek_span header, row;
};

struct maek_document {
	const char *id;     /* front matter or JSONL `id`, else the file's name without its ending */
	const char *source; /* the file's path as given, or "-"; for messages only */
	char sha256[65];    /* of the original bytes (JSONL: of the text member) */
	MAEK_LIST(struct maek_field) meta; /* title, date, url, publisher, ... in order of appearance */
	struct maek_text original;     /* the bytes that `byte` anchors count in */
	bool has_markup;               /* the original holds markup between the characters of the text */
	struct maek_text text;
	struct maek_span title;        /* empty when there is none */
	uint32_t body_start;           /* byte offset of the body in the text */
	const uint32_t *origin_start;  /* [text.size + 1] where in the original the character of this byte starts ... */
	const uint32_t *origin_end;    /* [text.size + 1] ... and ends */
	const uint32_t *code_points;   /* [text.size + 1] code points before this byte */
	MAEK_LIST(struct maek_span) sentences;  /* in order, not overlapping, without white space at their ends */
	MAEK_LIST(struct maek_span) paragraphs; /* blocks between blank lines, the same */
	MAEK_LIST(struct maek_row) rows;
};

/* A place in a document, in both units: bytes of the original and code points of the text. Half open. */
struct maek_anchor {
	uint32_t byte[2], cp[2];
};

enum maek_format { MAEK_FORMAT_AUTO, MAEK_FORMAT_TEXT, MAEK_FORMAT_MARKDOWN, MAEK_FORMAT_NEWS, MAEK_FORMAT_JSONL };

/* Reads one document from `bytes`. MAEK_FORMAT_AUTO: `---` on the first line is news markdown, a name that ends in
 * `.md` is markdown, else plain text. `source` names it in messages and gives the id (see maek_document.id). Everything
 * lives in `arena`, `bytes` is not kept. Fails on invalid UTF-8 and NUL (the message names the byte offset) and on
 * front matter without an end. Sentences, paragraphs and rows are found as well. */
bool maek_document_read(struct maek_arena *arena, struct maek_text bytes, const char *source, enum maek_format format,
                        struct maek_document **out, struct maek_errors *errors);

/* Reads one line of JSONL: {"id","text","title","date","url",...}; `number` is the line's, for messages and for the id
 * of a line without one (`name:number`, the file's name without folders). Byte anchors count into the `text` member (the title has none: 0). */
bool maek_document_read_json(struct maek_arena *arena, struct maek_text line, const char *source, int number,
                             struct maek_document **out, struct maek_errors *errors);

/* The anchor of a span of the text. */
struct maek_anchor maek_document_anchor(const struct maek_document *document, struct maek_span span);

/* Index of the sentence that holds byte `at`, else of the last one that starts before it; -1 when there is none. */
int maek_document_sentence(const struct maek_document *document, uint32_t at);

/* The paragraph that holds byte `at`; an empty span when there is none. */
struct maek_span maek_document_paragraph(const struct maek_document *document, uint32_t at);

/* Decodes HTML5 entities (all named ones and numeric ones, once) and composes to NFC: what the document reader does to
 * a piece of text, for checking anchors. */
struct maek_text maek_document_decode(struct maek_arena *arena, struct maek_text original);

/* A source of documents: files, folders (read recursively in byte order of names; only .txt .md .jsonl, the rest
 * counted as ignored), and "-" (standard input). Holds one document at a time. */
struct maek_reader;
struct maek_reader_counts {
	size_t given, read, failed, ignored;
	size_t elsewhere; /* left to other shards, and not in `given` */
	uint64_t bytes; /* read from all inputs so far */
};
struct maek_reader *maek_reader_new(const char *const *paths, size_t count, enum maek_format format);
/* From now on only documents `shard`, shard + count, shard + 2 * count, ... of the inputs are read, counted through from 1;
 * the others are passed over without being looked at. */
void maek_reader_shard(struct maek_reader *reader, size_t shard, size_t count);
/* The next document, in `arena`. 1: read; 0: no more; -1: this one failed (errors has it, `*out` has the id and source
 * only), go on. */
int maek_reader_next(struct maek_reader *reader, struct maek_arena *arena, struct maek_document **out,
                     struct maek_errors *errors);
struct maek_reader_counts maek_reader_count(const struct maek_reader *reader);
void maek_reader_free(struct maek_reader *reader);

#endif
