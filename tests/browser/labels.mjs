// No text is wider than its box, and none lies over another, in any of the fonts: labels.mjs SVG...
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const FONTS = ["Noto Sans CJK KR", "NanumGothic"];

// In the page: what sticks out of its box, and what overlaps.
function findFaults() {
	const faults = [], rootBox = document.querySelector("svg").getBoundingClientRect();
	const boxOf = one => one.getBoundingClientRect();
	const isOutside = (text, box) => text.left < box.left - 0.5 || text.right > box.right + 0.5 || text.top < box.top - 0.5 || text.bottom > box.bottom + 0.5;
	const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height);
	const groups = [...document.querySelectorAll("g.node"), document.querySelector("g.graph")];
	for (const group of groups) {
		const isNode = group.matches(".node"), texts = isNode ? [...group.querySelectorAll("text")] : [...group.children].filter(one => one.tagName === "text" || one.querySelector?.(":scope > text"));
		const shapes = [...group.querySelectorAll("path,polygon,ellipse")].map(boxOf).sort((a, b) => b.width - a.width);
		for (const [index, text] of texts.entries()) {
			if (!text.textContent.trim()) continue;
			if (isNode && shapes.length && isOutside(boxOf(text), shapes[0])) faults.push(`'${text.textContent}' sticks out of its box`);
			if (isOutside(boxOf(text), rootBox)) faults.push(`'${text.textContent}' sticks out of the picture`);
			for (const other of texts.slice(index + 1))
				if (other.textContent.trim() && over(boxOf(text), boxOf(other))) faults.push(`'${text.textContent}' lies over '${other.textContent}'`);
		}
	}
	return faults;
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
for (const path of process.argv.slice(2))
	for (const font of FONTS) {
		await page.setContent(`<style>body{margin:0}svg{display:block}svg text{font-family:"${font}"!important}</style>` + readFileSync(path, "utf8").replace(/^[^]*?<svg/, "<svg"));
		await devtools.send("DOM.enable");
		await devtools.send("CSS.enable");
		const { root } = await devtools.send("DOM.getDocument", { depth: -1 });
		const { nodeIds } = await devtools.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "svg text" });
		const used = (await Promise.all(nodeIds.map(nodeId => devtools.send("CSS.getPlatformFontsForNode", { nodeId })))).flatMap(one => one.fonts.map(font => font.familyName));
		if (!used.length || used.filter(name => name === font).length < 0.8 * used.length) {
			console.error(`${path}: ${font} is not there: ${[...new Set(used)]}`);
			process.exitCode = 1;
		}
		for (const fault of await page.evaluate(findFaults)) {
			console.error(`${path}, ${font}: ${fault}`);
			process.exitCode = 1;
		}
	}
await browser.close();
