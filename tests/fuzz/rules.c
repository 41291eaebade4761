/* A rule file of a pack: every fault has a place in it; a sound one extracts. */
#include "tests/fuzz/fuzz.h"

#include "extract/yaml_tree.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *folder(void)
{
	static char path[] = "/tmp/maek-fuzz-XXXXXX";
	static bool made;
	if (made)
		return path;
	MUST(mkdtemp(path));
	made = true;
	char name[64];
	snprintf(name, sizeof name, "%s/pack.yaml", path);
	FILE *file = fopen(name, "w");
	MUST(file && fputs("pack: fuzz\nstages: [rules.yaml]\n", file) >= 0 && fclose(file) == 0);
	return path;
}

static void clean(void)
{
	char name[64];
	snprintf(name, sizeof name, "%s/rules.yaml", folder());
	unlink(name);
	snprintf(name, sizeof name, "%s/pack.yaml", folder());
	unlink(name);
	rmdir(folder());
}

static void extract_with(struct maek_rules *rules, struct maek_arena *arena)
{
	static const char text[] = "가람전자는 새 모델 ‘아라’를 냈다. 아라는 매개변수가 70억 개다.\n\n| 회사 | 모델 |\n|---|---|\n| 가람 | 아라 |\n";
	struct maek_document *document = NULL;
	MUST(maek_document_read(arena, (struct maek_text){text, sizeof text - 1}, "a.txt", MAEK_FORMAT_TEXT, &document, NULL));
	struct maek_worker *worker = maek_worker_new(rules);
	const struct maek_facts *facts = maek_extract(worker, arena, document);
	for (size_t i = 0; i < facts->mentions.count; i++)
		MUST(facts->mentions.items[i].anchor.cp[1] <= document->code_points[document->text.size]);
	maek_worker_free(worker);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static bool cleans;
	if (!cleans)
		atexit(clean);
	cleans = true;
	char name[64];
	snprintf(name, sizeof name, "%s/rules.yaml", folder());
	FILE *file = fopen(name, "wb");
	MUST(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
	struct maek_arena *arena = maek_arena_new();
	struct maek_errors errors;
	struct maek_rules *rules = NULL;
	const char *path = folder();
	maek_errors_init(&errors, arena);
	bool ok = maek_rules_load(&path, 1, &rules, &errors);
	MUST(ok == !errors.error_count);
	for (size_t i = 0; i < errors.list.count; i++)
		MUST(errors.list.items[i].id && errors.list.items[i].message && errors.list.items[i].place.line >= 0);
	if (ok)
		extract_with(rules, arena);
	maek_rules_free(rules);
	maek_arena_free(arena);
	return 0;
}
