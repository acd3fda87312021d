/* scenario.js -- the page of one scenario: its article, the variant chosen in
 * it, the ladders, and the way to its neighbours in the matrix. */
"use strict";

/* The first variant that some client does not pass; else the first. */
function telling_variant(scenario) {
	const i = scenario.variants.findIndex(({ verdicts }) =>
	    verdicts.some((v) => v !== null && v !== "pass" && v !== "n/a"));

	return Math.max(i, 0);
}

/* "3 of 37 shown", and links to the scenarios before and after. */
function make_neighbours(matrix, name, pairs) {
	const at = matrix.shown.indexOf(name);
	const link = (i, rel, words) => matrix.shown[i] === undefined ?
	    make("span", { class: "nowhere" }, words) :
	    make("a", { rel, href: scenario_address(matrix.shown[i], pairs),
		    title: matrix.shown[i] }, words);

	return make("nav", { class: "neighbours", "aria-label": "Scenarios" },
	    make("a", { class: "back", href: matrix.address() },
		"Matrix"),
	    ...(at < 0 ? [] : [link(at - 1, "prev", "← Previous"),
		make("span", {}, `${at + 1} of ` +
		    counted(matrix.shown.length, "scenario")),
		link(at + 1, "next", "Next →")]));
}

/* The rows' names of the table of trials become links that choose a variant. */
function link_variants(article, scenario, chosen, pairs) {
	const rows = article.querySelectorAll("table.trials tbody tr");

	rows.forEach((row, i) => {
		const head = row.querySelector("th");

		row.classList.toggle("chosen", i === chosen && rows.length > 1);
		if (rows.length < 2)
			return;
		head.replaceChildren(make("a", {
			href: scenario_address(scenario.name,
			    { ...pairs, v: i }),
			"aria-current": i === chosen ? "true" : null },
			scenario.variants[i].name));
	});
}

/* What is wanted, and the title, are those of the chosen variant. */
function choose_wanted(article, scenario, variant) {
	for (const section of article.querySelectorAll("section.wanted")) {
		const variants = section.dataset.v.split(" ").map(Number);
		const { name } = scenario.variants[variant];

		if (!variants.includes(variant)) {
			section.remove();
			continue;
		}
		article.querySelector("h2").textContent =
		    section.dataset.title;
		if (name !== "")
			section.querySelector("h3").textContent =
			    `The call, and what is wanted with ${name}`;
	}
}

function make_scale_choice(to_scale) {
	const radio = (value, words, checked) => make("label", {},
	    make("input", { type: "radio", name: "time", value,
		    checked: checked ? "" : null }), words);

	return make("fieldset", { class: "time-choice" },
	    make("legend", {}, "Time"),
	    radio("", "to scale", to_scale),
	    radio("compressed", "waits compressed", !to_scale));
}

function make_line_legend() {
	const sample = (transport, words) => make("span", {},
	    make_svg("svg", { class: `arrow ${transport}`, width: 34,
		    height: 12, "aria-hidden": "true" },
		shaft(1, 26, 6, transport), arrow_head(33, 6, 1, false)),
	    words);

	return make("p", { class: "lines" }, sample("udp", "UDP"),
	    sample("tcp", "TCP"), sample("icmp", "ICMP"),
	    make("span", {}, make_svg("svg", { class: "arrow udp bad",
		    width: 16, height: 12, "aria-hidden": "true" },
		    arrow_head(14, 6, 1, true)), "unanswered"),
	    make("span", {}, make_svg("svg", { class: "spot bad", width: 14,
		    height: 12, "aria-hidden": "true" }, cross(7, 6)),
		"dropped or not heard"));
}

/* Sections of the chosen variant, the generator's and those made here. */
function choose_sections(article, data, scenario, variant, ladders) {
	const all = [...article.querySelectorAll("section.trial")];
	const chosen = all.filter((s) => Number(s.dataset.v) === variant);
	const told = new Set(chosen.flatMap((s) =>
	    s.dataset.c.split(" ").map(Number)));
	const rest = data.clients.map((_, i) => i).filter((i) => !told.has(i));

	for (const section of all)
		if (!chosen.includes(section))
			section.remove();
	return chosen.concat(alike_trials(scenario, variant, ladders,
	    data.kinds, rest).map(({ clients }) =>
	    make_section(data, scenario, variant, clients)));
}

function fill_sections(sections, data, variant, ladders, to_scale) {
	for (const section of sections) {
		const client = Number(section.dataset.c.split(" ")[0]);
		const trial = unpack_trial(ladders, variant, client,
		    data.kinds);
		const figure = section.querySelector("figure.ladder");
		const which = section.querySelector(".which");

		if (trial !== null && figure !== null)
			fill_figure(figure, trial, which.textContent, to_scale);
	}
}

/* The article with everything in it, put into PLACE. */
function show_scenario(place, article, data, matrix, address, ladders) {
	const scenario = data.scenario_by_name.get(address.name);
	const variant = scenario.variants[address.variant] === undefined ?
	    telling_variant(scenario) : address.variant;
	const pairs = address.pairs.time === undefined ? {} :
	    { time: address.pairs.time };
	let to_scale = pairs.time !== "compressed";
	const sections = choose_sections(article, data, scenario, variant,
	    ladders);
	const choice = make_scale_choice(to_scale);

	article.querySelector(".name .back")?.remove();
	choose_wanted(article, scenario, variant);
	link_variants(article, scenario, variant, pairs);
	article.append(make("h3", { class: "ladders-heading" }, "What passed"),
	    make("div", { class: "ladder-controls" }, choice,
		make_line_legend()),
	    make("div", { class: "ladders" }, ...sections));
	article.prepend(make_neighbours(matrix, scenario.name, pairs));
	place.replaceChildren(article);
	fill_sections(sections, data, variant, ladders, () => to_scale);
	choice.addEventListener("change", (event) => {
		to_scale = event.target.value === "";
		history.replaceState(null, "", scenario_address(scenario.name,
		    { v: variant, time: event.target.value }));
		redraw_all(place);
	});
}

function redraw_all(place) {
	for (const figure of place.querySelectorAll("figure.ladder"))
		figure.redraw?.();
}
