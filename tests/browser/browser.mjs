/* browser.mjs -- Chromium with the report in it, offline, and everything that
 * went wrong there.  REPORT, RESULTS, HOSTILE, CHROMIUM: paths, by `run`. */
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

let browser;

/* To be called once by each file with tests. */
export function with_browser() {
	before(async () => {
		/* root has no sandbox; nothing is opened but files of ours */
		browser = await chromium.launch({
			executablePath: process.env.CHROMIUM,
			args: ["--no-sandbox"] });
	});
	after(() => browser.close());
}

export function address_of(hash, file = process.env.REPORT) {
	return pathToFileURL(file).href + hash;
}

/*
 * Opens the report at HASH and gives { page, problems }: requests for anything
 * but the file itself, errors, warnings, breaches of the policy, dialogs.
 * OPTIONS are those of a browser context, and file.
 */
export async function open_report(t, hash, { file, ...options } = {}) {
	const context = await browser.newContext({ offline: true,
		viewport: { width: 1280, height: 900 }, ...options });
	const page = await context.newPage();
	const problems = [];
	const address = address_of("", file);

	t.after(() => context.close());
	page.on("request", (request) => {
		if (request.url().split("#")[0] !== address)
			problems.push(`request: ${request.url()}`);
	});
	page.on("pageerror", (error) => problems.push(`error: ${error}`));
	page.on("console", (message) =>
	    problems.push(`console: ${message.text()}`));
	page.on("dialog", (dialog) => {
		problems.push(`dialog: ${dialog.message()}`);
		return dialog.dismiss();
	});
	await page.goto(address_of(hash, file));
	return { page, problems };
}

/* The same, and at the end of the test there has to be no problem. */
export async function open_well(t, hash, options) {
	const { page, problems } = await open_report(t, hash, options);

	t.after(() => assert.deepEqual(problems, []));
	return page;
}

/* As a link leads there: a page is opened once and used often. */
export function go(page, hash) {
	return page.evaluate((wanted) => new Promise((done) => {
		addEventListener("hashchange", done, { once: true });
		location.hash = wanted;
	}).then(() => undefined), hash);
}

/* Names of the scenarios that the matrix shows, from above. */
export function shown_names(page) {
	return page.$$eval("#grid tbody tr:not([hidden]) th a",
	    (links) => links.map((a) => a.textContent));
}

export function status(page) {
	return page.textContent("#shown");
}

/* Once the page of a scenario is open. */
export async function heading(page) {
	await page.waitForSelector("#page:not([hidden]) h2");
	return page.textContent("#page .name code");
}

export function page_width(page) {
	return page.evaluate(() => document.documentElement.scrollWidth);
}
