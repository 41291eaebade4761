/* Facts of `emit` and `unless: {fact: ...}`: calls (call.h) whose name decides what their arguments mean. */
#include "extract/rule_read.h"

#include "extract/call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct emit_reader {
	const struct maek_rule_reader *reader;
	struct maek_rule *rule;
	const struct maek_yaml *scalar;
	struct maek_call call;
	bool is_condition;
	struct maek_emit *out;
};

static bool wrong(const struct emit_reader *emit, size_t at, size_t size, const char *id, const char *hint,
                  const char *message, struct maek_text name)
{
	return maek_errors_add(emit->reader->errors, MAEK_ERROR, id, maek_yaml_place(emit->scalar, at, size), hint, "%s '%.*s'",
	                       message, (int)name.size, name.bytes);
}

static const char *copy(const struct emit_reader *emit, struct maek_text text)
{
	return maek_arena_copy(emit->reader->rules->arena, text.bytes, text.size);
}

static bool unknown_group(const struct emit_reader *emit, const struct maek_call_argument *argument)
{
	const char *names[MAEK_PATTERN_GROUPS];
	size_t count = 0;
	for (; count < emit->rule->groups.count && count < MAEK_PATTERN_GROUPS; count++)
		names[count] = emit->rule->groups.items[count].name;
	const char *nearest = maek_nearest_name(copy(emit, argument->text), names, count);
	bool is_call = memchr(argument->text.bytes, '(', argument->text.size) != NULL;
	char hint[160];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	return wrong(emit, argument->at, argument->text.size, "unknown-group",
	             is_call   ? "number(group) is all that can be called here"
	             : nearest ? hint
	                       : "name it in the pattern: (?<name>...) or {Type:name}", "`match` has no group",
	             argument->text);
}

static bool is(struct maek_text text, const char *word)
{
	return maek_text_equal(text, maek_text_of(word));
}

/* topic, topic.before, topic.SLOT, topic.SLOT.before, section */
static bool read_topic(const struct emit_reader *emit, struct maek_text text, struct maek_argument *out)
{
	if (is(text, "section")) {
		*out = (struct maek_argument){.kind = MAEK_ARG_TOPIC, .text = "section"};
		return true;
	}
	struct maek_text word = maek_text_of("topic"), before = maek_text_of(".before");
	if (text.size < word.size || memcmp(text.bytes, word.bytes, word.size) != 0)
		return false;
	if (text.size > word.size && text.bytes[word.size] != '.')
		return false;
	*out = (struct maek_argument){.kind = MAEK_ARG_TOPIC, .text = ""};
	text.bytes += word.size;
	text.size -= word.size;
	if (text.size >= before.size && memcmp(text.bytes + text.size - before.size, before.bytes, before.size) == 0) {
		out->before = true;
		text.size -= before.size;
	}
	if (text.size > 1)
		out->text = copy(emit, (struct maek_text){text.bytes + 1, text.size - 1});
	return true;
}

/* Groups named in a text: "K-$latin". */
static void use_groups_in(const struct emit_reader *emit, struct maek_text text)
{
	for (size_t i = 0; i + 1 < text.size; i++) {
		if (text.bytes[i] != '$')
			continue;
		for (size_t k = 0; k < emit->rule->groups.count; k++) {
			const char *name = emit->rule->groups.items[k].name;
			if (strlen(name) <= text.size - i - 1 && memcmp(text.bytes + i + 1, name, strlen(name)) == 0)
				emit->rule->groups.items[k].used = true;
		}
	}
}

static bool read_argument(const struct emit_reader *emit, const struct maek_call_argument *argument,
                          struct maek_argument *out)
{
	if (argument->quoted) {
		use_groups_in(emit, argument->text);
		*out = (struct maek_argument){.kind = MAEK_ARG_TEXT, .text = copy(emit, argument->text)};
		return true;
	}
	if (is(argument->text, "_") || is(argument->text, "it")) {
		out->kind = is(argument->text, "_") ? MAEK_ARG_ANY : MAEK_ARG_IT;
		if (out->kind == MAEK_ARG_IT && emit->rule->region != MAEK_REGION_MENTION)
			return wrong(emit, argument->at, argument->text.size, "no-it", "write for example: in: Model",
			             "only a rule that matches inside mentions has", argument->text);
		return true;
	}
	int group = maek_rule_group(emit->rule, argument->text);
	if (group < 0 && read_topic(emit, argument->text, out))
		return true;
	if (group < 0)
		return unknown_group(emit, argument);
	emit->rule->groups.items[group].used = true;
	*out = (struct maek_argument){.kind = MAEK_ARG_GROUP, .group = group};
	return true;
}

/* number(group) */
static bool read_number(const struct emit_reader *emit, const struct maek_call_argument *argument, struct maek_value *out)
{
	struct maek_text inner = argument->text;
	inner.bytes += strlen("number(");
	inner.size -= strlen("number()");
	struct maek_call_argument part = {.text = inner, .at = argument->at + strlen("number(")};
	out->kind = MAEK_VALUE_NUMBER;
	out->group = maek_rule_group(emit->rule, inner);
	if (out->group < 0)
		return unknown_group(emit, &part);
	emit->rule->groups.items[out->group].used = true;
	return true;
}

