#include "config.h"

#include <string.h>

#include "report/motivation_words.h"

static const char *const verdict_words[MOTIVATION_VERDICTS] = {
	"confirmed",
	"confirmed with exceptions",
	"refuted",
	"real",
	"a price of doing the right thing",
	"not seen",
	"not testable here",
};

const char *const motivation_verdict_classes[MOTIVATION_VERDICTS] = {
	"confirmed",
	"exceptions",
	"refuted",
	"real",
	"price",
	"none",
	"untestable",
};

const char *const motivation_rules[] = {
	"A verdict is about the claim, not about musl. It is computed from the "
	"trials whose scenario bears on the claim, and counts each with the "
	"worst that a release before the change and one behind it came to.",
	"Only releases decide: a build with a word of its own in its name is "
	"shown, and counts for nothing. glibc, c-ares and ldns are a yardstick "
	"and count for nothing either.",
	"A trial is better where it passes behind the change and did not "
	"before, and worse where it fell from pass to permitted or to a "
	"deviation, or from permitted to a deviation. A scenario with variants "
	"counts once: it is better where more of them are better than worse.",
	"Confirmed: more scenarios are better than worse, nothing is worse, "
	"and no release behind the change deviates. Permitted outcomes are "
	"listed, and are no exceptions unless they are worse than before.",
	"Confirmed with exceptions: more scenarios are better than worse, and "
	"something is worse or deviates; it is listed. Where the claim is "
	"\"better than before\", only what is worse is an exception.",
	"Refuted: not more scenarios are better than worse.",
	"Of a cost: real where a release behind the change deviates, unless "
	"every release before it had the same outcome; a price of doing the "
	"right thing where all that is left is permitted, or right but without "
	"an answer that an older release gave; not seen where there is "
	"neither.",
	"A right outcome without the answer that an older release gave is "
	"looked for in scenarios that bear on a cost. It is the price of the "
	"change: no defect, and no gain either.",
	"Not testable here: a release of one side was not run, or nothing "
	"bears on the claim, or nothing was wrong before.",
	"Where scenarios that bear on a claim are not in the results, the "
	"verdict holds as far as it was run, and says so.",
	"Skipped and unstable trials have no result and count for nothing.",
	NULL,
};

void
motivation_add_verdict(struct text *out, const struct motivation_claim *c)
{
	text_add(out, "%s", verdict_words[c->verdict]);
	if (c->verdict != MOTIVATION_UNTESTABLE && c->present < c->bearing)
		text_add(out, " as far as it was run, %zu of %zu scenarios",
		    c->present, c->bearing);
}

static void
add_part(struct text *out, size_t count, const char *what)
{
	if (count > 0)
		text_add(out, ", %zu %s", count, what);
}

void
motivation_add_tally(struct text *out, const struct motivation_tally *t)
{
	size_t results = t->pass + t->policy + t->defect;

	if (results == 0) {
		text_add(out, t->na > 0 ? "n/a" : "not run");
		return;
	}
	text_add(out, "%zu of %zu pass", t->pass, results);
	add_part(out, t->defect, t->defect == 1 ? "deviates" : "deviate");
	add_part(out, t->policy, "permitted");
	add_part(out, t->na, "n/a");
	add_part(out, t->no_result, "without result");
}

static bool
is_reference(const struct motivation *m, size_t i)
{
	return strcmp(m->report->clients[i].client->family, "musl") != 0;
}

/* Clients that stand on one side of the table and can be told together. */
static bool
same_tally(const struct motivation *m, const struct motivation_claim *c,
    size_t i, size_t k)
{
	return is_reference(m, i) == is_reference(m, k) &&
	       memcmp(&c->counts[i].scenarios, &c->counts[k].scenarios,
		   sizeof c->counts[i].scenarios) == 0;
}

bool
motivation_add_tallied(struct text *out, const struct motivation *m,
    const struct motivation_claim *c, size_t i, bool references)
{
	if (is_reference(m, i) != references)
		return false;
	for (size_t k = 0; k < i; k++)
		if (same_tally(m, c, i, k))
			return false;
	for (size_t k = i; k < m->report->client_count; k++)
		if (same_tally(m, c, i, k))
			text_add(out, "%s%s", k == i ? "" : ", ",
			    m->report->clients[k].label);
	return true;
}

static void
add_lack(struct text *out, const struct motivation_claim *c)
{
	const struct claim *claim = c->claim;

	switch (c->lack) {
	case MOTIVATION_LACKS_NOTHING:
		break;
	case MOTIVATION_LACKS_SCENARIO:
		text_add(out, "No scenario bears on it.");
		break;
	case MOTIVATION_LACKS_BEFORE:
	case MOTIVATION_LACKS_AFTER:
		text_add(out,
		    "No release of musl in the range %s is among the clients, "
		    "so that there is nothing to compare with.",
		    c->lack == MOTIVATION_LACKS_BEFORE ? claim->before
						       : claim->after);
		break;
	case MOTIVATION_LACKS_RUN:
		text_add(out,
		    "No trial that bears on it has a result on both sides of "
		    "the change.");
		break;
	case MOTIVATION_LACKS_TROUBLE:
		text_add(out,
		    "All that bears on it passes before the change, too: the "
		    "trouble that was to go away is not shown.");
		break;
	}
	if (claim->missing != NULL)
		text_add(out, " %s", claim->missing);
}

