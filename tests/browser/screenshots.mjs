// Takes the pictures of the explorer that the documentation shows: screenshots.mjs PAGE FOLDER
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, folder] = process.argv.slice(2), browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
for (const [colorScheme, name] of [["light", "explorer.png"], ["dark", "explorer-dark.png"]]) {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: "reduce" });
	await page.goto(pathToFileURL(path).href);
	await page.locator("#home tbody a", { hasText: "개발" }).nth(3).click();
	await page.mouse.move(0, 0);
	await page.screenshot({ path: join(folder, name) });
}
await browser.close();
