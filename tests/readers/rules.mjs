// rules.mjs SCHEMA FILE.yaml...: what the schema says of each file, as a JSON object by file: null when it is no YAML, else
// the problems as [line, path, message]. An editor's language server reads the schema in the same way.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { LineCounter, parseDocument } from "yaml";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(JSON.parse(readFileSync(schema, "utf8")));

// Where the value at a path begins, or the key when a map may not have it.
function lineOf(document, lines, path, key) {
	let node = document.contents;
	for (const part of path)
		node = node.get(/^\d+$/.test(part) && node.items && !node.has?.(part) ? Number(part) : part, true) ?? node;
	const pair = key === undefined ? undefined : node.items?.find((item) => String(item.key) === key);
	return lines.linePos((pair?.key ?? node).range[0]).line;
}

const found = {};
for (const file of files) {
	const lines = new LineCounter();
	const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
	if (document.errors.length) {
		found[file] = null;
		continue;
	}
	found[file] = validate(document.toJS()) ? [] : validate.errors.filter((error) => error.keyword !== "if").map((error) => {
		const path = error.instancePath.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
		const key = error.params.additionalProperty ?? error.params.propertyName ?? error.propertyName;
		return [lineOf(document, lines, path, key), error.instancePath, error.message];
	});
}
console.log(JSON.stringify(found));
