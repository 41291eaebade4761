// Prints how long a page takes until it has loaded, the fastest of several times: load.mjs PAGE TIMES
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, times] = process.argv.slice(2), browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
let fastest = Infinity;
for (let count = 0; count < Number(times); count++) {
	const page = await browser.newPage();
	await page.goto(pathToFileURL(path).href);
	fastest = Math.min(fastest, await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
	await page.close();
}
console.log(fastest.toFixed(0));
await browser.close();
