// The page of one document: explorer.mjs PAGE RULES
import { chosen, check, checkAccess, checkRule, data, inBrowser } from "./browser.mjs";

const [path, rules] = process.argv.slice(2);
const idOf = ({ nodes, relations }, edge) => `${nodes[edge.s].id}|${relations[edge.r][0]}|${nodes[edge.o].id}`;

// A point of the element where a click arrives at it.
const pointOf = element => element.evaluate(one => {
	one.scrollIntoView({ block: "center", inline: "center" });
	const path = one.classList.contains("edge") && one.querySelector("path");
	const points = [];
	if (path) {
		const to = path.getScreenCTM();
		for (let part = 1; part < 20; part++) points.push(path.getPointAtLength(path.getTotalLength() * part / 20).matrixTransform(to));
	} else {
		const box = one.getBoundingClientRect();
		points.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
	}
	const found = points.find(({ x, y }) => document.elementFromPoint(x, y)?.closest("[role=button]") === one);
	return found && { x: found.x, y: found.y };
});

// A point where the mark itself, not one within it, is on top.
const pointInMark = mark => mark.evaluate(one => {
	one.scrollIntoView({ block: "center" });
	for (const child of one.childNodes) {
		if (child.nodeType !== Node.TEXT_NODE || !child.data.trim()) continue;
		const range = document.createRange();
		range.selectNodeContents(child);
		for (const box of range.getClientRects()) {
			const x = box.x + box.width / 2, y = box.y + box.height / 2;
			if (document.elementFromPoint(x, y)?.closest("mark") === one) return { x, y };
		}
	}
	return null;
});

async function clickRelations(open) {
	const page = await open(path), all = await data(page);
	check(all.edges.length > 20, "few relations");
	for (const [index, edge] of all.edges.entries()) {
		const id = idOf(all, edge), drawn = await page.$(`#e${index}`);
		check(drawn, `${id} is not drawn`);
		const point = await pointOf(drawn);
		check(point, `${id}: no place on the line can be clicked`);
		await page.mouse.click(point.x, point.y);
		check(await chosen(page) === id, `a click on ${id} chose ${await chosen(page)}`);
		await checkEvidence(page, all, edge, id);
		await page.keyboard.press("Escape");
		check(await chosen(page) === "" && await page.isVisible("#home"), `${id}: Escape does not clear`);
	}
	for (const row of await page.$$("#home tbody tr")) {
		const link = await row.$("td:nth-child(2) a");
		const id = decodeURIComponent((await link.getAttribute("href")).slice(1));
		await link.click();
		check(await page.evaluate(() => document.querySelectorAll(".s.ev").length) > 0, `the table's link to ${id} shows no evidence`);
		check(await page.$eval("#panel", one => one.contains(document.activeElement)), `the focus is lost after the link to ${id}`);
		await page.keyboard.press("Escape");
	}
}

// Sentences with both arguments, and a rule that stands where the page says.
async function checkEvidence(page, all, edge, id) {
	check(edge.ev.length, `${id} has no evidence`);
	const seen = await page.evaluate(() => ({
		sentences: new Set([...document.querySelectorAll(".s.ev")].map(one => one.dataset.s)).size,
		hot: [...document.querySelectorAll("mark.hot")].map(one => Number(one.dataset.n)),
		codes: [...document.querySelectorAll("#detail code")].map(one => one.textContent),
		quote: document.querySelector("#detail blockquote")?.textContent,
		on: [...document.querySelectorAll("svg .on")].map(one => one.id.split("-")[0]),
	}));
	check(seen.sentences >= 1 && seen.quote, `${id}: no sentence is shown`);
	check(seen.hot.includes(edge.s) && seen.hot.includes(edge.o), `${id}: not both arguments are outlined`);
	for (const end of [edge.s, edge.o]) check(seen.on.includes(`n${end}`), `${id}: its end n${end} is dimmed`);
	for (const evidence of edge.ev) {
		check(seen.codes.includes(evidence.at), `${id}: ${evidence.at} is not shown`);
		checkRule(rules, evidence.rule, evidence.at);
		for (const [rule, at] of evidence.inf ?? []) {
			check(seen.codes.includes(at), `${id}: ${at} is not shown`);
			checkRule(rules, rule, at);
		}
	}
}

