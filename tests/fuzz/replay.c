/* Runs a target over the files of a folder, then over changed ones: replay FOLDER [COUNT [NUMBER]]. What is changed follows
 * from the number of the input alone, so that every run tries the same. Where a run dies its number is said; with NUMBER
 * that input alone is run, and written to standard output first.
 */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FILES = 1000, MOST_SIZE = 8192, PATH = 4096 };

struct input {
	uint8_t *bytes;
	size_t size;
};

static struct input inputs[MOST_FILES];
static size_t input_count, current;
static uint64_t dice;

void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void tell(void)
{
	fprintf(stderr, "it died at input %zu\n", current);
}

static void on_abort(int number)
{
	tell();
	raise(number);
}

static size_t roll(size_t sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (size_t)(dice % sides);
}

static void run(const struct input *input)
{
	uint8_t *exact = malloc(input->size ? input->size : 1); /* so that a read past the end is seen */
	MUST(exact);
	for (size_t i = 0; i < input->size; i++)
		exact[i] = input->bytes[i];
	LLVMFuzzerTestOneInput(exact, input->size);
	free(exact);
}

static void read_input(const char *path)
{
	MUST(input_count < MOST_FILES);
	struct input *input = &inputs[input_count++];
	FILE *file = fopen(path, "rb");
	MUST(file);
	MUST(fseek(file, 0, SEEK_END) == 0);
	input->size = (size_t)ftell(file);
	rewind(file);
	input->bytes = malloc(input->size + 1);
	MUST(input->bytes && fread(input->bytes, 1, input->size, file) == input->size);
	fclose(file);
}

/* Bytes of `to` from `at` on, `out` of them, become the bytes of `from`. */
static void replace(struct input *to, size_t at, size_t out, const uint8_t *from, size_t size)
{
	if (to->size - out + size > MOST_SIZE)
		return;
	memmove(to->bytes + at + size, to->bytes + at + out, to->size - at - out);
	memcpy(to->bytes + at, from, size);
	to->size = to->size - out + size;
}

static void change(struct input *input)
{
	static const uint8_t known[] = "\0\n\r\t \"'\\{}[]()<>|*+?:,.-&#;%=~\x1b\xEF\xBB\xBF\xE2\x80\xA8\xEA\xB0\x80\xFF";
	const struct input *other = &inputs[roll(input_count)];
	size_t at = roll(input->size + 1), left = input->size - at, span = left ? roll(left < 32 ? left + 1 : 33) : 0;
	uint8_t piece[64];
	size_t size = roll(4) + 1;
	switch (roll(6)) {
	case 0: /* other bytes */
		for (size_t i = 0; i < size; i++)
			piece[i] = (uint8_t)roll(256);
		replace(input, at, span < size ? span : size, piece, size);
		break;
	case 1:
		replace(input, at, span, piece, 0);
		break;
	case 2: /* a byte that means something */
		piece[0] = known[roll(sizeof known - 1)];
		replace(input, at, roll(2) && left ? 1 : 0, piece, 1);
		break;
	case 3: /* a piece once more */
		memcpy(piece, input->bytes + at, span);
		replace(input, roll(input->size + 1), 0, piece, span);
		break;
	case 4: /* one bit */
		if (left)
			input->bytes[at] ^= (uint8_t)(1u << roll(8));
		break;
	default: /* a piece of another input */
		if (other->size) {
			size_t from = roll(other->size), most = other->size - from;
			replace(input, at, span, other->bytes + from, roll(most < 64 ? most + 1 : 65));
		}
	}
}

/* The input of this number, in `made`, which has room for MOST_SIZE bytes. */
static void make(size_t number, struct input *made)
{
	dice = (number + 1) * 0x9E3779B97F4A7C15u;
	for (int i = 0; i < 8; i++)
		roll(2);
	const struct input *from = &inputs[roll(input_count)];
	made->size = from->size < MOST_SIZE ? from->size : MOST_SIZE;
	memcpy(made->bytes, from->bytes, made->size);
	for (size_t times = roll(6) + 1; times; times--)
		change(made);
}

int main(int count, char **values)
{
	MUST(count >= 2 && count <= 4);
	struct dirent **names;
	int found = scandir(values[1], &names, NULL, alphasort);
	MUST(found >= 0);
	for (int i = 0; i < found; i++) {
		char path[PATH];
		snprintf(path, sizeof path, "%s/%s", values[1], names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			read_input(path);
		free(names[i]);
	}
	free(names);
	MUST(input_count > 0);
	size_t most = count > 2 ? strtoul(values[2], NULL, 10) : 0;
	struct input made = {.bytes = malloc(MOST_SIZE)};
	MUST(made.bytes);
	if (count > 3) {
		make(strtoul(values[3], NULL, 10), &made);
		fwrite(made.bytes, 1, made.size, stdout);
		fflush(stdout);
		run(&made);
		return 0;
	}
	for (size_t i = 0; i < input_count; i++)
		run(&inputs[i]);
	struct sigaction action = {.sa_handler = on_abort, .sa_flags = (int)SA_RESETHAND};
	sigaction(SIGABRT, &action, NULL);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(tell);
	for (current = 0; current < most; current++) {
		make(current, &made);
		run(&made);
	}
	printf("%zu inputs, %zu changed ones\n", input_count, most);
	for (size_t i = 0; i < input_count; i++)
		free(inputs[i].bytes);
	free(made.bytes);
	return 0;
}
