/* Idea: one pcre2_code a pattern, interpreted at first; after JIT_AFTER uses a copy of it is compiled to machine code and
 * published with one atomic store, so that short runs do not pay for it and threads never see a half-made one. The
 * interpreter counts more steps than the machine code, so where it stops at a limit the machine code decides: what a
 * pattern finds must not depend on how often it was used before.
 * A match within a budget first runs with few steps a place. Where they do not do, a copy of the pattern that reports its
 * starting places goes on: it takes the place where it stopped with all steps, charges the budget, and goes on behind it.
 * Long texts are matched by that copy from the start, since between two of its reports the clock can be looked at.
 * Invariants: every group span handed out satisfies start <= end or is MAEK_SPAN_NONE; a match never runs without limits.
 */
#include "extract/pattern_parts.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CALLOUT_PLACE = 254, LONG_TEXT = 2048 };
enum { JIT_AFTER = 20, JIT_GUARD_AFTER = 1000 }; /* a guard is used once a place, others once a sentence */
enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 10000, HEAP_LIMIT_KIB = 8192, JIT_STACK = 1 << 20 };

struct maek_scratch {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	enum maek_engine engine;
	struct maek_span groups[MAEK_PATTERN_GROUPS + 1];
	uint32_t group_count;
	maek_callout_handler handler;
	void *handler_context;
	struct maek_budget *budget; /* NULL: none */
	PCRE2_SIZE place;           /* where the placed copy started last */
	bool only_there;            /* ... and must not start anew */
	bool has_moved;
	struct maek_guards *guards; /* of the pattern being matched */
	struct maek_memo *memo;
	struct maek_text subject;
	bool guard_limit;            /* a guard hit a limit */
	struct maek_scratch *deeper; /* for guards asked in the middle of a match */
};

static pthread_mutex_t jit_lock = PTHREAD_MUTEX_INITIALIZER;

static struct maek_span span_of(PCRE2_SIZE start, PCRE2_SIZE end)
{
	if (start == PCRE2_UNSET || end == PCRE2_UNSET || start > end)
		return MAEK_SPAN_NONE;
	return (struct maek_span){(uint32_t)start, (uint32_t)end};
}

static bool is_charged(const struct maek_scratch *scratch)
{
	return scratch->budget && scratch->budget->running;
}

static int on_place(struct maek_scratch *scratch, PCRE2_SIZE place)
{
	scratch->has_moved = scratch->only_there && place != scratch->place;
	scratch->place = place;
	return scratch->has_moved || maek_budget_is_spent(scratch->budget) ? PCRE2_ERROR_CALLOUT : 0;
}

/* "=7" or "!7" */
static int ask_guard(struct maek_scratch *scratch, const pcre2_callout_block *block)
{
	const char *text = (const char *)block->callout_string;
	uint32_t number = 0;
	for (const char *at = text + 1; at < text + block->callout_string_length; at++)
		number = 10 * number + (uint32_t)(*at - '0');
	if (!scratch->deeper)
		scratch->deeper = maek_scratch_new();
	scratch->deeper->engine = scratch->engine;
	scratch->deeper->budget = scratch->budget;
	int known = maek_guard_holds(scratch->guards, number, scratch->deeper, scratch->memo, scratch->subject,
	                             block->current_position);
	if (known >= 0)
		return known == (*text == '=') ? 0 : 1;
	scratch->guard_limit = true;
	return PCRE2_ERROR_CALLOUT;
}

