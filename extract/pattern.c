/* Idea: a pattern is compiled with what all patterns share: options, and the definitions of syllables behind its source. A
 * late one is compiled when it is first tried, by whichever worker tries it. */
#include "extract/pattern_parts.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- syllables */

enum { FIRST_SYLLABLE = 0xAC00, LAST_SYLLABLE = 0xD7A3, FINALS = 28, LEAD = 21 * FINALS };
enum { DEFINITIONS = 8192 }; /* bytes of both, with room to spare */

static char *put(char *to, uint32_t c)
{
	return to + maek_text_encode(c, to);
}

/* A syllable is 0xAC00 + 28 * (lead and vowel) + final consonant; 0: none. Tried by lead, so that a character is
 * compared with some 20 ranges and not with 399. Returns the end of what is written. */
static char *write_syllables(char *to, const char *name, bool open)
{
	to += sprintf(to, "(?<%s>", name);
	for (uint32_t lead = FIRST_SYLLABLE; lead <= LAST_SYLLABLE; lead += LEAD) {
		to = stpcpy(to, lead == FIRST_SYLLABLE ? "(?=[" : "|(?=[");
		to = put(stpcpy(put(to, lead), "-"), lead + LEAD - 1);
		to = stpcpy(to, "])[");
		for (uint32_t first = lead; first < lead + LEAD; first += FINALS)
			to = open ? put(to, first) : put(stpcpy(put(to, first + 1), "-"), first + FINALS - 1);
		*to++ = ']';
	}
	return stpcpy(to, ")");
}

static bool is_built_in(const char *name)
{
	return strcmp(name, "_open") == 0 || strcmp(name, "_closed") == 0;
}

static bool holds(struct maek_text source, const char *word)
{
	return memmem(source.bytes, source.size, word, strlen(word)) != NULL;
}

/* The source with the definitions that it uses, to be freed; NULL when it uses none. */
static char *with_definitions(struct maek_text source, uint32_t *count, size_t *size)
{
	static const char *const uses[2] = {MAEK_PATTERN_OPEN, MAEK_PATTERN_CLOSED};
	bool used[2] = {holds(source, uses[0]), holds(source, uses[1])};
	*count = (uint32_t)used[0] + used[1];
	if (!*count)
		return NULL;
	char *whole = malloc(source.size + DEFINITIONS);
	if (!whole)
		maek_out_of_memory(source.size + DEFINITIONS);
	memcpy(whole, source.bytes, source.size);
	char *end = stpcpy(whole + source.size, "(?(DEFINE)");
	for (int i = 0; i < 2; i++)
		if (used[i])
			end = write_syllables(end, i ? "_closed" : "_open", i == 0);
	*size = (size_t)(stpcpy(end, ")") - whole);
	return whole;
}

/* ---- compiling */

static pcre2_code *compile_bytes(const char *bytes, size_t size, uint32_t more, int *error, size_t *offset)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | more;
	return pcre2_compile((PCRE2_SPTR)bytes, size, options, error, offset, NULL);
}

/* A wrong source is compiled again as it stands, since the definitions behind it may change what PCRE2 says of it. */
pcre2_code *maek_pattern_compile(struct maek_text source, uint32_t more, uint32_t *built_in, int *error, size_t *offset)
{
	size_t size = 0;
	char *whole = with_definitions(source, built_in, &size);
	if (!whole)
		return compile_bytes(source.bytes, source.size, more, error, offset);
	pcre2_code *code = compile_bytes(whole, size, more, error, offset);
	free(whole);
	if (code)
		return code;
	int own_error = 0;
	size_t own_offset = 0;
	pcre2_code_free(compile_bytes(source.bytes, source.size, more, &own_error, &own_offset));
	if (own_error != PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE) {
		*error = own_error;
		*offset = own_offset;
	}
	return NULL;
}

/* Compiles `source` and sees how many groups it has; NULL with the problem when it is wrong. */
static pcre2_code *compile_counted(struct maek_text source, uint32_t more, uint32_t *groups,
                                   struct maek_pattern_problem *problem)
{
	int error = 0;
	size_t offset = 0;
	uint32_t built_in = 0;
	pcre2_code *code = maek_pattern_compile(source, more, &built_in, &error, &offset);
	if (!code) {
		if (error == PCRE2_ERROR_HEAP_FAILED)
			maek_out_of_memory(0);
		if (pcre2_get_error_message(error, (PCRE2_UCHAR *)problem->message, sizeof problem->message) < 0)
			snprintf(problem->message, sizeof problem->message, "PCRE2 error %d", error);
		problem->offset = offset;
		return NULL;
	}
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, groups);
	*groups -= built_in; /* they stand last */
	if (*groups <= MAEK_PATTERN_GROUPS)
		return code;
	snprintf(problem->message, sizeof problem->message, "%u groups, at most %d are possible", *groups, MAEK_PATTERN_GROUPS);
	problem->offset = 0;
	pcre2_code_free(code);
	return NULL;
}

