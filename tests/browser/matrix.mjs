/* matrix.mjs -- filters, search, sorting; what they show is what the results
 * say, and the address keeps it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open_well, shown_names, status, with_browser } from "./browser.mjs";
import { names, names_differing, names_where, trials } from "./results.mjs";

const VERDICT = new RegExp("^(pass|policy|known|fixed|changed|fail|n/a|" +
    "skip|unstable|error|not run)");

with_browser();

const sorted = async (page) => (await shown_names(page)).sort();

async function status_says(page, count) {
	assert.match(await status(page),
	    new RegExp(`^${count} of ${names.length} scenarios`));
}

test("by topic", async (t) => {
	const page = await open_well(t, "");
	const wanted = names.filter((name) => name.startsWith("tcp/"));

	await page.selectOption("[name=topic]", "tcp");
	assert.deepEqual(await sorted(page), wanted);
	await status_says(page, wanted.length);
});

test("by verdict, of any client and of one", async (t) => {
	const page = await open_well(t, "");

	await page.selectOption("[name=verdict]", "known");
	assert.deepEqual(await sorted(page),
	    names_where((x) => x.verdict === "known"));
	await page.selectOption("[name=client]", "musl-1.2.5");
	assert.deepEqual(await sorted(page), names_where((x) =>
	    x.verdict === "known" && x.client === "musl-1.2.5"));
});

test("by client: what it was put through", async (t) => {
	const page = await open_well(t, "");

	await page.selectOption("[name=client]", "musl-1.2.3");
	assert.deepEqual(await sorted(page), names_where((x) =>
	    x.verdict !== "n/a" && x.client === "musl-1.2.3"));
});

test("by what differs between two clients", async (t) => {
	const page = await open_well(t, "");
	const wanted = names_differing("musl-1.2.3", "musl-1.2.5");

	await page.selectOption("[name=a]", "musl-1.2.3");
	assert.equal((await shown_names(page)).length, names.length);
	await page.selectOption("[name=b]", "musl-1.2.5");
	assert.ok(wanted.length > 0 && wanted.length < names.length);
	assert.deepEqual(await sorted(page), wanted);
});

test("by tag", async (t) => {
	const page = await open_well(t, "");

	await page.selectOption("[name=tag]", "smoke");
	const shown = await shown_names(page);

	assert.ok(shown.length > 1 && shown.length < names.length / 2);
	assert.ok(shown.includes("tcp/empty-truncated"));
});

test("by search: every word, in names and titles, in any case", async (t) => {
	const page = await open_well(t, "");

	const search = async (words) => {
		await page.fill("[name=q]", words);
		return shown_names(page);
	};
	const [both, empty, tcp] = [await search("EMPTY tcp/"),
		await search("empty"), await search("tcp/")];

	assert.ok(both.includes("tcp/empty-truncated"), both.join());
	assert.ok(tcp.length < names.length);
	assert.deepEqual(both, tcp.filter((name) => empty.includes(name)));
	assert.ok(both.length < tcp.length && both.length < empty.length);
	assert.deepEqual(await search("twenty addresses behind an empty"),
	    ["tcp/empty-truncated"]);
	assert.deepEqual(await search("no-such-word-anywhere"), []);
	await status_says(page, 0);
});

test("by disagreement: the first rows differ most", async (t) => {
	const page = await open_well(t, "");
	const kinds = new Map();

	assert.deepEqual(await shown_names(page), names);
	await page.selectOption("[name=sort]", "disagreement");
	const shown = await shown_names(page);

	for (const { name, scenario, verdict, outcome } of trials)
		if (!["n/a", "skip", "error"].includes(verdict)) {
			const of_name = kinds.get(name) ?? new Map();
			const told = of_name.get(scenario) ?? new Set();

			kinds.set(name, of_name.set(scenario,
			    told.add(`${verdict} ${outcome}`)));
		}
	const most = (name) => Math.max(0, ...[...(kinds.get(name) ?? [])]
	    .map(([, told]) => told.size));

	assert.deepEqual([...shown].sort(), names);
	assert.notDeepEqual(shown, names);
	assert.ok(shown.slice(0, 20).every((name) => most(name) >= 3));
	assert.ok(shown.slice(-20).every((name) => most(name) <= 1));
});

test("columns can be left out", async (t) => {
	const page = await open_well(t, "");
	const heads = () => page.$$eval("#grid thead th:not([hidden])",
	    (cells) => cells.slice(1).map((th) => th.textContent));

	await page.uncheck("[name=column][value='ldns-1.8.3']");
	assert.ok(!(await heads()).includes("ldns-1.8.3"));
	assert.ok((await heads()).includes("musl-1.2.5"));
	assert.equal(await page.$$eval("#grid tbody tr:first-child > " +
	    ":not([hidden])", (cells) => cells.length),
	    (await heads()).length + 1);
});

test("the address keeps a filter, and a link with it shows the same",
    async (t) => {
	    const page = await open_well(t, "");

	    await page.selectOption("[name=topic]", "tcp");
	    await page.selectOption("[name=verdict]", "known");
	    await page.fill("[name=q]", "e");
	    await page.selectOption("[name=sort]", "disagreement");
	    const shown = await shown_names(page);
	    const hash = await page.evaluate(() => location.hash);
	    const other = await open_well(t, hash);

	    assert.ok(shown.length > 0);
	    assert.deepEqual(await shown_names(other), shown);
	    assert.equal(await other.inputValue("[name=topic]"), "tcp");
	    await other.click("button[type=reset]");
	    assert.deepEqual(await shown_names(other), names);
	    assert.equal(await other.evaluate(() => location.hash), "#matrix");
    });

test("an address of nonsense shows everything", async (t) => {
	const page = await open_well(t,
	    "#matrix?topic=%E0%A4%A&verdict=nope&client=x&sort=1&columns=&q=");

	assert.equal((await shown_names(page)).length, names.length);
});

test("each cell says its verdict in words", async (t) => {
	const page = await open_well(t, "");
	const words = await page.$$eval("#grid tbody td", (cells) =>
	    [...new Set(cells.map((td) => td.textContent.trim()
		.replace(/\d+/g, "n")))]);

	assert.ok(words.length > 2);
	for (const word of words)
		assert.match(word, VERDICT);
});
