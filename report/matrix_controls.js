/* matrix_controls.js -- the fields of a filter, and the filter in them. */
"use strict";

function options(select, pairs) {
	select.append(...pairs.map(([value, words]) =>
	    make("option", { value }, words)));
	return select;
}

function labelled(words, field, name) {
	field.name = name;
	field.id = `f-${name}`;
	return make("div", { class: `field field-${name}` },
	    make("label", { for: field.id }, words), field);
}

function choice(words, name, pairs) {
	return labelled(words, options(make("select"), pairs), name);
}

/* Two that are read together. */
function pair(first, second) {
	return make("div", { class: "pair" }, first, second);
}

/* Values that occur, and how often: "tcp (40)". */
function occurring(scenarios, values_of) {
	const counts = new Map();

	for (const scenario of scenarios)
		for (const value of new Set(values_of(scenario)))
			counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

function with_counts(counts, order) {
	return order.filter((value) => counts.has(value))
	    .map((value) => [value, `${value} (${counts.get(value)})`]);
}

function topics_of(data) {
	const counts = occurring(data.scenarios, (s) => [s.topic]);

	return with_counts(counts, [...counts.keys()]);
}

function tags_of(data) {
	return with_counts(occurring(data.scenarios, (s) => s.tags),
	    data.tags.map(([tag]) => tag));
}

function verdicts_of(data) {
	return with_counts(occurring(data.scenarios, (s) => s.variants
	    .flatMap((v) => v.verdicts.filter((word) => word !== null))),
	    data.verdicts);
}

/* Which clients have a column; none checked: all of them. */
function column_boxes(clients) {
	return make("fieldset", { class: "columns" },
	    make("legend", {}, "Columns"),
	    ...clients.map((client) => make("label", {},
		make("input", { type: "checkbox", name: "column",
			value: client, checked: "" }), client)));
}

/* All fields but the search. */
function make_choices(data) {
	const any = (words) => [["", words]];
	const clients = data.clients.map((name) => [name, name]);

	return [
		choice("Topic", "topic", any("any").concat(topics_of(data))),
		choice("Tag", "tag", any("any").concat(tags_of(data))),
		pair(choice("Verdict", "verdict",
		    any("any").concat(verdicts_of(data))),
		    choice("of client", "client", any("any").concat(clients))),
		pair(choice("Differs between", "a", any("–").concat(clients)),
		    choice("and", "b", any("–").concat(clients))),
		choice("Sort by", "sort", [["", "name"],
		    ["disagreement", "disagreement"]]),
		column_boxes(data.clients),
	];
}

const ROOMY = 640; /* pixels, that fields need not be hidden first */

/* The form; the caller listens to it. */
function make_controls(data) {
	return make("form", { class: "filter", role: "search",
		"aria-label": "Scenarios" },
	    labelled("Search", make("input", { type: "search",
		    placeholder: "name, title, tag, reason",
		    autocomplete: "off", spellcheck: "false" }), "q"),
	    make("details", { class: "more", open: innerWidth > ROOMY ?
		    "" : null }, make("summary", {}, "Filter and sort"),
		make("div", {}, ...make_choices(data))),
	    make("button", { type: "reset" }, "Show all"));
}

function read_controls(form) {
	const boxes = [...form.querySelectorAll("[name=column]")];
	const checked = boxes.filter((box) => box.checked);
	const filter = { ...NO_FILTER };

	for (const name of Object.keys(filter))
		if (form.elements[name] !== undefined)
			filter[name] = form.elements[name].value;
	filter.q = filter.q.trim();
	filter.columns = checked.length === boxes.length ? "" :
	    checked.map((box) => box.value).join(",");
	return filter;
}

/* Values that no field has fall back to any. */
function write_controls(form, filter) {
	const columns = filter.columns.split(",");

	for (const name of Object.keys(NO_FILTER)) {
		const field = form.elements[name];

		if (field === undefined)
			continue;
		if (name !== "q" || field.value.trim() !== filter.q)
			field.value = filter[name];
		if (field.selectedIndex === -1)
			field.value = "";
	}
	for (const box of form.querySelectorAll("[name=column]"))
		box.checked = filter.columns === "" ||
		    columns.includes(box.value);
}
