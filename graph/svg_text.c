/* Graphviz writes a run a line: <text text-anchor="start" x="1" y="2" ATTRIBUTES>CONTENT</text>
 */
#include "graph/svg_text.h"

#include "graph/dot_writer.h"

#include <stdbool.h>
#include <string.h>

static const char opening[] = "<text text-anchor=\"start\" x=\"", before_y[] = "\" y=\"", closing[] = "</text>\n";

struct run {
	const char *start, *end;          /* with the end of its line */
	struct maek_text y, style, content; /* `style`: the attributes behind `y` */
};

/* The text from `from` up to `mark`, which `*next` is set behind; false when it is not there. */
static bool cut(const char *from, const char *mark, struct maek_text *text, const char **next)
{
	const char *end = from ? strstr(from, mark) : NULL;
	if (!end)
		return false;
	*text = (struct maek_text){from, (size_t)(end - from)};
	*next = end + strlen(mark);
	return true;
}

static bool read_run(const char *at, struct run *run)
{
	const char *next = at + strlen(opening);
	struct maek_text x;
	*run = (struct run){.start = at};
	return strncmp(at, opening, strlen(opening)) == 0 && cut(next, before_y, &x, &next) &&
	       cut(next, "\"", &run->y, &next) && cut(next, ">", &run->style, &next) &&
	       cut(next, closing, &run->content, &run->end);
}

/* Without what DOT needed to keep a backslash a backslash. */
static void write_text(struct maek_text text, FILE *out)
{
	static const char apart[] = "\\" MAEK_DOT_APART;
	for (const char *at; (at = memmem(text.bytes, text.size, apart, sizeof apart - 1));) {
		fwrite(text.bytes, 1, (size_t)(at - text.bytes) + 1, out);
		at += sizeof apart - 1;
		text = (struct maek_text){at, text.size - (size_t)(at - text.bytes)};
	}
	fwrite(text.bytes, 1, text.size, out);
}

static bool is_blank(struct maek_text content)
{
	static const char space[] = "&#160;";
	for (size_t at = 0; at < content.size;) {
		bool is_reference = strncmp(content.bytes + at, space, sizeof space - 1) == 0;
		if (!is_reference && content.bytes[at] != ' ')
			return false;
		at += is_reference ? sizeof space - 1 : 1;
	}
	return true;
}

static bool belong(const struct run *run, const struct run *next)
{
	bool same_line = run->y.size == next->y.size && memcmp(run->y.bytes, next->y.bytes, run->y.size) == 0;
	return same_line && (is_blank(run->content) || is_blank(next->content));
}

static const char *find(struct maek_text in, const char *what)
{
	return memmem(in.bytes, in.size, what, strlen(what));
}


/* The family is the first run's, and so is the weight unless it is told. */
static void write_following(const struct run *first, const struct run *run, FILE *out)
{
	const char *family = find(run->style, " font-family=\""), *rest = family ? strchr(family + 14, '"') + 1 : NULL;
	fputs("<tspan", out);
	if (find(first->style, "font-weight") && !find(run->style, "font-weight"))
		fputs(" font-weight=\"normal\"", out);
	if (family) {
		write_text((struct maek_text){run->style.bytes, (size_t)(family - run->style.bytes)}, out);
		write_text((struct maek_text){rest, (size_t)(run->style.bytes + run->style.size - rest)}, out);
	} else {
		write_text(run->style, out);
	}
	fputs(">", out);
	write_text(run->content, out);
	fputs("</tspan>", out);
}

/* Writes the line that begins with `first`; returns what is behind it. */
static const char *write_line(const struct run *first, FILE *out)
{
	struct run last = *first, next;
	struct maek_text line = {first->start, (size_t)(first->end - first->start) - strlen(closing)};
	bool is_joined = read_run(first->end, &next) && belong(first, &next);
	if (is_joined) { /* or a space between words is dropped where it is all of a run */
		fputs("<text xml:space=\"preserve\"", out);
		line = (struct maek_text){line.bytes + strlen("<text"), line.size - strlen("<text")};
	}
	write_text(line, out);
	while (is_joined) {
		last = next;
		is_joined = read_run(last.end, &next) && belong(&last, &next);
		if (is_joined || !is_blank(last.content)) /* spaces at the end are nothing */
			write_following(first, &last, out);
	}
	fputs(closing, out);
	return last.end;
}

void maek_svg_join_text(struct maek_text svg, FILE *out)
{
	const char *at = svg.bytes;
	struct run run;
	for (const char *found; (found = strstr(at, opening));) {
		write_text((struct maek_text){at, (size_t)(found - at)}, out);
		if (read_run(found, &run)) {
			at = write_line(&run, out);
		} else {
			fputs(opening, out);
			at = found + strlen(opening);
		}
	}
	write_text((struct maek_text){at, (size_t)(svg.bytes + svg.size - at)}, out);
}
