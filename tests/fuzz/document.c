/* Documents in every format: the first byte says which. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const enum maek_format formats[] = {MAEK_FORMAT_AUTO, MAEK_FORMAT_TEXT, MAEK_FORMAT_MARKDOWN, MAEK_FORMAT_NEWS};
	if (!size)
		return 0;
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_document *document = NULL;
	maek_errors_init(&errors, arena);
	struct maek_text text = {(const char *)bytes + 1, size - 1};
	bool ok = maek_document_read(arena, text, "fuzz.md", formats[bytes[0] % 4], &document, &errors);
	MUST(ok || errors.error_count);
	if (ok) {
		fuzz_check_document(document);
		fuzz_extract(arena, document);
	}
	maek_arena_free(arena);
	return 0;
}
