/* Markdown through md4c (the only file that includes md4c.h): blocks become lines with a blank line between them, list
 * items keep a dash, table rows become `| a | b |`, markup is dropped. md4c hands out pieces of the input itself, so
 * their addresses are the offsets.
 */
#include "extract/document_format.h"

#include <md4c.h>
#include <string.h>

struct walk {
	struct maek_draft *draft;
	struct maek_parts *parts;
	size_t at;          /* the original offset reached */
	bool any_block, in_title, in_html;
	bool tight;         /* no blank line before the next block: items of one list, rows of one table */
	int list_depth;
};

static void separate(struct walk *walk)
{
	if (walk->draft->chars.count > walk->parts->body || (walk->parts->title && walk->draft->chars.count))
		maek_draft_insert(walk->draft, walk->tight ? "\n" : "\n\n", walk->at);
}

static void end_title(struct walk *walk)
{
	walk->parts->title = walk->draft->chars.count;
	maek_draft_insert(walk->draft, "\n\n", walk->at);
	walk->parts->body = walk->draft->chars.count;
	walk->in_title = false;
}

static bool at_body_start(const struct walk *walk)
{
	return walk->draft->chars.count == walk->parts->body;
}

static void begin_line(struct walk *walk)
{
	if (!at_body_start(walk))
		separate(walk);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct walk *walk = context;
	switch (type) {
	case MD_BLOCK_H:
		walk->in_title = !walk->any_block && ((MD_BLOCK_H_DETAIL *)detail)->level == 1;
		walk->tight = false;
		begin_line(walk);
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_CODE:
		if (walk->list_depth == 0)
			walk->tight = false;
		if (!walk->tight || walk->list_depth == 0)
			begin_line(walk);
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		if (walk->list_depth++ == 0)
			walk->tight = false;
		break;
	case MD_BLOCK_LI:
		begin_line(walk);
		maek_draft_insert(walk->draft, "- ", walk->at);
		walk->tight = true;
		break;
	case MD_BLOCK_TABLE:
		walk->tight = false;
		break;
	case MD_BLOCK_TR:
		begin_line(walk);
		maek_draft_insert(walk->draft, "|", walk->at);
		walk->tight = true;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		maek_draft_insert(walk->draft, " ", walk->at);
		break;
	case MD_BLOCK_HTML:
		walk->in_html = true;
		break;
	default:
		break;
	}
	if (type != MD_BLOCK_DOC)
		walk->any_block = true;
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct walk *walk = context;
	(void)detail;
	if (type == MD_BLOCK_H && walk->in_title)
		end_title(walk);
	else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
		maek_draft_insert(walk->draft, " |", walk->at);
	else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		walk->list_depth--;
	else if (type == MD_BLOCK_HTML)
		walk->in_html = false;
	if (type == MD_BLOCK_TABLE || ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && walk->list_depth == 0))
		walk->tight = false;
	return 0;
}

static int ignore_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *context)
{
	struct walk *walk = context;
	const char *first = walk->draft->original.bytes;
	bool inside = bytes >= first && bytes + size <= first + walk->draft->original.size;
	if (walk->in_html || type == MD_TEXT_HTML)
		return 0;
	if (inside) {
		maek_draft_add(walk->draft, (size_t)(bytes - first), (size_t)(bytes - first) + size);
		walk->at = (size_t)(bytes - first) + size;
	} else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || (size == 1 && bytes[0] == '\n')) {
		maek_draft_insert(walk->draft, "\n", walk->at);
	}
	return 0;
}

bool maek_format_markdown(struct maek_draft *draft, struct maek_document *document, struct maek_parts *parts,
                          struct maek_errors *errors)
{
	struct walk walk = {.draft = draft, .parts = parts};
	document->has_markup = true;
	MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH,
	                    .enter_block = enter_block,
	                    .leave_block = leave_block,
	                    .enter_span = ignore_span,
	                    .leave_span = ignore_span,
	                    .text = add_text};
	if (md_parse(draft->original.bytes, (MD_SIZE)draft->original.size, &parser, &walk) != 0)
		return maek_errors_add(errors, MAEK_ERROR, "markdown", (struct maek_place){document->source, 0, 0, 0}, NULL,
		                       "the markdown cannot be read");
	maek_draft_trim(draft, parts->body);
	return true;
}
