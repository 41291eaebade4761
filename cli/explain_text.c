/* See the header. Columns are counted as a terminal shows them: Hangul takes two. */
#include "cli/explain_text.h"

#include "cli/paint.h"

#include <string.h>

/* ---- pointers: a line and carets under it */

static void write_line(const struct maek_pointer *pointer, int indent, enum maek_paint caret)
{
	if (!pointer->text)
		return;
	maek_paint_spaces(indent);
	maek_paint_typed(pointer->text);
	puts("");
	if (pointer->place.column <= 0)
		return;
	struct maek_text text = maek_text_of(pointer->text);
	size_t at = 0;
	int column = 1, end = pointer->place.end_column > pointer->place.column ? pointer->place.end_column
	                                                                         : pointer->place.column + 1;
	maek_paint_spaces(indent);
	for (; column < pointer->place.column && at < text.size; column++) {
		uint32_t c = maek_text_decode(text, at, &at);
		if (c == '\t')
			putchar('\t');
		else
			maek_paint_spaces(maek_char_width(c));
	}
	maek_paint(caret);
	bool any = false;
	for (; column < end && at < text.size; column++) {
		int width = maek_char_width(maek_text_decode(text, at, &at));
		for (int i = 0; i < (width > 0 ? width : 1); i++)
			putchar('^');
		any = true;
	}
	fputs(any ? "" : "^", stdout);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
}

/* A line of a file without the blanks before it. */
static void write_yaml(const struct maek_pointer *pointer, int indent)
{
	if (!pointer->place.line)
		return;
	maek_paint_spaces(indent);
	maek_paint(MAEK_PAINT_DIM);
	printf("%s:%d", pointer->place.file, pointer->place.line);
	if (pointer->place.column > 0)
		printf(":%d", pointer->place.column);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
	struct maek_pointer trimmed = *pointer;
	while (trimmed.text && (*trimmed.text == ' ' || *trimmed.text == '\t')) {
		trimmed.text++;
		trimmed.place.column -= trimmed.place.column > 0;
		trimmed.place.end_column -= trimmed.place.end_column > 0;
	}
	write_line(&trimmed, indent + 4, MAEK_PAINT_BAD);
}

static void write_sentence_line(const struct maek_pointer *pointer, int indent)
{
	if (!pointer->text)
		return;
	maek_paint_spaces(indent);
	maek_paint(MAEK_PAINT_DIM);
	printf("text, line %d", pointer->place.line);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
	write_line(pointer, indent + 4, MAEK_PAINT_BAD);
}

/* ---- tables of items */

static int text_width(const struct maek_explained_item *items, size_t count)
{
	int most = 0;
	for (size_t i = 0; i < count; i++) {
		int width = maek_paint_width(items[i].text);
		most = width > most && width <= 48 ? width : most;
	}
	return most;
}

static void write_item(const struct maek_explained_item *item, int width, int rule_width)
{
	fputs("  ", stdout);
	maek_paint(MAEK_PAINT_FACT);
	fputs(item->text, stdout);
	maek_paint(MAEK_PAINT_OFF);
	maek_paint_spaces(width - maek_paint_width(item->text));
	printf("  %s", item->rule);
	maek_paint_spaces(rule_width - maek_paint_width(item->rule));
	maek_paint(MAEK_PAINT_DIM);
	printf("  %s", item->at);
	if (item->note)
		printf("  (%s)", item->note);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
}

static void write_items(const char *title, const struct maek_explained_item *items, size_t count)
{
	int width = text_width(items, count), rule_width = 0;
	if (!count)
		return;
	for (size_t i = 0; i < count; i++) {
		int here = maek_paint_width(items[i].rule);
		rule_width = here > rule_width ? here : rule_width;
	}
	printf("%s\n", title);
	for (size_t i = 0; i < count; i++)
		write_item(&items[i], width, rule_width);
}

/* ---- a sentence */

