/* filter.js -- which scenarios a filter takes, and their order.  A filter is an
 * object of texts; "" or nothing stands for any. */
"use strict";

const NO_FILTER = { q: "", topic: "", tag: "", verdict: "", client: "",
	a: "", b: "", sort: "", columns: "" };

/* Everything that a search looks at, made once. */
function searched_text(scenario) {
	scenario.searched ??= [scenario.name, scenario.title, ...scenario.tags,
	    ...scenario.claims, ...scenario.reasons].join("\n").toLowerCase();
	return scenario.searched;
}

/* Each word has to be somewhere. */
function takes_words(scenario, q) {
	const text = searched_text(scenario);

	return q.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/* VERDICT and CLIENT: that verdict of that client; -1 for any client. */
function takes_verdict(scenario, verdict, client) {
	const is_wanted = (v) => verdict === "" ?
	    v !== null && v !== "n/a" : v === verdict;

	return scenario.variants.some(({ verdicts }) => client < 0 ?
	    verdicts.some(is_wanted) : is_wanted(verdicts[client]));
}

/* What the call gave differs, or what is thought of it. */
function differ({ verdicts, outcomes }, a, b) {
	return outcomes[a] >= 0 && outcomes[b] >= 0 &&
	    (outcomes[a] !== outcomes[b] || verdicts[a] !== verdicts[b]);
}

function takes(scenario, filter, clients) {
	const [client, a, b] = [filter.client, filter.a, filter.b]
	    .map((name) => clients.indexOf(name));

	return takes_words(scenario, filter.q) &&
	    (filter.topic === "" || scenario.topic === filter.topic) &&
	    (filter.tag === "" || scenario.tags.includes(filter.tag)) &&
	    ((filter.verdict === "" && client < 0) ||
	    takes_verdict(scenario, filter.verdict, client)) &&
	    (a < 0 || b < 0 ||
	    scenario.variants.some((variant) => differ(variant, a, b)));
}

/* How many pairs of clients differ, of a variant on average. */
function disagreement(scenario) {
	let pairs = 0;

	for (const variant of scenario.variants)
		for (let a = 0; a < variant.outcomes.length; a++)
			for (let b = a + 1; b < variant.outcomes.length; b++)
				pairs += differ(variant, a, b);
	return pairs / Math.max(1, scenario.variants.length);
}

/* Those that FILTER takes, in its order. */
function filtered(scenarios, filter, clients) {
	const taken = scenarios.filter((s) => takes(s, filter, clients));

	if (filter.sort === "disagreement")
		taken.sort((x, y) => disagreement(y) - disagreement(x) ||
		    x.index - y.index);
	return taken;
}
