/* Documents and their sentences: formats, maps back to the original, where sentences end. */
#include "extract/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

/* Sentences of a text, joined by " / ". */
static void assert_sentences(const char *text, const char *wanted)
{
	struct maek_document *document = read(text, "x.txt");
	struct maek_buffer joined = {.arena = arena};
	for (size_t i = 0; i < document->sentences.count; i++) {
		maek_buffer_string(&joined, i ? " / " : "");
		maek_buffer_text(&joined, maek_text_slice(document->text, document->sentences.items[i]));
	}
	assert_string_equal(joined.bytes ? joined.bytes : "", wanted);
}

static void test_sentences(void **state)
{
	(void)state;
	assert_sentences("공개됐다.과학기술부는 밝혔다.", "공개됐다. / 과학기술부는 밝혔다.");
	assert_sentences("A.X K1은 3.5배 빠르다. 끝.", "A.X K1은 3.5배 빠르다. / 끝.");
	assert_sentences("그는 “좋다. 아주 좋다”고 했다. 끝.", "그는 “좋다. 아주 좋다”고 했다. / 끝.");
	assert_sentences("그는 “좋다. 아주 좋다\"고 했다. 끝.", "그는 “좋다. 아주 좋다\"고 했다. / 끝.");
	assert_sentences("“좋다.” 그가 말했다.", "“좋다.” / 그가 말했다.");
	assert_sentences("열린 “따옴표가 남았다. 다음 문장.", "열린 “따옴표가 남았다. / 다음 문장.");
	assert_sentences("It's 5 o'clock. 끝.", "It's 5 o'clock. / 끝.");
	assert_sentences("정말?! 그렇다. 음... 끝.", "정말?! / 그렇다. / 음... / 끝.");
	assert_sentences("(괄호 안. 문장.) 밖. 끝", "(괄호 안. 문장.) 밖. / 끝");
	assert_sentences("한 줄\n두 줄", "한 줄 / 두 줄");
	assert_sentences("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_formats),  cmocka_unit_test(test_markdown),
	                                   cmocka_unit_test(test_decoding), cmocka_unit_test(test_bad_bytes),
	                                   cmocka_unit_test(test_json),     cmocka_unit_test(test_sentences)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
