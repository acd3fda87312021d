/* picture.mjs FOLDER -- three parts of the report as pictures. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , folder] = process.argv;
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ colorScheme: "light",
	viewport: { width: 1280, height: 640 } });
const [report, few] = [process.env.REPORT, process.env.FEW]
    .map((path) => pathToFileURL(path).href);

async function shoot(name, clip) {
	const path = join(folder, name);

	await page.screenshot({ path, clip });
	console.log(path);
}

/* The claims, as many as are seen at once. */
await page.goto(report);
const claims = await page.locator("#motivation").boundingBox();
await page.setViewportSize({ width: 1280,
	height: Math.ceil(claims.y + 560) });
await shoot("claims.png", { x: 0, y: claims.y, width: 1280, height: 560 });

/* What 1.2.5 changed. */
await page.goto(`${report}#matrix?topic=tcp&a=musl-1.2.3&b=musl-1.2.5`);
const form = await page.locator("#controls").boundingBox();
await shoot("matrix.png", { x: 0, y: Math.max(0, form.y - 8), width: 1280,
	height: 560 });

/* One name, and all that musl 1.2.3 and 1.2.5 said and heard. */
await page.setViewportSize({ width: 1440, height: 2400 });
await page.goto(`${few}#s/tcp/empty-truncated`);
await page.locator("svg.drawing").first().waitFor();
const box = await page.locator(".ladders").boundingBox();
const first = await page.locator(".ladders .trial").first().boundingBox();
const controls = await page.locator(".ladder-controls").boundingBox();
await shoot("ladder.png", { x: box.x - 8, y: controls.y - 8,
	width: box.width + 16,
	height: first.y + first.height - controls.y + 16 });
await browser.close();