static int on_callout(pcre2_callout_block *block, void *context)
{
	struct maek_scratch *scratch = context;
	if (block->callout_string)
		return scratch->guards ? ask_guard(scratch, block) : 0;
	if (block->callout_number == CALLOUT_PLACE)
		return on_place(scratch, block->start_match);
	if (!scratch->handler)
		return 0;
	struct maek_callout callout = {.number = block->callout_number,
	                               .groups = scratch->groups,
	                               .group_count = scratch->group_count,
	                               .position = (uint32_t)block->current_position,
	                               .item = (uint32_t)block->pattern_position,
	                               .item_size = (uint32_t)block->next_item_length};
	scratch->groups[0] = (struct maek_span){(uint32_t)block->start_match, (uint32_t)block->current_position};
	for (uint32_t i = 1; i < scratch->group_count; i++)
		scratch->groups[i] = i < block->capture_top
		                         ? span_of(block->offset_vector[2 * i], block->offset_vector[2 * i + 1])
		                         : MAEK_SPAN_NONE;
	int answer = scratch->handler(&callout, scratch->handler_context);
	if (is_charged(scratch) && scratch->budget->hit)
		return PCRE2_ERROR_CALLOUT;
	return answer < 0 ? PCRE2_ERROR_CALLOUT : answer;
}

struct maek_scratch *maek_scratch_new(void)
{
	struct maek_scratch *scratch = maek_allocate(sizeof *scratch);
	scratch->match = maek_checked(pcre2_match_data_create(MAEK_PATTERN_GROUPS + 3, NULL)); /* with the built-in ones */
	scratch->context = maek_checked(pcre2_match_context_create(NULL));
	scratch->stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK, NULL);
	pcre2_set_match_limit(scratch->context, MATCH_LIMIT);
	pcre2_set_depth_limit(scratch->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(scratch->context, HEAP_LIMIT_KIB);
	if (scratch->stack)
		pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
	pcre2_set_callout(scratch->context, on_callout, scratch);
	return scratch;
}

void maek_scratch_charge(struct maek_scratch *scratch, struct maek_budget *budget)
{
	scratch->budget = budget;
}

void maek_scratch_free(struct maek_scratch *scratch)
{
	if (!scratch)
		return;
	pcre2_jit_stack_free(scratch->stack);
	pcre2_match_context_free(scratch->context);
	pcre2_match_data_free(scratch->match);
	maek_scratch_free(scratch->deeper);
	free(scratch);
}

void maek_scratch_use(struct maek_scratch *scratch, enum maek_engine engine)
{
	scratch->engine = engine;
}

/* Patterns are const to their users; the machine code is a cache that no result depends on. */
static const pcre2_code *machine_code(struct maek_pattern *cache)
{
	pthread_mutex_lock(&jit_lock);
	pcre2_code *fast = atomic_load_explicit(&cache->fast, memory_order_acquire);
	if (!fast) {
		fast = pcre2_code_copy(atomic_load_explicit(&cache->code, memory_order_acquire));
		if (fast)
			pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE); /* without executable memory it stays interpreted */
		atomic_store_explicit(&cache->fast, fast, memory_order_release);
	}
	pthread_mutex_unlock(&jit_lock);
	return fast ? fast : atomic_load_explicit(&cache->code, memory_order_acquire);
}

static const pcre2_code *code_of(struct maek_pattern *cache, enum maek_engine engine)
{
	const pcre2_code *code = atomic_load_explicit(&cache->code, memory_order_acquire);
	if (engine == MAEK_ENGINE_INTERPRETER)
		return code;
	const pcre2_code *fast = atomic_load_explicit(&cache->fast, memory_order_acquire);
	if (fast)
		return fast;
	unsigned after = cache->is_guard ? JIT_GUARD_AFTER : JIT_AFTER;
	bool often = engine == MAEK_ENGINE_MACHINE || atomic_fetch_add_explicit(&cache->uses, 1, memory_order_relaxed) >= after;
	return often ? machine_code(cache) : code;
}

static bool is_limit(int count)
{
	return count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT || count == PCRE2_ERROR_HEAPLIMIT;
}

static bool is_bound(struct maek_text text, size_t at)
{
	return at == text.size || (at < text.size && (text.bytes[at] & 0xC0) != 0x80);
}

