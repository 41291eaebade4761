/* From the state of a finished run to the facts of the document: what is visible, in its final order.
 */
#ifndef MAEK_EXTRACT_FACTS_BUILD_H
#define MAEK_EXTRACT_FACTS_BUILD_H

#include "extract/infer.h"

struct maek_facts *maek_facts_build(struct maek_state *state, const struct maek_entity_facts *facts);

#endif
