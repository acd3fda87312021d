/* matrix.js -- the table of all scenarios, filtered and sorted by its form. */
"use strict";

/*
 * Takes over #grid.  { shown, address, apply(pairs), row_link(name) }: names of
 * the scenarios in their present order; the address of the present filter.
 */
function make_matrix(data) {
	const table = document.getElementById("grid");
	const rows = [...table.tBodies[0].rows];
	const form = make_controls(data);
	const controls = document.getElementById("controls");
	const matrix = { filter: { ...NO_FILTER }, shown: [],
		address: () => join_address("matrix", matrix.filter),
		apply: (pairs) => {
			write_controls(form, { ...NO_FILTER, ...pairs });
			matrix.filter = read_controls(form);
			matrix.shown = filtered(data.scenarios, matrix.filter,
			    data.clients).map((scenario) => scenario.name);
			show_rows(table, rows, data, matrix.shown);
			show_columns(table, data.clients,
			    matrix.filter.columns);
		},
		row_link: (name) => rows[data.scenario_by_name.get(name)
		    ?.index]?.querySelector("a") };

	controls.append(form);
	controls.hidden = false;
	listen_to_form(form, matrix);
	listen_to_rows(table);
	return matrix;
}

/* What is typed is in the address at once, and is one step of the history. */
function listen_to_form(form, matrix) {
	const change = (filter) => {
		matrix.apply(filter);
		history.replaceState(null, "", matrix.address());
	};

	form.addEventListener("input", () => change(read_controls(form)));
	form.addEventListener("reset", (event) => {
		event.preventDefault();
		change(NO_FILTER);
	});
	form.addEventListener("submit", (event) => event.preventDefault());
}

/* A click anywhere in a row opens it, unless text is being selected. */
function listen_to_rows(table) {
	table.tBodies[0].addEventListener("click", (event) => {
		const link = event.target.closest("tr")?.querySelector("a");

		if (event.target.closest("a") === null && link !== null &&
		    String(getSelection()) === "")
			link.click();
	});
}

function show_rows(table, rows, data, shown) {
	const taken = new Set(shown);
	const body = table.tBodies[0];
	const status = document.getElementById("shown");

	for (const scenario of data.scenarios)
		rows[scenario.index].hidden = !taken.has(scenario.name);
	body.append(...shown.map((name) =>
	    rows[data.scenario_by_name.get(name).index]));
	table.classList.toggle("empty", shown.length === 0);
	status.textContent = shown.length === data.scenarios.length ?
	    `All ${counted(shown.length, "scenario")}.` :
	    `${shown.length} of ${counted(data.scenarios.length, "scenario")}.`;
}

function show_columns(table, clients, columns) {
	const wanted = columns === "" ? clients : columns.split(",");

	clients.forEach((client, i) => {
		const is_hidden = !wanted.includes(client);

		for (const row of table.rows)
			if (row.cells[i + 1].hidden !== is_hidden)
				row.cells[i + 1].hidden = is_hidden;
	});
}
