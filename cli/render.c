/* maek render: graph.json in, a picture out, or one for each row of a view. */
#include "cli/command.h"
#include "cli/confine.h"
#include "cli/output.h"
#include "cli/report.h"
#include "graph/export.h"
#include "graph/graph_json.h"
#include "graph/view_picture.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 2000, FORCED_SECONDS = 120, NAME_MOST = 150 };

static const struct maek_option options_table[] = {
	{"rules", 'r', MAEK_OPTION_LIST, "PACK", "rules with the views and style", MAEK_OPTION_AT(packs)},
	{"format", 'f', MAEK_OPTION_TEXT, "svg|png|pdf", "as the output's name ends, else svg", MAEK_OPTION_AT(format)},
	{"output", 'o', MAEK_OPTION_TEXT, "FILE", "write here; with --each a folder", MAEK_OPTION_AT(output)},
	{"view", 0, MAEK_OPTION_TEXT, "NAME", "a view of the rules (everything)", MAEK_OPTION_AT(view)},
	{"theme", 0, MAEK_OPTION_TEXT, "light|dark", "which colours pictures have", MAEK_OPTION_AT(theme)},
	{"units", 0, MAEK_OPTION_TEXT, "NAME", "numbers in en (500B), ko or other units of the rules", MAEK_OPTION_AT(units)},
	{"width", 0, MAEK_OPTION_COUNT, "PIXELS", "how wide", MAEK_OPTION_AT(width)},
	{"focus", 0, MAEK_OPTION_TEXT, "NODE", "only what is near: an id, a name or another name", MAEK_OPTION_AT(focus)},
	{"hops", 0, MAEK_OPTION_COUNT, "N", "how near (1)", MAEK_OPTION_AT(hops)},
	{"select", 0, MAEK_OPTION_LIST, "type=TYPE", "only nodes of the type; may be given several times", MAEK_OPTION_AT(select)},
	{"top", 0, MAEK_OPTION_COUNT, "N", "only the N nodes with most relations", MAEK_OPTION_AT(top)},
	{"each", 0, MAEK_OPTION_TEXT, "row", "a picture for each row of the view", MAEK_OPTION_AT(each)},
	{"force", 0, MAEK_OPTION_FLAG, NULL, "draw also more nodes than can be read", MAEK_OPTION_AT(force)},
	{0},
};

static const char *const formats[] = {"svg", "png", "pdf", NULL};

static const char *format_of(const struct maek_options *options)
{
	const char *dot = options->output && !options->each ? strrchr(options->output, '.') : NULL;
	const char *wanted = options->format ? options->format : dot ? dot + 1 : "svg";
	for (size_t i = 0; formats[i]; i++)
		if (strcmp(formats[i], wanted) == 0)
			return formats[i];
	return options->format ? NULL : "svg";
}

static int draw_to(const struct maek_options *options, const struct maek_graph *graph,
                   const struct maek_export_options *how, const char *path, struct maek_errors *errors)
{
	struct maek_output output;
	if (!maek_output_open(&output, path))
		return MAEK_EXIT_OUTPUT;
	int seconds = options->force ? FORCED_SECONDS : MAEK_RENDER_SECONDS;
	bool ok = maek_draw(graph, how, format_of(options), seconds, output.stream, errors);
	bool is_input = !ok && errors->list.count && strcmp(errors->list.items[errors->list.count - 1].id, "render") != 0;
	maek_report_errors(errors, stderr);
	bool closed = maek_output_close(&output, ok);
	return ok && closed ? MAEK_EXIT_DONE : is_input ? MAEK_EXIT_INPUT : MAEK_EXIT_OUTPUT;
}

/* A label as a file name: without what separates folders, not hidden, not too long for any file system. */
static const char *file_name(const struct maek_options *options, const char *label, size_t number, const char *format)
{
	struct maek_buffer name = {.arena = options->arena};
	struct maek_text text = maek_text_of(label);
	for (size_t at = 0; at < text.size && name.size < NAME_MOST;) {
		uint32_t c = maek_text_decode(text, at, &at);
		bool is_plain = maek_is_letter(c) || maek_is_digit(c) || (c < 128 && strchr("-_ ", (int)c)) || (c == '.' && name.size);
		maek_buffer_code_point(&name, is_plain ? c : '_');
	}
	return maek_arena_format(options->arena, "%s/%02zu-%s.%s", options->output, number, name.bytes ? name.bytes : "", format);
}