/* Every match is looked at, whatever the library promises: a \K within a subroutine can put the start behind the end. */
static enum maek_match keep(struct maek_scratch *scratch, int count)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(scratch->match);
	bool is_sound = ends[0] <= ends[1];
	for (uint32_t i = 0; i < scratch->group_count; i++) {
		struct maek_span span = i < (uint32_t)count ? span_of(ends[2 * i], ends[2 * i + 1]) : MAEK_SPAN_NONE;
		scratch->groups[i] = span;
		is_sound = is_sound && (!maek_span_is_set(span) || (is_bound(scratch->subject, span.start) && is_bound(scratch->subject, span.end)));
	}
	if (is_sound)
		return MAEK_MATCH_FOUND;
	if (is_charged(scratch))
		maek_budget_hit(scratch->budget, "span");
	return MAEK_MATCH_LIMIT;
}

/* The pattern with a callout before it; a source whose end is a comment, or that asks where the match was asked to start,
 * has none. */
static const pcre2_code *placed_code(struct maek_pattern *cache)
{
	pcre2_code *placed = atomic_load_explicit(&cache->placed, memory_order_acquire);
	if (placed || atomic_load(&cache->is_plain))
		return placed;
	pthread_mutex_lock(&jit_lock);
	placed = atomic_load_explicit(&cache->placed, memory_order_acquire);
	if (!placed && !memmem(cache->source.bytes, cache->source.size, "\\G", 2)) {
		int error = 0;
		uint32_t built_in = 0;
		PCRE2_SIZE offset = 0;
		char *whole = maek_allocate(cache->source.size + 16);
		int size = sprintf(whole, "(?C%d)(?:%.*s)", CALLOUT_PLACE, (int)cache->source.size, cache->source.bytes);
		placed = maek_pattern_compile((struct maek_text){whole, (size_t)size}, 0, &built_in, &error, &offset);
		free(whole);
		if (placed)
			pcre2_jit_compile(placed, PCRE2_JIT_COMPLETE);
		atomic_store_explicit(&cache->placed, placed, memory_order_release);
	}
	if (!placed)
		atomic_store(&cache->is_plain, true);
	pthread_mutex_unlock(&jit_lock);
	return placed;
}

struct subject {
	struct maek_text text;
	size_t start;
	uint32_t options;
};

static int run(struct maek_scratch *scratch, const pcre2_code *code, const struct subject *subject, uint32_t limit)
{
	pcre2_set_match_limit(scratch->context, limit);
	int count = pcre2_match(code, (PCRE2_SPTR)subject->text.bytes, subject->text.size, subject->start, subject->options,
	                        scratch->match, scratch->context);
	if (count == PCRE2_ERROR_JIT_STACKLIMIT)
		count = pcre2_match(code, (PCRE2_SPTR)subject->text.bytes, subject->text.size, subject->start,
		                    subject->options | PCRE2_NO_JIT, scratch->match, scratch->context);
	return count;
}

/* All steps of a place. A step may walk through the whole text, so that in a long one they are fewer. */
static uint32_t all_steps(const struct subject *subject)
{
	if (subject->text.size < MAEK_BUDGET_TEXT)
		return MATCH_LIMIT;
	uint64_t fewer = (uint64_t)MATCH_LIMIT * MAEK_BUDGET_TEXT / subject->text.size;
	return fewer < MAEK_BUDGET_STEPS ? MAEK_BUDGET_STEPS : (uint32_t)fewer;
}

/* With all steps at every place. */
static int match_freely(struct maek_pattern *cache, struct maek_scratch *scratch, const struct subject *subject)
{
	const pcre2_code *code = code_of(cache, scratch->engine);
	int count = run(scratch, code, subject, all_steps(subject));
	bool may_be_machine = code == atomic_load_explicit(&cache->code, memory_order_acquire) && scratch->engine != MAEK_ENGINE_INTERPRETER;
	return may_be_machine && is_limit(count) ? run(scratch, machine_code(cache), subject, all_steps(subject)) : count;
}

