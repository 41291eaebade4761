/* Documents: formats, titles, fields, decoding, maps back to the original. */
#include "extract/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct maek_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = maek_arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	maek_arena_free(arena);
	return 0;
}

static struct maek_document *read(const char *bytes, const char *source)
{
	struct maek_document *document;
	assert_true(maek_document_read(arena, maek_text_of(bytes), source, MAEK_FORMAT_AUTO, &document, NULL));
	return document;
}

static void assert_text(const struct maek_document *document, const char *wanted)
{
	if (!maek_text_equal(document->text, maek_text_of(wanted)))
		fail_msg("text is \"%.*s\", wanted \"%s\"", (int)document->text.size, document->text.bytes, wanted);
}

/* Every code point on its own, and all runs of three, give the same text again out of the original bytes. */
static void assert_maps(const struct maek_document *document)
{
	for (size_t at = document->body_start; at < document->text.size;) {
		size_t next, end;
		maek_text_decode(document->text, at, &next);
		end = next;
		for (int i = 0; i < 2 && end < document->text.size; i++)
			maek_text_decode(document->text, end, &end);
		struct maek_span span = {(uint32_t)at, (uint32_t)end};
		struct maek_anchor anchor = maek_document_anchor(document, span);
		struct maek_text original = {document->original.bytes + anchor.byte[0], anchor.byte[1] - anchor.byte[0]};
		if (!maek_text_equal(maek_document_decode(arena, original), maek_text_slice(document->text, span)))
			fail_msg("bytes %u to %u are \"%.*s\"", anchor.byte[0], anchor.byte[1], (int)original.size, original.bytes);
		at = next;
	}
}

static void test_formats(void **state)
{
	(void)state;
	struct maek_document *document = read("제목이다\n\n첫 문장. 둘째.\n", "a/b/기사.txt");
	assert_text(document, "제목이다\n\n첫 문장. 둘째.");
	assert_string_equal(document->id, "기사");
	assert_int_equal(document->title.end, strlen("제목이다"));
	assert_text(read("한 줄\n두 줄\n\n셋\n", "x.txt"), "한 줄\n두 줄\n\n셋");
	document = read("---\nid: n1\ntitle: \"가 &amp; 나\"\nauthor: \n\t\t김\n\npublished_at: 2025-12-31\n---\n\n# 제목 &quot;하나&quot;\n\n"
	                "**신문** | 날 | \n\n---\n\n본문.\n\n---\n\n*Crawled at: x*\n",
	                "x.txt");
	assert_text(document, "제목 \"하나\"\n\n본문.");
	assert_string_equal(document->id, "n1");
	assert_maps(document);
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	assert_false(maek_document_read(arena, maek_text_of("---\nid: x\n"), "x.txt", MAEK_FORMAT_AUTO, &document, &errors));
	assert_string_equal(errors.list.items[0].id, "front-matter");
}

static void test_markdown(void **state)
{
	(void)state;
	struct maek_document *document =
		read("# 제목\n\n**굵은** 글과 [고리](http://x)다.\n이어진 줄.\n\n- 하나\n- 둘 &amp; 셋\n\n| 팀 | 값 |\n|---|---|\n| 가 | 1 |\n| 나 | 2 |\n\n끝.\n", "x.md");
	assert_text(document, "제목\n\n굵은 글과 고리다.\n이어진 줄.\n\n- 하나\n- 둘 & 셋\n\n| 팀 | 값 |\n| 가 | 1 |\n| 나 | 2 |\n\n끝.");
	assert_int_equal(document->rows.count, 2);
	assert_true(maek_text_equal(maek_text_slice(document->text, document->rows.items[1].row), maek_text_of("| 나 | 2 |")));
	assert_true(maek_text_equal(maek_text_slice(document->text, document->rows.items[1].header), maek_text_of("| 팀 | 값 |")));
}

