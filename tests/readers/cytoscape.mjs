// cytoscape.mjs FILE: loads a .cyjs file into Cytoscape.js without a screen and prints the data of what it holds, and each
// edge's ends as Cytoscape joined them.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";

const cy = cytoscape({ headless: true, elements: JSON.parse(readFileSync(process.argv[2], "utf8")).elements });
console.log(JSON.stringify({
	nodes: cy.nodes().map((node) => node.data()),
	edges: cy.edges().map((edge) => edge.data()),
	ends: cy.edges().map((edge) => [edge.source().id(), edge.target().id()]),
}));