static bool read_value(const struct emit_reader *emit, const struct maek_call_argument *argument)
{
	struct maek_value value = {.key = copy(emit, argument->key)};
	if (argument->quoted) {
		use_groups_in(emit, argument->text);
		value.kind = MAEK_VALUE_TEXT;
		value.text = copy(emit, argument->text);
	} else if (argument->text.size > 8 && memcmp(argument->text.bytes, "number(", 7) == 0) {
		if (!read_number(emit, argument, &value))
			return false;
	} else {
		value.kind = MAEK_VALUE_GROUP;
		value.group = maek_rule_group(emit->rule, argument->text);
		if (value.group < 0)
			return unknown_group(emit, argument);
		emit->rule->groups.items[value.group].used = true;
	}
	*MAEK_PUSH(emit->reader->rules->arena, &emit->out->values) = value;
	return true;
}

static bool read_lasts(const struct emit_reader *emit, const struct maek_call_argument *argument)
{
	char *end;
	const char *text = copy(emit, argument->text);
	emit->out->lasts = is(argument->text, "paragraph")  ? MAEK_LASTS_PARAGRAPH
	                   : is(argument->text, "document") ? MAEK_LASTS_DOCUMENT
	                                                    : (int)strtol(text, &end, 10);
	if (emit->out->lasts == 0)
		return wrong(emit, argument->at, argument->text.size, "unknown-value", NULL,
		             "`lasts` is a number of sentences, paragraph or document, not", argument->text);
	return true;
}

static bool read_topic_option(const struct emit_reader *emit, const struct maek_call_argument *argument)
{
	if (is(argument->key, "lasts"))
		return read_lasts(emit, argument);
	if (is(argument->key, "as")) {
		emit->out->slot = copy(emit, argument->text);
		return true;
	}
	if (is(argument->key, "of")) {
		emit->out->type = maek_schema_type(&emit->reader->rules->schema, argument->text);
		return emit->out->type >= 0 || wrong(emit, argument->at, argument->text.size, "unknown-type", NULL, "unknown type",
		                                     argument->text);
	}
	return wrong(emit, argument->at, argument->text.size, "unknown-attribute", "topic takes lasts=, as= and of=",
	             "unknown option of topic:", argument->key);
}

static bool knows_attribute(const struct maek_relation *relation, struct maek_text key)
{
	for (size_t i = 0; i < relation->attribute_count; i++)
		if (is(key, relation->attributes[i]))
			return true;
	return false;
}

static bool read_option(const struct emit_reader *emit, const struct maek_call_argument *argument)
{
	struct maek_emit *out = emit->out;
	if (out->kind == MAEK_EMIT_TOPIC)
		return read_topic_option(emit, argument);
	if (out->kind == MAEK_EMIT_MENTION && !is(argument->key, "name") && !is(argument->key, "value"))
		return wrong(emit, argument->at, argument->text.size, "unknown-attribute", "a mention takes name= and value=",
		             "unknown option", argument->key);
	if (out->kind == MAEK_EMIT_RELATION) {
		const struct maek_relation *relation = &emit->reader->rules->schema.relations.items[out->relation];
		if (!knows_attribute(relation, argument->key))
			return wrong(emit, argument->at, argument->text.size, "unknown-attribute",
			             "list it under `attributes` of the relation", "the relation has no attribute", argument->key);
	}
	return read_value(emit, argument);
}

/* How a fact is written, or NULL for a built-in. */
static const char *signature(const struct emit_reader *emit)
{
	const struct maek_schema *schema = &emit->reader->rules->schema;
	struct maek_arena *arena = emit->reader->rules->arena;
	if (emit->out->kind == MAEK_EMIT_MENTION)
		return maek_arena_format(arena, "write: %s(group)", schema->types.items[emit->out->type].name);
	if (emit->out->kind != MAEK_EMIT_RELATION)
		return NULL;
	const struct maek_relation *relation = &schema->relations.items[emit->out->relation];
	return maek_arena_format(arena, "the signature is %s(%s%s%s)", relation->name, relation->from_name,
	                         relation->to_name ? ", " : "", relation->to_name ? relation->to_name : "");
}

static bool read_arguments(const struct emit_reader *emit, size_t least, size_t most)
{
	bool ok = true;
	for (size_t i = 0; i < emit->call.count; i++) {
		const struct maek_call_argument *argument = &emit->call.args[i];
		if (argument->key.size) {
			ok &= read_option(emit, argument);
			continue;
		}
		if (emit->out->arg_count == most)
			return wrong(emit, argument->at, argument->text.size, "fact-arguments", signature(emit), "one argument too many:",
			             argument->text);
		ok &= read_argument(emit, argument, &emit->out->args[emit->out->arg_count++]);
	}
	if (emit->out->arg_count < least)
		return wrong(emit, emit->call.name_at, emit->call.name.size, "fact-arguments", signature(emit), "too few arguments for",
		             emit->call.name);
	return ok;
}

