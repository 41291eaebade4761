/* Lines of JSONL: a document, or an error that says why not. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_document *document = NULL;
	maek_errors_init(&errors, arena);
	bool ok = maek_document_read_json(arena, (struct maek_text){(const char *)bytes, size}, "fuzz.jsonl", 1, &document, &errors);
	MUST(ok || errors.error_count);
	MUST(document && document->id);
	if (ok) {
		fuzz_check_document(document);
		fuzz_extract(arena, document);
	}
	maek_arena_free(arena);
	return 0;
}
