/* Markdown through md4c (the only file that includes md4c.h): blocks become lines with a blank line between them, list
 * items keep a dash, table rows become `| a | b |`, other markup is dropped. md4c hands out pieces of the input itself,
 * so their addresses are the offsets.
 *
 * What stands between two pieces of text (bars, line ends, dashes) waits until the second piece is there; then each of
 * its characters is looked up in the original between the two, the ones before the line end from the left on the line
 * that ends, the others from the right on the line that begins. Thus a row's span begins at its own bar. A character
 * that is not there stands for nothing.
 */
#include "extract/document_format.h"

#include <md4c.h>
#include <errno.h>
#include <string.h>

struct walk {
	struct maek_draft *draft;
	struct maek_parts *parts;
	size_t at;                          /* the original offset reached */
	struct maek_buffer closing, opening; /* characters that wait: before and behind the line ends */
	size_t lines;                       /* line ends that wait */
	bool fresh;                         /* an item has its dash but no text */
	int list_depth;
	size_t blocks;
	enum { NO_TITLE, HEADING, FIRST_LINE } title; /* the first block, still without a body */
};

/* ---- what waits between two pieces of text */

static void wait_lines(struct walk *walk, size_t lines)
{
	walk->lines = walk->lines > lines ? walk->lines : lines;
}

static void wait_chars(struct walk *walk, const char *bytes, size_t size)
{
	maek_buffer_add(walk->lines ? &walk->opening : &walk->closing, bytes, size);
}

/* The closing characters, at `from` or behind it; returns where the last one ended. */
static size_t put_closing(struct walk *walk, size_t from, size_t to)
{
	struct maek_text gap = {walk->draft->original.bytes, to};
	size_t end = maek_line_at(gap, from).end;
	for (size_t i = 0; i < walk->closing.size; i++) {
		const char *found = memchr(gap.bytes + from, walk->closing.bytes[i], end - from);
		size_t at = found ? (size_t)(found - gap.bytes) : from;
		from = found ? at + 1 : from;
		maek_draft_stand(walk->draft, walk->closing.bytes[i], at, from);
	}
	return from;
}

/* The line ends; returns where the last one ended. */
static size_t put_lines(struct walk *walk, size_t from, size_t to)
{
	struct maek_text gap = {walk->draft->original.bytes, to};
	for (size_t i = 0; i < walk->lines; i++) {
		struct maek_line line = maek_line_at(gap, from);
		maek_draft_stand(walk->draft, '\n', line.end, line.next);
		from = line.next;
	}
	return from;
}

/* The opening characters, before `to`. */
static void put_opening(struct walk *walk, size_t from, size_t to)
{
	const char *original = walk->draft->original.bytes;
	size_t size = walk->opening.size, start = to;
	while (start > from && original[start - 1] != '\n' && original[start - 1] != '\r')
		start--;
	uint32_t *starts = maek_arena_alloc(walk->draft->arena, 2 * (size + 1) * sizeof *starts), *ends = starts + size;
	for (size_t i = size; i-- > 0;) {
		const char *found = memrchr(original + start, walk->opening.bytes[i], to - start);
		starts[i] = (uint32_t)(found ? (size_t)(found - original) : to);
		ends[i] = starts[i] + (found ? 1 : 0);
		to = starts[i];
	}
	for (size_t i = 0; i < size; i++)
		maek_draft_stand(walk->draft, walk->opening.bytes[i], starts[i], ends[i]);
}

/* A heading is a title; a line of text only when a blank line follows, as in plain text. */
static void begin_body(struct walk *walk, size_t next)
{
	struct maek_text gap = {walk->draft->original.bytes, next};
	struct maek_line behind = maek_line_at(gap, maek_line_at(gap, walk->at).next);
	if (walk->title == FIRST_LINE && (behind.next == behind.start || !maek_line_is_blank(gap, behind)))
		walk->parts->title = 0;
	else
		walk->parts->body = walk->draft->chars.count;
	walk->title = NO_TITLE;
}

/* Writes what waits before the text that begins at `next`. */
static void flush(struct walk *walk, size_t next)
{
	size_t from = put_closing(walk, walk->at, next);
	if (walk->draft->chars.count)
		from = put_lines(walk, from, next);
	if (walk->parts->title && walk->title && walk->lines)
		begin_body(walk, next);
	put_opening(walk, from, next);
	walk->closing.size = walk->opening.size = walk->lines = 0;
	walk->fresh = false;
}

