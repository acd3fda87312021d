/* layout.mjs -- a phone has no page to move sideways, and axe-core finds
 * nothing serious, light and dark. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { go, open_well, page_width, with_browser } from "./browser.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PAGES = { "the matrix": "#matrix", "tcp/empty-truncated":
	"#s/tcp/empty-truncated", "tcp/eof, a variant": "#s/tcp/eof?v=1",
	"compressed": "#s/config/silent-nameserver?time=compressed" };

with_browser();

/* Every one of these has been too wide once, or might be. */
const WIDE = { ...PAGES,
	"many servers": "#s/config/third-of-eight-nameservers",
	"many events": "#s/robustness/thousand-look-ups",
	"long variants": "#s/dual-stack/answer-beside-an-error" };

async function check_width(page, width) {
	assert.ok(await page_width(page) <= width,
	    `${await page_width(page)}`);
	if (await page.isHidden("#overview"))
		await page.waitForSelector("svg.drawing");
	assert.ok(await page.$$eval("svg.drawing", (drawings) =>
	    drawings.every((svg) =>
		svg.getBoundingClientRect().right <= innerWidth)));
}

for (const width of [390, 320])
	test(`${width} pixels are enough`, async (t) => {
		const page = await open_well(t, "",
		    { viewport: { width, height: 800 } });

		for (const [words, hash] of Object.entries(WIDE)) {
			await go(page, hash);
			await t.test(words, () => check_width(page, width));
		}
	});

test("the matrix moves in its own frame, its first column stays",
    async (t) => {
	    const page = await open_well(t, "",
		{ viewport: { width: 390, height: 800 } });
	    const [before, after] = await page.$eval("#matrix .scroll", (e) => {
		    const left = () => e.querySelector("tbody th")
			.getBoundingClientRect().left;
		    const first = left();

		    e.scrollLeft = 200;
		    return [first, left() - (e.scrollLeft > 0 ? 0 : 1000)];
	    });

	    assert.equal(before, after);
    });

/* Serious and critical ones: [rule, where]. */
async function violations(page) {
	await page.evaluate(await axe_source());
	return page.evaluate(async () => (await globalThis.axe.run(document))
	    .violations.filter((v) => ["serious", "critical"]
		.includes(v.impact))
	    .map((v) => [v.id, v.nodes[0].html.slice(0, 200),
		v.nodes[0].failureSummary]));
}

async function axe_source() {
	const { readFile } = await import("node:fs/promises");

	return readFile(AXE, "utf8");
}

for (const colorScheme of ["light", "dark"])
	test(`${colorScheme}: accessible`, async (t) => {
		const page = await open_well(t, "", { colorScheme });

		for (const [words, hash] of Object.entries(PAGES)) {
			await go(page, hash);
			await t.test(words, async () =>
			    assert.deepEqual(await violations(page), []));
		}
	});

test("the schemes differ", async (t) => {
	const paper = async (colorScheme) => (await open_well(t, "",
	    { colorScheme })).evaluate(() =>
	    getComputedStyle(document.body).backgroundColor);

	assert.notEqual(await paper("light"), await paper("dark"));
});

test("on paper there are tables and ladders, no controls", async (t) => {
	const page = await open_well(t, "#s/tcp/empty-truncated");

	await page.emulateMedia({ media: "print" });
	assert.ok(await page.isVisible("svg.drawing"));
	assert.ok(await page.isVisible("table.trials"));
	assert.ok(await page.isHidden(".neighbours"));
});
