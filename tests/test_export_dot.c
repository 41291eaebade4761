/* DOT of graphs: the same bytes each time, what the views say, ids that are unique, and text of any kind that Graphviz
 * reads without a word and shows as it is.
 */
#include "graph/export.h"
#include "graph/export_html.h"
#include "graph/graph_json.h"

#include "league_graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct maek_arena *arena;
static struct maek_rules *rules;

static int load(void **state)
{
	struct maek_errors errors;
	const char *folder = TESTS_DIR "/pictures/league";
	(void)state;
	arena = maek_arena_new();
	maek_errors_init(&errors, arena);
	return maek_rules_load(&folder, 1, &rules, &errors) ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	maek_rules_free(rules);
	maek_arena_free(arena);
	return 0;
}

static char *keep(char *bytes, size_t size)
{
	char *kept = maek_arena_copy(arena, bytes, size);
	free(bytes);
	return kept;
}

static char *export_with(const struct maek_graph *graph, struct maek_export_options options)
{
	struct maek_errors errors;
	char *bytes = NULL;
	size_t size = 0;
	maek_errors_init(&errors, arena);
	FILE *out = open_memstream(&bytes, &size);
	bool ok = maek_exporter_find("dot")->write(graph, &options, out, &errors);
	fclose(out);
	assert_true(ok && errors.list.count == 0);
	return keep(bytes, size);
}

static char *view_of(const struct maek_graph *graph, const char *view)
{
	return export_with(graph, (struct maek_export_options){.rules = rules, .view = view});
}

/* Through Graphviz, which must not say a word. */
static char *svg_of(const char *dot)
{
	struct maek_errors errors;
	char *bytes = NULL;
	size_t size = 0;
	maek_errors_init(&errors, arena);
	FILE *out = open_memstream(&bytes, &size);
	if (!maek_render(maek_text_of(dot), "svg", 30, out, &errors))
		fail_msg("%s\nin\n%s", errors.list.items[0].message, dot);
	fclose(out);
	return keep(bytes, size);
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;
	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		count++;
	return count;
}

static void assert_has(const char *text, const char *part, size_t times)
{
	if (count_of(text, part) != times)
		fail_msg("'%s' is there %zu times, wanted %zu, in\n%s", part, count_of(text, part), times, text);
}