static void test_decoding(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
	} cases[] = {
		{"&quot;&lt;&amp;lt;&gt;", "\"<&lt;>"}, {"&#44032;&#xAC00;&#XAC01", "가가각"},
		{"&#0;&#xD800;&#x110000;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, {"&#150;&#x93;", "–“"},
		{"&notit;&notin;&copy&unknown;", "¬it;∉©&unknown;"}, {"A&B &; & &#; &#x;", "A&B &; & &#; &#x;"},
		{"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "각"}, {"e\xCC\x81", "é"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct maek_text found = maek_document_decode(arena, maek_text_of(cases[i].from));
		if (!maek_text_equal(found, maek_text_of(cases[i].to)))
			fail_msg("%s gave %.*s", cases[i].from, (int)found.size, found.bytes);
	}
	struct maek_document *document = read("\xEF\xBB\xBF&quot;가&quot;\r\n나\r다 \xE1\x84\x80\xE1\x85\xA1.\r\n", "x.txt");
	assert_text(document, "\"가\"\n나\n다 가.");
	assert_maps(document);
	struct maek_anchor anchor = maek_document_anchor(document, (struct maek_span){1, 4});
	assert_int_equal(anchor.byte[0], 9);
	assert_int_equal(anchor.byte[1], 12);
	assert_int_equal(anchor.cp[0], 1);
	assert_int_equal(anchor.cp[1], 2);
}

static void test_bad_bytes(void **state)
{
	(void)state;
	struct maek_document *document;
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	struct maek_text nul = {"ab\0c", 4};
	assert_false(maek_document_read(arena, nul, "x.txt", MAEK_FORMAT_AUTO, &document, &errors));
	assert_string_equal(errors.list.items[0].message, "a NUL character at byte offset 2");
	assert_false(maek_document_read(arena, maek_text_of("가\xEA\xB0"), "x.txt", MAEK_FORMAT_AUTO, &document, &errors));
	assert_string_equal(errors.list.items[1].message, "invalid UTF-8 at byte offset 3");
}

static void test_json(void **state)
{
	(void)state;
	struct maek_document *document;
	assert_true(maek_document_read_json(arena, maek_text_of("{\"id\":\"j\",\"title\":\"제목\",\"text\":\"가 &amp; 나.\",\"date\":\"2026-01-01\"}"),
	                                    "x.jsonl", 1, &document, NULL));
	assert_text(document, "제목\n\n가 & 나.");
	assert_string_equal(document->id, "j");
	assert_maps(document);
	assert_false(maek_document_read_json(arena, maek_text_of("{\"text\":1}"), "x.jsonl", 1, &document, NULL));
	assert_false(maek_document_read_json(arena, maek_text_of("{\"text\":\"a\",\"text\":\"b\"}"), "x.jsonl", 1, &document, NULL));
	assert_false(maek_document_read_json(arena, maek_text_of("["), "x.jsonl", 1, &document, NULL));
}

/* A file of tests/documents, with a NUL behind it. */
static struct maek_text load(const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/documents/%s", TESTS_DIR, name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	struct maek_buffer bytes = {.arena = arena};
	char block[4096];
	for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;)
		maek_buffer_add(&bytes, block, size);
	fclose(file);
	return (struct maek_text){bytes.bytes, bytes.size};
}

/* Each line of entities.tsv is a reference, a tab, and the code points that Python makes of it. */
static void test_entities(void **state)
{
	(void)state;
	size_t lines = 0;
	for (char *line = (char *)load("entities.tsv").bytes, *end; (end = strchr(line, '\n')); line = end + 1, lines++) {
		*end = 0;
		char *codes = strchr(line, '\t');
		assert_non_null(codes);
		*codes++ = 0;
		struct maek_buffer wanted = {.arena = arena};
		maek_buffer_add(&wanted, "", 0);
		for (char *next; *codes; codes = next)
			maek_buffer_code_point(&wanted, (uint32_t)strtoul(codes, &next, 16));
		struct maek_text found = maek_document_decode(arena, maek_text_of(line));
		if (!maek_text_equal(found, (struct maek_text){wanted.bytes, wanted.size}))
			fail_msg("%s gave %.*s, wanted %s", line, (int)found.size, found.bytes, wanted.bytes);
	}
	assert_true(lines > 2231);
}

