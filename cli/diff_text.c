/* See the header. */
#include "cli/diff_text.h"

#include "cli/paint.h"

#include <stdio.h>
#include <string.h>

static void write_sign(enum maek_change change)
{
	static const char signs[] = {[MAEK_GAINED] = '+', [MAEK_LOST] = '-', [MAEK_CHANGED] = '~'};
	maek_paint(change == MAEK_GAINED ? MAEK_PAINT_GOOD : change == MAEK_LOST ? MAEK_PAINT_BAD : MAEK_PAINT_BOLD);
	printf("%c ", signs[change]);
	maek_paint(MAEK_PAINT_OFF);
}

static void write_flat(const char *text)
{
	for (; *text; text++)
		putchar((unsigned char)*text < 0x20 ? ' ' : *text);
}

static void write_rule(const char *rule, const char *at)
{
	printf("%s ", rule);
	maek_paint(MAEK_PAINT_DIM);
	fputs(at, stdout);
	maek_paint(MAEK_PAINT_OFF);
}

static void write_place(const struct maek_diff_part *part)
{
	printf("%s", part->document);
	if (part->sentence >= 0)
		printf(", sentence %d", part->sentence + 1);
}

static void write_part(const struct maek_diff_part *part)
{
	fputs("    ", stdout);
	write_sign(part->change);
	if (!part->document) {
		printf("%s %s\n", part->what, part->text);
		return;
	}
	if (!part->evidence) {
		fputs("mention ", stdout);
		write_flat(part->text);
		fputs("  ", stdout);
		write_place(part);
		fputs("  ", stdout);
		write_rule(part->rule, part->at);
		puts("");
		return;
	}
	write_place(part);
	fputs(": ", stdout);
	write_flat(part->text);
	fputs("\n        by ", stdout);
	write_rule(part->rule, part->at);
	for (size_t i = 0; i < part->evidence->inferred.count; i++) {
		fputs(", through ", stdout);
		write_rule(part->evidence->inferred.items[i].rule, part->evidence->inferred.items[i].at);
	}
	puts("");
}

static void write_list(const struct maek_diff_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct maek_diff_item *item = &list->items[i];
		write_sign(item->change);
		maek_paint(MAEK_PAINT_FACT);
		fputs(item->id, stdout);
		maek_paint(MAEK_PAINT_OFF);
		if (item->was)
			printf("  (was %s)", item->was);
		puts("");
		for (size_t k = 0; k < item->parts.count; k++)
			if (item->change == MAEK_CHANGED || item->parts.items[k].document || strcmp(item->parts.items[k].what, "alias") == 0)
				write_part(&item->parts.items[k]);
	}
}

void maek_diff_write_text(const struct maek_diff *diff)
{
	write_list(&diff->edges);
	write_list(&diff->nodes);
}

void maek_diff_write_summary(const struct maek_diff *diff, const char *before)
{
	fprintf(stderr, "%snodes +%zu -%zu ~%zu, edges +%zu -%zu ~%zu\n", before, maek_diff_count(&diff->nodes, MAEK_GAINED),
	        maek_diff_count(&diff->nodes, MAEK_LOST), maek_diff_count(&diff->nodes, MAEK_CHANGED),
	        maek_diff_count(&diff->edges, MAEK_GAINED), maek_diff_count(&diff->edges, MAEK_LOST),
	        maek_diff_count(&diff->edges, MAEK_CHANGED));
}
