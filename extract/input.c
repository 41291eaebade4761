/* The first bytes are looked at and put back, so that pipes work as files do. */
#include "extract/input.h"

#include <string.h>

enum { MAGIC = 4 };

FILE *maek_input_unpack(FILE *file)
{
	static const unsigned char gzip[] = {0x1F, 0x8B, 0x08}, zstd[] = {0x28, 0xB5, 0x2F, 0xFD};
	unsigned char first[MAGIC];
	size_t count = 0;
	for (int c; count < MAGIC && (c = getc(file)) != EOF; count++)
		first[count] = (unsigned char)c;
	if (count < MAGIC)
		clearerr(file); /* a read error will come again */
	for (size_t i = count; i > 0; i--)
		ungetc(first[i - 1], file);
	if (count == MAGIC && memcmp(first, gzip, sizeof gzip) == 0)
		return maek_input_gzip(file);
	if (count == MAGIC && memcmp(first, zstd, sizeof zstd) == 0)
		return maek_input_zstd(file);
	return file;
}

struct maek_text maek_input_plain_name(const char *path)
{
	static const struct maek_text endings[] = {{".gz", 3}, {".zst", 4}};
	struct maek_text name = maek_text_of(path);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (maek_text_ends(name, endings[i]))
			return (struct maek_text){path, name.size - endings[i].size};
	return name;
}
