// Pages of several documents that all name the same: site.mjs FOLDER NAMES.json
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chosen, check, checkAccess, data, inBrowser } from "./browser.mjs";

const [folder, named] = process.argv.slice(2);
const index = join(folder, "index.html"), names = JSON.parse(readFileSync(named, "utf8"));
const pages = readdirSync(join(folder, "pages"));

// Every name is found on the index, and its links lead to pages where it is chosen.
async function searchIndex(open) {
	for (const colorScheme of ["light", "dark"]) await checkAccess(await open(index, { colorScheme }), `index, ${colorScheme}`);
	const page = await open(index);
	check(await page.locator("#documents li").count() === pages.length, "a document is not listed");
	await page.keyboard.press("/");
	for (const name of names) {
		await page.fill("#find", name);
		check(await page.textContent("#found li summary span") === name, `${name} is not found first`);
		check(await page.locator("#documents li:visible").count() === pages.length, `${name}: documents`);
		await page.click("#found li summary");
		const link = page.locator("#found li li a").first();
		await link.click({ timeout: 5000 });
		check(await page.textContent("#detail h2") === name, `the link of ${name} leads to ${await page.textContent("#detail h2")}`);
		await page.goBack();
	}
	await page.fill("#find", "no such thing anywhere");
	check(await page.locator("#documents li:visible").count() === 0 && await page.textContent("#live") !== "", "nothing found is not said");
	await page.keyboard.press("Escape");
	check(await page.locator("#documents li:visible").count() === pages.length, "Escape does not bring the documents back");
}

// The text is what the document says, letter by letter; a node leads to the other documents that name it.
async function readPage(open, name) {
	const page = await open(join(folder, "pages", name)), all = await data(page);
	await checkAccess(page, name);
	const text = await page.textContent("#text");
	for (const one of names) check(text.includes(one), `${name} does not show ${one}`);
	check(await page.title() === (await page.textContent("#text h2")).trim(), `${name}: the title is ${await page.title()}`);
	for (const mark of await page.$$("mark")) {
		const [n, said] = await mark.evaluate(one => [Number(one.dataset.n), one.textContent]);
		if (/[!?]/.test(all.nodes[n].name)) continue; // a sentence ends in it, and its mark is in two parts
		check(all.nodes[n].name === said, `a mention of ${all.nodes[n].name} marks ${said}`);
	}
	check(await page.evaluate(() => ["#panel", "#text"].every(one => document.querySelector(one).scrollWidth <= document.querySelector(one).clientWidth)), `${name}: a long name makes the text or the table wider than its place`);
	check(await page.evaluate(() => document.querySelector(".zoom").getBoundingClientRect().right <= innerWidth), `${name}: a wide drawing pushes its buttons out of sight`);
	const first = all.edges.findIndex(edge => edge.far.length);
	check(first >= 0, "no evidence of another document");
	await page.focus(`#e${first}`);
	await page.keyboard.press("Enter");
	const edge = await chosen(page);
	const away = page.locator("#detail h3 ~ p a").first();
	check(await away.isVisible(), "the panel names no other document");
	await away.click();
	check(await chosen(page) === edge && await page.locator(".s.ev").count() > 0, "the evidence in the other document is not shown");
	check(!page.url().endsWith(name), "the other document is this one");
	await page.goBack();
	check(await chosen(page) === edge && await page.isVisible("#detail blockquote"), "the way back");
	await page.click("a.up");
	check(await page.locator("#documents").isVisible(), "the way to the index");
}

async function withoutScripts(open) {
	const page = await open(index, { javaScriptEnabled: false });
	check(await page.locator("#documents a").count() === pages.length, "without scripts there is no list");
	await page.locator("#documents a").first().click();
	check(await page.locator("#text mark").first().isVisible(), "without scripts there is no text");
}

await inBrowser(async open => {
	for (const test of [searchIndex, open => readPage(open, pages[0]), withoutScripts]) {
		try {
			await test(open);
		} catch (error) {
			console.error(`${test.name || "readPage"}: ${error.message}`);
			process.exitCode = 1;
		}
	}
});