static void test_cards(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	const char *dot = view_of(graph, "clubs");
	assert_has(dot, "digraph 구단 {", 1);
	assert_has(dot, "class=\"Club row\"", 3);
	assert_has(dot, "<B>Red &amp; &lt;Sons&gt;</B>", 1);
	assert_has(dot, "<TD WIDTH=\"9\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"#9C3F78\">", 1); /* a tenth */
	assert_has(dot, "<TD WIDTH=\"90\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"#9C3F78\">", 2);
	assert_has(dot, "<B>60K</B>", 2);
	assert_has(dot, "좌석 수 (막대 전체 = 60K)", 1);
	assert_has(dot, "TITLE=\"Big: 60,000 (60000)\"", 2);
	assert_has(dot, ">team captain<", 1);
	assert_has(dot, "그림에 없는 것: 구단 1, 리그 1, 선수 1<", 1);
	assert_has(dot, ">운영<", 1);
	const char *svg = svg_of(dot);
	assert_has(svg, "class=\"node Club row\"", 3);
	assert_has(svg, "class=\"edge plays_in\"", 3);
	maek_graph_free(graph);
}

static void test_missing_value(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	graph->edges.count -= 2; /* Big has no seats now */
	const char *dot = view_of(graph, "clubs");
	assert_has(dot, ">모름<", 2);
	assert_has(dot, "-unknown\" HREF", 2);
	assert_has(view_of(graph, "panels"), "class=unknown", 2);
	maek_graph_free(graph);
}

/* Area, not diameter: a tenth of the value is 0.316 of the diameter. */
static void test_panels(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	const char *dot = view_of(graph, "panels"), *svg = svg_of(dot);
	assert_has(dot, "subgraph cluster_", 3);
	assert_has(dot, "width=1.0972", 2);
	assert_has(dot, "width=0.3472", 1);
	assert_has(svg, "class=\"cluster\"", 3);
	assert_has(svg, "class=\"node Seats\"", 3);
	assert_has(svg, "class=\"edge plays_for\"", 1);
	maek_graph_free(graph);
}

static void test_ids(void **state)
{
	(void)state;
	static const char *const views[] = {"clubs", "panels", "everything"};
	struct maek_graph *graph = league_graph();
	for (size_t i = 0; i < 3; i++) {
		const char *svg = svg_of(view_of(graph, views[i]));
		for (const char *at = strstr(svg, "id=\""); at; at = strstr(at + 1, "id=\"")) {
			const char *id = maek_arena_copy(arena, at, (size_t)(strchr(at + 4, '"') - at) + 1);
			assert_has(svg, id, 1);
		}
	}
	maek_graph_free(graph);
}

static void test_everything(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	const char *dot = export_with(graph, (struct maek_export_options){0}), *svg = svg_of(dot);
	assert_has(svg, "class=\"node ", graph->nodes.count);
	assert_has(svg, "class=\"edge ", graph->edges.count);
	assert_has(dot, "dir=forward", graph->edges.count); /* no style says otherwise */
	assert_has(view_of(graph, NULL), "style=dashed", 2);
	assert_has(view_of(graph, "everything"), "<TD>구단</TD>", 1);
	assert_null(strstr(dot, "sfdp"));
	for (int i = 0; i < 200; i++)
		league_node(graph, "Player", maek_arena_format(arena, "p%d", i), 2000);
	assert_non_null(strstr(export_with(graph, (struct maek_export_options){0}), "layout=sfdp"));
	maek_graph_free(graph);
}

static void test_themes_and_units(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	struct maek_export_options dark = {.rules = rules, .view = "clubs", .theme = "dark", .units = "ko"};
	const char *dot = export_with(graph, dark);
	assert_non_null(strstr(dot, "bgcolor=\"#0F1620\""));
	assert_non_null(strstr(dot, "#ABCDEF"));
	assert_null(strstr(dot, "#123456"));
	assert_has(dot, "<B>6만</B>", 2);
	assert_has(dot, "<B>6000</B>", 1);
	maek_graph_free(graph);
}

static void test_same_bytes(void **state)
{
	(void)state;
	static const char *const views[] = {"clubs", "panels", "everything"};
	struct maek_graph *one = league_graph(), *two = league_graph();
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(view_of(one, views[i]), view_of(two, views[i]));
	maek_graph_free(one);
	maek_graph_free(two);
}

static void test_no_root(void **state)
{
	(void)state;
	struct maek_graph *graph = league_new();
	league_node(graph, "Club", "Alone", 1);
	assert_non_null(strstr(svg_of(view_of(graph, "clubs")), "리그가 없습니다"));
	assert_non_null(strstr(svg_of(view_of(graph, "panels")), "<svg"));
	maek_graph_free(graph);
}

/* Text as SVG holds it: Graphviz writes some characters as references. */
static const char *as_svg(const char *text)
{
	struct maek_buffer out = {.arena = arena};
	for (const char *c = text; *c; c++) {
		static const char *const references[128] = {
			['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;", ['-'] = "&#45;"};
		const char *reference = (unsigned char)*c < 128 ? references[(unsigned char)*c] : NULL;
		maek_buffer_add(&out, reference ? reference : c, reference ? strlen(reference) : 1);
	}
	return out.bytes;
}

static void test_awkward_labels(void **state)
{
	(void)state;
	static const char *const labels[] = {"a&b",
	                                     "1 < 2 > 0",
	                                     "\"quoted\" 'too'",
	                                     "back\\slash \\N \\G \\l\\",
	                                     "&amp;",
	                                     "&unknown;",
	                                     "</TD></TABLE>",
	                                     "-.-",
	                                     "😀 이모지",
	                                     "<!-- -->",
	                                     "]]>",
	                                     "한글 ㄱㄴ",
	                                     "e\xCC\x81",
	                                     "a  b",
	                                     "end\\",
	                                     "{x|y}",
	                                     "<B></B>"};
	static const char *const silent[] = {"", " ", "\x01\x02", "\xEF\xBB\xBF", "\t\n", "\xEF\xBF\xBE"};
	static const char *const views[] = {"clubs", "panels", "everything"};
	for (size_t view = 0; view < 3; view++) {
		for (size_t i = 0; i < sizeof labels / sizeof *labels + sizeof silent / sizeof *silent; i++) {
			bool is_visible = i < sizeof labels / sizeof *labels;
			const char *label = is_visible ? labels[i] : silent[i - sizeof labels / sizeof *labels];
			struct maek_graph *graph = league_graph();
			for (size_t k = 0; k < graph->nodes.count; k++)
				graph->nodes.items[k].label = label;
			league_alias(graph, 0, "also & <this>", 1);
			const char *svg = svg_of(view_of(graph, views[view]));
			if (is_visible && !strchr(label, ' ') && !strstr(svg, as_svg(label)))
				fail_msg("'%s' is not in\n%s", as_svg(label), svg);
			maek_graph_free(graph);
		}
	}
}

static void test_long_labels(void **state)
{
	(void)state;
	static const char *const views[] = {"clubs", "panels", "everything"};
	struct maek_graph *graph = league_graph();
	struct maek_buffer label = {.arena = arena};
	for (int i = 0; i < 300; i++)
		maek_buffer_string(&label, "가");
	graph->nodes.items[0].label = label.bytes;
	const char *cut = maek_arena_format(arena, "%.*s…", 600, label.bytes);
	for (size_t i = 0; i < 3; i++) {
		const char *dot = view_of(graph, views[i]);
		assert_non_null(strstr(dot, cut));
		assert_null(strstr(dot, label.bytes));
		svg_of(dot);
	}
	maek_graph_free(graph);
}

static void test_wrap(void **state)
{
	(void)state;
	assert_string_equal(maek_html_wrap(arena, "short", 12, 130), "short");
	assert_string_equal(maek_html_wrap(arena, "독자 AI 파운데이션 모델 프로젝트", 12, 130),
	                    "독자 AI 파운데이션\n모델 프로젝트");
	assert_string_equal(maek_html_wrap(arena, "", 12, 130), "");
	const char *unbroken = "가나다라마바사아자차카타파하가나다라마바사";
	assert_string_equal(maek_html_wrap(arena, unbroken, 12, 130), unbroken);
	assert_true(maek_html_width("가\n가나다", 10) == maek_html_width("가나다", 10));
}

static void test_exporters(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	char *direct = NULL, *exported = NULL;
	size_t direct_size = 0, exported_size = 0;
	FILE *out = open_memstream(&direct, &direct_size);
	assert_true(maek_graph_write_json(graph, out));
	fclose(out);
	out = open_memstream(&exported, &exported_size);
	assert_true(maek_exporter_find("json")->write(graph, &(struct maek_export_options){0}, out, NULL));
	fclose(out);
	assert_string_equal(keep(direct, direct_size), keep(exported, exported_size));
	assert_null(maek_exporter_find("nonsense"));
	maek_graph_free(graph);
}

static void test_full_disk(void **state)
{
	(void)state;
	struct maek_graph *graph = league_graph();
	struct maek_errors errors;
	maek_errors_init(&errors, arena);
	FILE *full = fopen("/dev/full", "w");
	assert_false(maek_exporter_find("dot")->write(graph, &(struct maek_export_options){0}, full, &errors));
	assert_int_equal(errors.error_count, 0); /* whoever opened the file tells */
	assert_true(ferror(full));
	fclose(full);
	maek_graph_free(graph);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cards),          cmocka_unit_test(test_missing_value),
		cmocka_unit_test(test_panels),         cmocka_unit_test(test_ids),
		cmocka_unit_test(test_everything),     cmocka_unit_test(test_themes_and_units),
		cmocka_unit_test(test_same_bytes),     cmocka_unit_test(test_no_root),
		cmocka_unit_test(test_awkward_labels), cmocka_unit_test(test_long_labels),
		cmocka_unit_test(test_wrap),           cmocka_unit_test(test_exporters),
		cmocka_unit_test(test_full_disk),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
