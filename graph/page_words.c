/* Keys and English words side by side. */
#include "graph/page_words.h"

#include <string.h>

const char *const maek_page_word_keys[] = {
	"language", "text",     "drawing", "details", "relations", "subject", "relation", "object",   "attributes",
	"evidence", "rule",     "inferred", "aliases", "mentions",  "value",   "merged",   "document", "documents",
	"nodes",    "edges",    "find",    "nothing", "filter",    "theme",   "zoom-in",  "zoom-out", "fit",
	"clear",    "elsewhere", "index",  "title",   "more",      "keys",    "no-drawing", NULL,
};
static const char *const english[] = {
	"en",       "Text",     "Graph",    "Details",       "Relations", "Subject", "Relation",      "Object",   "Attributes",
	"Evidence", "Rule",     "Inferred", "Other names",   "Mentions",  "Value",   "Same because",  "Document", "Documents",
	"Entities", "Relations", "Find",    "Nothing found", "Filter",    "Light or dark", "Larger",  "Smaller",  "Fit",
	"Clear",    "In other documents", "All documents", "Knowledge graph", "more",
	"/ finds, arrow keys move in the graph, Enter chooses, Esc clears", "There is no drawing of this document.",
};
_Static_assert(sizeof maek_page_word_keys / sizeof *maek_page_word_keys == sizeof english / sizeof *english + 1,
               "a word for each key");

const char *maek_page_word(const struct maek_diagram *page, const char *key)
{
	const char *word = maek_diagram_word(page, key);
	for (size_t i = 0; !*word && maek_page_word_keys[i]; i++)
		if (strcmp(maek_page_word_keys[i], key) == 0)
			word = english[i];
	return word;
}
