/* ladder.mjs -- ladders hold what the journals of the results hold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, open_well, with_browser } from "./browser.mjs";
import { events_of, find_trial, trials } from "./results.mjs";

with_browser();

/* The section that the trial of CLIENT is in. */
function section_of(page, client) {
	const words = client.replaceAll(".", "\\.");

	return page.locator("section.trial", { has: page.locator(".which",
	    { hasText: new RegExp(`(^|[ ,])${words}(,|$)`) }) });
}

/* Of the trials of a section the first is drawn; their times differ. */
async function trial_drawn(page, section, scenario) {
	const first = Number((await section.getAttribute("data-c"))
	    .split(" ")[0]);
	const heads = await page.$$eval("#grid thead th", (cells) =>
	    cells.slice(1).map((th) => th.textContent));

	return find_trial(scenario, heads[first]);
}

function kinds_drawn(section) {
	return section.locator("[data-kind]").evaluateAll((all) => {
		const counts = {};

		for (const { dataset: { kind } } of all)
			counts[kind] = (counts[kind] ?? 0) + 1;
		return counts;
	});
}

/* A trial of each kind of event, the shortest journal that has it. */
function telling_trials() {
	const found = new Map();

	for (const trial of trials)
		for (const kind of Object.keys(events_of(trial))) {
			const old = found.get(kind);

			if (trial.journal.length < 200 && (old === undefined ||
			    trial.journal.length < old.journal.length))
				found.set(kind, trial);
		}
	return found;
}

async function check_events(page, trial) {
	await go(page, `#s/${trial.name}`);
	if (trial.variant !== "")
		await page.click(
		    `table.trials th a:text-is("${trial.variant}")`);
	const section = section_of(page, trial.client);

	await section.locator("svg").first().waitFor();
	const drawn = await trial_drawn(page, section, trial.scenario);

	assert.deepEqual(await kinds_drawn(section), events_of(drawn));
}

test("each kind of event is drawn as often as the journal has it",
    async (t) => {
	    const page = await open_well(t, "");

	    for (const [kind, trial] of telling_trials()) {
		    await go(page, "#matrix");
		    await t.test(`${kind}: ${trial.scenario}, ${trial.client}`,
			() => check_events(page, trial));
	    }
    });

test("words are text, next to a title and a description", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated");
	const drawing = section_of(page, "musl-1.2.5").locator("svg.drawing");
	const words = await drawing.locator("text").allTextContents();

	assert.match(await drawing.locator("title").textContent(),
	    /musl-1\.2\.5/);
	assert.match(await drawing.locator("desc").textContent(), /events in/);
	assert.ok(words.some((w) => /^UDP A big\.example\.$/.test(w)));
	assert.ok(words.some((w) => /NOERROR TC, 0 answers, \d+ octets/
	    .test(w)));
	assert.ok(words.includes("TC"));
	assert.ok(words.some((w) => /^ok, 20 lines more$/.test(w)));
});

test("UDP, TCP and ICMP differ in more than colour", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated");
	const strokes = (transport) => page.$eval(
	    `.lines .${transport} .shaft`, (path) =>
		[path.getAttribute("d").split("M").length,
		    getComputedStyle(path).strokeDasharray].join());
	const all = await Promise.all(["udp", "tcp", "icmp"].map(strokes));

	assert.equal(new Set(all).size, 3, all.join(" "));
});

/* The longest wait of a trial that has few events. */
function waiting_trial() {
	return trials.filter((x) => x.journal.length < 20 &&
	    x.verdict !== "n/a" && x.steps.length === 1 &&
	    x.variant === "").sort((a, b) => b.elapsed_ms - a.elapsed_ms)[0];
}

test("a long wait is long on paper, and says how long it is", async (t) => {
	const { name, client, elapsed_ms } = waiting_trial();
	const page = await open_well(t, `#s/${name}`);
	const drawing = section_of(page, client).locator("svg.drawing");
	const height = async () => (await drawing.boundingBox()).height;
	const marks = await drawing.locator(".axis text").allTextContents();
	const to_scale = await height();

	assert.ok(elapsed_ms > 2000);
	assert.match(marks.at(-1), / s$/);
	assert.match((await drawing.locator(".waiting").allTextContents())
	    .join(), /\d+(\.\d+)? m?s pass/);
	await page.check("[name=time][value=compressed]");
	assert.ok(await height() < to_scale * 0.7);
	assert.equal(await drawing.locator(".axis").count(), 0);
	assert.match((await drawing.locator(".waiting").allTextContents())
	    .join(), /\d+(\.\d+)? m?s pass/);
	assert.match(await page.evaluate(() => location.hash),
	    /time=compressed/);
});

test("to scale: on the axis every event is at its moment", async (t) => {
	const { name, client, scenario } = waiting_trial();
	const page = await open_well(t, `#s/${name}`);
	const section = section_of(page, client);
	const trial = await trial_drawn(page, section, scenario);
	const dots = await section.locator("svg.drawing .axis circle")
	    .evaluateAll((all) => all.map((c) => c.cy.baseVal.value));
	const call = trial.journal.find((e) => e.event === "call").us;
	const us = trial.journal.filter((e) => e.event in events_of(trial))
	    .map((e) => e.us - call);
	const scale = (dots.at(-1) - dots[0]) / (us.at(-1) - us[0]);

	assert.equal(dots.length, us.length);
	dots.forEach((y, i) => assert.ok(
	    Math.abs(y - dots[0] - (us[i] - us[0]) * scale) < 0.6,
	    `${i}: ${y}`));
});

test("no two lines of words of a drawing are on each other", async (t) => {
	for (const [hash, width] of [["#s/tcp/eof?v=0", 1280],
		["#s/tcp/eof?v=0", 390], [`#s/${waiting_trial().name}`, 390],
		["#s/config/third-of-eight-nameservers", 1280]]) {
		const page = await open_well(t, hash,
		    { viewport: { width, height: 900 } });

		await page.waitForSelector("svg.drawing .words tspan");
		const overlaps = await page.$$eval("svg.drawing", (drawings) =>
		    drawings.flatMap((svg) => {
			    const boxes = [...svg.querySelectorAll(
				".words tspan, .waiting text, .time")]
				.map((e) => [e.textContent,
				    e.getBoundingClientRect()]);

			    return boxes.flatMap(([words, a], i) =>
				boxes.slice(i + 1).filter(([, b]) =>
				    a.left < b.right - 1 &&
				    b.left < a.right - 1 &&
				    a.top < b.bottom - 2.5 &&
				    b.top < a.bottom - 2.5)
				.map(([other]) => `${words} / ${other}`));
		    }));

		assert.deepEqual(overlaps, [], `${hash} at ${width}`);
	}
});
