/* One trial: what it came to, and on which side of a change it stands */
#include "config.h"

#include <string.h>

#include "report/motivation_internal.h"
#include "resolver-tests/version.h"

int
motivation_rank(const struct results_trial *t)
{
	if (t == NULL)
		return RANK_NONE;
	switch (t->verdict) {
	case VERDICT_PASS:
	case VERDICT_FIXED:
		return RANK_PASS;
	case VERDICT_POLICY:
		return RANK_POLICY;
	case VERDICT_KNOWN:
	case VERDICT_CHANGED:
	case VERDICT_FAIL:
		return RANK_DEFECT;
	case VERDICT_NA:
	case VERDICT_SKIP:
	case VERDICT_UNSTABLE:
	case VERDICT_ERROR:
		break;
	}
	return RANK_NONE;
}

bool
motivation_is_release(const struct results_client *c)
{
	size_t len = strlen(c->family);

	return strncmp(c->name, c->family, len) == 0 && c->name[len] == '-' &&
	       strcmp(c->name + len + 1, c->version) == 0;
}

enum motivation_side
motivation_side(const struct claim *claim, const struct results_client *c)
{
	if (strcmp(c->family, "musl") != 0)
		return MOTIVATION_REFERENCE;
	if (!motivation_is_release(c))
		return MOTIVATION_BESIDE;
	if (version_in_range(c->version, claim->before))
		return MOTIVATION_BEFORE;
	return version_in_range(c->version, claim->after) ? MOTIVATION_AFTER
							  : MOTIVATION_BESIDE;
}

/* The next outcome of a summary: "ok 1+1 #4fbf92 / EAI_NONAME". */
static const char *
next_step(const char *step)
{
	step = strstr(step, " / ");
	return step == NULL ? NULL : step + 3;
}

static bool
is_answer(const char *step)
{
	return strncmp(step, "ok", 2) == 0 &&
	       (step[2] == ' ' || step[2] == '\0');
}

bool
motivation_lost_answer(const struct results_trial *before,
    const struct results_trial *after)
{
	const char *was = before->summary, *is = after->summary;

	while (was != NULL && is != NULL) {
		if (is_answer(was) && !is_answer(is))
			return true;
		was = next_step(was);
		is = next_step(is);
	}
	return false;
}

bool
motivation_bears(const struct claim *c, const struct report_variant *v)
{
	return v->scenario != NULL && claim_concerns(c, v->scenario);
}
