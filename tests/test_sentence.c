/* Where sentences end, and what holds of every text: sentences lie in paragraphs, in order, without blanks at their ends,
 * and their bytes in the original give them again. */
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

static struct maek_document *read(struct maek_text bytes)
{
	struct maek_document *document;
	assert_true(maek_document_read(arena, bytes, "x.txt", MAEK_FORMAT_TEXT, &document, NULL));
	return document;
}

/* Each case: a text, and its sentences joined by " / ". */
struct sentence_case {
	const char *text, *wanted;
};

static void assert_cases(const struct sentence_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct maek_document *document = read(maek_text_of(cases[i].text));
		struct maek_buffer joined = {.arena = arena};
		maek_buffer_add(&joined, "", 0);
		for (size_t k = 0; k < document->sentences.count; k++) {
			maek_buffer_string(&joined, k ? " / " : "");
			maek_buffer_text(&joined, maek_text_slice(document->text, document->sentences.items[k]));
		}
		assert_string_equal(joined.bytes, cases[i].wanted);
	}
}
#define ASSERT_CASES(cases) assert_cases(cases, sizeof(cases) / sizeof *(cases))

static void test_stops(void **state)
{
	(void)state;
	static const struct sentence_case cases[] = {
		{"공개됐다.과학기술부는 밝혔다.", "공개됐다. / 과학기술부는 밝혔다."},
		{"누가 했나? 가람이다! 그렇다", "누가 했나? / 가람이다! / 그렇다"},
		{"정말?! 그렇다. 음... 끝.", "정말?! / 그렇다. / 음... / 끝."},
		{"글자가 넓다．다음？ 그래！끝。", "글자가 넓다． / 다음？ / 그래！ / 끝。"},
		{"한 줄\n두 줄\n\n셋", "한 줄 / 두 줄 / 셋"},
		{" \n ", ""},
		{"", ""},
	};
	ASSERT_CASES(cases);
}

static void test_inner_points(void **state)
{
	(void)state;
	static const struct sentence_case cases[] = {
		{"A.X K1은 3.5배 빠르다. 끝.", "A.X K1은 3.5배 빠르다. / 끝."},
		{"Ａ．Ｘ는 ３．５배다. 끝.", "Ａ．Ｘ는 ３．５배다. / 끝."},
		{"www.example.com에서 v2.0.1을 받는다. 끝.", "www.example.com에서 v2.0.1을 받는다. / 끝."},
		{"2026. 1. 2. 발표했다. 끝.", "2026. 1. 2. / 발표했다. / 끝."},
		{"존 F. 케네디와 J. 로빈슨이 왔다. 끝.", "존 F. 케네디와 J. 로빈슨이 왔다. / 끝."},
		{"이름은 K-A. 회사는 KT. 끝.", "이름은 K-A. / 회사는 KT. / 끝."},
		{"모델은 GPT. 회사는 KT. 끝.", "모델은 GPT. / 회사는 KT. / 끝."},
		{"1. 첫째다. 둘째다.\n12. 셋째다.", "1. 첫째다. / 둘째다. / 12. 셋째다."},
		{"매출은 3000.\n다음은 4000.", "매출은 3000. / 다음은 4000."},
		{"매출은 3000. 회사는 늘었다.", "매출은 3000. / 회사는 늘었다."},
	};
	ASSERT_CASES(cases);
}

static void test_quotes(void **state)
{
	(void)state;
	static const struct sentence_case cases[] = {
		{"그는 “좋다. 아주 좋다”고 했다. 끝.", "그는 “좋다. 아주 좋다”고 했다. / 끝."},
		{"그는 “좋다. 아주 좋다\"고 했다. 끝.", "그는 “좋다. 아주 좋다\"고 했다. / 끝."},
		{"그는 \"좋다. 아주\"라며 \"또. 또\"라고 했다. 끝.", "그는 \"좋다. 아주\"라며 \"또. 또\"라고 했다. / 끝."},
		{"“좋다.” 그가 말했다.", "“좋다.” / 그가 말했다."},
		{"“좋다.”라고 말했다. 끝.", "“좋다.”라고 말했다. / 끝."},
		{"그는 “‘가. 나’를 냈다. 또 낸다”고 했다. 끝.", "그는 “‘가. 나’를 냈다. 또 낸다”고 했다. / 끝."},
		{"그는 “It's 가. 나”라고 했다. 끝.", "그는 “It's 가. 나”라고 했다. / 끝."},
		{"It’s 5 o'clock. Don't. 끝.", "It’s 5 o'clock. / Don't. / 끝."},
		{"열린 “따옴표가 남았다. 다음 문장.", "열린 “따옴표가 남았다. / 다음 문장."},
		{"열린 “따옴표.\n\n닫는 따옴표다.” 다음.", "열린 “따옴표. / 닫는 따옴표다.” / 다음."},
		{"닫는\" 것. \"여는. 것\" 끝. 다음", "닫는\" 것. \"여는. / 것\" 끝. / 다음"},
	};
	ASSERT_CASES(cases);
}

