/* UTF-8, folding, tables, arenas, hashes. */
#include "extract/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_fold(const char *text, const char *wanted)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_text folded = maek_text_fold(arena, maek_text_of(text));
	assert_int_equal(folded.size, strlen(wanted));
	assert_memory_equal(folded.bytes, wanted, folded.size);
	maek_arena_free(arena);
}

static void test_fold(void **state)
{
	(void)state;
	assert_fold("A.X K1", "axk1");
	assert_fold("‘K-엑사원’", "k엑사원");
	assert_fold("ＮＣ　ＡＩ", "ncai");
	assert_fold("LG U+", "lgu+");
	assert_fold("Straße—x", "strassex");
	assert_fold("「믿:음」 2.0", "믿:음20");
	assert_fold("", "");
}

static void assert_name_key(const char *text, const char *wanted)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_text key = maek_text_name_key(arena, maek_text_of(text));
	assert_int_equal(key.size, strlen(wanted));
	assert_memory_equal(key.bytes, wanted, key.size);
	maek_arena_free(arena);
}

static void test_name_key(void **state)
{
	(void)state;
	assert_name_key("라마 3.1", "라마3.1");
	assert_name_key("라마 ３．１", "라마3.1");
	assert_name_key("A.X 4.0", "ax4.0");
	assert_name_key("4. 4.", "44");
	assert_name_key(".5", "5");
}

static void test_invalid(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t size, at;
	} cases[] = {{"abc", 3, 3},         {"a\0b", 3, 1},        {"\xC0\x80", 2, 0}, {"a\xED\xA0\x80", 4, 1},
	             {"\xF4\x90\x80\x80", 4, 0}, {"가\xEA\xB0", 5, 3}, {"\xFF", 1, 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(maek_text_invalid_at((struct maek_text){cases[i].bytes, cases[i].size}), cases[i].at);
}

static void test_round_trip(void **state)
{
	(void)state;
	static const uint32_t codes[] = {1, 0x7F, 0x80, 0x7FF, 0x800, 0xAC00, 0xFFFD, 0x10000, 0x10FFFF};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char bytes[4];
		struct maek_text text = {bytes, maek_text_encode(codes[i], bytes)};
		size_t next, start = 9;
		assert_int_equal(maek_text_decode(text, 0, &next), codes[i]);
		assert_int_equal(next, text.size);
		assert_int_equal(maek_text_decode_before(text, text.size, &start), codes[i]);
		assert_int_equal(start, 0);
	}
}

static void test_nfc(void **state)
{
	(void)state;
	struct maek_arena *arena = maek_arena_new();
	struct maek_text text = maek_text_nfc(arena, maek_text_of("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB")); /* 한, decomposed */
	assert_true(maek_text_equal(text, maek_text_of("한")));
	maek_arena_free(arena);
}

static void test_table(void **state)
{
	(void)state;
	struct maek_arena *arena = maek_arena_new();
	struct maek_table table = {.arena = arena};
	char name[20];
	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "key %u", i);
		bool is_new;
		assert_int_equal(*maek_table_add(&table, maek_text_of(name), i, &is_new), i);
		assert_true(is_new);
	}
	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "key %u", i);
		assert_int_equal(*maek_table_find(&table, maek_text_of(name)), i);
		assert_true(maek_text_equal(table.entries[i].key, maek_text_of(name)));
	}
	assert_null(maek_table_find(&table, maek_text_of("key")));
	maek_arena_free(arena);
}

static void test_sha256(void **state)
{
	(void)state;
	char hex[65], long_text[200];
	maek_sha256(maek_text_of("abc"), hex); /* FIPS 180-4, examples */
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	maek_sha256(maek_text_of(""), hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	maek_sha256(maek_text_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	memset(long_text, 'a', sizeof long_text);
	maek_sha256((struct maek_text){long_text, sizeof long_text}, hex);
	assert_string_equal(hex, "c2a908d98f5df987ade41b5fce213067efbcc21ef2240212a41e54b5e7c28ae5");
}

static void test_arena(void **state)
{
	(void)state;
	struct maek_arena *arena = maek_arena_new();
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 3000; size += 7) {
			char *bytes = maek_arena_alloc(arena, size);
			assert_int_equal((uintptr_t)bytes % 16, 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(bytes[i], 0);
			memset(bytes, 'x', size);
		}
		maek_arena_reset(arena);
	}
	maek_arena_free(arena);
	maek_arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_fold),
		cmocka_unit_test(test_name_key),  cmocka_unit_test(test_invalid),
	                                   cmocka_unit_test(test_round_trip), cmocka_unit_test(test_nfc),
	                                   cmocka_unit_test(test_table), cmocka_unit_test(test_sha256),
	                                   cmocka_unit_test(test_arena)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
