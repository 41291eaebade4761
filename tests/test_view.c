/* Views are read with every slip reported at its place, and find in a graph what they describe. */
#include "graph/view_picture.h"

#include "league_graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct maek_arena *arena;
	struct maek_errors errors;
	struct maek_rules *rules;
	struct maek_graph *graph;
};

static int set_up(void **state)
{
	struct maek_arena *arena = maek_arena_new();
	struct world *world = maek_arena_alloc(arena, sizeof *world);
	const char *folder = TESTS_DIR "/pictures/league";
	world->arena = arena;
	world->graph = league_graph();
	maek_errors_init(&world->errors, arena);
	*state = world;
	return maek_rules_load(&folder, 1, &world->rules, &world->errors) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct world *world = *state;
	maek_rules_free(world->rules);
	maek_graph_free(world->graph);
	maek_arena_free(world->arena);
	return 0;
}

static void test_reads(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	assert_true(maek_diagram_read(world->rules, "clubs", &diagram, &world->errors));
	assert_int_equal(diagram.layout, MAEK_LAYOUT_CARDS);
	assert_string_equal(diagram.root, "League");
	assert_string_equal(diagram.row.relation, "plays_in");
	assert_false(diagram.row.against);
	assert_string_equal(diagram.people.relation, "plays_for");
	assert_true(diagram.people.against);
	assert_string_equal(diagram.people_sub, "number");
	assert_true(diagram.model_alias);
	assert_int_equal(diagram.models_order, MAEK_ORDER_FALLING);
	assert_int_equal(diagram.head_most, 1);
	assert_string_equal(maek_diagram_word(&diagram, "missing"), "모름");
	assert_string_equal(maek_diagram_word(&diagram, "no-such-word"), "");
	assert_int_equal(world->errors.list.count, 0);
}

static void assert_problem(const struct world *world, size_t index, const char *id, int line, int column,
                           const char *part)
{
	const struct maek_error *error = &world->errors.list.items[index];
	if (strcmp(error->id, id) != 0 || error->place.line != line || error->place.column != column ||
	    !strstr(error->message, part))
		fail_msg("%zu: %s %d:%d %s", index, error->id, error->place.line, error->place.column, error->message);
}

static void test_problems(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	assert_false(maek_diagram_read(world->rules, "broken", &diagram, &world->errors));
	maek_errors_sort(&world->errors);
	assert_int_equal(world->errors.list.count, 6);
	assert_problem(world, 0, "unknown-value", 24, 13, "card");
	assert_string_equal(world->errors.list.items[0].hint, "did you mean 'cards'?");
	assert_problem(world, 1, "unknown-key", 26, 12, "typ");
	assert_problem(world, 2, "unknown-value", 28, 17, "persons");
	assert_problem(world, 3, "missing-key", 29, 9, "via");
	assert_problem(world, 4, "unknown-value", 30, 21, "size");
	assert_non_null(strstr(world->errors.list.items[5].place.file, "league/views.yaml"));
	assert_int_equal(world->errors.list.items[5].place.line, 31);
}

static void test_missing_parts(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	assert_false(maek_diagram_read(world->rules, "rowless", &diagram, &world->errors));
	assert_problem(world, 0, "missing-key", 32, 12, "root");
	assert_false(maek_diagram_read(world->rules, "club", &diagram, &world->errors));
	assert_string_equal(world->errors.list.items[1].id, "unknown-view");
	assert_string_equal(world->errors.list.items[1].hint, "did you mean 'clubs'?");
	assert_false(maek_diagram_read(NULL, "clubs", &diagram, &world->errors));
}

static const char *label_of(const struct world *world, uint32_t node)
{
	return world->graph->nodes.items[node].label;
}

static void test_picture(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	assert_true(maek_diagram_read(world->rules, "clubs", &diagram, &world->errors));
	struct maek_picture picture = maek_picture_of(world->graph, &diagram, NULL, world->arena);
	assert_true(picture.found);
	assert_string_equal(label_of(world, picture.root), "The League");
	assert_int_equal(picture.rows.count, 3);
	assert_int_equal(picture.greatest, 60000);

	const struct maek_picture_row *red = &picture.rows.items[0], *blue = &picture.rows.items[1];
	assert_string_equal(label_of(world, red->node), "Red & <Sons>");
	assert_string_equal(label_of(world, blue->node), "청룡");
	assert_string_equal(label_of(world, picture.rows.items[2].node), "Last");
	assert_string_equal(blue->alias, "BD FC");
	assert_string_equal(red->alias, "");
	assert_int_equal(red->people.count, 1);
	assert_string_equal(red->people.items[0].title, "team captain");
	assert_int_equal(red->models.count, 2);
	assert_string_equal(label_of(world, red->models.items[0].node), "Big");
	assert_int_equal(red->models.items[0].value, 60000);
	assert_int_equal(red->models.items[1].value, 6000);
	assert_int_equal(picture.rows.items[2].models.count, 0);

	assert_int_equal(picture.sides.count, 1);
	assert_string_equal(label_of(world, picture.sides.items[0].heads.items[0].node), "Boss");
	size_t shown = 0;
	for (size_t i = 0; i < world->graph->nodes.count; i++)
		shown += picture.shown[i];
	assert_int_equal(shown, world->graph->nodes.count - 3); /* Other League and two Nobodies */
}

static void test_orders(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	static const char *const first[] = {
		[MAEK_ORDER_TEXT] = "Small", [MAEK_ORDER_RISING] = "Small", [MAEK_ORDER_FALLING] = "Big"};
	assert_true(maek_diagram_read(world->rules, "clubs", &diagram, &world->errors));
	for (int order = MAEK_ORDER_TEXT; order <= MAEK_ORDER_FALLING; order++) {
		diagram.models_order = (enum maek_order)order;
		struct maek_picture picture = maek_picture_of(world->graph, &diagram, NULL, world->arena);
		assert_string_equal(label_of(world, picture.rows.items[0].models.items[0].node), first[order]);
	}
}

static void test_no_root(void **state)
{
	struct world *world = *state;
	struct maek_diagram diagram;
	assert_true(maek_diagram_read(world->rules, "clubs", &diagram, &world->errors));
	diagram.root = "Cup";
	struct maek_picture picture = maek_picture_of(world->graph, &diagram, NULL, world->arena);
	assert_false(picture.found);
	assert_int_equal(picture.rows.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_reads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_problems, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_missing_parts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_picture, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_orders, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_root, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
