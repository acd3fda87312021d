/* scenario.mjs -- the page of a scenario: to it, in it and back, by click and
 * by keyboard. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, heading, open_well, shown_names, status, with_browser }
    from "./browser.mjs";
import { find_trial, names, names_where, trials } from "./results.mjs";

with_browser();

const focused = (page) => page.evaluate(() =>
    document.activeElement.id || document.activeElement.textContent);
const hash = (page) => page.evaluate(() => location.hash);

test("a click opens it, the history leads back to the place", async (t) => {
	const page = await open_well(t, "");
	const name = "tcp/empty-truncated";

	await page.selectOption("[name=topic]", "tcp");
	await page.click(`#grid a[href="#s/${name}"]`);
	assert.equal(await heading(page), name);
	assert.ok(await page.isHidden("#overview"));
	assert.equal(await focused(page), `h/${name}`);
	assert.match(await page.title(), new RegExp(name));
	await page.goBack();
	await page.waitForSelector("#overview:not([hidden])");
	assert.ok(await page.isHidden("#page"));
	assert.equal(await focused(page), name);
	assert.ok((await shown_names(page)).every((n) => n.startsWith("tcp/")));
	await page.goForward();
	assert.equal(await heading(page), name);
});

test("a click anywhere in a row opens it", async (t) => {
	const page = await open_well(t, "");

	await page.click("#grid tbody tr:nth-child(3) td:nth-child(4)");
	assert.equal(await heading(page), (await page.$$eval("#grid tbody a",
	    (links) => links.map((a) => a.textContent)))[2]);
});

test("the keyboard alone: search, open, next, back", async (t) => {
	const page = await open_well(t, "");

	await page.focus("nav a[href='#matrix']");
	await page.keyboard.press("Enter");
	for (let i = 0; i < 20 &&
	    await page.evaluate(() => document.activeElement.name) !== "q"; i++)
		await page.keyboard.press("Tab");
	await page.keyboard.type("tcp/empty");
	const shown = await shown_names(page);

	assert.ok(shown.length > 0 && shown.length < names.length);
	for (let i = 0; i < 80 && await focused(page) !== shown[0]; i++)
		await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	assert.equal(await heading(page), shown[0]);
	assert.equal(await focused(page), `h/${shown[0]}`);
	await page.keyboard.press("Escape");
	await page.waitForSelector("#overview:not([hidden])");
	assert.equal(await focused(page), shown[0]);
	assert.match(await hash(page), /^#matrix\?q=tcp\/empty/);
	assert.match(await status(page), new RegExp(`^${shown.length} of`));
});

test("neighbours follow the filter", async (t) => {
	const page = await open_well(t,
	    "#matrix?verdict=known&client=musl-1.2.5");
	const wanted = names_where((x) => x.verdict === "known" &&
	    x.client === "musl-1.2.5");

	await page.click("#grid tbody tr:not([hidden]) a");
	assert.equal(await heading(page), wanted[0]);
	await page.click("a[rel=next]");
	await page.waitForSelector(`article[id="s/${wanted[1]}"]`);
	assert.match(await page.textContent(".neighbours"),
	    new RegExp(`2 of ${wanted.length} scenarios`));
	await page.click("a[rel=prev]");
	await page.waitForSelector(`article[id="s/${wanted[0]}"]`);
	assert.equal(await page.$("a[rel=prev]"), null);
	await page.click(".neighbours a.back");
	await page.waitForSelector("#overview:not([hidden])");
	assert.deepEqual((await shown_names(page)).sort(), wanted);
});

test("a link leads straight to a scenario, and to a trial in it", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated");
	const trial = "section.trial[id^='t/tcp/empty-truncated/']";

	assert.equal(await heading(page), "tcp/empty-truncated");
	const id = await page.getAttribute(trial, "id");
	const other = await open_well(t, `#${id}`);

	assert.equal(await heading(other), "tcp/empty-truncated");
	assert.equal(await focused(other), id);
	await go(other, "#matrix");
	await go(other, `#${id}`);
	assert.equal(await focused(other), id);
});

test("title and what is wanted are those of the chosen variant", async (t) => {
	const page = await open_well(t, "#s/tcp/eof?v=2");
	const variants = [...new Set(trials.filter((x) => x.name === "tcp/eof")
	    .map((x) => x.variant))];

	assert.ok(variants.length > 2);
	for (const [i, variant] of variants.entries()) {
		await go(page, `#s/tcp/eof?v=${i}`);
		const [, n] = (await page.textContent(".wanted h3"))
		    .match(/ with n=(\d+)$/);

		assert.ok(variants.includes(`n=${n}`));
		assert.match(await page.textContent("article h2"),
		    new RegExp(`ends after ${n} octets`));
		assert.equal((await page.$$("section.wanted")).length, 1);
	}
});

test("what is no scenario leaves the matrix", async (t) => {
	const page = await open_well(t, "#s/%E0%A4%A");

	assert.ok(await page.isVisible("#overview"));
	for (const hash of ["#s/no/such", "#s/", "#t/x/1/1", "#no-section",
		"#s/tcp/empty-truncated?v=999"]) {
		await go(page, hash);
		assert.equal(await page.isHidden("#overview"),
		    hash.includes("v=999"), hash);
	}
});

test("every scenario opens", async (t) => {
	const page = await open_well(t, "");
	const opened = await page.evaluate(async () => {
		const done = [];

		for (const link of document.querySelectorAll("#grid tbody a")) {
			const changed = new Promise((resolve) =>
			    addEventListener("hashchange", resolve,
				{ once: true }));

			location.hash = link.getAttribute("href");
			await changed;
			done.push(document.querySelector(
			    "#page:not([hidden]) .name code")?.textContent);
		}
		return done;
	});

	assert.deepEqual(opened, names);
});

test("a variant is chosen in the table of trials", async (t) => {
	const page = await open_well(t, "#s/tcp/eof?v=0");
	const variants = [...new Set(trials.filter((x) => x.name === "tcp/eof")
	    .map((x) => x.variant))];
	const heads = page.locator("table.trials tbody th a");

	assert.equal(await heads.count(), variants.length);
	const chosen = await heads.nth(2).textContent();

	assert.ok(variants.includes(chosen));
	await heads.nth(2).click();
	await page.waitForSelector("table.trials tr:nth-child(3) [aria-current]");
	assert.equal(await hash(page), "#s/tcp/eof?v=2");
	assert.equal(await focused(page), chosen);
	const which = await page.$$eval("section.trial .which", (all) =>
	    all.map((e) => e.textContent));

	assert.ok(which.length > 1);
	assert.ok(which.every((words) => words.startsWith(`${chosen}: `)),
	    which.join());
});

test("every client that was run has a ladder, alike ones share it",
    async (t) => {
	    const name = "tcp/empty-truncated";
	    const page = await open_well(t, `#s/${name}`);
	    const which = await page.$$eval("section.trial", (sections) =>
		sections.map((s) => [s.querySelector(".which").textContent,
		    s.querySelectorAll("svg.drawing").length]));

	    assert.ok(which.every(([, drawings]) => drawings === 1));
	    assert.deepEqual(which.flatMap(([words]) => words.split(", "))
		.sort(), trials.filter((x) => x.name === name &&
		    x.verdict !== "n/a").map((x) => x.client).sort());
    });

test("the first words of the outcome are in the table", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated");
	const { outcome } = find_trial("tcp/empty-truncated", "musl-1.2.3");
	const column = await page.$$eval("table.trials thead th", (cells) =>
	    cells.findIndex((th) => th.textContent === "musl-1.2.3"));
	const words = await page.textContent(
	    `table.trials tbody tr td:nth-child(${column + 1})`);

	assert.ok(words.includes(outcome.split("\n")[0]), words);
});
