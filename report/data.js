/* data.js -- what the generator left in the page, unpacked: data.h says how. */
"use strict";

/* The text of #data: clients, verdicts, tags, kinds, reasons, scenarios. */
function read_data(text) {
	const data = JSON.parse(text);

	data.scenarios = data.scenarios.map((scenario, index) => {
		const [name, title, tags, claims, reasons, variants] = scenario;

		return { index, name, title, tags, claims,
			topic: name.split("/")[0],
			reasons: reasons.map((i) => data.reasons[i]),
			variants: variants.map((v) =>
			    read_variant(v, data.verdicts)) };
	});
	data.scenario_by_name = new Map(
	    data.scenarios.map((scenario) => [scenario.name, scenario]));
	return data;
}

/* Of each client: its verdict, or null; and its group of outcomes, or -1. */
function read_variant([name, digits, outcomes], verdicts) {
	return { name, outcomes,
		verdicts: Array.from(digits, (digit) =>
		    digit === "-" ? null : verdicts[Number(digit)]) };
}

/* The line of #ladders that NAME has, parsed; or null. */
function find_ladders(text, name) {
	const key = JSON.stringify(name).slice(1, -1)
	    .replaceAll("<", "\\u003c").replaceAll(">", "\\u003e")
	    .replaceAll("&", "\\u0026");

	for (const word of [name, key]) {
		const start = `\n${word}\t`;
		const at = text.indexOf(start);
		const end = text.indexOf("\n", at + start.length);

		if (at >= 0)
			return JSON.parse(text.slice(at + start.length,
			    end < 0 ? text.length : end));
	}
	return null;
}

const FIELDS_OF_EVENT = 7;
const FATES = ["open", "answered", "rejected", "unknown"];
const TONES = ["plain", "odd", "bad", "strong"];

function unpack_event([kind, server, flags, nth, octets, socket, words],
    table, kinds) {
	return { kind: kinds[kind][0], way: kinds[kind][1], server,
		tcp: (flags & 1) !== 0, truncated: (flags & 2) !== 0,
		has_message: (flags & 4) !== 0,
		fate: FATES[flags >> 3 & 3], tone: TONES[flags >> 5 & 3],
		rcode: flags >> 7, nth, octets, socket, words: table[words] };
}

/*
 * The calls of one trial: { servers, shape, calls: [{ step, cut, events }] }
 * with the us of each event since its call was made; null without a ladder.
 */
function unpack_trial(ladders, variant, client, kinds) {
	const [shape, ...steps_us] = ladders?.t[variant]?.[client] || [];
	let next = 0;

	if (shape === undefined)
		return null;
	const [servers, ...calls] = ladders.h[shape];

	return { shape, servers: servers.map((i) => ladders.w[i]),
		calls: calls.map(([step, cut, ...numbers]) => {
			const events = [];
			let us = 0;

			for (let at = 0; at < numbers.length;
			     at += FIELDS_OF_EVENT) {
				us += steps_us[next++];
				events.push({ us, ...unpack_event(
				    numbers.slice(at, at + FIELDS_OF_EVENT),
				    ladders.w, kinds) });
			}
			return { step, cut: cut === 1, events };
		}) };
}
