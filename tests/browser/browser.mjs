// Chromium, and pages that must neither ask for anything nor complain.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function check(condition, message) {
	if (!condition) throw new Error(message);
}

// Runs `test` with a function that opens pages; fails when one of them asked for something else than pages on this disk,
// or said something on the console.
export async function inBrowser(test) {
	const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
	const complaints = [];
	const open = async (path, { hash = "", width = 1280, height = 800, ...how } = {}) => {
		const context = await browser.newContext({ viewport: { width, height }, ...how });
		const page = await context.newPage();
		page.on("request", request => {
			if (!request.isNavigationRequest() || !request.url().startsWith("file:")) complaints.push(`asked for ${request.url()}`);
		});
		page.on("console", message => complaints.push(`console: ${message.text()}`));
		page.on("pageerror", error => complaints.push(`error: ${error.message}`));
		page.on("dialog", dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
		await page.goto(pathToFileURL(path).href + hash);
		return page;
	};
	try {
		await test(open);
		check(!complaints.length, complaints.slice(0, 5).join("\n"));
	} finally {
		await browser.close();
	}
}

export async function checkAccess(page, what) {
	await page.evaluate(AXE);
	const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
	const serious = violations.filter(one => ["serious", "critical"].includes(one.impact));
	check(!serious.length, `${what}: ` + serious.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html + " " + node.failureSummary).join("\n")}`).join("\n"));
}

export const data = page => page.evaluate(() => JSON.parse(document.querySelector("#data").textContent));
export const chosen = page => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));

// "korean-ai/models.yaml:32" is a line that names the rule.
export function checkRule(rules, rule, at) {
	const [file, line] = at.split(":");
	check(existsSync(`${rules}/${file}`), `there is no ${file}`);
	const text = readFileSync(`${rules}/${file}`, "utf8").split("\n")[line - 1] ?? "";
	check(text.includes(rule.split("/").pop()), `${at} does not name the rule ${rule}: ${text}`);
}
