/* Runs a target over the files of a folder: replay FOLDER. */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>

static void run(const char *path)
{
	FILE *file = fopen(path, "rb");
	MUST(file);
	MUST(fseek(file, 0, SEEK_END) == 0);
	size_t size = (size_t)ftell(file);
	rewind(file);
	uint8_t *bytes = malloc(size + 1);
	MUST(bytes && fread(bytes, 1, size, file) == size);
	fclose(file);
	uint8_t *exact = malloc(size ? size : 1); /* so that a read past the end is seen */
	MUST(exact);
	for (size_t i = 0; i < size; i++)
		exact[i] = bytes[i];
	free(bytes);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
}

int main(int count, char **values)
{
	MUST(count == 2);
	DIR *folder = opendir(values[1]);
	MUST(folder);
	size_t done = 0;
	for (struct dirent *entry; (entry = readdir(folder));) {
		char path[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", values[1], entry->d_name);
		run(path);
		done++;
	}
	closedir(folder);
	printf("%zu inputs\n", done);
	return done ? 0 : 1;
}