/* Place by place where it takes many steps. */
static int match_placed(struct maek_pattern *cache, struct maek_scratch *scratch, struct subject subject)
{
	const pcre2_code *code = placed_code(cache);
	if (!code)
		return match_freely(cache, scratch, &subject);
	for (;;) {
		scratch->only_there = false;
		int count = run(scratch, code, &subject, MAEK_BUDGET_STEPS);
		if (!is_limit(count))
			return count;
		if (!maek_budget_charge(scratch->budget))
			return count;
		scratch->only_there = true;
		subject.start = scratch->place;
		count = run(scratch, code, &subject, all_steps(&subject));
		if (count != PCRE2_ERROR_CALLOUT || !scratch->has_moved)
			return count;
		subject.start = scratch->place;
	}
}

/* A guard knows one place, and is asked too often for a look at the clock. */
static int match_guard(struct maek_pattern *cache, struct maek_scratch *scratch, const struct subject *subject)
{
	int count = run(scratch, code_of(cache, scratch->engine), subject, MAEK_BUDGET_STEPS);
	return is_limit(count) && maek_budget_charge(scratch->budget) ? match_freely(cache, scratch, subject) : count;
}

static int match_charged(struct maek_pattern *cache, struct maek_scratch *scratch, const struct subject *subject)
{
	if (cache->is_guard)
		return match_guard(cache, scratch, subject);
	if (maek_budget_is_spent(scratch->budget))
		return PCRE2_ERROR_MATCHLIMIT;
	if (subject->options & PCRE2_ANCHORED)
		return match_freely(cache, scratch, subject);
	if (subject->text.size - subject->start > LONG_TEXT)
		return match_placed(cache, scratch, *subject);
	int count = run(scratch, code_of(cache, scratch->engine), subject, MAEK_BUDGET_STEPS);
	return is_limit(count) ? match_placed(cache, scratch, *subject) : count;
}

enum maek_match maek_pattern_match(const struct maek_pattern *pattern, struct maek_scratch *scratch,
                                   struct maek_text subject, size_t start, bool anchored, maek_callout_handler handler,
                                   void *context)
{
	return maek_pattern_match_in(pattern, scratch, NULL, subject, start, anchored, handler, context);
}

enum maek_match maek_pattern_match_in(const struct maek_pattern *pattern, struct maek_scratch *scratch,
                                      struct maek_memo *memo, struct maek_text subject, size_t start, bool anchored,
                                      maek_callout_handler handler, void *context)
{
	struct maek_pattern *cache = (struct maek_pattern *)(uintptr_t)pattern;
	struct subject where = {subject, start, PCRE2_NO_UTF_CHECK | (anchored ? PCRE2_ANCHORED : 0)};
	if (scratch->engine == MAEK_ENGINE_INTERPRETER)
		where.options |= PCRE2_NO_JIT;
	scratch->handler = handler;
	scratch->handler_context = context;
	scratch->group_count = pattern->groups + 1;
	scratch->guards = pattern->guards;
	scratch->memo = memo;
	scratch->subject = subject;
	scratch->guard_limit = false;
	int count = PCRE2_ERROR_MATCHLIMIT;
	if (maek_pattern_code(cache))
		count = is_charged(scratch) ? match_charged(cache, scratch, &where) : match_freely(cache, scratch, &where);
	if (count == PCRE2_ERROR_NOMEMORY)
		maek_out_of_memory(0);
	bool is_over = is_charged(scratch) && (scratch->budget->hit || scratch->budget->is_late);
	if (count > 0 && !is_over)
		return keep(scratch, count);
	if (count == PCRE2_ERROR_NOMATCH && !is_over)
		return MAEK_MATCH_NONE;
	if (count == PCRE2_ERROR_CALLOUT && !is_over && !scratch->guard_limit)
		return MAEK_MATCH_STOPPED;
	if (is_charged(scratch))
		maek_budget_hit(scratch->budget, "match");
	return MAEK_MATCH_LIMIT;
}

struct maek_span maek_scratch_group(const struct maek_scratch *scratch, uint32_t number)
{
	return number < scratch->group_count ? scratch->groups[number] : MAEK_SPAN_NONE;
}
