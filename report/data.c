#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "report/data_internal.h"

bool
report_was_run(const struct report_trial *t)
{
	return t->result != NULL && t->result->verdict != VERDICT_NA &&
	       t->result->verdict != VERDICT_SKIP;
}

const struct report_scenario *
report_find(const struct report *r, const char *name)
{
	size_t low = 0, high = r->count;

	while (low < high) {
		const size_t mid = low + (high - low) / 2;
		const int order = strcmp(name, r->scenarios[mid].name);

		if (order == 0)
			return &r->scenarios[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Each of them a corpus may lack. */
static int
load_lists(struct report *r, struct error *err)
{
	char *tags = xasprintf("%s/TAGS", r->suite->corpus);
	char *claims = xasprintf("%s/CLAIMS", r->suite->corpus);
	int ret = 0;

	if (access(tags, F_OK) == 0)
		ret = tags_load(tags, &r->tags, err);
	if (ret == 0 && access(claims, F_OK) == 0)
		ret = claims_load(claims, &r->claims, err);
	free(claims);
	free(tags);
	return ret;
}

int
report_load(struct report *r, struct suite *suite, const char *const *paths,
    size_t count, struct error *err)
{
	*r = (struct report){ .suite = suite,
		.runs = xcalloc(count, sizeof *r->runs) };
	if (load_lists(r, err) == -1)
		return -1;
	for (size_t i = 0; i < count; i++) {
		r->run_count++;
		if (results_file_load(&r->runs[i].file, paths[i], err) == -1)
			return -1;
	}
	report_make_clients(r);
	report_make_rows(r);
	for (size_t i = 0; i < count; i++)
		if (report_read_details(r, i, err) == -1)
			return -1;
	return 0;
}

static void
clear_scenario(struct report_scenario *s, size_t clients)
{
	for (size_t i = 0; i < s->count; i++) {
		for (size_t k = 0; k < clients; k++) {
			free(s->variants[i].trials[k].outcome);
			free(s->variants[i].trials[k].diff);
			ladders_clear(&s->variants[i].trials[k].ladders);
		}
		free(s->variants[i].trials);
		free(s->variants[i].name);
	}
	free(s->variants);
	free(s->name);
}

void
report_clear(struct report *r)
{
	for (size_t i = 0; i < r->count; i++)
		clear_scenario(&r->scenarios[i], r->client_count);
	for (size_t i = 0; i < r->client_count; i++)
		free(r->clients[i].label);
	for (size_t i = 0; i < r->run_count; i++) {
		results_file_clear(&r->runs[i].file);
		words_clear(&r->runs[i].command);
	}
	free(r->scenarios);
	free(r->clients);
	free(r->runs);
	tags_clear(&r->tags);
	claims_clear(&r->claims);
	*r = (struct report){ .count = 0 };
}