static struct maek_pattern *new_pattern(struct maek_text source, uint32_t options, uint32_t groups,
                                        struct maek_guards *guards)
{
	struct maek_pattern *pattern = maek_allocate(sizeof *pattern);
	pattern->source = source;
	pattern->options = options;
	pattern->groups = groups;
	pattern->guards = guards;
	return pattern;
}

static struct maek_pattern *compile(struct maek_text source, uint32_t more, struct maek_pattern_problem *problem)
{
	uint32_t groups = 0;
	pcre2_code *code = compile_counted(source, more, &groups, problem);
	if (!code)
		return NULL;
	struct maek_pattern *pattern = new_pattern(source, more, groups, NULL);
	atomic_store(&pattern->code, code);
	return pattern;
}

struct maek_pattern *maek_pattern_new(struct maek_text source, struct maek_pattern_problem *problem)
{
	return compile(source, 0, problem);
}

struct maek_pattern *maek_pattern_new_late(struct maek_text source, struct maek_text shape, struct maek_guards *guards,
                                           struct maek_pattern_problem *problem)
{
	uint32_t groups = 0;
	uint32_t quick = PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS; /* it is never matched */
	pcre2_code *code = compile_counted(shape, quick, &groups, problem);
	if (!code)
		return NULL;
	struct maek_pattern *pattern = new_pattern(source, 0, groups, guards);
	pattern->shape = code;
	return pattern;
}

bool maek_pattern_compile_now(struct maek_pattern *pattern)
{
	return maek_pattern_code(pattern) != NULL;
}

void maek_pattern_settle(struct maek_pattern *pattern)
{
	pcre2_code_free(pattern->shape);
	pattern->shape = NULL;
}

const pcre2_code *maek_pattern_code(struct maek_pattern *pattern)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pcre2_code *code = atomic_load_explicit(&pattern->code, memory_order_acquire);
	if (code)
		return code;
	pthread_mutex_lock(&lock);
	code = atomic_load_explicit(&pattern->code, memory_order_acquire);
	if (!code) {
		struct maek_pattern_problem problem;
		uint32_t groups;
		code = compile_counted(pattern->source, pattern->options, &groups, &problem);
		atomic_store_explicit(&pattern->code, code, memory_order_release);
	}
	pthread_mutex_unlock(&lock);
	return code;
}

/* Anchored here and not when it matches, which machine code cannot do. */
struct maek_pattern *maek_pattern_new_guard(struct maek_text source, struct maek_guards *guards)
{
	struct maek_pattern *pattern = new_pattern(source, PCRE2_ANCHORED, 0, guards);
	pattern->is_guard = true;
	return pattern;
}

struct maek_pattern *maek_pattern_new_watched(struct maek_text source, struct maek_pattern_problem *problem)
{
	return compile(source, PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE, problem);
}

void maek_pattern_free(struct maek_pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_code_free(atomic_load(&pattern->fast));
	pcre2_code_free(atomic_load(&pattern->placed));
	pcre2_code_free(atomic_load(&pattern->code));
	pcre2_code_free(pattern->shape);
	free(pattern);
}

uint32_t maek_pattern_group_count(const struct maek_pattern *pattern)
{
	return pattern->groups;
}

/* What is asked about the pattern. */
static const pcre2_code *told_by(const struct maek_pattern *pattern)
{
	return pattern->shape ? pattern->shape : atomic_load(&pattern->code);
}

bool maek_pattern_matches_empty(const struct maek_pattern *pattern)
{
	uint32_t empty = 0;
	pcre2_pattern_info(told_by(pattern), PCRE2_INFO_MATCHEMPTY, &empty);
	return empty != 0;
}

void maek_pattern_names(const struct maek_pattern *pattern, void (*found)(void *, const char *, uint32_t), void *context)
{
	uint32_t count = 0, size = 0;
	PCRE2_SPTR table = NULL;
	pcre2_pattern_info(told_by(pattern), PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(told_by(pattern), PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(told_by(pattern), PCRE2_INFO_NAMETABLE, &table);
	for (uint32_t i = 0; i < count; i++, table += size)
		if (!is_built_in((const char *)table + 2))
			found(context, (const char *)table + 2, (uint32_t)table[0] << 8 | table[1]);
}

bool maek_pattern_engine(char *version)
{
	struct maek_pattern_problem problem;
	struct maek_pattern *pattern = maek_pattern_new(maek_text_of("a+b"), &problem);
	bool is_fast = pattern && pcre2_jit_compile(atomic_load(&pattern->code), PCRE2_JIT_COMPLETE) == 0;
	maek_pattern_free(pattern);
	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) > 64 || pcre2_config(PCRE2_CONFIG_VERSION, version) < 0)
		*version = 0;
	return is_fast;
}
