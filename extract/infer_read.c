/* `infer:` rules of a pack, and their strata: a rule is run only when everything that it denies is complete. */
#include "extract/rule_read.h"

#include "extract/call.h"
#include "extract/keys.h"
#include "extract/lint.h"

#include <stdio.h>
#include <string.h>

struct infer_reader {
	const struct maek_rule_reader *reader;
	struct maek_infer_rule *rule;
	bool binds; /* the atoms read now may introduce variables */
};

static const struct {
	const char *name;
	enum maek_atom_kind kind;
	size_t terms;
} built_ins[] = {
	{"same_sentence", MAEK_ATOM_SAME_SENTENCE, 2}, {"same_paragraph", MAEK_ATOM_SAME_PARAGRAPH, 2},
	{"before", MAEK_ATOM_BEFORE, 2},               {"different", MAEK_ATOM_DIFFERENT, 2},
	{"section", MAEK_ATOM_SECTION, 1},
};

static bool wrong(const struct infer_reader *infer, const struct maek_yaml *scalar, size_t at, size_t size, const char *id,
                  const char *message, struct maek_text name)
{
	return maek_errors_add(infer->reader->errors, MAEK_ERROR, id, maek_yaml_place(scalar, at, size), NULL, "%s '%.*s'",
	                       message, (int)name.size, name.bytes);
}

static int find_variable(const struct maek_infer_rule *rule, struct maek_text name)
{
	for (size_t i = 0; i < rule->variable_count; i++)
		if (maek_text_equal(maek_text_of(rule->variables[i]), name))
			return (int)i;
	return -1;
}

static bool read_variable(const struct infer_reader *infer, const struct maek_yaml *scalar,
                          const struct maek_call_argument *argument, bool is_attribute, int *out)
{
	struct maek_infer_rule *rule = infer->rule;
	if (argument->text.size == 1 && argument->text.bytes[0] == '_') {
		*out = -1;
		return true;
	}
	if (argument->quoted || argument->text.bytes[0] < 'A' || argument->text.bytes[0] > 'Z')
		return wrong(infer, scalar, argument->at, argument->text.size, "variable-name",
		             "a variable begins with a capital letter, not", argument->text);
	*out = find_variable(rule, argument->text);
	if (*out >= 0)
		return true;
	if (!infer->binds)
		return wrong(infer, scalar, argument->at, argument->text.size, "unbound-variable", "`if` does not bind the variable",
		             argument->text);
	if (rule->variable_count == MAEK_INFER_VARIABLES)
		return wrong(infer, scalar, argument->at, argument->text.size, "too-many-variables", "one variable too many:",
		             argument->text);
	*out = (int)rule->variable_count++;
	rule->variables[*out] = maek_arena_copy(infer->reader->rules->arena, argument->text.bytes, argument->text.size);
	rule->is_attribute[*out] = is_attribute;
	return true;
}

static bool read_value(const struct infer_reader *infer, const struct maek_yaml *scalar,
                       const struct maek_call_argument *argument, struct maek_atom *atom)
{
	struct maek_arena *arena = infer->reader->rules->arena;
	struct maek_atom_value value = {.key = maek_arena_copy(arena, argument->key.bytes, argument->key.size), .variable = -1};
	if (argument->quoted)
		value.text = maek_arena_copy(arena, argument->text.bytes, argument->text.size);
	else if (!read_variable(infer, scalar, argument, true, &value.variable))
		return false;
	*MAEK_PUSH(arena, &atom->values) = value;
	return true;
}

