/* Sets of characters. Whether two sets share one is decided on a sample: exact for what rules are written with, and a
 * warning is all that hangs on it.
 */
#include "extract/regex.h"

#include <string.h>

/* Hangul first: what a witness is made of. The last one is a mention. */
static const uint32_t sample[] = {
	0xAC00, 0xAC01, 0xB098, 0xB294, 0xC740, 0xC774, 0xB97C, 0xC744, 0xC5D0, 0xC758, 0xC640, 0xD55C,  0xD79D, 'a',
	'e',    'z',    'A',    'B',    'K',    'T',    'Z',    '0',    '1',    '5',    '9',    ' ',     '\t',   '\n',
	'_',    '-',    '.',    ',',    ';',    ':',    '!',    '?',    '(',    ')',    '[',    ']',     '{',    '}',
	'<',    '>',    '/',    '\\',   '|',    '\'',   '"',    '`',    '~',    '@',    '#',    '$',     '%',    '^',
	'&',    '*',    '+',    '=',    0xB7,   0x318D, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x25B2,  0x25B3, 0x25B7,
	0x25A0, 0x3008, 0x300A, 0x300C, 0x300D, 0x300E, 0xE9,   0x410,  0x4E2D, 0x3042, 0x2603, 0xF0001,
};
enum { SAMPLES = sizeof sample / sizeof *sample };

static bool is_mention(uint32_t code)
{
	return code >= 0xF0000;
}

static bool is_sign(uint32_t code)
{
	return !maek_is_letter(code) && !maek_is_digit(code) && !maek_is_space(code) && !is_mention(code);
}

/* \p{NAME} by name; true for what is not known. */
static bool has_category(struct maek_text name, uint32_t code)
{
	if (maek_text_equal(name, maek_text_of("Hangul")))
		return maek_is_hangul_syllable(code);
	if (maek_text_equal(name, maek_text_of("Han")))
		return code >= 0x3400 && code < 0xA000;
	if (maek_text_equal(name, maek_text_of("Latin")))
		return maek_is_letter(code) && code < 0x250;
	if (maek_text_equal(name, maek_text_of("Lu")))
		return (code >= 'A' && code <= 'Z') || code == 0x410;
	if (maek_text_equal(name, maek_text_of("Ll")))
		return (code >= 'a' && code <= 'z') || code == 0xE9;
	switch (name.size ? name.bytes[0] : 0) {
	case 'L':
		return maek_is_letter(code);
	case 'N':
		return maek_is_digit(code);
	case 'Z':
		return maek_is_space(code);
	case 'P':
	case 'S':
		return is_sign(code);
	default:
		return true;
	}
}

static bool has_property(struct maek_text escape, uint32_t code)
{
	struct maek_text name = {escape.bytes + 1, escape.size - 1};
	if (name.size > 2 && name.bytes[0] == '{')
		name = (struct maek_text){name.bytes + 1, name.size - 2};
	bool denied = name.size && name.bytes[0] == '^';
	if (denied)
		name = (struct maek_text){name.bytes + 1, name.size - 1};
	switch (escape.bytes[0]) {
	case 'd':
		return maek_is_digit(code);
	case 'D':
		return !maek_is_digit(code);
	case 's':
	case 'h':
	case 'v':
		return maek_is_space(code) || code == '\n' || code == '\t';
	case 'S':
	case 'H':
	case 'V':
		return !maek_is_space(code) && code != '\n' && code != '\t';
	case 'w':
		return maek_is_letter(code) || maek_is_digit(code) || code == '_';
	case 'W':
		return !maek_is_letter(code) && !maek_is_digit(code) && code != '_';
	case 'N':
		return code != '\n';
	case 'p':
		return has_category(name, code) != denied;
	case 'P':
		return has_category(name, code) == denied;
	default:
		return true;
	}
}

bool maek_regex_holds(const struct maek_regex *set, uint32_t code)
{
	if (set->any)
		return true;
	bool found = maek_is_hangul_syllable(code) && ((code - 0xAC00) % 28 ? set->closed : set->open);
	for (size_t i = 0; i < set->ranges.count && !found; i++)
		found = set->ranges.items[i].first <= code && code <= set->ranges.items[i].last;
	for (size_t i = 0; i < set->properties.count && !found; i++)
		found = has_property(set->properties.items[i], code);
	return found != set->negated;
}

bool maek_regex_is_listed(const struct maek_regex *set)
{
	return !set->negated && !set->any && !set->properties.count && !set->open && !set->closed;
}

bool maek_regex_overlap(const struct maek_regex *a, const struct maek_regex *b)
{
	if (a->code || b->code)
		return a->code ? maek_regex_holds(b, a->code) : maek_regex_holds(a, b->code);
	for (size_t i = 0; !a->negated && i < a->ranges.count; i++)
		if (maek_regex_holds(b, a->ranges.items[i].first))
			return true;
	for (size_t i = 0; !b->negated && i < b->ranges.count; i++)
		if (maek_regex_holds(a, b->ranges.items[i].first))
			return true;
	for (size_t i = 0; i < SAMPLES; i++)
		if (maek_regex_holds(a, sample[i]) && maek_regex_holds(b, sample[i]))
			return true;
	return false;
}

uint32_t maek_regex_member(const struct maek_regex *set)
{
	if (set->code)
		return set->code;
	for (size_t i = 0; i < SAMPLES; i++)
		if (maek_regex_holds(set, sample[i]))
			return sample[i];
	return !set->negated && set->ranges.count ? set->ranges.items[0].first : 0xFFFD;
}
