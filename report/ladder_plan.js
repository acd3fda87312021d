/* ladder_plan.js -- where the columns of one drawing are: the axis of time, the
 * client, a lane for each nameserver, the words. */
"use strict";

const CHARACTER = 6.7;     /* width of one, in the drawing's 11 px */
const LINE = 14;           /* from a line of words to the next */
const NARROW = 540;        /* below it words stand above their arrows */
const LANE_LEAST = 54;
const LANE_MOST = 132;
const WORDS_LEAST = 314;   /* pixels for them before lanes are narrowed */

/* Indexes of the servers that CALL has events of, in their order. */
function servers_used(call) {
	const used = new Set(call.events
	    .filter((e) => e.way !== "client").map((e) => e.server));

	return [...used].sort((a, b) => a - b);
}

/* x of everything; where it is tight, servers not asked have no lane. */
function plan_columns(width, servers, call) {
	const narrow = width < NARROW;
	const client = narrow ? 64 : 148;
	const room = narrow ? width - client - 22 :
	    width - client - WORDS_LEAST;
	const all = servers.map((_, i) => i);
	const shown = all.length * LANE_LEAST <= room ? all :
	    servers_used(call);
	const lane = Math.min(Math.max(room / Math.max(1, shown.length),
	    narrow ? 12 : LANE_LEAST), narrow ? room : LANE_MOST);
	const x_of = new Map(shown.map((server, k) =>
	    [server, client + lane * (k + 1)]));
	const last = client + lane * shown.length;
	const words = narrow ? client + 7 : last + 16;

	return { width, narrow, client, lane, x_of, last, words, shown,
		hidden: all.filter((i) => !shown.includes(i)),
		axis: narrow ? 44 : 48,
		origin: narrow ? LINE + 5 : 9, /* y of the moment 0 */
		columns: Math.floor((width - words - 4) / CHARACTER) };
}

/* Gives each row its lines and its height. */
function measure_rows(rows, plan) {
	for (const row of rows) {
		if (row.wait) {
			row.lines = [`${wait_words(row.wait)} pass`];
			row.height = plan.narrow ? 22 : 24;
			continue;
		}
		const words = plan.narrow ?
		    `${time_words(row.us)}  ${row.event.words}` :
		    row.event.words;

		row.lines = wrap_words(words, plan.columns);
		row.height = row.lines.length * LINE + (plan.narrow ? 14 : 4);
	}
}

/* Where the arrow of a row is, below the row's y. */
function arrow_below(row, plan) {
	return plan.narrow ? row.lines.length * LINE + 5 : 9;
}

/* The headings: names above the lanes, in lines so that none meets another. */
function plan_headings(servers, plan) {
	const ends = [];

	return plan.shown.map((server) => {
		const words = servers[server];
		const half = words.length * CHARACTER / 2;
		const x = plan.x_of.get(server);
		const left = Math.max(plan.client + 30,
		    Math.min(x - half, plan.width - 2 * half));
		let line = 0;

		while (ends[line] !== undefined && ends[line] > left - 8)
			line++;
		ends[line] = left + 2 * half;
		return { words, x, left, line };
	});
}
