/* See the header. */
#include "extract/shown.h"

enum { MOST = 200, PICTURES = 0x2400, DELETE = 0x7F, DELETE_PICTURE = 0x2421, UNKNOWN = 0xFFFD, ELLIPSIS = 0x2026 };

static bool is_unseen(uint32_t c)
{
	return (c >= 0x80 && c < 0xA0) || c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static uint32_t shown(uint32_t c)
{
	if (c < ' ' && c != '\t')
		return PICTURES + c;
	return c == DELETE ? DELETE_PICTURE : is_unseen(c) ? UNKNOWN : c;
}

struct maek_text maek_text_shown(struct maek_arena *arena, struct maek_text text)
{
	struct maek_buffer to = {.arena = arena};
	maek_buffer_string(&to, "");
	while (text.size) {
		size_t bad = maek_text_invalid_at(text);
		for (size_t at = 0; at < bad;)
			maek_buffer_code_point(&to, shown(maek_text_decode(text, at, &at)));
		if (bad == text.size)
			break;
		maek_buffer_code_point(&to, text.bytes[bad] ? UNKNOWN : PICTURES);
		text = (struct maek_text){text.bytes + bad + 1, text.size - bad - 1};
	}
	return (struct maek_text){to.bytes, to.size};
}

static size_t skip(struct maek_text text, size_t at, int count)
{
	while (count-- > 0 && at < text.size)
		maek_text_decode(text, at, &at);
	return at;
}

struct maek_text maek_text_shown_line(struct maek_arena *arena, struct maek_text line, int *column)
{
	if (maek_text_invalid_at(line) < line.size)
		line = maek_text_shown(arena, line);
	int before = *column > MOST / 2 && skip(line, 0, MOST) < line.size ? *column - MOST / 2 : 0;
	size_t from = skip(line, 0, before), to = skip(line, from, MOST);
	struct maek_buffer part = {.arena = arena};
	maek_buffer_string(&part, "");
	if (before) {
		maek_buffer_code_point(&part, ELLIPSIS);
		*column -= before - 1;
	}
	maek_buffer_text(&part, maek_text_shown(arena, maek_text_slice(line, (struct maek_span){(uint32_t)from, (uint32_t)to})));
	if (to < line.size)
		maek_buffer_code_point(&part, ELLIPSIS);
	return (struct maek_text){part.bytes, part.size};
}