static bool read_name(const struct infer_reader *infer, const struct maek_yaml *scalar, const struct maek_call *call,
                      struct maek_atom *atom, size_t *terms)
{
	const struct maek_schema *schema = &infer->reader->rules->schema;
	for (size_t i = 0; i < sizeof built_ins / sizeof *built_ins; i++)
		if (maek_text_equal(call->name, maek_text_of(built_ins[i].name))) {
			atom->kind = built_ins[i].kind;
			*terms = built_ins[i].terms;
			return true;
		}
	atom->type = maek_schema_type(schema, call->name);
	atom->relation = maek_schema_relation(schema, call->name);
	atom->kind = atom->type >= 0 ? MAEK_ATOM_TYPE : MAEK_ATOM_RELATION;
	*terms = atom->type >= 0 || atom->relation < 0 || !schema->relations.items[atom->relation].to_name ? 1 : 2;
	if (atom->type >= 0 || atom->relation >= 0)
		return true;
	return wrong(infer, scalar, call->name_at, call->name.size, "unknown-relation", "unknown type or relation", call->name);
}

static bool read_atom(const struct infer_reader *infer, const struct maek_yaml *scalar, struct maek_atom *atom)
{
	struct maek_call call;
	size_t terms = 0;
	*atom = (struct maek_atom){.place = scalar->place};
	if (!maek_expect(scalar, MAEK_YAML_SCALAR, "a fact", infer->reader->errors) ||
	    !maek_call_read(scalar, &call, infer->reader->errors) || !read_name(infer, scalar, &call, atom, &terms))
		return false;
	bool ok = true;
	for (size_t i = 0; i < call.count; i++) {
		if (call.args[i].key.size)
			ok &= read_value(infer, scalar, &call.args[i], atom);
		else if (atom->term_count < terms)
			ok &= read_variable(infer, scalar, &call.args[i], false, &atom->terms[atom->term_count++].variable);
		else
			return wrong(infer, scalar, call.args[i].at, call.args[i].text.size, "fact-arguments", "one argument too many:",
			             call.args[i].text);
	}
	if (atom->term_count < terms)
		return wrong(infer, scalar, call.name_at, call.name.size, "fact-arguments", "too few arguments for", call.name);
	return ok;
}

static void read_heads(const struct infer_reader *infer, const struct maek_yaml *then)
{
	for (size_t i = 0; i < maek_items_count(then); i++) {
		struct maek_atom atom;
		const struct maek_yaml *item = maek_items_at(then, i);
		if (!read_atom(infer, item, &atom))
			continue;
		if (atom.kind != MAEK_ATOM_RELATION)
			maek_errors_add(infer->reader->errors, MAEK_ERROR, "infer-head", item->place, NULL, "`then` must be a relation");
		else
			*MAEK_PUSH(infer->reader->rules->arena, &infer->rule->heads) = atom;
	}
}

static void read_only(const struct infer_reader *infer, const struct maek_yaml *only)
{
	for (size_t i = 0; i < maek_items_count(only); i++) {
		const struct maek_yaml *item = maek_items_at(only, i);
		if (!maek_expect(item, MAEK_YAML_SCALAR, "only", infer->reader->errors))
			continue;
		int variable = find_variable(infer->rule, item->value);
		if (variable < 0)
			wrong(infer, item, 0, item->value.size, "unbound-variable", "`if` does not bind the variable", item->value);
		else
			*MAEK_PUSH(infer->reader->rules->arena, &infer->rule->only) = variable;
	}
}

static void read_parts(struct infer_reader *infer, const struct maek_yaml *node)
{
	struct maek_arena *arena = infer->reader->rules->arena;
	const struct maek_yaml *body = maek_yaml_get(node, "if"), *unless = maek_yaml_get(node, "unless");
	struct maek_atom atom;
	infer->binds = true;
	for (size_t i = 0; i < maek_items_count(body); i++)
		if (read_atom(infer, maek_items_at(body, i), &atom))
			*MAEK_PUSH(arena, &infer->rule->body) = atom;
	infer->binds = false;
	for (size_t i = 0; i < maek_items_count(unless); i++)
		if (read_atom(infer, maek_items_at(unless, i), &atom))
			*MAEK_PUSH(arena, &infer->rule->unless) = atom;
	read_only(infer, maek_yaml_get(node, "only"));
	read_heads(infer, maek_yaml_get(node, "then"));
	maek_examples_read(infer->reader, maek_yaml_get(node, "examples"), &infer->rule->examples);
}

