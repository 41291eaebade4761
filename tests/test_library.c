/* The library from the caller's side: maek.h alone, documents out of memory. */
#include "library/maek.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char TEXT[] = "SK텔레콤은 A.X K1을 개발했다. 이 모델의 매개변수는 5190억개다.\n";

struct made {
	struct maek_problems *problems;
	struct maek_ruleset *ruleset;
	struct maek_extractor *extractor;
};

static int set_up(void **state)
{
	static struct made made;
	const char *pack = SOURCE_DIR "/rules/korean-ai";
	made.problems = maek_problems_new();
	assert_true(maek_ruleset_load(&pack, 1, &made.ruleset, made.problems));
	made.extractor = maek_extractor_new(made.ruleset);
	*state = &made;
	return 0;
}

static int tear_down(void **state)
{
	struct made *made = *state;
	maek_extractor_free(made->extractor);
	maek_ruleset_free(made->ruleset);
	maek_problems_free(made->problems);
	return 0;
}

static struct maek_extraction *read_text(struct made *made, const char *text, const char *name)
{
	struct maek_extraction *extraction;
	maek_problems_clear(made->problems);
	assert_true(maek_extractor_read(made->extractor, text, strlen(text), name, NULL, &extraction, made->problems));
	return extraction;
}

struct text {
	char bytes[1 << 16];
	size_t size, most;
};

static bool append(void *context, const char *bytes, size_t size)
{
	struct text *text = context;
	if (text->size + size > (text->most ? text->most : sizeof text->bytes - 1))
		return false;
	memcpy(text->bytes + text->size, bytes, size);
	text->size += size;
	return true;
}

static const struct maek_statement *find_fact(const struct maek_extraction *extraction, const char *relation)
{
	for (size_t i = 0; i < maek_extraction_fact_count(extraction); i++)
		if (strcmp(maek_extraction_fact(extraction, i)->relation, relation) == 0)
			return maek_extraction_fact(extraction, i);
	return NULL;
}

static void packs(void **state)
{
	struct made *made = *state;
	size_t count = maek_ruleset_pack_count(made->ruleset);
	assert_string_equal(maek_ruleset_pack(made->ruleset, count - 1)->name, "korean-ai");
	assert_int_equal(strlen(maek_ruleset_pack(made->ruleset, 0)->sha256), 64);
	assert_null(maek_ruleset_pack(made->ruleset, count));
	assert_true(maek_ruleset_rule_count(made->ruleset) > 100);
}

static void facts_of_a_text(void **state)
{
	struct maek_extraction *extraction = read_text(*state, TEXT, "news/one.txt");
	assert_string_equal(maek_extraction_id(extraction), "one");
	const struct maek_statement *fact = find_fact(extraction, "develops");
	assert_non_null(fact);
	const struct maek_entity *subject = maek_extraction_entity(extraction, fact->subject);
	assert_string_equal(subject->label, "SK텔레콤");
	assert_string_equal(subject->type, "Organization");
	assert_string_equal(maek_extraction_entity(extraction, fact->object)->label, "A.X K1");
	assert_string_equal(fact->evidence[0]->text, "SK텔레콤은 A.X K1을 개발했다.");
	assert_true(fact->confidence > 0 && fact->confidence <= 1);
	const struct maek_statement *size = find_fact(extraction, "has_parameters");
	assert_non_null(size);
	assert_int_equal(maek_extraction_entity(extraction, size->object)->value, 519000000000);
	maek_extraction_free(extraction);
}

static void places(void **state)
{
	struct maek_extraction *extraction = read_text(*state, TEXT, "one.txt");
	size_t size;
	const char *text = maek_extraction_text(extraction, &size);
	assert_int_equal(size, strlen(text));
	assert_true(maek_extraction_mention_count(extraction) >= 3);
	for (size_t i = 0; i < maek_extraction_mention_count(extraction); i++) {
		const struct maek_mention *mention = maek_extraction_mention(extraction, i);
		const struct maek_entity *entity = maek_extraction_entity(extraction, mention->entity);
		assert_int_equal(mention->byte.end - mention->byte.start, strlen(mention->text));
		assert_memory_equal(TEXT + mention->byte.start, mention->text, strlen(mention->text));
		bool listed = false;
		for (size_t k = 0; k < entity->mention_count; k++)
			listed |= entity->mentions[k] == mention;
		assert_true(listed);
	}
	assert_null(maek_extraction_mention(extraction, maek_extraction_mention_count(extraction)));
	assert_null(maek_extraction_entity(extraction, maek_extraction_entity_count(extraction)));
	assert_null(maek_extraction_fact(extraction, maek_extraction_fact_count(extraction)));
	maek_extraction_free(extraction);
}

static void json_documents(void **state)
{
	struct made *made = *state;
	static const char line[] = "{\"text\": \"KT는 믿음을 개발했다.\", \"title\": \"소식\", \"date\": \"2026-01-02\"}";
	struct maek_extraction *extraction;
	assert_true(
		maek_extractor_read_json(made->extractor, line, strlen(line), "news.jsonl", 7, &extraction, made->problems));
	assert_string_equal(maek_extraction_id(extraction), "news.jsonl:7");
	assert_string_equal(maek_extraction_field(extraction, "date"), "2026-01-02");
	assert_null(maek_extraction_field(extraction, "publisher"));
	maek_extraction_free(extraction);
	assert_false(maek_extractor_read_json(made->extractor, "{", 1, "news.jsonl", 8, &extraction, NULL));
	assert_null(extraction);
}

