/* Idea: see the header. Invariant: two different sets of types never share a code point within one alphabet. */
#include "extract/alphabet.h"

enum { FIRST = 0xF0000 };

bool maek_alphabet_init(struct maek_alphabet *alphabet, const struct maek_schema *schema, uint64_t hidden)
{
	*alphabet = (struct maek_alphabet){0};
	for (size_t i = 0; i < schema->types.count; i++) {
		uint64_t bit = UINT64_C(1) << i;
		if (!schema->types.items[i].hidden) {
			alphabet->visible |= bit;
		} else if (hidden & bit) {
			if (alphabet->hidden_count == MAEK_ALPHABET_HIDDEN)
				return false;
			alphabet->hidden_types[alphabet->hidden_count++] = (int)i;
			alphabet->hidden |= bit;
		}
	}
	return true;
}

uint32_t maek_alphabet_code_point(const struct maek_alphabet *alphabet, int visible, uint64_t hidden)
{
	uint32_t code = (uint32_t)(visible + 1) << alphabet->hidden_count;
	for (int i = 0; i < alphabet->hidden_count; i++)
		if (hidden >> alphabet->hidden_types[i] & 1)
			code |= UINT32_C(1) << i;
	return FIRST + code;
}

static bool holds(const struct maek_alphabet *alphabet, uint32_t code, uint64_t types)
{
	uint32_t visible = code >> alphabet->hidden_count;
	if (visible && types >> (visible - 1) & 1)
		return true;
	for (int i = 0; i < alphabet->hidden_count; i++)
		if (code >> i & 1 && types >> alphabet->hidden_types[i] & 1)
			return true;
	return false;
}

static void add_range(struct maek_buffer *to, uint32_t first, uint32_t last)
{
	maek_buffer_code_point(to, FIRST + first);
	if (last > first) {
		maek_buffer_string(to, "-");
		maek_buffer_code_point(to, FIRST + last);
	}
}

void maek_alphabet_class(const struct maek_alphabet *alphabet, struct maek_buffer *to, uint64_t types, bool negated)
{
	uint32_t size = (uint32_t)(MAEK_TYPES + 1) << alphabet->hidden_count;
	maek_buffer_string(to, negated ? "[^" : "[");
	bool empty = true;
	for (uint32_t code = 1; code < size; code++) {
		if (!holds(alphabet, code, types & (alphabet->visible | alphabet->hidden)))
			continue;
		uint32_t first = code;
		while (code + 1 < size && holds(alphabet, code + 1, types & (alphabet->visible | alphabet->hidden)))
			code++;
		add_range(to, first, code);
		empty = false;
	}
	if (empty) /* U+F0000 stands for no mention */
		maek_buffer_code_point(to, FIRST);
	maek_buffer_string(to, "]");
}
