#include "config.h"

#include "report/matrix_cell.h"

const enum verdict matrix_cell_order[VERDICTS] = { VERDICT_ERROR, VERDICT_FAIL,
	VERDICT_UNSTABLE, VERDICT_CHANGED, VERDICT_FIXED, VERDICT_KNOWN,
	VERDICT_POLICY, VERDICT_SKIP, VERDICT_PASS, VERDICT_NA };

const char *
matrix_cell_class(enum verdict verdict)
{
	static const char *const classes[VERDICTS] = {
		[VERDICT_PASS] = "v-pass",
		[VERDICT_POLICY] = "v-policy",
		[VERDICT_KNOWN] = "v-known",
		[VERDICT_FIXED] = "v-fixed",
		[VERDICT_CHANGED] = "v-changed",
		[VERDICT_FAIL] = "v-fail",
		[VERDICT_NA] = "v-na",
		[VERDICT_SKIP] = "v-skip",
		[VERDICT_UNSTABLE] = "v-unstable",
		[VERDICT_ERROR] = "v-error",
	};

	return classes[verdict];
}

/* Passes and what makes no sense are told only where there is nothing else. */
static bool
is_told(enum verdict verdict, enum verdict worst)
{
	return verdict == worst ||
	       (verdict != VERDICT_PASS && verdict != VERDICT_NA);
}

static void
add_counts(const size_t *counts, size_t all, enum verdict worst,
    struct text *out)
{
	const char *between = "";

	for (size_t i = 0; i < VERDICTS; i++) {
		const enum verdict v = matrix_cell_order[i];

		if (counts[v] == 0 || !is_told(v, worst))
			continue;
		text_add(out, "%s%s %zu", between, verdict_names[v], counts[v]);
		between = ", ";
	}
	text_add(out, " of %zu", all);
}

const char *
matrix_cell_words(const struct report_scenario *s, size_t client,
    struct text *out)
{
	size_t counts[VERDICTS] = { 0 }, all = 0, i = 0;
	enum verdict worst;

	for (size_t k = 0; k < s->count; k++) {
		const struct results_trial *t =
		    s->variants[k].trials[client].result;

		if (t == NULL)
			continue;
		counts[t->verdict]++;
		all++;
	}
	if (all == 0) {
		text_add(out, "not run");
		return "v-none";
	}
	while (counts[matrix_cell_order[i]] == 0)
		i++;
	worst = matrix_cell_order[i];
	if (counts[worst] == s->count &&
	    (s->count == 1 || worst == VERDICT_PASS || worst == VERDICT_NA))
		text_add(out, "%s", verdict_names[worst]);
	else
		add_counts(counts, s->count, worst, out);
	return matrix_cell_class(worst);
}
