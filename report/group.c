#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/group.h"

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_event(const struct ladder_event *a, const struct ladder_event *b)
{
	return a->kind == b->kind && a->server == b->server &&
	       a->tcp == b->tcp && a->fate == b->fate && a->nth == b->nth &&
	       a->octets == b->octets && a->rcode == b->rcode &&
	       a->answers == b->answers && a->truncated == b->truncated &&
	       a->other_question == b->other_question && a->lost == b->lost &&
	       same_text(a->name, b->name) && same_text(a->type, b->type) &&
	       same_text(a->rule, b->rule) && same_text(a->faults, b->faults);
}

static bool
same_call(const struct ladder *a, const struct ladder *b)
{
	if (a->step != b->step || a->count != b->count ||
	    !same_text(a->outcome, b->outcome))
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same_event(&a->v[i], &b->v[i]))
			return false;
	return true;
}

bool
group_same_ladders(const struct ladders *a, const struct ladders *b)
{
	if (a->count != b->count || a->servers.count != b->servers.count)
		return false;
	for (size_t i = 0; i < a->servers.count; i++)
		if (strcmp(a->servers.v[i], b->servers.v[i]) != 0)
			return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same_call(&a->v[i], &b->v[i]))
			return false;
	return true;
}

static bool
is_shown(const struct report_trial *t)
{
	return t->result != NULL && t->result->verdict != VERDICT_PASS &&
	       t->result->verdict != VERDICT_NA;
}

static bool
same_trial(const struct report_trial *a, const struct report_trial *b)
{
	const struct results_trial *x = a->result, *y = b->result;

	return x->verdict == y->verdict && strcmp(x->reason, y->reason) == 0 &&
	       strcmp(x->reference, y->reference) == 0 &&
	       same_text(a->outcome, b->outcome) &&
	       same_text(a->diff, b->diff) &&
	       group_same_ladders(&a->ladders, &b->ladders);
}

void
groups_make(const struct report *r, const struct report_variant *v,
    struct groups *out)
{
	*out = (struct groups){ .of = xcalloc(r->client_count + 1,
				    sizeof *out->of) };
	for (size_t i = 0; i < r->client_count; i++) {
		struct group *g;
		size_t k = 0;

		out->of[i] = GROUP_NONE;
		if (!is_shown(&v->trials[i]))
			continue;
		while (k < out->count &&
		       !same_trial(&v->trials[out->v[k].clients[0]],
			   &v->trials[i]))
			k++;
		if (k == out->count) {
			out->v = xgrow(out->v, k, sizeof *out->v);
			out->v[out->count++] = (struct group){ .count = 0 };
		}
		g = &out->v[k];
		g->clients = xgrow(g->clients, g->count, sizeof *g->clients);
		g->clients[g->count++] = i;
		out->of[i] = k;
	}
}

void
groups_clear(struct groups *groups)
{
	for (size_t i = 0; i < groups->count; i++)
		free(groups->v[i].clients);
	free(groups->v);
	free(groups->of);
	*groups = (struct groups){ .count = 0 };
}

int *
group_outcomes(const struct report *r, const struct report_variant *v)
{
	int *numbers = xcalloc(r->client_count + 1, sizeof *numbers), next = 0;

	for (size_t i = 0; i < r->client_count; i++) {
		const struct report_trial *t = &v->trials[i];

		numbers[i] = -1;
		if (!report_was_run(t) || t->result->verdict == VERDICT_ERROR)
			continue;
		for (size_t k = 0; k < i && numbers[i] == -1; k++)
			if (numbers[k] != -1 &&
			    strcmp(v->trials[k].result->summary,
				t->result->summary) == 0)
				numbers[i] = numbers[k];
		if (numbers[i] == -1)
			numbers[i] = next++;
	}
	return numbers;
}
