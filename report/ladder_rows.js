/* ladder_rows.js -- events and waits of a call as rows with a height each,
 * and where the rows stand: to scale in time, or one below the other. */
"use strict";

const WAIT_US = 50000; /* a wait of that is a row of its own */

/* EVENTS to rows: { us, event } or { us, wait } with the middle of the wait. */
function rows_with_waits(events) {
	const rows = [];
	let before = 0;

	for (const event of events) {
		const wait = event.us - before;

		if (wait >= WAIT_US)
			rows.push({ us: before + wait / 2, wait });
		rows.push({ us: event.us, event });
		before = event.us;
	}
	return rows;
}

/*
 * The least squares' places for rows that would stand at WANTED, in its order,
 * with at least HEIGHTS[i] between i and i + 1, none above 0: neighbours that
 * push each other share their mean.
 */
function places_apart(wanted, heights) {
	const blocks = [];
	const places = [];
	let above = 0;

	wanted.forEach((want, i) => {
		let block = { mean: want - above, count: 1 };

		while (blocks.length > 0 && blocks.at(-1).mean > block.mean) {
			const last = blocks.pop();
			const count = last.count + block.count;

			block = { count, mean: (last.mean * last.count +
			    block.mean * block.count) / count };
		}
		blocks.push(block);
		above += heights[i];
	});
	above = 0;
	for (const { mean, count } of blocks)
		for (let k = 0; k < count; k++) {
			places.push(Math.max(mean, 0) + above);
			above += heights[places.length - 1];
		}
	return places;
}

/*
 * Sets the y of each row, from 0 downwards.  Returns pixels a microsecond when
 * TO_SCALE, and 0 otherwise: then a wait is as high as its words.
 */
function place_rows(rows, to_scale) {
	const heights = rows.map((row) => row.height);
	const sum = heights.reduce((a, b) => a + b, 0);
	const end = Math.max(...rows.map((row) => row.us), 1);
	const waits = rows.some((row) => row.wait);
	const scale = to_scale ?
	    Math.max(sum * (waits ? 1.1 : 1.2), waits ? 420 : 160) / end : 0;
	const places = places_apart(rows.map((row) => row.us * scale), heights);

	rows.forEach((row, i) => { row.y = places[i]; });
	return scale;
}

/* Marks for an axis of END_US, ROOM pixels long: steps of 1, 2 or 5. */
function axis_marks(end_us, room) {
	const least = end_us / Math.max(1, room / 56);
	let step = 1;

	while (step < least)
		step *= /^1/.test(String(step)) || /^5/.test(String(step)) ?
		    2 : 2.5;
	return Array.from({ length: Math.floor(end_us / step) + 1 },
	    (_, i) => i * step);
}

/* "0", "200 µs", "50 ms", "1.5 s" */
function axis_words(us, end_us) {
	if (us === 0)
		return "0";
	if (end_us < 1000)
		return `${us} µs`;
	if (end_us < 1000000)
		return `${us / 1000} ms`;
	return `${us / 1000000} s`;
}

/* "0.3 ms", "2.004 s" */
function time_words(us) {
	return us < 1000000 ? `${(us / 1000).toFixed(1)} ms` :
	    `${(us / 1000000).toFixed(3)} s`;
}

/* "480 ms", "1.98 s" */
function wait_words(us) {
	return us < 999500 ? `${Math.round(us / 1000)} ms` :
	    `${(us / 1000000).toFixed(2)} s`;
}

/* WORDS in lines of at most COLUMNS characters, at most four lines. */
function wrap_words(words, columns) {
	const room = Math.max(columns, 8);
	const lines = [];
	let rest = words;

	while (rest.length > room && lines.length < 3) {
		const blank = rest.lastIndexOf(" ", room);
		const at = blank > room / 3 ? blank : room;

		lines.push(rest.slice(0, at));
		rest = rest.slice(at).trimStart();
	}
	lines.push(rest.length > room ? `${rest.slice(0, room - 1)}…` : rest);
	return lines;
}
