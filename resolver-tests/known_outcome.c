/* The outcome field: "varies:ok 0+48 #3fa9c1|EAI_AGAIN;tcp_syns=1 / ok" */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/known.h"

static const char FACT_FORM[] =
    "a wire fact such as tcp_syns=1, udp_sent=2..4 or 192.0.2.1/udp_sent=0";

/* Digits only, to LONG; false where there is anything else. */
static bool
number(const char *text, size_t len, long *out)
{
	*out = 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9' || *out > 99999999)
			return false;
		*out = 10 * *out + (text[i] - '0');
	}
	return len > 0;
}

static bool
bounds(const char *text, long *lo, long *hi)
{
	const char *dots = strstr(text, "..");

	if (dots == NULL) {
		bool ok = number(text, strlen(text), lo);

		*hi = *lo;
		return ok;
	}
	return number(text, (size_t)(dots - text), lo) &&
	       number(dots + 2, strlen(dots + 2), hi) && *lo <= *hi;
}

static int
fact_kind(const char *text, size_t len)
{
	for (int k = 0; k < FACT_KINDS; k++)
		if (strlen(fact_names[k]) == len &&
		    memcmp(fact_names[k], text, len) == 0)
			return k;
	return -1;
}

static bool
fact_parse(const char *text, struct known_fact *out)
{
	const char *equals = strchr(text, '=');
	const char *slash = strchr(text, '/');
	const char *name = slash == NULL ? text : slash + 1;
	int kind;

	memset(out, 0, sizeof *out);
	if (equals == NULL || equals < name ||
	    (kind = fact_kind(name, (size_t)(equals - name))) == -1 ||
	    !bounds(equals + 1, &out->lo, &out->hi))
		return false;
	out->kind = (enum fact_kind)kind;
	if (slash != NULL)
		out->server = xstrndup(text, (size_t)(slash - text));
	return true;
}

/* "ok 20+0 #3fa9c1;tcp_syns=1"; TEXT is cut up. */
static int
step_parse(char *text, const struct place *at, struct known_step *out,
    struct error *err)
{
	char *fact, *summary = strsep(&text, ";");

	memset(out, 0, sizeof *out);
	out->summary = xstrdup(summary);
	if (*summary == '\0' || *summary == ' ' ||
	    summary[strlen(summary) - 1] == ' ') {
		error_at(err, at,
		    "\"%s\" is no outcome, want one such as "
		    "EAI_AGAIN or ok 20+0 #3fa9c1, without spaces around it",
		    summary);
		return -1;
	}
	while ((fact = strsep(&text, ";")) != NULL) {
		out->facts =
		    xgrow(out->facts, out->fact_count, sizeof *out->facts);
		if (!fact_parse(fact, &out->facts[out->fact_count])) {
			error_at(err, at, "\"%s\", want %s", fact, FACT_FORM);
			return -1;
		}
		out->fact_count++;
	}
	return 0;
}

/* Steps joined by " / "; TEXT is cut up. */
static int
steps_parse(char *text, const struct place *at, struct known_outcome *out,
    struct error *err)
{
	static const char joint[] = " / ";

	memset(out, 0, sizeof *out);
	while (text != NULL) {
		char *end = strstr(text, joint);

		if (end != NULL)
			*end = '\0';
		out->steps =
		    xgrow(out->steps, out->step_count, sizeof *out->steps);
		if (step_parse(text, at, &out->steps[out->step_count++], err) ==
		    -1)
			return -1;
		text = end == NULL ? NULL : end + strlen(joint);
	}
	return 0;
}

int
known_outcome_parse(const char *text, const struct place *at,
    struct known_deviation *r, struct error *err)
{
	static const char varies[] = "varies:";
	bool is_varies = strncmp(text, varies, strlen(varies)) == 0;
	char *copy = xstrdup(text + (is_varies ? strlen(varies) : 0));
	char *rest = copy, *one;
	int ret = 0;

	while (ret == 0 && rest != NULL) {
		one = is_varies ? strsep(&rest, "|") : rest;
		if (!is_varies)
			rest = NULL;
		r->outcomes =
		    xgrow(r->outcomes, r->outcome_count, sizeof *r->outcomes);
		ret =
		    steps_parse(one, at, &r->outcomes[r->outcome_count++], err);
	}
	if (ret == 0 && is_varies && r->outcome_count < 2) {
		error_at(err, at, "one outcome varies, want varies:A|B");
		ret = -1;
	}
	free(copy);
	return ret;
}

static void
step_clear(struct known_step *step)
{
	for (size_t i = 0; i < step->fact_count; i++)
		free(step->facts[i].server);
	free(step->facts);
	free(step->summary);
}

void
known_outcomes_clear(struct known_deviation *r)
{
	for (size_t i = 0; i < r->outcome_count; i++) {
		for (size_t k = 0; k < r->outcomes[i].step_count; k++)
			step_clear(&r->outcomes[i].steps[k]);
		free(r->outcomes[i].steps);
	}
	free(r->outcomes);
	r->outcomes = NULL;
	r->outcome_count = 0;
}

bool
known_varies(const struct known_deviation *r)
{
	return r->outcome_count > 1;
}