static void write_stages(const struct maek_explained_sentence *sentence)
{
	int most = 0;
	for (size_t i = 0; i < sentence->stages.count; i++) {
		int width = maek_paint_width(sentence->stages.items[i].file);
		most = width > most ? width : most;
	}
	for (size_t i = 0; i < sentence->stages.count; i++) {
		maek_paint(MAEK_PAINT_DIM);
		printf("  %s", sentence->stages.items[i].file);
		maek_paint(MAEK_PAINT_OFF);
		maek_paint_spaces(most - maek_paint_width(sentence->stages.items[i].file) + 2);
		maek_paint_typed(sentence->stages.items[i].view);
		puts("");
	}
}

void maek_explain_write_sentence(const struct maek_explained_sentence *sentence)
{
	maek_paint(MAEK_PAINT_BOLD);
	printf("line %d: %s\n", sentence->line, sentence->text);
	maek_paint(MAEK_PAINT_OFF);
	write_stages(sentence);
	write_items("mentions", sentence->mentions.items, sentence->mentions.count);
	write_items("facts", sentence->facts.items, sentence->facts.count);
	if (!sentence->mentions.count && !sentence->facts.count)
		puts("  no rule made anything of it");
	if (sentence->losses.count)
		puts("lost an overlap");
	for (size_t i = 0; i < sentence->losses.count; i++) {
		const struct maek_explained_loss *loss = &sentence->losses.items[i];
		printf("  %s of %s ", loss->lost.text, loss->lost.rule);
		maek_paint(MAEK_PAINT_DIM);
		printf("%s", loss->lost.at);
		maek_paint(MAEK_PAINT_OFF);
		printf("\n    to %s of %s: %s\n", loss->winner.text, loss->winner.rule, loss->why);
	}
}

/* ---- a rule */

static void write_furthest(const struct maek_explained_rule *rule, int indent)
{
	if (rule->furthest) {
		maek_paint_spaces(indent);
		printf("%s\n", rule->furthest);
	}
	write_yaml(&rule->yaml, indent);
	if (rule->macro.place.line && !rule->macro.place.column) {
		maek_paint_spaces(indent + 4);
		printf("(a macro, defined at %s:%d)\n", rule->macro.place.file, rule->macro.place.line);
	} else if (rule->macro.place.line) {
		maek_paint_spaces(indent);
		puts("within the macro");
		write_yaml(&rule->macro, indent);
	}
	write_sentence_line(&rule->text, indent);
}

static void write_drops(const struct maek_explained_rule *rule, int indent)
{
	for (size_t i = 0; i < rule->drops.count; i++) {
		const struct maek_explained_drop *drop = &rule->drops.items[i];
		maek_paint_spaces(indent);
		printf("dropped [%s]: %s\n", drop->cause, drop->message);
		write_yaml(&drop->yaml, indent + 2);
		write_sentence_line(&drop->text, indent + 2);
	}
}

static bool has_fired(const struct maek_explained_rule *rule)
{
	return strcmp(rule->cause, "fired") == 0;
}

static void write_verdict(const struct maek_explained_rule *rule)
{
	maek_paint(has_fired(rule) ? MAEK_PAINT_GOOD : MAEK_PAINT_BAD);
	printf("%s", has_fired(rule) ? "fired" : "did not fire");
	maek_paint(MAEK_PAINT_OFF);
	if (has_fired(rule) && rule->made.count)
		puts("");
	else
		printf(" [%s]: %s\n", rule->cause, rule->message);
}

void maek_explain_write_rule(const struct maek_explained_rule *rule)
{
	maek_paint(MAEK_PAINT_BOLD);
	printf("%s", rule->id);
	maek_paint(MAEK_PAINT_OFF);
	maek_paint(MAEK_PAINT_DIM);
	printf("  %s", rule->at);
	maek_paint(MAEK_PAINT_OFF);
	puts("");
	write_verdict(rule);
	write_items("made", rule->made.items, rule->made.count);
	write_drops(rule, 0);
	write_furthest(rule, 2);
}

bool maek_explain_write_why(const struct maek_explained_rule *rule, int indent)
{
	if (has_fired(rule) && !rule->drops.count)
		return false;
	if (!has_fired(rule)) {
		maek_paint_spaces(indent);
		write_verdict(rule);
	}
	write_drops(rule, indent);
	write_furthest(rule, indent + 2);
	return true;
}
