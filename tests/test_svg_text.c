/* Runs that spaces join become one text; neighbouring cells stay apart. */
#include "graph/svg_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RUN(x, y, style, content) "<text text-anchor=\"start\" x=\"" x "\" y=\"" y "\"" style ">" content "</text>\n"
#define BOLD " font-family=\"F\" font-weight=\"bold\" fill=\"red\""
#define PLAIN " font-family=\"F\" fill=\"blue\""

static void assert_joined(const char *svg, const char *wanted)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&bytes, &size);
	maek_svg_join_text(maek_text_of(svg), out);
	fclose(out);
	assert_string_equal(bytes, wanted);
	free(bytes);
}

static void test_joined(void **state)
{
	(void)state;
	assert_joined("<g>" RUN("1", "5", BOLD, "name") RUN("9", "5", PLAIN, " &#160;") RUN("12", "5", PLAIN, "also") "</g>",
	              "<g><text xml:space=\"preserve\" text-anchor=\"start\" x=\"1\" y=\"5\"" BOLD
	              ">name<tspan font-weight=\"normal\" fill=\"blue\"> &#160;</tspan>"
	              "<tspan font-weight=\"normal\" fill=\"blue\">also</tspan></text>\n</g>");
	assert_joined(RUN("1", "5", PLAIN, "") RUN("1", "5", BOLD, "b"),
	              "<text xml:space=\"preserve\" text-anchor=\"start\" x=\"1\" y=\"5\"" PLAIN
	              "><tspan font-weight=\"bold\" fill=\"red\">b</tspan></text>\n");
	assert_joined(RUN("1", "5", "", "a") RUN("2", "5", "", " ") RUN("3", "5", "", "b"),
	              "<text xml:space=\"preserve\" text-anchor=\"start\" x=\"1\" y=\"5\">a<tspan> </tspan><tspan>b</tspan></text>\n");
}

static void test_apart(void **state)
{
	(void)state;
	static const char *const same[] = {
		"",
		"<svg/>",
		RUN("1", "5", PLAIN, "one") RUN("9", "5", PLAIN, "cell"),                    /* no space between */
		RUN("1", "5", PLAIN, "one") RUN("1", "15", PLAIN, " "),                      /* another line */
		RUN("1", "5", PLAIN, "one") "<polygon/>" RUN("9", "5", PLAIN, " "),          /* something between */
		"<text text-anchor=\"middle\" x=\"1\" y=\"2\">m</text>\n" RUN("9", "2", PLAIN, " "),
		"<text text-anchor=\"start\" x=\"1",                                          /* cut off */
		"<text text-anchor=\"start\" x=\"1\" y=\"2\">open",
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_joined(same[i], same[i]);
}

static void test_spaces_at_the_end(void **state)
{
	(void)state;
	assert_joined(RUN("1", "5", "", "one") RUN("9", "5", "", " "),
	              "<text xml:space=\"preserve\" text-anchor=\"start\" x=\"1\" y=\"5\">one</text>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_apart),
		cmocka_unit_test(test_spaces_at_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