/* ---- blocks */

static void begin_block(struct walk *walk)
{
	if (!walk->fresh)
		wait_lines(walk, 2);
}

static void begin_item(struct walk *walk)
{
	if (!walk->fresh)
		wait_lines(walk, 1);
	wait_chars(walk, "- ", 2);
	walk->fresh = true;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct walk *walk = context;
	(void)detail;
	if (type == MD_BLOCK_DOC)
		return 0;
	if (++walk->blocks > 2 * walk->draft->original.size + 64)
		return -1; /* short rows are filled up: a wide head over many of them grows without end */
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
		if (walk->list_depth++ == 0)
			begin_block(walk);
	} else if (type == MD_BLOCK_LI) {
		begin_item(walk);
	} else if (type == MD_BLOCK_TR) {
		wait_lines(walk, 1);
		wait_chars(walk, "|", 1);
	} else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
		wait_chars(walk, " ", 1);
	} else if (type != MD_BLOCK_THEAD && type != MD_BLOCK_TBODY) {
		begin_block(walk);
	}
	if (walk->blocks == 1)
		walk->title = type == MD_BLOCK_H ? HEADING : type == MD_BLOCK_P ? FIRST_LINE : NO_TITLE;
	return 0;
}

static bool is_one_line(const struct maek_draft *draft)
{
	for (size_t i = 0; i < draft->chars.count; i++)
		if (draft->chars.items[i].code == '\n')
			return false;
	return draft->chars.count > 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct walk *walk = context;
	(void)detail;
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		wait_lines(walk, --walk->list_depth ? 1 : 2);
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		wait_chars(walk, " |", 2);
	else if (type == MD_BLOCK_TABLE)
		wait_lines(walk, 2);
	else if (walk->title && (type == MD_BLOCK_H || type == MD_BLOCK_P) && !walk->parts->title) {
		if (is_one_line(walk->draft))
			walk->parts->title = walk->draft->chars.count;
		else
			walk->title = NO_TITLE;
	}
	return 0;
}

/* ---- text */

static int ignore_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

/* Tags are written in small letters; `<AI>` is a word in angle brackets. */
static bool is_tag(const char *bytes, size_t size)
{
	size_t at = size > 1 && bytes[1] == '/' ? 2 : 1;
	return bytes[0] != '<' || at >= size || bytes[at] < 'A' || bytes[at] > 'Z';
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *context)
{
	struct walk *walk = context;
	struct maek_text original = walk->draft->original;
	if (bytes < original.bytes || bytes + size > original.bytes + original.size) { /* md4c's own blanks and line ends */
		for (MD_SIZE i = 0; i < size; i++)
			if (bytes[i] == '\n')
				walk->lines++;
			else
				wait_chars(walk, bytes + i, 1);
		return 0;
	}
	if (type == MD_TEXT_HTML && is_tag(bytes, size)) {
		if (size > 3 && memcmp(bytes, "<br", 3) == 0)
			wait_chars(walk, " ", 1);
		return 0;
	}
	size_t start = (size_t)(bytes - original.bytes);
	flush(walk, start);
	maek_draft_add(walk->draft, start, start + size);
	walk->at = start + size;
	return 0;
}

bool maek_format_markdown(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                          struct maek_errors *errors)
{
	struct walk walk = {.draft = draft, .parts = parts, .closing.arena = draft->arena, .opening.arena = draft->arena};
	MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS,
	                    .enter_block = enter_block,
	                    .leave_block = leave_block,
	                    .enter_span = ignore_span,
	                    .leave_span = ignore_span,
	                    .text = add_text};
	document->has_markup = true;
	errno = 0;
	if (md_parse(draft->original.bytes, (MD_SIZE)draft->original.size, &parser, &walk) != 0) {
		maek_check_memory();
		return maek_errors_add(errors, MAEK_ERROR, "markdown", (struct maek_place){document->source, 0, 0, 0}, NULL,
		                       "the markdown cannot be read");
	}
	put_closing(&walk, walk.at, draft->original.size);
	if (walk.title == HEADING && parts->title) {
		maek_draft_insert(draft, "\n\n", draft->original.size);
		parts->body = draft->chars.count;
	} else if (walk.title) {
		parts->title = 0;
	}
	maek_draft_trim(draft, parts->body);
	return true;
}
