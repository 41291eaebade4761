"use strict";
(() => {
const $ = query => document.querySelector(query);
const MOST = 60, MOST_LINKS = 200;
const data = JSON.parse($("#data").textContent);
const find = $("#find"), found = $("#found"), live = $("#live"), section = $("#entities");
const fold = text => text.normalize("NFC").toLowerCase();
const documents = [...document.querySelectorAll("#documents li")].map(item => ({item, link: item.querySelector("a"), text: fold(item.textContent)}));
const entities = data.nodes.map(([name, type, id, places, ...aliases]) => ({name, type, id, places, names: [name, ...aliases].map(fold)}));
entities.sort((a, b) => b.places.length - a.places.length);

const make = (tag, attributes, ...children) => {
	const element = document.createElement(tag);
	for (const key in attributes) element.setAttribute(key, attributes[key]);
	element.append(...children);
	return element;
};
function linksOf(entity) {
	const links = entity.places.slice(0, MOST_LINKS).map(place => make("li", {},
		make("a", {href: documents[place].link.getAttribute("href") + "#" + encodeURIComponent(entity.id)}, documents[place].link.textContent)));
	if (entity.places.length > MOST_LINKS) links.push(make("li", {}, `+ ${entity.places.length - MOST_LINKS} ${data.more}`));
	return links;
}
/* Links are made when they are wanted: thousands of them would slow the page. */
function entry(entity) {
	const list = make("ul", {});
	const details = make("details", {}, make("summary", {}, make("span", {class: "t" + entity.type}, entity.name),
		make("small", {}, ` ${data.types[entity.type]} · ${entity.places.length}`)), list);
	details.addEventListener("toggle", () => { if (details.open && !list.children.length) list.append(...linksOf(entity)); });
	return make("li", {}, details);
}
const rank = (entity, text) => entity.names.includes(text) ? 0 : entity.names.some(name => name.startsWith(text)) ? 1 : 2;
function show() {
	const text = fold(find.value.trim());
	const hits = text ? entities.filter(entity => entity.names.some(name => name.includes(text))) : entities;
	if (text) hits.sort((a, b) => rank(a, text) - rank(b, text));
	found.replaceChildren(...hits.slice(0, MOST).map(entry));
	if (hits.length > MOST) found.append(make("li", {}, make("small", {}, `+ ${hits.length - MOST} ${data.more}`)));
	section.hidden = !hits.length;
	const holding = new Set(text ? hits.flatMap(entity => entity.places) : []);
	let count = 0;
	documents.forEach((one, index) => {
		one.item.hidden = !!text && !one.text.includes(text) && !holding.has(index);
		count += !one.item.hidden;
	});
	live.textContent = text ? (hits.length || count ? `${hits.length} · ${count}` : data.nothing) : "";
}
find.addEventListener("input", show);
document.addEventListener("keydown", event => {
	if (event.key === "/" && event.target !== find) { event.preventDefault(); find.focus(); }
	if (event.key === "Escape") { find.value = ""; show(); }
});
$("#theme").addEventListener("click", () => {
	const root = document.documentElement;
	const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
	root.dataset.theme = dark ? "light" : "dark";
});
show();
})();
