/* Text: byte strings in UTF-8, spans over them, and the few Unicode operations maek needs. The only file that uses
 * utf8proc is text.c. All offsets are bytes, 0-based, half open.
 */
#ifndef MAEK_EXTRACT_TEXT_H
#define MAEK_EXTRACT_TEXT_H

#include "extract/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* A borrowed piece of text; not necessarily NUL-terminated. */
struct maek_text {
	const char *bytes;
	size_t size;
};

/* A half-open byte range of a text. */
struct maek_span {
	uint32_t start, end;
};

struct maek_text maek_text_of(const char *string);
struct maek_text maek_text_slice(struct maek_text text, struct maek_span span);
bool maek_text_equal(struct maek_text a, struct maek_text b);
bool maek_text_ends(struct maek_text text, struct maek_text end);
/* <0, 0, >0 by bytes, the shorter first: code-point order for valid UTF-8. */
int maek_text_compare(struct maek_text a, struct maek_text b);

/* The code point at byte `at` (which must start one) and, when `next` is not NULL, the offset behind it. The text must
 * be valid UTF-8 and `at` < size. */
uint32_t maek_text_decode(struct maek_text text, size_t at, size_t *next);
/* The code point that ends before byte `at` > 0; `start` (may be NULL) receives where it starts. */
uint32_t maek_text_decode_before(struct maek_text text, size_t at, size_t *start);
/* Writes a code point as UTF-8 into `to` (room for 4); returns its size in bytes. */
size_t maek_text_encode(uint32_t code_point, char *to);

/* Byte offset of the first invalid sequence (overlong, surrogate, above 10FFFF, truncated) or of the first NUL;
 * text.size when there is none. */
size_t maek_text_invalid_at(struct maek_text text);

/* Number of code points in [0, end). */
size_t maek_text_count(struct maek_text text, size_t end);

/* Unicode general categories L* and N*. */
bool maek_is_letter(uint32_t code_point);
bool maek_is_digit(uint32_t code_point);
bool maek_is_space(uint32_t code_point);
/* A mark or a conjoining Hangul vowel or final: composes with what stands before it. */
bool maek_is_combining(uint32_t code_point);
bool maek_is_hangul_syllable(uint32_t code_point);
/* Full-width ASCII (U+FF01-FF5E) to ASCII, no-break and ideographic space to space, else itself. */
uint32_t maek_fold_width(uint32_t code_point);
/* Columns on a terminal: 0, 1 or 2. */
int maek_char_width(uint32_t code_point);

/* Canonical composition (NFC). Returns the input itself when nothing changes. */
struct maek_text maek_text_nfc(struct maek_arena *arena, struct maek_text text);

/* The form in which names are compared with gold: NFKC, case folded, without white space, hyphens and dashes (U+002D,
 * U+2010-2015), quotation marks, 「」『』, middle dot, `.`, `,` and parentheses. Equal to fold() of tests/score.py. */
struct maek_text maek_text_fold(struct maek_arena *arena, struct maek_text text);
/* The key under which two names are one: folded likewise, but a `.` between digits stays (라마 3.1 is not 라마 31). */
struct maek_text maek_text_name_key(struct maek_arena *arena, struct maek_text text);

/* Without white space and quotation marks (' " ‘ ’ “ ” 「 」 『 』 〈 〉 《 》) at its two ends. */
struct maek_text maek_text_trim_quotes(struct maek_text text);

/* A string that grows in an arena. Starts zeroed but for `arena`; `bytes` is NUL-terminated after each call. */
struct maek_buffer {
	struct maek_arena *arena;
	char *bytes;
	size_t size, room;
};
/* Makes room for `size` more bytes and returns where they go; whoever writes them there adds their number to `size`, and a NUL
 * behind them. */
char *maek_buffer_reserve(struct maek_buffer *buffer, size_t size);
void maek_buffer_add(struct maek_buffer *buffer, const char *bytes, size_t size);
void maek_buffer_text(struct maek_buffer *buffer, struct maek_text text);
void maek_buffer_string(struct maek_buffer *buffer, const char *string);
void maek_buffer_code_point(struct maek_buffer *buffer, uint32_t code_point);
void maek_buffer_format(struct maek_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A map from byte strings to numbers, in insertion order. Keys are copied into the arena. Starts zeroed but for
 * `arena`. */
struct maek_table {
	struct maek_arena *arena;
	struct maek_table_entry {
		struct maek_text key;
		uint32_t value;
	} *entries; /* in insertion order */
	size_t count;
	uint32_t *slots;   /* by hash: index + 1; none while there are few */
	size_t slot_count;
};
/* The value of `key`, or NULL. Valid until the next add. */
uint32_t *maek_table_find(const struct maek_table *table, struct maek_text key);
/* The value of `key`, added with `value` when it is new; `*is_new` (may be NULL) says which. */
uint32_t *maek_table_add(struct maek_table *table, struct maek_text key, uint32_t value, bool *is_new);

/* A number for `key` and `value` together, to tell long rows of numbers apart. */
static inline uint64_t maek_mix(uint64_t key, uint64_t value)
{
	key = (key ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return key ^ key >> 29;
}

/* Index of the first of `count` ascending numbers that is `least` or more; `count` when none is. */
size_t maek_first_from(const uint32_t *sorted, size_t count, uint32_t least);

/* The last part of a path, in the arena: "korean" of "rules/korean/". */
const char *maek_path_name(struct maek_arena *arena, const char *path);

/* SHA-256 (FIPS 180-4) of `text` as 64 lower-case hex digits and a NUL. */
void maek_sha256(struct maek_text text, char hex[65]);
/* The same of a text that comes in pieces: begin, add each, end. */
struct maek_sha256 {
	uint32_t state[8];
	uint64_t size;
	unsigned char rest[64]; /* that fills no block yet */
};
void maek_sha256_begin(struct maek_sha256 *sum);
void maek_sha256_add(struct maek_sha256 *sum, struct maek_text piece);
void maek_sha256_end(struct maek_sha256 *sum, char hex[65]);

#endif
