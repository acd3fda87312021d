/* hostile.mjs -- titles, names from the wire, outcomes and whatever else a
 * results file holds are text: nothing of them acts, nothing moves the words
 * around them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open_report, with_browser } from "./browser.mjs";

const file = process.env.HOSTILE;
const SCRIPTS = 3; /* data, ladders, program */
/* Controls but tab and newline; marks of direction; ends of lines. */
const UNSEEN =
    /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

with_browser();

/* Elements that no page of ours has, and attributes that act. */
function foreign(page) {
	return page.evaluate(() => [...document.querySelectorAll("*")]
	    .filter((e) => /^(img|iframe|object|embed|style|b|base)$/
		.test(e.localName) && !e.matches("head > style, td > b") ||
		[...e.attributes].some(({ name, value }) =>
		    /^on/i.test(name) || /^\s*javascript:/i.test(value)))
	    .map((e) => e.outerHTML.slice(0, 200)));
}

async function check_inert(page, problems) {
	assert.deepEqual(problems, []);
	assert.deepEqual(await foreign(page), []);
	assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
	assert.equal(await page.locator("script").count(), SCRIPTS);
	const text = await page.evaluate(() =>
	    document.documentElement.textContent);
	const at = text.search(UNSEEN);

	assert.equal(at, -1, JSON.stringify(text.slice(at - 40, at + 40)));
}

test("the matrix", async (t) => {
	const { page, problems } = await open_report(t, "", { file });

	await check_inert(page, problems);
	assert.match(await page.innerText("#grid tbody"),
	    /Title <\/script><script>hurt\(\)<\/script> "'><img/);
	assert.match(await page.innerText("#provenance"), /<script>hurt/);
});

test("a scenario: title, names from the wire, outcomes, ladders",
    async (t) => {
	    const { page, problems } = await open_report(t,
		"#s/hostile/names", { file });

	    await page.waitForSelector("svg.drawing");
	    assert.match(await page.innerText("#page h2"),
		/Title <\/script><script>hurt\(\)<\/script>/);
	    assert.match(await page.innerText("#page"),
		/host <\/script><script>hurt\(\)<\/script>\.example/);
	    assert.ok((await page.locator("svg text").allTextContents())
		.some((words) => words.replaceAll(" ", "")
		.includes("<svg/onload=hurt")));
	    await check_inert(page, problems);
    });

test("every variant", async (t) => {
	const { page, problems } = await open_report(t,
	    "#s/hostile/names?v=1", { file });

	await page.waitForSelector("svg.drawing");
	await page.click("table.trials tbody tr:first-child th a");
	await page.waitForSelector("tr:first-child [aria-current]");
	await check_inert(page, problems);
});

test("what is searched for is text as well", async (t) => {
	const { page, problems } = await open_report(t, "", { file });

	await page.fill("[name=q]", "<img/src=x/onerror=hurt()>");
	await page.reload();
	await check_inert(page, problems);
});

test("an address that is markup", async (t) => {
	const { page, problems } = await open_report(t,
	    "#s/<img src=x onerror=hurt()>?v=\"'><script>hurt()</script>",
	    { file });

	await check_inert(page, problems);
	assert.ok(await page.isVisible("#overview"));
});

test("without JavaScript, where all articles are elements", async (t) => {
	const { page, problems } = await open_report(t, "",
	    { file, javaScriptEnabled: false });

	assert.ok(await page.locator('article[id="s/hostile/names"]')
	    .isVisible());
	assert.equal(await page.locator("article").count(), 1);
	await check_inert(page, problems);
});

test("no word leaves the frame on a phone", async (t) => {
	const { page } = await open_report(t, "#s/hostile/names",
	    { file, viewport: { width: 390, height: 800 } });

	await page.waitForSelector("svg.drawing");
	assert.ok(await page.evaluate(() =>
	    document.documentElement.scrollWidth) <= 390);
});
