/* opening.mjs -- the file opens from disk: no network, no error, at once. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";
import { open_well, open_report, status, with_browser } from "./browser.mjs";
import { clients, names } from "./results.mjs";

const LIMIT_MS = 3000;  /* one second is what it should take */
const LIMIT_OCTETS = 10e6;

with_browser();

test("the report opens without requests, errors and breaches of its policy",
    async (t) => {
	    const { page, problems } = await open_report(t, "");

	    await page.click("#grid tbody tr:first-child a");
	    await page.waitForSelector("#page svg");
	    assert.deepEqual(problems, []);
    });

test("it opens in about a second", async (t) => {
	const page = await open_well(t, "");
	const [ms, painted] = await page.evaluate(async () => {
		await new Promise((done) => requestAnimationFrame(() =>
		    requestAnimationFrame(done)));
		return [performance.getEntriesByType("navigation")[0]
		    .loadEventEnd, performance.now()];
	});

	t.diagnostic(`loaded in ${Math.round(ms)} ms, ` +
	    `drawn by ${Math.round(painted)} ms`);
	assert.ok(ms > 0 && ms < LIMIT_MS, `${ms} ms`);
});

test("it is under ten megabytes", (t) => {
	const { size } = statSync(process.env.REPORT);

	t.diagnostic(`${(size / 1e6).toFixed(2)} MB`);
	assert.ok(size < LIMIT_OCTETS, `${size} octets`);
});

test("every scenario and every client of the results is there", async (t) => {
	const page = await open_well(t, "");
	const heads = await page.$$eval("#grid thead th", (cells) =>
	    cells.slice(1).map((th) => th.textContent));

	assert.deepEqual(heads.sort(), [...clients].sort());
	assert.deepEqual(await page.$$eval("#grid tbody th a", (links) =>
	    links.map((a) => a.textContent).sort()), names);
	assert.match(await status(page),
	    new RegExp(`^All ${names.length} scenarios`));
});

test("a policy forbids what the page does not need", async (t) => {
	const { page, problems } = await open_report(t, "");
	const policy = await page.getAttribute(
	    "meta[http-equiv=Content-Security-Policy]", "content");

	assert.match(policy, /default-src 'none'/);
	assert.doesNotMatch(policy, /unsafe-/);
	await page.evaluate(() => {
		const script = document.createElement("script");

		script.textContent = "globalThis.added = true";
		document.body.append(script);
	});
	assert.equal(await page.evaluate(() => globalThis.added), undefined);
	assert.match(problems.join(), /Content Security Policy/);
});
