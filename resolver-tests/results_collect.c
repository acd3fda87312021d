#include "config.h"

#include <assert.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/results_collect.h"
#include "resolver-tests/results_json.h"

/* VALUE is released; what we write ourselves is never wrong. */
static void
take(struct results_collection *c, enum results_line type, json_t *value)
{
	const struct place at = { "", (unsigned)c->counts.trials + 1, 1 };
	struct error err = { 0 };
	int ret = results_file_take(&c->file, type, value, &at, &err);

	assert(ret == 0);
	(void)ret;
	json_decref(value);
}

void
results_collect_run(struct results_collection *c, const struct run_info *info)
{
	c->file.path = xstrdup("");
	take(c, RESULTS_RUN, results_json_run(info));
}

void
results_collect_trial(struct results_collection *c, const struct finished *f)
{
	c->counts.verdicts[f->judgement->verdict]++;
	c->counts.trials++;
	take(c, RESULTS_TRIAL, results_json_trial(f));
}

void
results_collect_end(struct results_collection *c, const struct run_times *times)
{
	take(c, RESULTS_END, results_json_end(&c->counts, times));
	results_file_sort(&c->file);
}
