/* How often a literal stands in the sentences of Korean news, so that the rarest one of a pattern is looked for. */
#ifndef MAEK_EXTRACT_LITERAL_RATE_H
#define MAEK_EXTRACT_LITERAL_RATE_H

#include "extract/text.h"

/* About how many of the sentences hold it, 0 to 1. */
double maek_literal_rate(struct maek_text literal);

#endif
