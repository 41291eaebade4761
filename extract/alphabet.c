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

/* A class in the making: the range that is open, [first, end), is written when a gap follows. */
struct class_text {
	struct maek_buffer *to;
	uint32_t first, end;
	bool empty;
};

static void close_range(struct class_text *text)
{
	if (text->end == text->first)
		return;
	maek_buffer_code_point(text->to, FIRST + text->first);
	if (text->end - 1 > text->first) {
		maek_buffer_string(text->to, "-");
		maek_buffer_code_point(text->to, FIRST + text->end - 1);
	}
	text->empty = false;
}

static void add_codes(struct class_text *text, uint32_t first, uint32_t end)
{
	if (first != text->end) {
		close_range(text);
		text->first = first;
	}
	text->end = end;
}

/* The hidden types of `types`, as bits of a code. */
static uint32_t hidden_bits(const struct maek_alphabet *alphabet, uint64_t types)
{
	uint32_t bits = 0;
	for (int i = 0; i < alphabet->hidden_count; i++)
		bits |= (uint32_t)(types >> alphabet->hidden_types[i] & 1) << i;
	return bits;
}

void maek_alphabet_class(const struct maek_alphabet *alphabet, struct maek_buffer *to, uint64_t types, bool negated)
{
	struct class_text text = {.to = to, .empty = true};
	uint32_t size = UINT32_C(1) << alphabet->hidden_count, hidden = hidden_bits(alphabet, types);
	maek_buffer_string(to, negated ? "[^" : "[");
	for (int visible = MAEK_NO_TYPE; visible < MAEK_TYPES; visible++) {
		uint32_t code = (uint32_t)(visible + 1) << alphabet->hidden_count;
		bool exists = visible == MAEK_NO_TYPE || alphabet->visible >> visible & 1;
		if (exists && visible != MAEK_NO_TYPE && types >> visible & 1)
			add_codes(&text, code, code + size);
		else if (exists && hidden)
			for (uint32_t bits = 1; bits < size; bits++)
				if (bits & hidden)
					add_codes(&text, code + bits, code + bits + 1);
	}
	close_range(&text);
	if (text.empty) /* U+F0000 stands for no mention */
		maek_buffer_code_point(to, FIRST);
	maek_buffer_string(to, "]");
}
