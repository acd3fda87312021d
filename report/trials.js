/* trials.js -- the trials of one variant: those that differ stand in the
 * article, the rest gets sections here, alike ones in one; all get ladders. */
"use strict";

/* The clients in WITHOUT, which have no section: [{ clients, trial }]. */
function alike_trials(scenario, variant, ladders, kinds, without) {
	const groups = new Map();

	for (const client of without) {
		const trial = unpack_trial(ladders, variant, client, kinds);
		const key = trial === null ? null : JSON.stringify(
		    [trial.shape, scenario.variants[variant].outcomes[client],
		    scenario.variants[variant].verdicts[client]]);

		if (key === null)
			continue;
		if (!groups.has(key))
			groups.set(key, { clients: [], trial });
		groups.get(key).clients.push(client);
	}
	return [...groups.values()];
}

/* A section as the generator makes them for trials that differ. */
function make_section(data, scenario, variant, clients) {
	const { name, verdicts } = scenario.variants[variant];
	const names = clients.map((i) => data.clients[i]).join(", ");
	const verdict = verdicts[clients[0]];

	return make("section", { class: "trial", "data-v": variant,
		"data-c": clients.join(" ") },
	    make("h3", {},
		make("span", { class: "which" },
		    name === "" ? names : `${name}: ${names}`), " ",
		make("span", { class: `verdict ${verdict_class(verdict)}` },
		    verdict)),
	    make("figure", { class: "ladder" }));
}

function verdict_class(verdict) {
	return `v-${(verdict ?? "none").replace("/", "")}`;
}

/* The alternative of a drawing: the same words, one event a line. */
function list_events(call) {
	return make("pre", {}, call.events.map((event) =>
	    `${time_words(event.us).padStart(10)}  ${event.words}\n`).join(""));
}

function call_heading(call) {
	return call.step === 0 ? "All calls" : `Call ${call.step}`;
}

/* FIGURE gets a drawing a call; what was in it becomes its text. */
function fill_figure(figure, trial, title, to_scale) {
	const text = figure.querySelector("pre");
	const drawings = make("div", { class: "drawings" });
	const details = make("details", { class: "as-text" },
	    make("summary", {}, "As text"),
	    ...(text === null ? trial.calls.map(list_events) : [text]));

	figure.replaceChildren(drawings, details);
	figure.redraw = () => draw_figure(drawings, trial, title, to_scale());
	figure.redraw();
}

function draw_figure(drawings, trial, title, to_scale) {
	const width = Math.max(260, Math.floor(drawings.clientWidth));

	drawings.replaceChildren(...trial.calls.flatMap((call) => {
		const one = trial.calls.length === 1;
		const words = one ? title : `${title}, ${call_heading(call)}`;
		const drawing = draw_call(call, trial.servers,
		    { title: words, width, to_scale });

		return one ? [drawing] :
		    [make("h4", {}, call_heading(call)), drawing];
	}));
}
