// Names that are hostile to something, as they came through documents: hostile.mjs PAGE INDEX TITLES.json
import { readFileSync } from "node:fs";
import { check, data, inBrowser } from "./browser.mjs";

const [path, index, titled] = process.argv.slice(2), titles = JSON.parse(readFileSync(titled, "utf8"));

await inBrowser(async open => {
	const page = await open(path), all = await data(page);
	check(all.nodes.length > 380, `${all.nodes.length} nodes`);
	const shown = await page.evaluate(async ids => {
		const heads = [];
		for (const id of ids) {
			location.hash = "#" + encodeURIComponent(id);
			await new Promise(resolve => setTimeout(resolve));
			heads.push(document.querySelector("#detail h2").textContent);
		}
		return heads;
	}, all.nodes.map(node => node.id));
	for (const [i, node] of all.nodes.entries()) check(shown[i] === node.name, `${JSON.stringify(node.name)} is shown as ${JSON.stringify(shown[i])}`);
	const letters = text => text.normalize("NFC").replace(/[\s\u0000-\u0020\u007f-\u009f\ufffd-\uffff]/g, ""); // what HTML has no letter for, and ends of sentences
	const text = letters(await page.textContent("#text"));
	const missing = all.nodes.map(node => node.name).filter(name => !text.includes(letters(name)));
	check(!missing.length, `the text lacks ${JSON.stringify(missing).slice(0, 500)}`);
	const list = await open(index);
	const listed = await list.evaluate(() => [...document.querySelectorAll("#documents li a")].map(one => one.textContent));
	const [said, wanted] = [listed, titles].map(texts => texts.map(letters).sort());
	check(JSON.stringify(said) === JSON.stringify(wanted), "titles: " + JSON.stringify(wanted.filter(one => !said.includes(one))).slice(0, 500));
});
