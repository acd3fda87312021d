/* ladder_arrow.js -- one event as lines: UDP single, TCP double, ICMP dotted,
 * so that nobody needs the colours. */
"use strict";

function transport_of(event) {
	if (event.kind === "unreachable")
		return "icmp";
	return event.tcp ? "tcp" : "udp";
}

/* A head at X that points to the right for SIGN 1, to the left for -1. */
function arrow_head(x, y, sign, is_hollow) {
	return make_svg("path", { class: is_hollow ? "head hollow" : "head",
		d: `M${x} ${y}l${-9 * sign} -4.5v9z` });
}

function cross(x, y) {
	return make_svg("path", { class: "cross",
		d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8` });
}

function shaft(from, to, y, transport) {
	const d = transport === "tcp" ?
	    `M${from} ${y - 1.6}H${to}M${from} ${y + 1.6}H${to}` :
	    `M${from} ${y}H${to}`;

	return make_svg("path", { class: "shaft", d });
}

/* TC, and how many times it was asked: on the arrow, where it is seen. */
function chip(x, y, words) {
	const width = words.length * 6 + 6;

	return make_svg("g", { class: "chip" },
	    make_svg("rect", { x: x - width / 2, y: y - 6, width, height: 12,
		rx: 3 }),
	    make_svg("text", { x, y: y + 3.5, "text-anchor": "middle" },
		words));
}

function chip_words(event) {
	if (event.way === "back")
		return event.truncated ? "TC" : "";
	return event.nth > 1 ? `×${event.nth}` : "";
}

/* Only these wait for something. */
const ASKING = ["query", "unheard", "syn"];

/* Between the client's line and the lane at X. */
function draw_arrow(event, client, x, y) {
	const out = event.way === "out";
	const lost = event.kind === "unheard";
	const transport = transport_of(event);
	const [from, to] = out ? [client, lost ? x - 14 : x] : [x, client];
	const sign = out ? 1 : -1;
	const words = chip_words(event);
	const open = ASKING.includes(event.kind) && event.fate === "open";
	const g = make_svg("g", { class: `arrow ${transport} ${event.tone}`,
		"data-kind": event.kind });

	g.append(shaft(from, to - 7 * sign, y, transport),
	    arrow_head(to, y, sign, open));
	if (lost)
		g.append(cross(x - 7, y));
	if (words !== "")
		g.append(chip(client + (x - client) * (out ? 0.4 : 0.6), y,
		    words));
	return g;
}

/* What happens at the server only: a cross where a query ends, else a bar. */
function draw_at_server(event, x, y) {
	return make_svg("g", { class: `spot ${event.tone}`,
		"data-kind": event.kind },
	    event.kind === "drop" ? cross(x, y) :
	    make_svg("path", { class: "bar", d: `M${x - 6} ${y}h12` }));
}

function draw_at_client(event, x, y) {
	return make_svg("g", { class: `spot ${event.tone}`,
		"data-kind": event.kind },
	    event.kind === "end" ?
	    make_svg("circle", { class: "end", cx: x, cy: y, r: 4.5 }) :
	    make_svg("path", { class: "bar", d: `M${x - 6} ${y}h12` }));
}

function draw_event(event, plan, y) {
	const x = plan.x_of.get(event.server);

	if (event.way === "client" || x === undefined)
		return draw_at_client(event, plan.client, y);
	return event.way === "server" ? draw_at_server(event, x, y) :
	    draw_arrow(event, plan.client, x, y);
}