static void test_header(void **state)
{
	(void)state;
	static const struct maek_field wanted[] = {
		{"id", "777_1"},        {"title", "\"가람\" & ‘나래’"},  {"author", "홍길동(hong@example.com)"},
		{"published_at", "2026-01-02 03:04"}, {"date", "2026-01-02 03:04"}, {"note", "첫 줄 둘째 줄: 이어짐"}};
	struct maek_document *document = read(load("header.txt").bytes, "header.txt");
	assert_text(document, "\"가람\" & ‘나래’\n\n[시험신문 홍길동 기자]가람전자는 \"좋다\"고 했다.나래는 아니다.\n\n---\n\n"
	                      "| 팀 | 값 |\n| 가람 | 1 |");
	assert_int_equal(document->body_start, document->title.end + 2);
	assert_int_equal(document->meta.count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < document->meta.count; i++) {
		assert_string_equal(document->meta.items[i].key, wanted[i].key);
		assert_string_equal(document->meta.items[i].value, wanted[i].value);
	}
	assert_int_equal(document->rows.count, 1);
}

static void test_long_header(void **state)
{
	(void)state;
	struct maek_buffer bytes = {.arena = arena};
	maek_buffer_string(&bytes, "---\nid: x\n");
	for (int i = 0; i < 8192; i++)
		maek_buffer_string(&bytes, "\t한\t한\n");
	maek_buffer_string(&bytes, "---\n\n본문\n");
	struct maek_errors errors;
	struct maek_document *document;
	maek_errors_init(&errors, arena);
	assert_false(maek_document_read(arena, maek_text_of(bytes.bytes), "x.txt", MAEK_FORMAT_AUTO, &document, &errors));
	assert_string_equal(errors.list.items[0].id, "front-matter");
	assert_int_equal(errors.list.items[0].place.line, 1);
}

static void test_titles(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *source, *title, *body;
	} cases[] = {
		{"제목\n\n본문", "x.txt", "제목", "본문"},     {"\n\n제목 \r\n \r\n\r\n본문", "x.txt", "제목", "본문"},
		{"제목\n본문\n", "x.txt", "", "제목\n본문"},  {"한 줄\n\n", "x.txt", "", "한 줄"},
		{"# 제목\n본문", "x.md", "제목", "본문"},       {"제목\n\n- 본문", "x.md", "제목", "- 본문"},
		{"제목\n- 본문", "x.md", "", "제목\n\n- 본문"}, {"# 제목\n", "x.md", "제목", ""},
		{"한 줄\n", "x.md", "", "한 줄"},              {"- 하나\n\n둘", "x.md", "", "- 하나\n\n둘"},
		{"두\n줄\n\n본문", "x.md", "", "두\n줄\n\n본문"}, {"", "x.md", "", ""},
		{"", "x.txt", "", ""},                         {"---\n---\n본문", "x.md", "", "본문"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct maek_document *document = read(cases[i].bytes, cases[i].source);
		struct maek_text title = maek_text_slice(document->text, document->title);
		struct maek_text body = {document->text.bytes + document->body_start, document->text.size - document->body_start};
		if (!maek_text_equal(title, maek_text_of(cases[i].title)) || !maek_text_equal(body, maek_text_of(cases[i].body)))
			fail_msg("case %zu: title \"%.*s\", body \"%.*s\"", i, (int)title.size, title.bytes, (int)body.size, body.bytes);
	}
}

