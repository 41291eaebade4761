/* Idea: a literal is about as rare as its rarest character, and rarer with each further one. */
#include "extract/literal_rate.h"

/* Percent of the sentences of Korean news on technology that hold the character, by code; counted once. */
static const struct {
	uint16_t code;
	uint8_t percent;
} common[] = {
	{0x20, 98}, {0x27, 13}, {0x28, 11}, {0x29, 11}, {0x2C, 21}, {0x2E, 85}, {0x30, 22}, {0x31, 21}, {0x32, 19},
	{0x33, 15}, {0x41, 24}, {0x42, 11}, {0x49, 22}, {0xAC00, 35}, {0xAC1C, 17}, {0xACE0, 24}, {0xACF5, 12},
	{0xACFC, 14}, {0xAD6C, 11}, {0xAD6D, 11}, {0xAE30, 22}, {0xB098, 12}, {0xB294, 46}, {0xB2C8, 14}, {0xB2E4, 80},
	{0xB300, 17}, {0xB378, 18}, {0xB3C4, 15}, {0xB77C, 19}, {0xB85C, 32}, {0xB97C, 23}, {0xB9AC, 17}, {0xB9CC, 13},
	{0xBAA8, 24}, {0xBCF4, 12}, {0xBD80, 14}, {0xC0AC, 25}, {0xC11C, 20}, {0xC218, 12}, {0xC2A4, 19}, {0xC2DC, 16},
	{0xC544, 15}, {0xC5B4, 15}, {0xC5C5, 15}, {0xC5D0, 32}, {0xC6A9, 11}, {0xC6D0, 16}, {0xC73C, 13}, {0xC740, 32},
	{0xC744, 27}, {0xC758, 25}, {0xC774, 59}, {0xC778, 15}, {0xC790, 18}, {0xC7A5, 13}, {0xC804, 12}, {0xC815, 14},
	{0xC81C, 11}, {0xC9C0, 28}, {0xD2B8, 11}, {0xD45C, 10}, {0xD558, 15}, {0xD55C, 20}, {0xD588, 14},
};

static double rate_of_character(uint32_t code)
{
	size_t low = 0, high = sizeof common / sizeof *common;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (common[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	bool is_common = low < sizeof common / sizeof *common && common[low].code == code;
	return is_common ? common[low].percent / 100.0 : 0.04;
}

double maek_literal_rate(struct maek_text literal)
{
	double rate = 1, rest = 8;
	for (size_t at = 0; at < literal.size;) {
		double one = rate_of_character(maek_text_decode(literal, at, &at));
		rate = one < rate ? one : rate;
		rest /= 8; /* each further character makes it rarer */
	}
	return rate * rest;
}
