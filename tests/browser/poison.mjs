/* poison.mjs -- result lines from stdin, with what no client prints and no
 * machine is called, but what a file may hold. */
import { readFileSync } from "node:fs";

/* Markup, ends of what text may stand in, controls, marks of direction. */
export const POISON = "</script></noscript></title><script>hurt()</script>" +
    "<img src=x onerror=hurt()>\n</article>\n<!--\"'`]]>&lt;b&gt;\u0001" +
    "\u0007\u001b[31m\u007f\u009b31m\u200e\u200f\u202e\u2066\u2028\u2029end";

const OF_RUN = ["version", "machine", "kernel", "date"];
const OF_TRIAL = ["outcome", "raw", "stderr", "diff", "known", "reference",
	"summary"];

function poison_texts(object, keys) {
	for (const key of keys)
		if (typeof object[key] === "string")
			object[key] += POISON;
}

/* Words of a ladder are cut: in a third of the events the name is in front. */
function poison_event(event, i) {
	if (typeof event === "object")
		poison_texts(event, i % 3 === 0 ? ["name", "rule"] :
		    ["server", "type", "faults", "flags"]);
}

function poison_line(line) {
	const object = JSON.parse(line);

	if (object.type === "run") {
		poison_texts(object, OF_RUN);
		object.command.push(POISON);
		object.clients.forEach((client) =>
		    poison_texts(client, ["package", "arch"]));
	}
	if (object.type === "trial") {
		poison_texts(object, OF_TRIAL);
		object.journal.forEach(poison_event);
	}
	return JSON.stringify(object);
}

if (process.argv[1]?.endsWith("poison.mjs"))
	for (const line of readFileSync(0, "utf8").split("\n"))
		if (line !== "")
			console.log(poison_line(line));
