/* Expansion: a pattern as its author wrote it, with {macros} and {Types}, into the source of a regular expression, with
 * the way back from every byte of that source to the line and column it came from, through macros too.
 */
#ifndef MAEK_EXTRACT_EXPAND_H
#define MAEK_EXTRACT_EXPAND_H

#include "extract/alphabet.h"
#include "extract/yaml_tree.h"

/* A macro from `define:`. */
struct maek_macro {
	const char *name;
	const struct maek_yaml *key, *value; /* a scalar, or a list of scalars */
	bool used;
	const struct maek_known *known; /* see need.h; NULL until it is asked for, as the next one */
	const struct maek_compact_macro *compact; /* see compact.h */
	const struct maek_shape_macro *shape;     /* see shape.h */
	const struct maek_expansion *expanded; /* what it stands for, once it is known to name no type; places from 0 on */
};
struct maek_macros {
	MAEK_LIST(struct maek_macro) list;
};
struct maek_macro *maek_macros_find(const struct maek_macros *macros, struct maek_text name);

/* A typed group {Type:name}, {Type:name+} or {Type~macro:name+}. Raw groups (?<name>...) are not listed here. */
struct maek_typed_group {
	const char *name;
	int type;
	bool list;
	const char *separator; /* list: the separator macro, "list.separator" unless given */
	const char *tail;      /* list: the macro for a note behind a member, "list.tail" unless SEPARATOR.tail is defined */
	const char *item;      /* list: the macro that an unknown member is spelled like, or NULL */
};

/* A run of the expanded source and where it comes from. Literal pieces map byte by byte, others as a whole; what a macro
 * without types stands for has pieces of its own. */
struct maek_piece {
	size_t start; /* in the expanded source; reaches to the next piece */
	const struct maek_yaml *scalar;
	size_t from, size; /* in the scalar's value */
	bool literal;
	const struct maek_expansion *inner; /* of a macro, whose source stands here; NULL: of no macro */
};

/* A macro in the expanded source that holds no mention, so that it is the same wherever it stands. */
struct maek_expanded_macro {
	size_t start, end;
	struct maek_macro *macro;
};

struct maek_expansion {
	struct maek_text source;
	MAEK_LIST(struct maek_expanded_macro) macros; /* by start; of some, inner ones behind the one around them */
	MAEK_LIST(struct maek_piece) pieces;
	MAEK_LIST(struct maek_typed_group) groups;
	uint64_t types; /* named with {Type} or {Type:group}; not those of {!Type} */
};

/* Callouts put into the source. A list group is always preceded by (?C LIST + index of the group in `groups`). */
enum {
	MAEK_CALLOUT_END = 1,    /* at the end, when asked for */
	MAEK_CALLOUT_GROUP = 2,  /* behind each {Type:name}, when asked for */
	MAEK_CALLOUT_LIST = 100, /* before a list: may one begin here? */
};

struct maek_expand_context {
	struct maek_arena *arena;
	const struct maek_macros *macros;
	const struct maek_schema *schema;
	const struct maek_alphabet *alphabet;
	bool end_callout, group_callouts;
	struct maek_arena *scrap; /* for what is thrown away afterwards; NULL: `arena` */
	bool types_only;          /* nothing but `types` is wanted */
};

/* Expands a scalar. Errors (unknown macro or type, macro cycle, a reserved construct, double quotes) are added with
 * their places; false when there is one. */
bool maek_expand(const struct maek_expand_context *context, const struct maek_yaml *scalar, struct maek_expansion *out,
                 struct maek_errors *errors);

/* Expands a pattern that the program itself puts together, such as "{list.tail}"; its errors stand at `place`. */
bool maek_expand_source(const struct maek_expand_context *context, const char *source, struct maek_place place,
                        struct maek_expansion *out, struct maek_errors *errors);

/* The piece that byte `offset` of the expanded source comes from, the innermost one; `start` is in that source. All 0 when
 * there is none. */
struct maek_piece maek_expansion_piece(const struct maek_expansion *expansion, size_t offset);

/* The place of byte `offset` of the expanded source. */
struct maek_place maek_expansion_place(const struct maek_expansion *expansion, size_t offset);

#endif