/* "none is", "one is", "12 are" */
static void
add_are(struct text *out, size_t count)
{
	if (count == 0)
		text_add(out, "none is");
	else if (count == 1)
		text_add(out, "one is");
	else
		text_add(out, "%zu are", count);
}

void
motivation_add_summary(struct text *out, const struct motivation_claim *c)
{
	if (c->lack != MOTIVATION_LACKS_NOTHING) {
		add_lack(out, c);
		if (c->lack == MOTIVATION_LACKS_BEFORE ||
		    c->lack == MOTIVATION_LACKS_AFTER)
			text_add(out, " Scenarios that bear on it: %zu.",
			    c->bearing);
		return;
	}
	text_add(out,
	    "Scenarios that bear on it: %zu; with results on both sides of the "
	    "change: %zu",
	    c->bearing, c->run);
	if (c->claim->kind == CLAIM_COST) {
		text_add(out, ", %zu trial%s.", c->compared,
		    c->compared == 1 ? "" : "s");
		return;
	}
	text_add(out, ", and ");
	add_are(out, c->better);
	text_add(out, " better, ");
	add_are(out, c->worse);
	text_add(out,
	    " worse. Trials: %zu; %zu pass that did not, and %zu are worse",
	    c->compared, c->gained, c->lost);
	if (c->kinds[MOTIVATION_COST] > 0)
		text_add(out, "; %zu are right at the price of an answer",
		    c->kinds[MOTIVATION_COST]);
	text_add(out, ".");
}

/* Scenarios with that balance, by topic: the part of their name to the "/". */
static void
add_topics(struct text *out, const struct report *r,
    const struct motivation_claim *c, int balance, const char *title)
{
	const char *between = title;

	for (size_t i = 0, end; i < r->count; i = end) {
		const char *name = r->scenarios[i].name;
		size_t len = strcspn(name, "/") + 1, count = 0;

		for (end = i; end < r->count; end++) {
			if (strncmp(name, r->scenarios[end].name, len) != 0)
				break;
			count += c->balance[end] == balance;
		}
		if (count == 0)
			continue;
		text_add(out, "%s%.*s %zu", between, (int)(len - 1), name,
		    count);
		between = ", ";
	}
	if (between != title)
		text_add(out, ".");
}

void
motivation_add_topics(struct text *out, const struct motivation *m,
    const struct motivation_claim *c)
{
	add_topics(out, m->report, c, 1, "Better: ");
	add_topics(out, m->report, c, -1,
	    out->len == 0 ? "Worse: " : " Worse: ");
}

/* Where the releases before the change stood, for a cost. */
static void
add_before(struct text *out, const struct motivation_claim *c)
{
	size_t alike = 0, answers = 0;

	for (size_t i = 0; i < c->item_count; i++) {
		const struct motivation_item *item = &c->items[i];

		if (item->kind != MOTIVATION_DEFECT || item->worse)
			continue;
		if (i > 0 && c->items[i - 1].variant == item->variant)
			continue;
		alike++;
		answers += item->before != NULL;
	}
	text_add(out,
	    "; of these, deviations before the change, too: %zu, %zu of them "
	    "with an answer, if not the right one",
	    alike, answers);
}

void
motivation_add_kind(struct text *out, const struct motivation_claim *c,
    enum motivation_kind kind)
{
	static const char *const names[MOTIVATION_KINDS] = {
		[MOTIVATION_DEFECT] = "Defects: trials in which a release "
				      "behind the change deviates",
		[MOTIVATION_POLICY] =
		    "Permitted by the standards, and not what a user wants",
		[MOTIVATION_COST] = "The price: right, but without the answer "
				    "that an older release gave",
	};
	static const char *const worse_names[] = {
		[MOTIVATION_DEFECT] = "Defects that are worse than before",
		[MOTIVATION_POLICY] =
		    "Permitted by the standards, and worse than before",
	};
	bool improvement = c->claim->kind == CLAIM_IMPROVEMENT;
	size_t worse = 0;

	text_add(out, "%s: %zu",
	    improvement && kind != MOTIVATION_COST ? worse_names[kind]
						   : names[kind],
	    c->kinds[kind]);
	for (size_t i = 0; i < c->item_count; i++)
		worse += c->items[i].kind == kind && c->items[i].worse;
	if (c->claim->kind == CLAIM_COST && kind == MOTIVATION_DEFECT)
		add_before(out, c);
	if (kind == MOTIVATION_POLICY && worse == 0 &&
	    c->claim->kind == CLAIM_PROMISE)
		text_add(out, " (no exceptions: none is worse than before)");
}

void
motivation_add_words(struct text *out, const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		text_add(out, "%s%s", i == 0 ? "" : " ", words->v[i]);
}