static int draw_each(const struct maek_options *options, const struct maek_graph *graph, struct maek_export_options *how,
                     struct maek_errors *errors)
{
	struct maek_diagram diagram;
	if (!maek_diagram_read(how->rules, how->view, &diagram, errors)) {
		maek_report_errors(errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	struct maek_picture picture = maek_picture_of(graph, &diagram, NULL, options->arena);
	for (size_t i = 0; i < picture.rows.count; i++) {
		const struct maek_node *node = &graph->nodes.items[picture.rows.items[i].node];
		how->row = node->id;
		int code = draw_to(options, graph, how, file_name(options, node->label, i + 1, format_of(options)), errors);
		if (code != MAEK_EXIT_DONE)
			return code;
	}
	if (!picture.rows.count)
		fprintf(stderr, "maek render: the view '%s' has no rows in this graph; nothing was written\n", how->view);
	return MAEK_EXIT_DONE;
}

static int draw(const struct maek_options *options, struct maek_export_options *how, struct maek_errors *errors)
{
	struct maek_graph *graph;
	struct maek_diagram diagram;
	if (!maek_diagram_read(how->rules, how->view, &diagram, errors) ||
	    !maek_graph_read_json(options->arguments.items[0], &graph, errors)) {
		maek_report_errors(errors, stderr);
		return MAEK_EXIT_INPUT;
	}
	maek_render_check_fonts(how->rules, errors);
	maek_report_errors(errors, stderr);
	int code = options->each ? draw_each(options, graph, how, errors)
	                         : draw_to(options, graph, how, options->output, errors);
	maek_graph_free(graph);
	return code;
}

/* Types out of type=TYPE. */
static bool read_selection(const struct maek_options *options, struct maek_narrowing *narrowing)
{
	static const char key[] = "type=";
	const char **types = maek_arena_alloc(options->arena, (options->select.count + 1) * sizeof *types);
	for (size_t i = 0; i < options->select.count; i++) {
		if (strncmp(options->select.items[i], key, sizeof key - 1) != 0) {
			fprintf(stderr, "maek render: --select takes type=TYPE, not '%s'\n", options->select.items[i]);
			return false;
		}
		types[i] = options->select.items[i] + sizeof key - 1;
	}
	narrowing->types = types;
	narrowing->type_count = options->select.count;
	return true;
}

static bool is_sound(const struct maek_options *options)
{
	if (!format_of(options))
		fprintf(stderr, "maek render: unknown format '%s'; there are svg, png and pdf\n", options->format);
	else if (options->each && strcmp(options->each, "row") != 0)
		fprintf(stderr, "maek render: --each takes row, not '%s'\n", options->each);
	else if (options->each && (!options->view || !options->output))
		fprintf(stderr, "maek render: --each row needs --view and the folder -o\n");
	else if (options->hops && !options->focus)
		fprintf(stderr, "maek render: --hops needs --focus\n");
	else
		return true;
	return false;
}

static int run(const struct maek_options *options)
{
	struct maek_errors errors;
	struct maek_export_options how = {.view = options->view ? options->view : "everything",
	                                  .theme = options->theme,
	                                  .units = options->units,
	                                  .width = options->width,
	                                  .most = options->force ? 0 : MOST_NODES};
	how.narrowing = (struct maek_narrowing){
		.focus = options->focus, .hops = options->hops ? options->hops : 1, .top = options->top};
	maek_errors_init(&errors, options->arena);
	if (!is_sound(options) || !read_selection(options, &how.narrowing))
		return MAEK_EXIT_USAGE;
	struct maek_rules *rules = options->packs.count ? maek_report_rules(options) : NULL;
	if (options->packs.count && !rules)
		return MAEK_EXIT_INPUT;
	how.rules = rules;
	if (options->each && !maek_output_folder(options->output)) {
		maek_rules_free(rules);
		return MAEK_EXIT_OUTPUT;
	}
	maek_confine(options->output);
	int code = maek_report_style(options, "render", rules) ? draw(options, &how, &errors) : MAEK_EXIT_USAGE;
	maek_rules_free(rules);
	return code;
}

const struct maek_command maek_command_render = {
	.name = "render",
	.arguments = "GRAPH",
	.summary = "graph.json in, a picture out (svg, png, pdf)",
	.details = "Through Graphviz. Up to 150 nodes are laid out in order, up to 2,000 as a cloud; more need --force.",
	.options = options_table,
	.least = 1,
	.most = 1,
	.writes = MAEK_WRITES_ITSELF,
	.run = run,
};
