/* results.mjs -- the result lines that the report was made from: what the page
 * shows is held against them, not against the page's own data. */
import { readFileSync } from "node:fs";

const UNTOLD = ["n/a", "skip", "error"]; /* verdicts without an outcome */

/* [{ name, variant, client, verdict, outcome, journal, steps }] */
export const trials = process.env.RESULTS.split("\n").filter(Boolean)
    .flatMap((path) => readFileSync(path, "utf8").split("\n"))
    .filter((line) => line.startsWith('{"type":"trial"'))
    .map((line) => {
	    const trial = JSON.parse(line);
	    const [name, ...rest] = trial.scenario.split(":");

	    return { ...trial, name, variant: rest.join(":") };
    });

export const clients = [...new Set(trials.map((t) => t.client))];

export const names = [...new Set(trials.map((t) => t.name))].sort();

export function names_where(is_wanted) {
	return [...new Set(trials.filter(is_wanted).map((t) => t.name))]
	    .sort();
}

/* Some variant went otherwise on client A than on client B. */
export function names_differing(a, b) {
	const of_b = new Map(trials.filter((t) => t.client === b)
	    .map((t) => [t.scenario, t]));

	return names_where((t) => {
		const other = of_b.get(t.scenario);

		return t.client === a && other !== undefined &&
		    !UNTOLD.includes(t.verdict) &&
		    !UNTOLD.includes(other.verdict) &&
		    (t.outcome !== other.outcome ||
		    t.verdict !== other.verdict);
	});
}

export function find_trial(scenario, client) {
	return trials.find((t) => t.scenario === scenario &&
	    t.client === client);
}

const DRAWN = ["query", "unheard", "reply", "drop", "unreachable", "syn",
	"accept", "refused", "fin", "reset", "stall", "eof", "aborted",
	"trouble", "lost", "end"];

/* How many events of each kind a ladder of the trial has to show. */
export function events_of(trial) {
	const counts = {};

	for (const { event, server } of trial.journal)
		if (DRAWN.includes(event) && (server !== undefined ||
		    event === "end" || event === "lost"))
			counts[event] = (counts[event] ?? 0) + 1;
	return counts;
}