async function clickMentions(open) {
	const page = await open(path), all = await data(page), marks = await page.$$("mark");
	const mentions = await page.$$eval("mark", marks => marks.map(mark => Number(mark.dataset.n)));
	check(marks.length > 60, "few mentions");
	for (const [index, mark] of marks.entries()) {
		const wanted = all.nodes[mentions[index]].id, point = await pointInMark(mark);
		if (point) await page.mouse.click(point.x, point.y);
		else { await mark.focus(); await page.keyboard.press("Enter"); }
		check(await chosen(page) === wanted, `mention ${index} of ${wanted} chose ${await chosen(page)}`);
		const shown = await page.$eval("#detail h2", one => one.textContent);
		check(shown === all.nodes[mentions[index]].name, `${wanted}: the panel shows ${shown}`);
		await page.keyboard.press("Escape");
	}
	for (const [index, node] of all.nodes.entries()) {
		const drawn = await page.$(`#n${index}`), point = await pointOf(drawn);
		check(point, `${node.id} cannot be clicked in the drawing`);
		await page.mouse.click(point.x, point.y);
		check(await chosen(page) === node.id, `a click on ${node.id} chose ${await chosen(page)}`);
		const [hot, own] = await page.evaluate(n => [document.querySelectorAll("mark.hot").length, document.querySelectorAll(`mark[data-n="${n}"]`).length], index);
		check(hot === own && hot > 0, `${node.id}: ${hot} of ${own} mentions are outlined`);
		const listed = await page.$$eval("#detail li a", links => links.length);
		check(listed === all.edges.filter(edge => edge.s === index || edge.o === index).length, `${node.id}: ${listed} relations are listed`);
		const top = await drawn.evaluate(one => { const box = one.getBoundingClientRect(), area = document.querySelector("#drawing").getBoundingClientRect(); return box.bottom > area.top && box.top < area.bottom; });
		check(top, `${node.id} is out of sight`);
		await page.keyboard.press("Escape");
	}
}

// Tab goes through the page once, everything it stops at can be seen to have the focus, and the arrow keys reach all.
async function keyboard(open) {
	const page = await open(path), stops = [];
	for (let count = 0; count < 200; count++) {
		await page.keyboard.press("Tab");
		const stop = await page.evaluate(() => {
			const one = document.activeElement;
			if (!one || one === document.body) return null;
			const shape = one.closest("svg") ? one.querySelector("path,polygon,ellipse") : one, style = getComputedStyle(shape);
			const visible = one.closest("svg") ? parseFloat(style.strokeWidth) >= 4 : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
			return { name: one.id || one.className.baseVal || one.className || one.tagName, tag: one.tagName, visible };
		});
		if (!stop) break;
		check(stop.visible, `the focus on ${stop.name} cannot be seen`);
		stops.push(stop);
	}
	const names = stops.map(stop => stop.name);
	check(names[0] === "find" && names.includes("theme") && names.includes("text") && names.includes("panel"), `Tab stops at ${names}`);
	check(stops.filter(stop => stop.tag === "MARK").length === 1 && stops.filter(stop => stop.tag === "g").length === 1, `the text and the drawing are not one stop each: ${names}`);

	const controls = await page.$$eval("svg [role=button]", all => all.map(one => ({ id: one.id, label: one.getAttribute("aria-label") })));
	check(controls.every(one => one.label), "a control of the drawing has no name");
	const all = await data(page);
	check(controls.length === all.nodes.length + all.edges.length, `${controls.length} controls for ${all.nodes.length} nodes and ${all.edges.length} relations`);
	const reached = new Set([controls[0].id]), waiting = [controls[0].id];
	while (waiting.length) {
		const from = waiting.pop();
		for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) {
			await page.focus(`[id="${from}"]`);
			await page.keyboard.press(key);
			const to = await page.evaluate(() => document.activeElement.id);
			if (!reached.has(to)) { reached.add(to); waiting.push(to); }
		}
	}
	const missed = controls.filter(one => !reached.has(one.id)).map(one => one.label);
	check(!missed.length, `arrow keys never reach ${missed.join("; ")}`);

	await page.focus("mark");
	const marks = await page.$$eval("mark", marks => marks.length);
	for (let count = 1; count < marks; count++) await page.keyboard.press("ArrowRight");
	check(await page.evaluate(() => document.activeElement === [...document.querySelectorAll("mark")].pop()), "arrow keys do not reach the last mention");
	await page.keyboard.press(" ");
	check(await chosen(page) !== "" && await page.textContent("#live") !== "", "Space on a mention chooses and says nothing");
	await page.keyboard.press("Escape");

	await page.focus(`#e0`);
	await page.keyboard.press("Enter");
	check(await chosen(page) === idOf(all, all.edges[0]), "Enter on a relation does not choose it");
	check((await page.textContent("#live")).includes("→"), "the choice is not said");
}