struct maek_infer_rule *maek_infer_read(const struct maek_rule_reader *reader, const struct maek_yaml *node)
{
	static const char *const known[] = {"id", "if", "unless", "only", "then", "confidence", "examples", "allow", NULL};
	if (!maek_expect(node, MAEK_YAML_MAP, "an infer rule", reader->errors))
		return NULL;
	size_t before = reader->errors->error_count;
	maek_expect_keys(node, known, "an infer rule", reader->errors);
	maek_lint_expect_allow(node, reader->errors);
	struct maek_infer_rule *rule = maek_arena_alloc(reader->rules->arena, sizeof *rule);
	const char *id = maek_string_at(node, "id", reader->errors);
	static const char *const needed[] = {"id", "if", "then"};
	for (size_t i = 0; i < 3; i++)
		if (!maek_yaml_get(node, needed[i]))
			maek_errors_add(reader->errors, MAEK_ERROR, "missing-key", node->place, NULL, "an infer rule needs `%s`", needed[i]);
	rule->id = maek_arena_format(reader->rules->arena, "%s/%s", reader->pack, id ? id : "");
	rule->at = maek_rule_at(reader, node);
	rule->node = node;
	rule->place = node->place;
	rule->confidence = 1;
	const struct maek_yaml *confidence = maek_yaml_get(node, "confidence");
	if (confidence && (!maek_yaml_real(confidence, &rule->confidence) || !(rule->confidence > 0 && rule->confidence <= 1)))
		maek_errors_add(reader->errors, MAEK_ERROR, "unknown-value", confidence->place, "write 0.9 for 90 %",
		                "'confidence' is a number above 0 and at most 1");
	struct infer_reader infer = {reader, rule, true};
	read_parts(&infer, node);
	return reader->errors->error_count == before ? rule : NULL;
}

/* The least stratum that this rule may run in, given those of the relations. */
static int needed_stratum(const struct maek_infer_rule *rule, const int *strata)
{
	int needed = 0;
	for (size_t i = 0; i < rule->body.count; i++) {
		const struct maek_atom *atom = &rule->body.items[i];
		int above = rule->only.count ? 1 : 0; /* `only` counts, and so needs what it counts complete */
		if (atom->kind == MAEK_ATOM_RELATION && strata[atom->relation] + above > needed)
			needed = strata[atom->relation] + above;
	}
	for (size_t i = 0; i < rule->unless.count; i++) {
		const struct maek_atom *atom = &rule->unless.items[i];
		if (atom->kind == MAEK_ATOM_RELATION && strata[atom->relation] + 1 > needed)
			needed = strata[atom->relation] + 1;
	}
	return needed;
}

void maek_infer_stratify(struct maek_rules *rules, struct maek_errors *errors)
{
	size_t count = rules->schema.relations.count;
	int *strata = maek_arena_alloc(rules->arena, (count + 1) * sizeof *strata);
	bool changed = true;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < rules->infer.count; i++) {
			struct maek_infer_rule *rule = rules->infer.items[i];
			rule->stratum = needed_stratum(rule, strata);
			if (rule->stratum > (int)(count + rules->infer.count)) {
				maek_errors_add(errors, MAEK_ERROR, "infer-cycle", rule->place,
				                "a rule must not deny what follows from its own conclusion", "a cycle through `unless` or `only`");
				return;
			}
			for (size_t k = 0; k < rule->heads.count; k++)
				if (strata[rule->heads.items[k].relation] < rule->stratum) {
					strata[rule->heads.items[k].relation] = rule->stratum;
					changed = true;
				}
		}
	}
	for (size_t i = 0; i < rules->infer.count; i++)
		if (rules->infer.items[i]->stratum >= rules->strata)
			rules->strata = rules->infer.items[i]->stratum + 1;
}