static void an_empty_document(void **state)
{
	struct maek_extraction *extraction = read_text(*state, "", "");
	assert_string_equal(maek_extraction_text(extraction, NULL), "");
	assert_int_equal(maek_extraction_mention_count(extraction), 0);
	assert_null(maek_extraction_fact(extraction, 0));
	maek_extraction_free(extraction);
}

static void what_is_wrong(void **state)
{
	struct made *made = *state;
	struct maek_extraction *extraction;
	struct maek_ruleset *ruleset;
	struct maek_network *network;
	const char *pack = "no-such-pack";
	maek_problems_clear(made->problems);
	assert_false(maek_extractor_read(made->extractor, "a\xff", 2, "bad.txt", NULL, &extraction, made->problems));
	assert_null(extraction);
	assert_false(maek_extractor_read(made->extractor, TEXT, strlen(TEXT), "a", "pdf", &extraction, made->problems));
	assert_false(maek_ruleset_load(&pack, 1, &ruleset, made->problems));
	assert_null(ruleset);
	assert_false(maek_network_load("/nowhere/graph.json", &network, made->problems));
	assert_null(network);
	assert_int_equal(maek_problems_count(made->problems), 4);
	const struct maek_problem *first = maek_problems_at(made->problems, 0);
	assert_true(first->is_error);
	assert_string_equal(first->id, "invalid-utf8");
	assert_string_equal(first->file, "bad.txt");
	assert_string_equal(maek_problems_at(made->problems, 2)->id, "missing-pack");
	assert_non_null(strstr(maek_problems_text(made->problems), "bad.txt: error[invalid-utf8]: "));
	assert_null(maek_problems_at(made->problems, 4));
	maek_problems_clear(made->problems);
	assert_int_equal(maek_problems_count(made->problems), 0);
	assert_string_equal(maek_problems_text(made->problems), "");
}

static void facts_are_read_again(void **state)
{
	static struct text line, again;
	struct maek_extraction *first = read_text(*state, TEXT, "one.txt"), *second;
	assert_true(maek_extraction_write(first, append, &line));
	assert_true(maek_extraction_load(line.bytes, line.size, "facts.jsonl", 1, &second, NULL));
	assert_true(maek_extraction_write(second, append, &again));
	assert_string_equal(line.bytes, again.bytes);
	assert_int_equal(maek_extraction_fact_count(first), maek_extraction_fact_count(second));
	maek_extraction_free(second);
	assert_true(maek_extraction_load("{\"kind\":\"end\",\"documents\":1}", 28, "facts.jsonl", 2, &second, NULL));
	assert_null(second);
	assert_false(maek_extraction_load("{}", 2, "facts.jsonl", 3, &second, NULL));
	maek_extraction_free(first);
}

static void a_network(void **state)
{
	static struct text json, cut = {.most = 10};
	struct made *made = *state;
	struct maek_builder *builder = maek_builder_new();
	for (int i = 0; i < 2; i++) { /* the second time counts no more */
		struct maek_extraction *extraction = read_text(made, TEXT, "one.txt");
		maek_builder_add(builder, extraction);
		maek_extraction_free(extraction);
	}
	struct maek_network *network, *empty;
	maek_builder_link(builder, &network, made->problems);
	maek_builder_link(builder, &empty, made->problems);
	maek_builder_free(builder);
	assert_int_equal(maek_network_node_count(empty), 0);
	assert_null(maek_network_node(empty, 0));
	assert_int_equal(maek_network_document_count(network), 1);
	assert_string_equal(maek_network_document_id(network, 0), "one");
	bool found = false;
	for (size_t i = 0; i < maek_network_edge_count(network); i++) {
		const struct maek_statement *edge = maek_network_edge(network, i);
		assert_true(edge->evidence_count >= 1);
		found |= strcmp(edge->id, "Organization/SK텔레콤|develops|Model/A.X K1") == 0 &&
		         strcmp(maek_network_node(network, edge->subject)->id, "Organization/SK텔레콤") == 0;
	}
	assert_true(found);
	assert_true(maek_network_write_json(network, append, &json));
	assert_non_null(strstr(json.bytes, "\"format\":\"maek-graph\""));
	assert_false(maek_network_write_json(network, append, &cut));
	maek_network_free(empty);
	maek_network_free(network);
}

static void nothing_is_freed_twice(void **state)
{
	(void)state;
	maek_problems_free(NULL);
	maek_ruleset_free(NULL);
	maek_extractor_free(NULL);
	maek_extraction_free(NULL);
	maek_builder_free(NULL);
	maek_network_free(NULL);
	struct maek_builder *builder = maek_builder_new();
	maek_builder_free(builder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packs),
		cmocka_unit_test(facts_of_a_text),
		cmocka_unit_test(places),
		cmocka_unit_test(json_documents),
		cmocka_unit_test(an_empty_document),
		cmocka_unit_test(what_is_wrong),
		cmocka_unit_test(facts_are_read_again),
		cmocka_unit_test(a_network),
		cmocka_unit_test(nothing_is_freed_twice),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
