"use strict";
(() => {
const $ = (query, from = document) => from.querySelector(query);
const $$ = (query, from = document) => [...from.querySelectorAll(query)];
const data = JSON.parse($("#data").textContent), words = data.words;
const svg = $("#drawing svg"), panel = $("#panel"), detail = $("#detail"), home = $("#home"), live = $("#live"), find = $("#find");

const nodes = data.nodes.map(node => ({...node, drawn: [], marks: [], edges: []}));
const edges = data.edges.map(edge => ({...edge, from: nodes[edge.s], to: nodes[edge.o], drawn: [],
	id: nodes[edge.s].id + "|" + data.relations[edge.r][0] + "|" + nodes[edge.o].id}));
const byId = new Map([...nodes, ...edges].map(item => [item.id, item]));
for (const edge of edges)
	for (const end of new Set([edge.from, edge.to])) end.edges.push(edge);

const make = (tag, attributes = {}, ...children) => {
	const element = document.createElement(tag);
	for (const key in attributes) element.setAttribute(key, attributes[key]);
	element.append(...children.filter(child => child != null));
	return element;
};
const typeOf = node => data.types[node.t][1];
const attributesOf = edge => edge.props.flatMap(([, ...values]) => values).join(", ");
const say = edge => `${edge.from.name} —${data.relations[edge.r][1]}→ ${edge.to.name}`;
const hashOf = item => "#" + encodeURIComponent(item.id);
const link = (item, text) => make("a", {href: hashOf(item)}, text || "\u00a0");

/* The drawing: each node and edge is a button; one of them can be reached by Tab, the arrow keys move from there. */
const controls = () => svg ? $$("[role=button]", svg).filter(one => !one.classList.contains("gone")) : [];
function reach(control, focus) {
	if (!control) return;
	for (const one of $$("[role=button][tabindex='0']", svg)) one.setAttribute("tabindex", "-1");
	control.setAttribute("tabindex", "0");
	if (focus) control.focus();
}
const centre = element => { const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
function step(from, key) {
	const [x, y] = centre(from);
	let best, least = Infinity;
	for (const one of controls()) {
		const [a, b] = centre(one), right = a - x, down = b - y;
		const ahead = {ArrowRight: right, ArrowLeft: -right, ArrowDown: down, ArrowUp: -down}[key];
		const aside = key === "ArrowUp" || key === "ArrowDown" ? Math.abs(right) : Math.abs(down);
		if (one !== from && ahead >= 4 && ahead + 2.5 * aside < least) { best = one; least = ahead + 2.5 * aside; }
	}
	reach(best, true);
}
let dragged = false;
function control(element, item, label) {
	item.drawn.push(element);
	element.setAttribute("role", "button");
	element.setAttribute("tabindex", "-1");
	element.setAttribute("aria-label", label);
	element.addEventListener("click", event => { event.stopPropagation(); if (!dragged) go(item); });
	element.addEventListener("keydown", event => {
		if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(item); }
		else if (event.key.startsWith("Arrow")) { event.preventDefault(); step(element, event.key); }
	});
}
for (const element of svg ? $$(".node,.edge", svg) : []) {
	const [, kind, index] = /^([ne])(\d+)(-\d+)?$/.exec(element.id) || [];
	if (kind === "n" && nodes[index]) control(element, nodes[index], `${typeOf(nodes[index])}: ${nodes[index].name}`);
	if (kind !== "e" || !edges[index]) continue;
	control(element, edges[index], `${words.relation}: ${say(edges[index])}`);
	const path = $("path", element);
	if (!path) continue;
	const hit = path.cloneNode();
	hit.setAttribute("class", "hit");
	element.append(hit);
}
reach(controls()[0], false);

/* The text: marks are reached like the drawing, by one Tab and arrows. */
const marks = $$("mark");
marks.forEach((mark, index) => {
	const node = nodes[mark.dataset.n];
	node.marks.push(mark);
	mark.tabIndex = index ? -1 : 0;
	mark.addEventListener("click", event => { event.stopPropagation(); if (!mark.classList.contains("off")) go(node); });
	mark.addEventListener("keydown", event => {
		const by = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
		if (event.key !== "Enter" && event.key !== " " && !by) return;
		event.preventDefault();
		event.stopPropagation();
		if (!by) return go(node);
		const next = marks[index + by];
		if (!next) return;
		mark.tabIndex = -1;
		next.tabIndex = 0;
		next.focus();
	});
});

/* What is chosen stands in the address, so that links and the way back work. */
let current = null;
const chosen = () => { try { return byId.get(decodeURIComponent(location.hash.slice(1))) || null; } catch { return null; } };
function go(item) {
	const hash = item ? hashOf(item) : "#";
	if (item === current && item) return show(item);
	history.pushState(null, "", hash);
	show(item);
}
function clear() {
	document.body.classList.remove("sel");
	if (svg) svg.classList.remove("sel");
	for (const one of $$(".on,.cur,.ev,.hot")) one.classList.remove("on", "cur", "ev", "hot");
}
const light = (item, ...names) => { for (const one of item.drawn) one.classList.add(...names); };
const sentence = number => $$(`.s[data-s="${number}"]`);
const textOf = numbers => numbers.map(number => sentence(number).map(part => part.textContent).join("")).join(" … ");
function lightEvidence(edge) {
	let first = null;
	for (const evidence of edge.ev)
		for (const number of evidence.s)
			for (const part of sentence(number)) {
				part.classList.add("ev");
				first ??= part;
				for (const mark of $$("mark", part))
					if (nodes[mark.dataset.n] === edge.from || nodes[mark.dataset.n] === edge.to) mark.classList.add("hot");
			}
	return first;
}
const ruleLine = (label, rule, at) => make("p", {class: "tag"}, `${label} ${rule} · `, make("code", {}, at));
const placeOf = number => { const [title, href] = data.docs[number] || ["", ""]; return {title, href: "../" + href}; };
function edgeDetail(edge) {
	const parts = [make("h2", {}, link(edge.from, edge.from.name), ` —${data.relations[edge.r][1]}→ `, link(edge.to, edge.to.name))];
	if (attributesOf(edge)) parts.push(make("p", {class: "tag"}, attributesOf(edge)));
	for (const evidence of edge.ev) {
		parts.push(make("blockquote", {}, textOf(evidence.s)), ruleLine(words.rule, evidence.rule, evidence.at));
		for (const [rule, at] of evidence.inf || []) parts.push(ruleLine(words.inferred, rule, at));
	}
	if (edge.far.length) parts.push(make("h3", {}, words.elsewhere));
	for (const evidence of edge.far) {
		const place = placeOf(evidence.d);
		parts.push(make("blockquote", {}, evidence.x),
			make("p", {class: "tag"}, make("a", {href: place.href + hashOf(edge)}, place.title), " · ", make("code", {}, evidence.at)));
	}
	return parts;
}
function nodeDetail(node) {
	const facts = [typeOf(node), `${words.mentions} ${node.marks.length}`];
	if (node.value) facts.push(`${words.value} ${node.value[0]} (${Number(node.value[1]).toLocaleString()})`);
	if (node.aliases.length) facts.push(`${words.aliases}: ${node.aliases.join(", ")}`);
	const parts = [make("h2", {}, node.name), make("p", {class: "tag"}, facts.join(" · "))];
	for (const [alias, by] of node.merged) parts.push(make("p", {class: "tag"}, `${words.merged}: ${alias} · `, make("code", {}, by)));
	if (node.edges.length) parts.push(make("ul", {}, ...node.edges.map(edge => make("li", {}, link(edge, say(edge)),
		attributesOf(edge) ? ` (${attributesOf(edge)}) ` : " ", make("code", {}, (edge.ev[0] || edge.far[0] || {at: ""}).at)))));
	if (node.docs.length) parts.push(make("h3", {}, words.elsewhere), make("ul", {}, ...node.docs.map(([number, count]) => {
		const place = placeOf(number);
		return make("li", {}, make("a", {href: place.href + hashOf(node)}, place.title), ` ${count}`);
	})));
	return parts;
}
function show(item) {
	const isReading = panel.contains(document.activeElement);
	clear();
	current = item;
	detail.hidden = !item;
	home.hidden = !!item;
	if (!item) {
		if (isReading) panel.focus();
		return;
	}
	const isEdge = !!item.from;
	document.body.classList.add("sel");
	if (svg) svg.classList.add("sel");
	light(item, "on", "cur");
	for (const other of isEdge ? [item.from, item.to] : item.edges.flatMap(edge => [edge, edge.from, edge.to])) light(other, "on");
	let first;
	if (isEdge) first = lightEvidence(item);
	else for (const mark of item.marks) { mark.classList.add("hot"); first ??= mark; }
	const close = make("button", {type: "button", class: "close", "aria-label": words.clear, title: words.clear}, "×");
	close.addEventListener("click", () => go(null));
	detail.replaceChildren(close, ...(isEdge ? edgeDetail(item) : nodeDetail(item)));
	panel.scrollTop = 0;
	if (isReading) panel.focus();
	if (!matchMedia("(max-width:900px)").matches) {
		if (first) first.scrollIntoView({block: "center"});
		if (item.drawn[0]) item.drawn[0].scrollIntoView({block: "nearest", inline: "nearest"});
	}
	reach(item.drawn.find(one => !one.classList.contains("gone")), false);
	live.textContent = isEdge ? `${say(item)}. ${words.evidence} ${item.ev.length}` : `${typeOf(item)}: ${item.name}. ${words.mentions} ${item.marks.length}`;
}
addEventListener("popstate", () => show(chosen()));
addEventListener("hashchange", () => { if (chosen() !== current) show(chosen()); });

/* Filters */
const off = {t: new Set(), r: new Set()};
function filter() {
	for (const node of nodes) {
		const gone = off.t.has(node.t);
		for (const one of node.drawn) one.classList.toggle("gone", gone);
		for (const mark of node.marks) mark.classList.toggle("off", gone);
	}
	for (const edge of edges)
		for (const one of edge.drawn) one.classList.toggle("gone", off.r.has(edge.r) || off.t.has(edge.from.t) || off.t.has(edge.to.t));
	if (svg && !controls().some(one => one.getAttribute("tabindex") === "0")) reach(controls()[0], false);
}
for (const chip of $$(".chip"))
	chip.addEventListener("click", () => {
		const kind = chip.dataset.t ? "t" : "r", index = Number(chip.dataset[kind]), set = off[kind];
		if (!set.delete(index)) set.add(index);
		chip.setAttribute("aria-pressed", String(!set.has(index)));
		filter();
	});

/* Search: the name itself, then its beginning, then a part of it. */
const fold = text => text.normalize("NFC").toLowerCase();
for (const name of new Set(nodes.flatMap(node => [node.name, ...node.aliases]))) $("#names").append(make("option", {value: name}));
function search(text) {
	const names = node => [node.name, ...node.aliases].map(fold);
	return nodes.find(node => names(node).includes(text)) || nodes.find(node => names(node).some(name => name.startsWith(text))) ||
		nodes.find(node => names(node).some(name => name.includes(text)));
}
find.addEventListener("input", () => {
	const text = fold(find.value.trim()), item = text ? search(text) : null;
	if (text && !item) { live.textContent = words.nothing; return; }
	history.replaceState(null, "", item ? hashOf(item) : "#");
	show(item || null);
});
find.addEventListener("keydown", event => {
	if (event.key === "Enter" && current) { event.preventDefault(); (current.drawn[0] || current.marks?.[0])?.focus(); }
});
document.addEventListener("keydown", event => {
	if (event.key === "/" && event.target.tagName !== "INPUT" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); find.focus(); }
	if (event.key !== "Escape") return;
	const last = current;
	find.value = "";
	if (current) go(null);
	if (last && event.target === find) last.drawn[0]?.focus();
});

/* Zoom and pan: buttons, Ctrl and the wheel, dragging */
if (svg) {
	const whole = svg.getAttribute("viewBox").split(" ").map(Number);
	let view = [...whole], grip = null;
	const put = () => svg.setAttribute("viewBox", view.join(" "));
	const zoom = (by, x = .5, y = .5) => {
		const width = view[2] / by, height = view[3] / by;
		view = by ? [view[0] + (view[2] - width) * x, view[1] + (view[3] - height) * y, width, height] : [...whole];
		put();
	};
	for (const button of $$("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
	svg.addEventListener("wheel", event => {
		if (!event.ctrlKey && !event.metaKey) return;
		event.preventDefault();
		const box = svg.getBoundingClientRect();
		zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
	}, {passive: false});
	svg.addEventListener("pointerdown", event => { grip = [event.clientX, event.clientY]; dragged = false; });
	addEventListener("pointermove", event => {
		if (!grip) return;
		const right = event.clientX - grip[0], down = event.clientY - grip[1];
		if (Math.abs(right) + Math.abs(down) > 4) dragged = true;
		if (!dragged) return;
		const box = svg.getBoundingClientRect(), scale = Math.max(view[2] / box.width, view[3] / box.height);
		view[0] -= right * scale;
		view[1] -= down * scale;
		grip = [event.clientX, event.clientY];
		put();
	});
	for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { grip = null; });
	svg.addEventListener("click", () => { if (!dragged && current) go(null); });
} else {
	$(".zoom").hidden = true;
}

$("#theme").addEventListener("click", () => {
	const root = document.documentElement;
	const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
	root.dataset.theme = dark ? "light" : "dark";
});
show(chosen());
})();
