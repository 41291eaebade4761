/* One function a format: each fills a draft and says where the title ends and the body begins. Used by document.c.
 */
#ifndef MAEK_EXTRACT_DOCUMENT_FORMAT_H
#define MAEK_EXTRACT_DOCUMENT_FORMAT_H

#include "extract/draft.h"

struct maek_parts {
	size_t title, body; /* in characters of the draft */
};

/* A line of the original without its end, and where the next one starts. */
struct maek_line {
	size_t start, end, next;
};
struct maek_line maek_line_at(struct maek_text text, size_t at);
bool maek_line_is_blank(struct maek_text text, struct maek_line line);
/* Three dashes and nothing else but blanks. */
bool maek_line_is_dashes(struct maek_text text, struct maek_line line);
/* `|---|:-:|` */
bool maek_line_is_table_rule(struct maek_text text, struct maek_line line);

void maek_format_text(struct maek_draft *draft, struct maek_parts *parts);
bool maek_format_news(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                      struct maek_errors *errors);
bool maek_format_markdown(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                          struct maek_errors *errors);

/* Adds a field, or replaces what an earlier one of the key said; `published_at` gives `date` as well. */
void maek_document_set(struct maek_arena *arena, struct maek_document *document, const char *key, const char *value);
const char *maek_document_get(const struct maek_document *document, const char *key);

/* Finishes a document whose draft is complete. */
void maek_document_finish(struct maek_draft *draft, struct maek_parts parts, struct maek_document *document);

/* Checks UTF-8; the byte of the first bad one is in the message. */
bool maek_document_check(struct maek_text bytes, struct maek_place place, struct maek_errors *errors);

/* The id of a file that gives none: its name without folders and ending, "stdin" for "-". */
const char *maek_document_id(struct maek_arena *arena, const char *source);
/* The id of a line of JSONL that gives none: `name:number`, the name without folders. */
const char *maek_document_line_id(struct maek_arena *arena, const char *source, int number);

#endif
