/* See the header. */
#include "tests/fuzz/fuzz.h"

#include "graph/facts_json.h"

#include <string.h>

const struct maek_rules *fuzz_rules(void)
{
	static struct maek_rules *rules;
	static const char *const folder = SOURCE_DIR "/tests/faults/pack";
	if (!rules)
		MUST(maek_rules_load(&folder, 1, &rules, NULL));
	return rules;
}

static bool is_bound(struct maek_text text, uint32_t at)
{
	return at <= text.size && (at == text.size || (text.bytes[at] & 0xC0) != 0x80);
}

static void check_spans(struct maek_text text, const struct maek_span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		MUST(spans[i].start < spans[i].end);
		MUST(is_bound(text, spans[i].start) && is_bound(text, spans[i].end));
		MUST(i == 0 || spans[i - 1].end <= spans[i].start);
	}
}

void fuzz_check_document(const struct maek_document *document)
{
	struct maek_text text = document->text;
	MUST(maek_text_invalid_at(text) == text.size);
	MUST(document->body_start <= text.size);
	check_spans(text, document->sentences.items, document->sentences.count);
	check_spans(text, document->paragraphs.items, document->paragraphs.count);
	for (size_t i = 0; i < text.size; i++)
		MUST(document->origin_start[i] <= document->origin_end[i] && document->code_points[i] <= document->code_points[i + 1]);
	MUST(document->code_points[text.size] == maek_text_count(text, text.size));
}

static void check_anchor(const struct maek_document *document, const struct maek_anchor *anchor)
{
	MUST(anchor->cp[0] <= anchor->cp[1] && anchor->cp[1] <= document->code_points[document->text.size]);
	MUST(anchor->byte[0] <= anchor->byte[1]);
}

struct maek_text fuzz_extract(struct maek_arena *arena, const struct maek_document *document)
{
	struct maek_buffer lines[2] = {{.arena = arena}, {.arena = arena}};
	for (int i = 0; i < 2; i++) {
		struct maek_worker *worker = maek_worker_new(fuzz_rules());
		const struct maek_facts *facts = maek_extract(worker, arena, document);
		for (size_t k = 0; k < facts->mentions.count; k++) {
			check_anchor(document, &facts->mentions.items[k].anchor);
			MUST(facts->mentions.items[k].entity < facts->entities.count);
		}
		for (size_t k = 0; k < facts->facts.count; k++)
			MUST(facts->facts.items[k].subject < facts->entities.count && facts->facts.items[k].object < facts->entities.count &&
			     facts->facts.items[k].evidence.count > 0);
		maek_facts_write(facts, &lines[i]);
		maek_worker_free(worker);
	}
	MUST(lines[0].size == lines[1].size && memcmp(lines[0].bytes, lines[1].bytes, lines[0].size) == 0);
	return (struct maek_text){lines[0].bytes, lines[0].size};
}
