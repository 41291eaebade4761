/* JSON straight into structs, by tables that say which member goes where: for what is read by the million. One line is read in one
 * pass, and only what a table names is kept.
 *
 * Members may come in any order, each once; null counts as missing; members that no table names are passed over. Strings
 * are decoded into the arena. A flag is set by true and by nothing else.
 */
#ifndef MAEK_GRAPH_JSON_READ_H
#define MAEK_GRAPH_JSON_READ_H

#include "extract/text.h"

enum maek_json_kind {
	MAEK_JSON_STRING,  /* const char * */
	MAEK_JSON_TEXT,    /* struct maek_text */
	MAEK_JSON_HASH,    /* char[65]: 64 characters */
	MAEK_JSON_FLAG,    /* bool */
	MAEK_JSON_INTEGER, /* int64_t */
	MAEK_JSON_COUNT,   /* uint32_t */
	MAEK_JSON_INDEX,   /* int: -1 or above */
	MAEK_JSON_REAL,    /* double */
	MAEK_JSON_PAIR,    /* uint32_t[2], the second not below the first */
	MAEK_JSON_LIST,    /* MAEK_LIST of structs that `element` describes */
	MAEK_JSON_MAP,     /* MAEK_LIST(struct maek_field): all members; what is no string becomes "" */
};

struct maek_json_field {
	const char *key; /* NULL ends a table */
	size_t key_size;
	enum maek_json_kind kind;
	size_t offset;
	bool required;
	size_t seen; /* 0, or the offset of a bool that becomes true */
	const struct maek_json_field *element; /* of a list */
	size_t size;                           /* of an element */
};

#define MAEK_JSON_AT(name, what, type, member) \
	.key = (name), .key_size = sizeof(name) - 1, .kind = MAEK_JSON_##what, .offset = offsetof(type, member)
#define MAEK_JSON_ELEMENTS(table, type) .element = (table), .size = sizeof(type)

/* What is wrong with the text: `key` names a member that is missing or of the wrong kind; else it is no JSON, `problem` says why and
 * `at` is the byte. */
struct maek_json_fault {
	const char *key, *problem;
	size_t at;
};

/* Reads an object, with nothing but white space around it, into `target` (zeroed by the caller). */
bool maek_json_read(struct maek_arena *arena, struct maek_text text, const struct maek_json_field *fields, void *target,
                    struct maek_json_fault *fault);

#endif
