/* plain.mjs -- without JavaScript the tables read and the links lead. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open_well, page_width, with_browser } from "./browser.mjs";
import { names, trials } from "./results.mjs";

const PLAIN = { javaScriptEnabled: false };

with_browser();

test("the matrix is a table", async (t) => {
	const page = await open_well(t, "", PLAIN);
	const rows = page.locator("#grid tbody tr");

	assert.equal(await rows.count(), names.length);
	assert.ok(await rows.first().isVisible());
	assert.ok(await page.locator("#controls").isHidden());
	assert.match(await rows.first().innerText(), /pass|known|policy/);
});

test("a scenario's link leads to its page", async (t) => {
	const page = await open_well(t, "", PLAIN);
	const name = "tcp/empty-truncated";

	await page.click(`#grid a[href="#s/${name}"]`);
	const article = page.locator(`article[id="s/${name}"]`);

	await article.waitFor();
	const box = await article.boundingBox();

	assert.ok(Math.abs(box.y) < 40, `${box.y}`);
	assert.match(await article.innerText(), /EAI_NONAME/);
});

test("trials that differ have a ladder in text", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated", PLAIN);
	const ladder = page.locator(
	    'article[id="s/tcp/empty-truncated"] figure.ladder pre').first();
	const text = await ladder.innerText();

	assert.ok(await ladder.isVisible());
	assert.match(text, /client/);
	assert.match(text, /UDP A: NOERROR TC, 0 answers/);
	assert.ok(trials.some((x) => x.name === "tcp/empty-truncated" &&
	    x.verdict === "known"));
});

test("it fits a phone", async (t) => {
	const page = await open_well(t, "", { ...PLAIN,
		viewport: { width: 390, height: 800 } });

	assert.ok(await page.locator("#grid").isVisible());
	assert.ok(await page_width(page) <= 390);
});
