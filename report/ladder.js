/* ladder.js -- one call as a drawing: time goes down, the client on the left,
 * a lane for each nameserver.  On the left of all an axis, always true to
 * scale; events that are nearer to each other than their words are high are
 * moved apart, and a thin line leads from each to its moment on the axis. */
"use strict";

/* The lines of the words of a row. */
function draw_words(row, plan) {
	const x = plan.words;
	const first = plan.narrow ? 11 : 13;
	const tone = row.wait ? "wait" : row.event.tone;
	const text = make_svg("text", { class: `words ${tone}` });

	row.lines.forEach((line, i) => {
		text.append(make_svg("tspan", { x: i === 0 ? x : x + 10,
			y: row.y + first + i * LINE }, line));
		if (i + 1 < row.lines.length)
			text.append(" ");
	});
	return text;
}

/* The client waits: its line is hatched as long as the wait is on paper. */
function draw_wait(row, plan, before, after) {
	const y = row.y + (plan.narrow ? 12 : 13);

	return make_svg("g", { class: "waiting" },
	    make_svg("path", { class: "hatch",
		d: `M${plan.client} ${before + 6}V${after - 6}` }),
	    make_svg("text", { class: "words wait", x: plan.client + 10, y },
		row.lines[0]));
}

function draw_row(row, plan, rows, i) {
	const y = row.y + arrow_below(row, plan);

	if (row.wait)
		return draw_wait(row, plan, i === 0 ? 0 : rows[i - 1].y +
		    arrow_below(rows[i - 1], plan),
		    rows[i + 1].y + arrow_below(rows[i + 1], plan));
	const g = make_svg("g", { class: "event" },
	    draw_event(row.event, plan, y), draw_words(row, plan));

	if (!plan.narrow)
		g.append(make_svg("text", { class: "time", x: plan.client - 8,
			y: y + 4, "text-anchor": "end" }, time_words(row.us)));
	return g;
}

/* The axis, its marks, a dot for each event and what leads to its row. */
function draw_axis(rows, plan, scale) {
	const x = plan.axis;
	const end = rows.at(-1).us;
	const g = make_svg("g", { class: "axis" },
	    make_svg("path", { class: "line",
		d: `M${x} ${plan.origin}v${end * scale}` }));

	for (const us of axis_marks(end, end * scale))
		g.append(make_svg("path", { class: "line",
			d: `M${x - 4} ${us * scale + plan.origin}h4` }),
		    make_svg("text", { x: x - 6, y: us * scale + plan.origin + 4,
			"text-anchor": "end" }, axis_words(us, end)));
	for (const row of rows.filter((r) => !r.wait)) {
		const y = row.us * scale + plan.origin;
		const to = plan.client - (plan.narrow ? 4 : 66);

		g.append(make_svg("path", { class: "lead",
			d: `M${x} ${y}L${to} ${row.y + arrow_below(row, plan)}`
		}), make_svg("circle", { cx: x, cy: y, r: 1.8 }));
	}
	return g;
}

function draw_lanes(plan, headings, top, bottom) {
	const g = make_svg("g", { class: "lanes" },
	    make_svg("text", { class: "heading", x: plan.client, y: 12,
		"text-anchor": "middle" }, "client"),
	    make_svg("path", { d: `M${plan.client} 17V${bottom}` }));

	for (const { words, x, left, line } of headings)
		g.append(make_svg("text", { class: "heading", x: left,
			y: 12 + line * LINE }, words),
		    make_svg("path", { d: `M${x} ${17 + line * LINE}V${bottom}`
		    }));
	return g;
}

/* "musl-1.2.5: 7 events in 1.5 ms.  UDP A big.example. …" */
function describe_call(call, plan, servers) {
	const hidden = plan.hidden.map((i) => servers[i]);

	return `${counted(call.events.length, "event")} in ` +
	    `${time_words(call.events.at(-1)?.us ?? 0)}.` +
	    (hidden.length > 0 ? ` Not asked: ${hidden.join(", ")}.` : "");
}

/* The drawing of CALL, WIDTH pixels wide; TITLE says whose it is. */
function draw_call(call, servers, { title, width, to_scale }) {
	const plan = plan_columns(width, servers, call);
	const headings = plan_headings(servers, plan);
	const lines = Math.max(0, ...headings.map((h) => h.line)) + 1;
	const top = lines * LINE + 14;
	const rows = rows_with_waits(call.events);

	measure_rows(rows, plan);
	const scale = place_rows(rows, to_scale);
	const height = top + Math.max(0, ...rows.map((r) => r.y + r.height));
	const body = make_svg("g", { transform: `translate(0 ${top})` });

	if (to_scale && rows.length > 0)
		body.append(draw_axis(rows, plan, scale));
	body.append(...rows.map((row, i) => draw_row(row, plan, rows, i)));
	return make_svg("svg", { class: "drawing", role: "img", width,
		height: Math.ceil(height + 4),
		viewBox: `0 0 ${width} ${Math.ceil(height + 4)}` },
	    make_svg("title", {}, title),
	    make_svg("desc", {}, describe_call(call, plan, servers)),
	    draw_lanes(plan, headings, top, height), body);
}
