/* See the header. SARIF: one run, the lints as its rules and a result for each problem; a problem that is no lint is
 * named by its id alone.
 */
#include "graph/problems_json.h"

#include "extract/lint.h"
#include "graph/json_build.h"
#include "graph/version.h"

#include <string.h>

static bool write_json(json_t *root, FILE *out)
{
	bool ok = json_dumpf(root, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
	json_decref(root);
	return ok;
}

static const char *severity_of(const struct maek_error *error)
{
	return error->severity == MAEK_ERROR ? "error" : "warning";
}

/* One past the last column; a place without an end is one character. */
static int end_of(const struct maek_place *place)
{
	return place->end_column > place->column ? place->end_column : place->column + 1;
}

static json_t *problem_json(const struct maek_error *error)
{
	json_t *problem = json_object();
	const struct maek_place *place = &error->place;
	maek_json_set(problem, "file", place->file ? maek_json_string(place->file) : json_null());
	maek_json_set(problem, "line", place->line > 0 ? json_integer(place->line) : json_null());
	maek_json_set(problem, "column", place->column > 0 ? json_integer(place->column) : json_null());
	maek_json_set(problem, "end_column", place->column > 0 ? json_integer(end_of(place)) : json_null());
	maek_json_set(problem, "severity", maek_json_string(severity_of(error)));
	maek_json_set(problem, "id", maek_json_string(error->id));
	maek_json_set(problem, "message", maek_json_string(error->message));
	if (error->hint)
		maek_json_set(problem, "help", maek_json_string(error->hint));
	return problem;
}

bool maek_problems_write_json(const struct maek_errors *errors, FILE *out)
{
	json_t *root = json_object(), *list = json_array();
	for (size_t i = 0; i < errors->list.count; i++)
		maek_json_append(list, problem_json(&errors->list.items[i]));
	maek_json_set(root, "errors", json_integer((json_int_t)errors->error_count));
	maek_json_set(root, "warnings", json_integer((json_int_t)(errors->list.count - errors->error_count)));
	maek_json_set(root, "problems", list);
	return write_json(root, out);
}

static json_t *text_json(const char *text)
{
	json_t *object = json_object();
	maek_json_set(object, "text", maek_json_string(text));
	return object;
}

static json_t *driver_json(void)
{
	json_t *driver = json_object(), *rules = json_array();
	for (size_t i = 0; i < maek_lint_count(); i++) {
		json_t *rule = json_object(), *level = json_object();
		maek_json_set(rule, "id", maek_json_string(maek_lint_id(i)));
		maek_json_set(rule, "shortDescription", text_json(maek_lint_what(i)));
		maek_json_set(level, "level", json_string("warning"));
		maek_json_set(rule, "defaultConfiguration", level);
		maek_json_append(rules, rule);
	}
	maek_json_set(driver, "name", json_string("maek"));
	maek_json_set(driver, "version", json_string(MAEK_VERSION));
	maek_json_set(driver, "rules", rules);
	return driver;
}

/* Everything but unreserved characters and the slash is percent-encoded. */
static json_t *uri_json(const char *path)
{
	struct maek_arena *arena = maek_arena_new();
	struct maek_buffer uri = {.arena = arena};
	for (const char *c = path; *c; c++) {
		bool plain =
			(*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-._~/", *c);
		maek_buffer_format(&uri, plain ? "%c" : "%%%02X", plain ? *c : (unsigned char)*c);
	}
	json_t *object = json_object();
	maek_json_set(object, "uri", maek_json_string(uri.bytes ? uri.bytes : ""));
	maek_arena_free(arena);
	return object;
}

static json_t *location_json(const struct maek_place *place)
{
	json_t *location = json_object(), *physical = json_object(), *region = json_object();
	maek_json_set(physical, "artifactLocation", uri_json(place->file));
	if (place->line > 0) {
		maek_json_set(region, "startLine", json_integer(place->line));
		if (place->column > 0) {
			maek_json_set(region, "startColumn", json_integer(place->column));
			maek_json_set(region, "endColumn", json_integer(end_of(place)));
		}
		maek_json_set(physical, "region", region);
	} else {
		json_decref(region);
	}
	maek_json_set(location, "physicalLocation", physical);
	return location;
}

static json_t *result_json(struct maek_arena *arena, const struct maek_error *error)
{
	json_t *result = json_object(), *locations = json_array();
	maek_json_set(result, "ruleId", maek_json_string(error->id));
	for (size_t i = 0; i < maek_lint_count(); i++)
		if (strcmp(maek_lint_id(i), error->id) == 0)
			maek_json_set(result, "ruleIndex", json_integer((json_int_t)i));
	maek_json_set(result, "level", json_string(severity_of(error)));
	const char *text = error->hint ? maek_arena_format(arena, "%s (%s)", error->message, error->hint) : error->message;
	maek_json_set(result, "message", text_json(text));
	if (error->place.file)
		maek_json_append(locations, location_json(&error->place));
	maek_json_set(result, "locations", locations);
	return result;
}

bool maek_problems_write_sarif(const struct maek_errors *errors, FILE *out)
{
	struct maek_arena *arena = maek_arena_new();
	json_t *root = json_object(), *runs = json_array(), *run = json_object(), *tool = json_object(),
		   *results = json_array();
	for (size_t i = 0; i < errors->list.count; i++)
		maek_json_append(results, result_json(arena, &errors->list.items[i]));
	maek_json_set(tool, "driver", driver_json());
	maek_json_set(run, "tool", tool);
	maek_json_set(run, "columnKind", json_string("unicodeCodePoints"));
	maek_json_set(run, "results", results);
	maek_json_append(runs, run);
	maek_json_set(root, "$schema", json_string("https://json.schemastore.org/sarif-2.1.0.json"));
	maek_json_set(root, "version", json_string("2.1.0"));
	maek_json_set(root, "runs", runs);
	maek_arena_free(arena);
	return write_json(root, out);
}
