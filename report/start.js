/* start.js -- the address decides what is shown; here it is read. */
"use strict";

function text_of(id) {
	return document.getElementById(id)?.textContent ?? "";
}

/* What is kept between two addresses.  Copies of megabytes are made once. */
function make_viewer() {
	const data = read_data(text_of("data"));

	return { data, matrix: make_matrix(data), articles: null, ladders: null,
		overview: document.getElementById("overview"),
		place: document.getElementById("page"),
		title: document.title, opened: null, scroll: 0 };
}

function open_scenario(viewer, address) {
	viewer.articles ??= text_of("pages");
	viewer.ladders ??= text_of("ladders");
	const { data, matrix, place } = viewer;
	const article = find_article(viewer.articles, address.name);
	const is_same = viewer.opened === address.name;

	if (article === null || !data.scenario_by_name.has(address.name))
		return false;
	if (viewer.opened === null)
		viewer.scroll = scrollY;
	viewer.overview.hidden = true;
	place.hidden = false;
	show_scenario(place, article, data, matrix, address,
	    find_ladders(viewer.ladders, address.name));
	viewer.opened = address.name;
	document.title = `${address.name} – ${viewer.title}`;
	focus_in_page(place, address, is_same);
	return true;
}

/* The trial that is meant; the variant just chosen; else the heading. */
function focus_in_page(place, address, is_same) {
	const trial = address.group === null ? null :
	    document.getElementById(address.group);
	const variant = !is_same ? null :
	    place.querySelector("table.trials [aria-current]");

	if (trial !== null) {
		trial.tabIndex = -1;
		trial.focus({ preventScroll: true });
		trial.scrollIntoView();
	} else if (variant !== null) {
		variant.focus({ preventScroll: true });
		variant.scrollIntoView({ block: "nearest" });
	} else {
		place.querySelector("h2")?.focus({ preventScroll: true });
		place.scrollIntoView();
	}
}

/* Back to where the matrix was left, and to the row that was opened. */
function close_scenario(viewer) {
	const link = viewer.matrix.row_link(viewer.opened);

	viewer.place.hidden = true;
	viewer.place.replaceChildren();
	viewer.overview.hidden = false;
	viewer.opened = null;
	document.title = viewer.title;
	scrollTo(0, viewer.scroll);
	link?.focus({ preventScroll: viewer.scroll > 0 });
}

function follow_address(viewer) {
	const address = read_address(location.hash);
	const was_open = viewer.opened !== null;

	if (address.view === "scenario" && open_scenario(viewer, address))
		return;
	if (address.view === "matrix")
		viewer.matrix.apply(address.pairs);
	if (was_open)
		close_scenario(viewer);
	if (address.view === "section" || !was_open)
		document.getElementById(address.view === "matrix" ?
		    "matrix" : address.name)?.scrollIntoView();
}

function leaves_by_escape(event) {
	return event.key === "Escape" && !event.defaultPrevented &&
	    !event.target.closest?.("input, select");
}

function start() {
	const viewer = make_viewer();
	let width = innerWidth;

	document.documentElement.classList.add("js");
	history.scrollRestoration = "manual";
	viewer.matrix.apply({});
	addEventListener("hashchange", () => follow_address(viewer));
	addEventListener("keydown", (event) => {
		if (viewer.opened !== null && leaves_by_escape(event))
			location.hash = viewer.matrix.address();
	});
	addEventListener("resize", () => {
		if (innerWidth !== width)
			redraw_all(viewer.place);
		width = innerWidth;
	});
	if (location.hash !== "")
		follow_address(viewer);
}

start();
