/* dom.js -- elements from names; text stays text. */
"use strict";

/* Attributes that are null are left out; children are elements or strings. */
function make_in(space, name, attributes, children) {
	const e = document.createElementNS(space, name);

	for (const [key, value] of Object.entries(attributes ?? {}))
		if (value !== null && value !== undefined)
			e.setAttribute(key, value);
	e.append(...(children ?? []));
	return e;
}

function make(name, attributes, ...children) {
	return make_in("http://www.w3.org/1999/xhtml", name, attributes,
	    children);
}

function make_svg(name, attributes, ...children) {
	return make_in("http://www.w3.org/2000/svg", name, attributes,
	    children);
}

/* "1 scenario", "2 scenarios" */
function counted(n, noun) {
	return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