static void test_brackets(void **state)
{
	(void)state;
	static const struct sentence_case cases[] = {
		{"(괄호 안. 문장.) 밖. 끝", "(괄호 안. 문장.) 밖. / 끝"},
		{"가（안. 안）밖. 나［안. 안］밖. 끝", "가（안. 안）밖. / 나［안. 안］밖. / 끝"},
		{"‘가. 나’와 「다. 라」와 『마. 바』와 〈사. 아〉와 《자. 차》다. 끝", "‘가. 나’와 「다. 라」와 『마. 바』와 〈사. 아〉와 《자. 차》다. / 끝"},
		{"가) 하나. 나) 둘. (셋. 넷", "가) 하나. / 나) 둘. / (셋. / 넷"},
		{"(가. “나) 다. 라” 마. 바", "(가. “나) 다. / 라” 마. / 바"},
		{"(가\n나. 다)", "(가 / 나. 다)"},
	};
	ASSERT_CASES(cases);
}

static void test_rows(void **state)
{
	(void)state;
	struct maek_document *document = read(maek_text_of("표\n\n| 팀 | 값 |\n|---|:-:|\n| 가 | 1 |\n| 나 | 2 |\n\n| 다 |\n| 라 |\n말\n| 마 |\n"));
	static const char *const wanted[][2] = {{"| 팀 | 값 |", "| 가 | 1 |"}, {"| 팀 | 값 |", "| 나 | 2 |"}, {"| 다 |", "| 라 |"}};
	assert_int_equal(document->rows.count, 3);
	for (size_t i = 0; i < 3; i++) {
		struct maek_row row = document->rows.items[i];
		assert_true(maek_text_equal(maek_text_slice(document->text, row.header), maek_text_of(wanted[i][0])));
		assert_true(maek_text_equal(maek_text_slice(document->text, row.row), maek_text_of(wanted[i][1])));
	}
}

static void assert_blank(struct maek_text text, uint32_t start, uint32_t end)
{
	for (size_t at = start; at < end;)
		assert_true(maek_is_space(maek_text_decode(text, at, &at)));
}

static void assert_whole(const struct maek_document *document)
{
	uint32_t reached = 0;
	for (size_t i = 0; i < document->sentences.count; i++) {
		struct maek_span span = document->sentences.items[i];
		struct maek_span paragraph = maek_document_paragraph(document, span.start);
		assert_true(span.start >= reached && span.end > span.start && span.end <= paragraph.end);
		assert_false(maek_is_space(maek_text_decode(document->text, span.start, NULL)));
		assert_false(maek_is_space(maek_text_decode_before(document->text, span.end, NULL)));
		assert_blank(document->text, reached, span.start);
		assert_int_equal(maek_document_sentence(document, span.start), i);
		reached = span.end;
		struct maek_anchor anchor = maek_document_anchor(document, span);
		struct maek_text original = {document->original.bytes + anchor.byte[0], anchor.byte[1] - anchor.byte[0]};
		assert_true(maek_text_equal(maek_document_decode(arena, original), maek_text_slice(document->text, span)));
	}
	assert_blank(document->text, reached, (uint32_t)document->text.size);
}

/* All texts of some characters that matter, of up to five of them. */
static void test_all_short_texts(void **state)
{
	(void)state;
	static const char *const letters[] = {"가", "A", "1", ".", " ", "\n", "\"", "’", "(", ")", "|", "&gt;"};
	enum { LETTERS = sizeof letters / sizeof *letters, LONGEST = 4 };
	size_t all = 1;
	for (int i = 0; i < LONGEST; i++)
		all *= LETTERS;
	for (size_t number = 0; number < all; number++) {
		maek_arena_reset(arena);
		struct maek_buffer text = {.arena = arena};
		for (size_t i = 0, rest = number; i < LONGEST; i++, rest /= LETTERS)
			maek_buffer_string(&text, letters[rest % LETTERS]);
		assert_whole(read((struct maek_text){text.bytes, text.size}));
	}
}

/* Marks without partners and stops by the hundred thousand: quadratic work would take minutes. */
static void test_long_paragraph(void **state)
{
	(void)state;
	static const char *const pieces[] = {"“(‘", ")", "가.나", "1. ", "\" '", "  ", "...", "“가.” "};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		maek_arena_reset(arena);
		struct maek_buffer text = {.arena = arena};
		maek_buffer_string(&text, "가");
		for (int k = 0; k < 200000; k++)
			maek_buffer_string(&text, pieces[i]);
		struct maek_document *document = read((struct maek_text){text.bytes, text.size});
		assert_int_equal(document->paragraphs.count, 1);
		assert_true(document->sentences.count >= 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stops),    cmocka_unit_test(test_inner_points), cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_brackets), cmocka_unit_test(test_rows),         cmocka_unit_test(test_all_short_texts),
		cmocka_unit_test(test_long_paragraph)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
