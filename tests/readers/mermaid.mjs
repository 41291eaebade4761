// mermaid.mjs FILE: parses a flowchart with Mermaid itself and prints its nodes and edges. What Mermaid keeps coded until
// it draws (`#35;`) is decoded as it does then.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, Element: window.Element });
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e8, maxEdges: 1e6 });

const shown = (text) => {
	const element = window.document.createElement("div");
	element.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";").replaceAll(/<br\s*\/?>/g, "\n");
	return element.textContent;
};
const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify({
	nodes: [...db.getVertices().values()].map(({ id, text, classes }) => ({ id, label: shown(text), classes })),
	edges: db.getEdges().map(({ start, end, text }) => ({ start, end, label: shown(text) })),
}));