static void test_blocks(void **state)
{
	(void)state;
	struct maek_document *document = read(load("blocks.md").bytes, "blocks.md");
	assert_text(document, load("blocks.text").bytes);
	static const char *const rows[] = {"| 가람전자 | **한울 7B** |", "| 나래소프트 | |", "| 다온랩 | 솔빛 \\| 달빛 |"};
	assert_int_equal(document->rows.count, 3);
	for (size_t i = 0; i < 3; i++) {
		struct maek_anchor anchor = maek_document_anchor(document, document->rows.items[i].row);
		struct maek_text slice = {document->original.bytes + anchor.byte[0], anchor.byte[1] - anchor.byte[0]};
		assert_true(maek_text_equal(slice, maek_text_of(rows[i])));
	}
}

/* A wide head over many short rows: each would be filled up to the head's width. */
static void test_wide_table(void **state)
{
	(void)state;
	struct maek_buffer bytes = {.arena = arena};
	for (int row = 0; row < 2; row++)
		for (int i = 0; i < 4000; i++)
			maek_buffer_string(&bytes, i == 3999 ? row ? "|---|\n" : "|a|\n" : row ? "|---" : "|a");
	for (int i = 0; i < 4000; i++)
		maek_buffer_string(&bytes, "|a|\n");
	struct maek_document *document;
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	assert_false(maek_document_read(arena, maek_text_of(bytes.bytes), "x.md", MAEK_FORMAT_AUTO, &document, &errors));
	assert_string_equal(errors.list.items[0].id, "markdown");
}

static void test_ids(void **state)
{
	(void)state;
	static const struct {
		const char *source, *id;
	} cases[] = {{"a/b.c/기사.x.txt", "기사.x"}, {"-", "stdin"}, {"a/.txt", ".txt"}, {"a/b", "b"}, {"\xFFz.md", "\xEF\xBF\xBDz"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(read("본문", cases[i].source)->id, cases[i].id);
}

/* What a document asks of an index: the sentence and the paragraph at a byte. */
static void test_places(void **state)
{
	(void)state;
	struct maek_document *document = read("가. 나.\n다.\n\n라.", "x.txt");
	assert_int_equal(document->paragraphs.count, 2);
	assert_int_equal(document->sentences.count, 4);
	assert_int_equal(maek_document_sentence(document, 0), 0);
	assert_int_equal(maek_document_sentence(document, 4), 0); /* between two: the one before */
	assert_int_equal(maek_document_sentence(document, 5), 1);
	assert_int_equal(maek_document_sentence(document, (uint32_t)document->text.size), 3);
	struct maek_span paragraph = maek_document_paragraph(document, 12);
	assert_int_equal(paragraph.start, 0);
	assert_int_equal(paragraph.end, 14);
	assert_int_equal(maek_document_paragraph(document, 14).end, 0);
	assert_int_equal(maek_document_sentence(read("", "x.txt"), 0), -1);
}

/* Endless combining marks cost no more than text. */
static void test_long_cluster(void **state)
{
	(void)state;
	struct maek_buffer bytes = {.arena = arena};
	maek_buffer_string(&bytes, "a");
	for (int i = 0; i < 200000; i++)
		maek_buffer_string(&bytes, i % 2 ? "\xCC\x81" : "\xCC\xA3");
	struct maek_document *document = read(bytes.bytes, "x.txt");
	assert_int_equal(document->code_points[document->text.size], 200000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),    cmocka_unit_test(test_markdown), cmocka_unit_test(test_decoding),
		cmocka_unit_test(test_bad_bytes),  cmocka_unit_test(test_json),     cmocka_unit_test(test_entities),
		cmocka_unit_test(test_header),     cmocka_unit_test(test_titles),   cmocka_unit_test(test_long_header),
		cmocka_unit_test(test_blocks),     cmocka_unit_test(test_ids),      cmocka_unit_test(test_wide_table),
		cmocka_unit_test(test_places),     cmocka_unit_test(test_long_cluster)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