async function search(open) {
	const page = await open(path), all = await data(page);
	await page.keyboard.press("/");
	check(await page.evaluate(() => document.activeElement.id) === "find", "/ does not go to the search");
	for (const node of all.nodes)
		for (const name of [node.name, ...node.aliases]) {
			await page.fill("#find", name.normalize("NFD").toUpperCase());
			const id = await chosen(page), found = all.nodes.find(one => one.id === id);
			check([found?.name, ...found?.aliases ?? []].includes(name), `${name} finds ${found?.name}`);
		}
	await page.fill("#find", "no such name");
	check(await page.textContent("#live") !== "" , "nothing found is not said");
	await page.fill("#find", all.nodes[0].name);
	await page.keyboard.press("Enter");
	check(await page.evaluate(() => !!document.activeElement.closest("svg")), "Enter in the search does not go to the drawing");
}

async function filters(open) {
	const page = await open(path), all = await data(page);
	for (const chip of await page.$$(".chip")) {
		const [name, count] = await chip.evaluate(one => [one.textContent, Number(one.querySelector("b").textContent)]);
		const kind = await chip.evaluate(one => one.dataset.t !== undefined ? ["t", Number(one.dataset.t)] : ["r", Number(one.dataset.r)]);
		const members = kind[0] === "t" ? all.nodes.filter(node => node.t === kind[1]) : all.edges.filter(edge => edge.r === kind[1]);
		check(members.length === count, `${name}: ${count}, but there are ${members.length}`);
		const shown = () => page.$$eval(kind[0] === "t" ? "svg .node[role]" : "svg .edge[role]", all => all.filter(one => one.getClientRects().length).length);
		const before = await shown();
		await chip.click();
		check(await chip.getAttribute("aria-pressed") === "false" && before - await shown() === count, `${name}: ${before - await shown()} of ${count} went`);
		await chip.click();
		check(await chip.getAttribute("aria-pressed") === "true" && before === await shown(), `${name} does not come back`);
	}
}

// What is chosen stands in the address: links lead there, and back.
async function links(open) {
	const all = await data(await open(path)), first = all.nodes[0].id, second = idOf(all, all.edges[0]);
	const page = await open(path, { hash: "#" + encodeURIComponent(first) });
	const shown = () => page.$eval("#detail", one => one.hidden ? "" : one.querySelector("h2").textContent);
	check(await shown() === all.nodes[0].name, `a link to ${first} shows ${await shown()}`);
	await page.click("#detail li a");
	const edge = await chosen(page), named = await shown();
	check(edge.includes("|"), `a relation of the panel leads to ${edge}`);
	await page.click("#detail h2 a:last-child");
	const last = await chosen(page);
	await page.goBack();
	check(await chosen(page) === edge && await shown() === named, "the way back does not lead to the relation");
	await page.goBack();
	check(await chosen(page) === first && await shown() === all.nodes[0].name, "the way back does not lead to the node");
	await page.goForward();
	await page.goForward();
	check(await chosen(page) === last, "the way forward");
	await page.goto(page.url().split("#")[0] + "#" + encodeURIComponent(second));
	check((await shown()).includes("→"), `a link to ${second} shows ${await shown()}`);
	await page.goto(page.url().split("#")[0] + "#nothing%like-this");
	check(await page.isVisible("#home"), "a link to nothing does not show the beginning");
}