static bool unknown_name(const struct emit_reader *emit)
{
	const struct maek_schema *schema = &emit->reader->rules->schema;
	const char *name = copy(emit, emit->call.name);
	bool is_type = name[0] >= 'A' && name[0] <= 'Z';
	const char *nearest = is_type ? maek_schema_nearest_type(schema, name) : maek_schema_nearest_relation(schema, name);
	if (!nearest && !is_type) /* model(...) for Model(...) */
		nearest = maek_schema_nearest_type(schema, name);
	char hint[160];
	snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
	return wrong(emit, emit->call.name_at, emit->call.name.size, is_type ? "unknown-type" : "unknown-relation",
	             nearest ? hint : NULL, is_type ? "unknown type" : "unknown relation", emit->call.name);
}

static const struct {
	const char *name;
	enum maek_emit_kind kind;
	size_t least, most;
	const char *slot;
	int lasts;
} built_ins[] = {
	{"topic", MAEK_EMIT_TOPIC, 1, 1, "", 3},
	{"section", MAEK_EMIT_TOPIC, 1, 1, "section", MAEK_LASTS_PARAGRAPH},
	{"same", MAEK_EMIT_SAME, 2, 2, "", 0},
	{"alias", MAEK_EMIT_ALIAS, 2, 2, "", 0},
};

bool maek_emit_read(const struct maek_rule_reader *reader, struct maek_rule *rule, const struct maek_yaml *scalar,
                    bool is_condition, struct maek_emit *out)
{
	struct emit_reader emit = {.reader = reader, .rule = rule, .scalar = scalar, .is_condition = is_condition, .out = out};
	*out = (struct maek_emit){.slot = "", .place = scalar->place};
	if (!maek_call_read(scalar, &emit.call, reader->errors))
		return false;
	for (size_t i = 0; i < sizeof built_ins / sizeof *built_ins; i++)
		if (!is_condition && is(emit.call.name, built_ins[i].name)) {
			out->kind = built_ins[i].kind;
			out->slot = built_ins[i].slot;
			out->type = MAEK_NO_TYPE;
			out->lasts = built_ins[i].lasts;
			return read_arguments(&emit, built_ins[i].least, built_ins[i].most);
		}
	out->type = is_condition ? MAEK_NO_TYPE : maek_schema_type(&reader->rules->schema, emit.call.name);
	if (out->type >= 0) {
		out->kind = MAEK_EMIT_MENTION;
		return read_arguments(&emit, 1, 1);
	}
	out->kind = MAEK_EMIT_RELATION;
	out->relation = maek_schema_relation(&reader->rules->schema, emit.call.name);
	if (out->relation < 0)
		return unknown_name(&emit);
	size_t wanted = reader->rules->schema.relations.items[out->relation].to_name ? 2 : 1;
	return read_arguments(&emit, wanted, wanted);
}

/* The type that a group has after the rule's own mentions are made; MAEK_NO_TYPE when it cannot be told. */
static int type_of_group(const struct maek_rule *rule, int group)
{
	for (size_t i = 0; i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->kind == MAEK_EMIT_MENTION && emit->args[0].kind == MAEK_ARG_GROUP && emit->args[0].group == group)
			return emit->type;
	}
	return rule->groups.items[group].type;
}

static void check_argument(const struct maek_rule_reader *reader, const struct maek_rule *rule,
                           const struct maek_emit *emit, size_t index, int wanted)
{
	const struct maek_schema *schema = &reader->rules->schema;
	const struct maek_argument *argument = &emit->args[index];
	int type = argument->kind == MAEK_ARG_GROUP ? type_of_group(rule, argument->group)
	           : argument->kind == MAEK_ARG_IT  ? rule->region_type
	                                            : MAEK_NO_TYPE;
	if (type < 0 || wanted < 0 || maek_schema_is(schema, type, wanted) || maek_schema_is(schema, wanted, type))
		return;
	const struct maek_relation *relation = &schema->relations.items[emit->relation];
	char hint[200];
	snprintf(hint, sizeof hint, "the signature is %s(%s%s%s)", relation->name, relation->from_name,
	         relation->to_name ? ", " : "", relation->to_name ? relation->to_name : "");
	maek_errors_add(reader->errors, MAEK_ERROR, "wrong-signature", emit->place, hint,
	                "argument %zu of '%s' is of type %s, not %s", index + 1, relation->name, schema->types.items[type].name,
	                schema->types.items[wanted].name);
}

void maek_emit_check(const struct maek_rule_reader *reader, const struct maek_rule *rule)
{
	for (size_t i = 0; i < rule->emits.count; i++) {
		const struct maek_emit *emit = &rule->emits.items[i];
		if (emit->kind != MAEK_EMIT_RELATION)
			continue;
		const struct maek_relation *relation = &reader->rules->schema.relations.items[emit->relation];
		check_argument(reader, rule, emit, 0, relation->from);
		if (emit->arg_count > 1)
			check_argument(reader, rule, emit, 1, relation->to);
	}
}
