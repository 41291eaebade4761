/* SHA-256 as FIPS 180-4 describes it. */
#include "extract/text.h"

#include <stdio.h>
#include <string.h>

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
	0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
	0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
	0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

static void add_block(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[64], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
		       block[4 * i + 3];
	for (int i = 16; i < 64; i++)
		w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
		       (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
	for (int i = 0; i < 64; i++) {
		uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
		uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		h = g, g = f, f = e, e = d + first;
		d = c, c = b, b = a, a = first + second;
	}
	const uint32_t added[8] = {a, b, c, d, e, f, g, h};
	for (int i = 0; i < 8; i++)
		state[i] += added[i];
}

void maek_sha256_begin(struct maek_sha256 *sum)
{
	*sum = (struct maek_sha256){
		.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void maek_sha256_add(struct maek_sha256 *sum, struct maek_text piece)
{
	size_t held = sum->size % 64;
	sum->size += piece.size;
	if (held) {
		size_t more = piece.size < 64 - held ? piece.size : 64 - held;
		memcpy(sum->rest + held, piece.bytes, more);
		piece = (struct maek_text){piece.bytes + more, piece.size - more};
		if (held + more < 64)
			return;
		add_block(sum->state, sum->rest);
	}
	for (; piece.size >= 64; piece.bytes += 64, piece.size -= 64)
		add_block(sum->state, (const unsigned char *)piece.bytes);
	if (piece.size)
		memcpy(sum->rest, piece.bytes, piece.size);
}

void maek_sha256_end(struct maek_sha256 *sum, char hex[65])
{
	unsigned char last[128] = {0};
	size_t held = sum->size % 64, size = held < 56 ? 64 : 128;
	memcpy(last, sum->rest, held);
	last[held] = 0x80;
	for (int i = 0; i < 8; i++)
		last[size - 1 - (size_t)i] = (unsigned char)(sum->size * 8 >> 8 * i);
	for (size_t at = 0; at < size; at += 64)
		add_block(sum->state, last + at);
	for (int i = 0; i < 8; i++)
		snprintf(hex + 8 * i, 9, "%08x", sum->state[i]);
}

void maek_sha256(struct maek_text text, char hex[65])
{
	struct maek_sha256 sum;
	maek_sha256_begin(&sum);
	maek_sha256_add(&sum, text);
	maek_sha256_end(&sum, hex);
}
