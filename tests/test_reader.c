/* Reading files, folders, JSON lines and standard input, on a folder that each test makes for itself. */
#include "extract/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct maek_arena *arena;
static char folder[64];

static int set_up(void **state)
{
	(void)state;
	arena = maek_arena_new();
	strcpy(folder, "/tmp/maek-reader-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	const char *command = maek_arena_format(arena, "rm -r '%s'", folder);
	int result = system(command);
	maek_arena_free(arena);
	return result;
}

static const char *path_of(const char *name)
{
	return maek_arena_format(arena, "%s/%s", folder, name);
}

static void put(const char *name, const char *bytes, size_t size)
{
	FILE *file = fopen(path_of(name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void put_string(const char *name, const char *bytes)
{
	put(name, bytes, strlen(bytes));
}

/* What a reader gave: `id=text` of each document, `!id` and the message's id of each failure, one a line. */
struct outcome {
	struct maek_buffer lines;
	struct maek_reader_counts counts;
};

static struct outcome read_paths(const char *const *paths, size_t count, enum maek_format format)
{
	struct outcome outcome = {.lines.arena = arena};
	maek_buffer_add(&outcome.lines, "", 0);
	struct maek_reader *reader = maek_reader_new(paths, count, format);
	struct maek_arena *inner = maek_arena_new();
	for (;;) {
		maek_arena_reset(inner);
		struct maek_errors errors;
		struct maek_document *document;
		maek_errors_init(&errors, inner);
		int got = maek_reader_next(reader, inner, &document, &errors);
		if (got == 0)
			break;
		if (got > 0)
			maek_buffer_format(&outcome.lines, "%s=%.*s\n", document->id, (int)document->text.size, document->text.bytes);
		else
			maek_buffer_format(&outcome.lines, "!%s %s\n", document->id, errors.list.items[0].id);
	}
	outcome.counts = maek_reader_count(reader);
	maek_arena_free(inner);
	maek_reader_free(reader);
	return outcome;
}

static struct outcome read_folder(void)
{
	const char *path = folder;
	return read_paths(&path, 1, MAEK_FORMAT_AUTO);
}

static void assert_counts(struct maek_reader_counts counts, size_t read, size_t failed, size_t ignored)
{
	assert_int_equal(counts.read, read);
	assert_int_equal(counts.failed, failed);
	assert_int_equal(counts.given, read + failed);
	assert_int_equal(counts.ignored, ignored);
}

static void test_folder_order(void **state)
{
	(void)state;
	assert_int_equal(mkdir(path_of("b"), 0700), 0);
	assert_int_equal(mkdir(path_of("empty"), 0700), 0);
	put_string("나.txt", "넷");
	put_string("c.md", "셋");
	put_string("a.txt", "하나");
	put_string("b/Z.txt", "둘");
	put_string("b.jsonl", "{\"id\":\"j\",\"text\":\"줄\"}");
	put_string("readme.html", "<p>");
	put_string(".hidden.txt", "숨은 글");
	struct outcome outcome = read_folder();
	assert_string_equal(outcome.lines.bytes, "a=하나\nZ=둘\nj=줄\nc=셋\n나=넷\n");
	assert_counts(outcome.counts, 5, 0, 1);
}

static void test_links_and_pipes(void **state)
{
	(void)state;
	put_string("a.txt", "하나");
	assert_int_equal(symlink(folder, path_of("loop")), 0);
	assert_int_equal(symlink("a.txt", path_of("b.txt")), 0);
	assert_int_equal(mkfifo(path_of("c.txt"), 0600), 0);
	struct outcome outcome = read_folder();
	assert_string_equal(outcome.lines.bytes, "a=하나\nb=하나\n");
	assert_counts(outcome.counts, 2, 0, 2);
}

static void test_failures(void **state)
{
	(void)state;
	put("nul.txt", "a\0b", 3);
	put_string("bad.txt", "\xEA\xB0");
	put_string("header.txt", "---\nid: x\n");
	put_string("good.txt", "글");
	put_string("odd.ending", "이름을 대면 읽는다");
	const char *paths[] = {path_of("nul.txt"), path_of("none.txt"),  path_of("bad.txt"),
	                       path_of("good.txt"), path_of("header.txt"), path_of("odd.ending")};
	struct outcome outcome = read_paths(paths, 6, MAEK_FORMAT_AUTO);
	assert_string_equal(outcome.lines.bytes, "!nul nul\n!none missing-file\n!bad invalid-utf8\ngood=글\n"
	                                         "!header front-matter\nodd=이름을 대면 읽는다\n");
	assert_counts(outcome.counts, 2, 4, 0);
}

static void test_lines(void **state)
{
	(void)state;
	put_string("x.jsonl", "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"하나\"}\r\n\n  \n{\"id\":7,\"text\":\"일곱\"}\n{\"text\":\"셋\"}\n[]\n{\n"
	                      "{\"id\":\"n\",\"text\":5}\n{\"id\":\"z\",\"text\":\"a\\u0000b\"}\n{\"text\":\"a\",\"text\":\"b\"}\n"
	                      "{\"id\":\"b\",\"title\":\"제\\n목\",\"text\":\"끝\"}");
	const char *path = path_of("x.jsonl");
	struct outcome outcome = read_paths(&path, 1, MAEK_FORMAT_AUTO);
	assert_string_equal(outcome.lines.bytes, "a=하나\n7=일곱\nx.jsonl:5=셋\n!x.jsonl:6 jsonl\n!x.jsonl:7 jsonl\n!n jsonl\n!z nul\n"
	                                         "!x.jsonl:10 jsonl\nb=제 목\n\n끝\n");
	assert_counts(outcome.counts, 4, 5, 0);
}

/* At the limit and one byte beyond it; white space at the end of a line does not count. */
static void test_line_too_big(void **state)
{
	(void)state;
	enum { MOST = 16 << 20 };
	char *line = malloc(MOST + 1);
	assert_non_null(line);
	FILE *file = fopen(path_of("x.jsonl"), "wb");
	assert_non_null(file);
	for (size_t size = MOST; size <= MOST + 1; size++) {
		memset(line, ' ', size);
		memcpy(line, "{\"id\":\"big\",\"text\":\"a", 21);
		memcpy(line + size - 2, "\"}", 2);
		fwrite(line, 1, size, file);
		fputs("  \r\n{\"id\":\"next\",\"text\":\"다음\"}\n", file);
	}
	fclose(file);
	free(line);
	const char *path = path_of("x.jsonl");
	struct outcome outcome = read_paths(&path, 1, MAEK_FORMAT_AUTO);
	assert_string_equal(outcome.lines.bytes, "big=a\nnext=다음\n!x.jsonl:3 line-too-big\nnext=다음\n");
	assert_counts(outcome.counts, 3, 1, 0);
}

static void read_stdin_as(enum maek_format format, const char *bytes, const char *wanted)
{
	put_string("input", bytes);
	assert_non_null(freopen(path_of("input"), "rb", stdin));
	const char *path = "-";
	struct outcome outcome = read_paths(&path, 1, format);
	assert_string_equal(outcome.lines.bytes, wanted);
}

static void test_standard_input(void **state)
{
	(void)state;
	read_stdin_as(MAEK_FORMAT_AUTO, "글이다", "stdin=글이다\n");
	read_stdin_as(MAEK_FORMAT_AUTO, "---\nid: n\n---\n\n# 제목\n\n글", "n=제목\n\n글\n");
	read_stdin_as(MAEK_FORMAT_MARKDOWN, "**글**", "stdin=글\n");
	read_stdin_as(MAEK_FORMAT_TEXT, "**글**", "stdin=**글**\n");
	read_stdin_as(MAEK_FORMAT_JSONL, "{\"text\":\"글\"}\n{\"id\":\"b\",\"text\":\"둘\"}\n", "stdin:1=글\nb=둘\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_folder_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_links_and_pipes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failures, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_line_too_big, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_standard_input, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
