/* The ordinary trials of what is to be measured */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench/engine.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/captures.h"
#include "resolver-tests/forecast.h"
#include "resolver-tests/schedule.h"

/* Every pair of the set that this trial is of: a client may be there twice. */
static void
take(const struct finished *f, void *arg)
{
	struct engine *e = arg;
	struct bench_set *set = &e->set;

	for (size_t w = 0; w < set->workload_count; w++)
		for (size_t c = 0; c < set->client_count; c++) {
			struct bench_proof *p;

			if (e->scenarios[w] != f->scenario ||
			    e->clients[c] != f->client)
				continue;
			set->proofs = xgrow(set->proofs, set->proof_count,
			    sizeof *set->proofs);
			p = &set->proofs[set->proof_count++];
			*p = (struct bench_proof){ w, c,
				xstrdup(verdict_names[f->judgement->verdict]),
				xstrdup(f->judgement->summary) };
			*engine_fit(e, w, c) =
			    f->judgement->verdict != VERDICT_NA &&
			    f->judgement->verdict != VERDICT_SKIP &&
			    f->judgement->verdict != VERDICT_ERROR;
			bench_file_proof(&e->file, set, p, &e->err);
		}
}

static bool
is_first(const struct engine *e, size_t client)
{
	for (size_t i = 0; i < client; i++)
		if (e->clients[i] == e->clients[client])
			return false;
	return true;
}

void
proofs_run(struct engine *e)
{
	const size_t pairs = e->set.workload_count * e->set.client_count;
	struct captures captures = { .keeper = -1 };
	struct schedule schedule = { .base = e->base,
		.jobs = xcalloc(pairs, sizeof *schedule.jobs),
		.width = e->suite.options->width,
		.widest = e->suite.options->width,
		.known = &e->suite.known,
		.captures = &captures,
		.finished = take,
		.arg = e };

	e->fit = xcalloc(pairs, sizeof *e->fit);
	for (size_t w = 0; w < e->set.workload_count; w++)
		for (size_t c = 0; c < e->set.client_count; c++)
			if (is_first(e, c) &&
			    scenario_wants_client(e->scenarios[w],
				e->clients[c]))
				schedule.jobs[schedule.count++] =
				    (struct job){ e->scenarios[w],
					    e->clients[c],
					    forecast_ms(e->scenarios[w],
						e->clients[c]) };
	engine_say(e, "ordinary trials: %zu", schedule.count);
	schedule_run(&schedule);
	free(schedule.jobs);
}