async function looks(open) {
	for (const colorScheme of ["light", "dark"])
		for (const width of [1280, 390]) {
			const page = await open(path, { width, height: 800, colorScheme }), what = `${colorScheme}, ${width} pixels`;
			if (width > 900) await checkAccess(page, what);
			const all = await data(page);
			for (const id of width > 900 ? [all.nodes[0].id, idOf(all, all.edges[0])] : [idOf(all, all.edges[0])]) {
				await page.goto(page.url().split("#")[0] + "#" + encodeURIComponent(id));
				await checkAccess(page, `${what}, ${id}`);
			}
			check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what}: the page is wider than the screen`);
			const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
			await page.keyboard.press("Escape");
			await page.click("#theme");
			check(before !== await page.evaluate(() => getComputedStyle(document.body).backgroundColor), `${what}: the button does not change the theme`);
		}
	const small = await open(path, { width: 390, height: 800, hasTouch: true, isMobile: true });
	await small.tap("mark");
	check(await small.isVisible("#detail h2"), "390 pixels: the panel is not in sight after a tap");
	const [panel, mark] = await small.evaluate(() => [document.querySelector("#panel"), document.querySelector("mark")].map(one => one.getBoundingClientRect().toJSON()));
	check(panel.bottom <= 801 && panel.top < 800 && mark.bottom <= panel.top, "390 pixels: the panel covers what was tapped");
}

async function zoom(open) {
	const page = await open(path), box = () => page.$eval("#drawing svg", one => one.getAttribute("viewBox").split(" ").map(Number).join(" "));
	const whole = await box();
	await page.click("[data-zoom='1.25']");
	check(await box() !== whole, "+ does not zoom");
	const area = await (await page.$("#drawing svg")).boundingBox();
	const zoomed = await box();
	await page.mouse.move(area.x + 20, area.y + 20);
	await page.mouse.down();
	await page.mouse.move(area.x + 60, area.y + 60, { steps: 4 });
	await page.mouse.up();
	check(await box() !== zoomed && await chosen(page) === "", "dragging does not pan");
	await page.click("[data-zoom='0']");
	check(await box() === whole, "the whole does not come back");
	await page.keyboard.down("Control");
	await page.mouse.move(area.x + 100, area.y + 100);
	await page.mouse.wheel(0, -100);
	await page.keyboard.up("Control");
	await page.waitForFunction(whole => document.querySelector("#drawing svg").getAttribute("viewBox").split(" ").map(Number).join(" ") !== whole, whole);
}

async function print(open) {
	const page = await open(path, { colorScheme: "dark" }), paper = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	await page.click("mark");
	const dark = await paper(page);
	await page.setViewportSize({ width: 790, height: 1000 }); // about what A4 has
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	check(dark !== await paper(page) && await paper(page) === "rgb(255, 255, 255)", `paper is ${await paper(page)}`);
	const cut = await page.evaluate(() => [".chips", "#text", "#panel", "#drawing"].filter(query => {
		const one = document.querySelector(query);
		return one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
	}));
	check(!cut.length, `print cuts ${cut}`);
	check(await page.isHidden("#find") && await page.isHidden(".zoom"), "print shows tools");
	check((await page.pdf({ format: "A4" })).length > 10000, "nothing is printed");
}

async function withoutScripts(open) {
	const page = await open(path, { javaScriptEnabled: false });
	for (const part of ["#text mark", "#drawing svg .node", "#home table a"]) check(await page.isVisible(part), `without scripts there is no ${part}`);
	const rows = await page.locator("#home tbody tr").count(), edges = await page.locator("#drawing .edge").count();
	check(rows > 20 && edges >= rows, `without scripts: ${rows} relations in the table, ${edges} lines in the drawing`);
	check(await page.isHidden("#detail"), "without scripts an empty panel is shown");
}

await inBrowser(async open => {
	for (const test of [clickRelations, clickMentions, keyboard, search, filters, links, looks, zoom, print, withoutScripts]) {
		try {
			await test(open);
		} catch (error) {
			console.error(`${test.name}: ${error.message}`);
			process.exitCode = 1;
		}
	}
});
