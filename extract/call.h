/* Facts as they are written in rules: `works_for(person, org, title=role)`. Only the syntax; what the names mean is for
 * the readers of `emit`, `unless` and `infer`.
 */
#ifndef MAEK_EXTRACT_CALL_H
#define MAEK_EXTRACT_CALL_H

#include "extract/yaml_tree.h"

enum { MAEK_CALL_ARGUMENTS = 12 };

struct maek_call_argument {
	struct maek_text key;  /* of key=value, else empty */
	struct maek_text text; /* without its quotes */
	size_t at;             /* of the text (or its quote) in the scalar's value */
	bool quoted;
};

struct maek_call {
	struct maek_text name;
	size_t name_at;
	struct maek_call_argument args[MAEK_CALL_ARGUMENTS];
	size_t count;
};

/* Reads a scalar as one call; what is wrong is an error at its very place. */
bool maek_call_read(const struct maek_yaml *scalar, struct maek_call *call, struct maek_errors *errors);

#endif
