// The index of a thousand documents: many.mjs FOLDER OWN SHARED DOCUMENTS; two names and in how many documents the second is.
import { join } from "node:path";
import { check, chosen, inBrowser } from "./browser.mjs";

const [folder, own, shared, documents] = process.argv.slice(2);

await inBrowser(async open => {
	const page = await open(join(folder, "index.html"));
	const listed = () => page.locator("#documents li:visible").count();
	check(await listed() === 1000, "not all documents are listed");
	check(await page.locator("#found > li").count() <= 100, "all entities are listed at once");
	await page.fill("#find", own.slice(0, 3));
	check(await listed() > 1 && await listed() < 1000, `the beginning of ${own} leaves ${await listed()} documents`);
	await page.fill("#find", shared);
	check(await listed() === Number(documents), `${shared} leaves ${await listed()} documents, not ${documents}`);
	await page.fill("#find", own);
	check(await listed() === 1, `${own} leaves ${await listed()} documents`);
	await page.click("#found li summary");
	await page.click("#found li li a", { timeout: 5000 });
	check((await chosen(page)).endsWith(own) && await page.textContent("#detail h2") === own, `the link of ${own} leads elsewhere`);
});
