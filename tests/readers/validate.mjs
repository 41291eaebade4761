// validate.mjs SCHEMA FILE...: every .json file, and every line of every .jsonl file, against the schema with ajv.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema, "utf8")));
let checked = 0;
for (const file of files) {
	const text = readFileSync(file, "utf8");
	for (const [index, part] of (file.endsWith(".jsonl") ? text.trimEnd().split("\n") : [text]).entries()) {
		checked++;
		if (!validate(JSON.parse(part))) {
			console.error(`${file}: ${index + 1}: ${JSON.stringify(validate.errors.slice(0, 5), null, 1)}`);
			process.exitCode = 1;
		}
	}
}
console.log(checked);
