/* maek new: a small pack that works, to change into one's own. */
#include "cli/command.h"
#include "cli/new_files.h"
#include "cli/output.h"
#include "extract/text.h"

#include <dirent.h>
#include <string.h>

static const struct maek_option options_table[] = {{0}};

static const struct {
	const char *name, *text;
} files[] = {{"pack.yaml", maek_new_pack_yaml}, {"names.yaml", maek_new_names_yaml}, {"rules.yaml", maek_new_rules_yaml}};

/* Names of packs stand before a slash in the ids of rules, and in YAML without quotes. */
static bool is_good(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const unsigned char *first = (const unsigned char *)name;
	if (*first < 0x80 && !strchr(letters, *first))
		return false;
	for (; *name; name++)
		if ((unsigned char)*name < 0x80 && !strchr(letters, *name) && !strchr("0123456789-_", *name))
			return false;
	return true;
}

static bool is_empty(const char *folder)
{
	size_t count = 0;
	DIR *stream = opendir(folder);
	for (const struct dirent *entry; stream && (entry = readdir(stream));)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	if (stream)
		closedir(stream);
	return count == 0;
}

static void write_filled(const char *text, const char *pack, FILE *out)
{
	static const char slot[] = "{{pack}}";
	for (const char *next; (next = strstr(text, slot)); text = next + sizeof slot - 1) {
		fwrite(text, 1, (size_t)(next - text), out);
		fputs(pack, out);
	}
	fputs(text, out);
}

static int run(const struct maek_options *options)
{
	const char *folder = options->arguments.items[0], *name = maek_path_name(options->arena, folder);
	if (!*name || !is_good(name)) {
		fprintf(stderr, "maek new: '%s' cannot name a pack: a letter, then letters, digits, - and _\n", name);
		return MAEK_EXIT_USAGE;
	}
	if (!maek_output_folder(folder))
		return MAEK_EXIT_OUTPUT;
	if (!is_empty(folder)) {
		fprintf(stderr, "maek new: %s: the folder is not empty, so nothing is written into it\n", folder);
		return MAEK_EXIT_USAGE;
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct maek_output output;
		if (!maek_output_open(&output, maek_arena_format(options->arena, "%s/%s", folder, files[i].name)))
			return MAEK_EXIT_OUTPUT;
		write_filled(files[i].text, name, output.stream);
		if (!maek_output_close(&output, true))
			return MAEK_EXIT_OUTPUT;
	}
	fprintf(stderr, "maek: wrote %s; next: maek check %s, maek test %s\n", folder, folder, folder);
	return MAEK_EXIT_DONE;
}

const struct maek_command maek_command_new = {
	.name = "new",
	.arguments = "PACK",
	.summary = "writes a small pack that works, to change into one's own",
	.options = options_table,
	.least = 1,
	.most = 1,
	.writes = MAEK_WRITES_ITSELF,
	.run = run,
};
