/* Entities and composition of text: valid in, valid out, and nothing left to do. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct maek_text text = {(const char *)bytes, size};
	if (maek_text_invalid_at(text) < size || memchr(bytes, 0, size))
		return 0;
	struct maek_arena *arena = maek_arena_new();
	struct maek_text decoded = maek_document_decode(arena, text);
	MUST(maek_text_invalid_at(decoded) == decoded.size);
	MUST(!memchr(decoded.bytes, 0, decoded.size));
	MUST(maek_text_equal(decoded, maek_text_nfc(arena, decoded)));
	if (!memchr(decoded.bytes, '&', decoded.size))
		MUST(maek_text_equal(decoded, maek_document_decode(arena, decoded)));
	maek_arena_free(arena);
	return 0;
}
