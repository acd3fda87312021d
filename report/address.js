/* address.js -- what is shown, as the part of the address behind "#": it can be
 * kept and sent.  Nothing else remembers it.
 *   matrix?q=tcp&verdict=known     the matrix, filtered
 *   s/NAME?v=2&time=compressed     a scenario, its variant 2
 *   t/NAME/2/0                     variant 2 and the trials of group 0 there
 */
"use strict";

function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/* A blank, a comma and a slash need no escape here. */
function encoded_pairs(pairs) {
	return Object.entries(pairs)
	    .filter(([, value]) => value !== "" && value !== null)
	    .map(([key, value]) => `${key}=${encodeURIComponent(value)
		.replaceAll("%2C", ",").replaceAll("%2F", "/")}`)
	    .join("&");
}

function join_address(path, pairs) {
	const query = encoded_pairs(pairs);

	return query === "" ? `#${path}` : `#${path}?${query}`;
}

function read_pairs(query) {
	const pairs = {};

	for (const part of query.split("&")) {
		const at = part.indexOf("=");

		if (at > 0)
			pairs[part.slice(0, at)] = decoded(part.slice(at + 1));
	}
	return pairs;
}

/* { view, pairs, name, variant, group }; view: matrix, scenario, section */
function read_address(hash) {
	const text = hash.replace(/^#/, "");
	const at = text.indexOf("?");
	const path = decoded(at < 0 ? text : text.slice(0, at));
	const pairs = at < 0 ? {} : read_pairs(text.slice(at + 1));
	const trial = /^t\/(.+)\/(\d+)\/(\d+)$/.exec(path);

	if (trial !== null)
		return { view: "scenario", pairs, name: trial[1],
			variant: Number(trial[2]), group: path };
	if (path.startsWith("s/"))
		return { view: "scenario", pairs, name: path.slice(2),
			variant: /^\d+$/.test(pairs.v ?? "") ?
			    Number(pairs.v) : null, group: null };
	if (path === "matrix")
		return { view: "matrix", pairs };
	return { view: "section", pairs, name: path };
}

function scenario_address(name, pairs) {
	return join_address(`s/${encodeURIComponent(name)
	    .replaceAll("%2F", "/")}`, pairs ?? {});
}
