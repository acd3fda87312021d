/*
 * tests/judged.h -- a scenario, a client and an observation made of text, for
 * the tests of what judges and prints them.
 */
#ifndef TESTS_JUDGED_H
#define TESTS_JUDGED_H

#include <stdarg.h>

#include <check.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/finished.h"
#include "tests/known_dir.h"
#include "tests/memory_file.h"

enum { JUDGED_STEPS = 4, JUDGED_SERVERS = 4 };

struct judged {
	struct scenarios scenarios;
	struct known known;
	struct client client;
	struct observation observation;
	struct judgement judgement;
};

/* NAME is the scenario's, RECORDS a table for musl; the client musl-1.2.5. */
static inline void
judged_init(struct judged *j, const char *name, const char *scenario,
    const char *records)
{
	struct memory_file m;
	struct error err = { 0 };
	struct faults faults;

	memset(j, 0, sizeof *j);
	if (scenarios_load(memory_file_open(&m, scenario), name, NULL,
		&j->scenarios, &err) == -1)
		ck_abort_msg("%s", err.text);
	close(m.fd);
	if (known_load_text("musl", records, &j->known, &faults) != 0)
		ck_abort_msg("%s", faults.text);
	j->client.name = xstrdup("musl-1.2.5");
	j->client.family = xstrdup("musl");
	j->client.version = xstrdup("1.2.5");
	j->client.arch = xstrdup("x86_64");
	j->client.package = xstrdup("-");
	j->client.sha256 = xstrdup("-");
	j->client.dir = xstrdup(".");
}

/* One call gave TEXT; the wire facts are all 0. */
static inline struct step_observation *
judged_step(struct judged *j, const char *text)
{
	struct observation *o = &j->observation;
	struct step_observation *step;

	o->steps = xreallocarray(o->steps, o->step_count + 1, sizeof *o->steps);
	step = &o->steps[o->step_count++];
	memset(step, 0, sizeof *step);
	step->text = xstrdup(text);
	step->raw = xstrdup("");
	step->server_count = j->scenarios.v[0]->server_count;
	step->servers = xcalloc(step->server_count, sizeof *step->servers);
	return step;
}

static inline const struct judgement *
judged_judge(struct judged *j)
{
	judgement_clear(&j->judgement);
	judge(j->scenarios.v[0], &j->client, &j->observation, &j->known,
	    &j->judgement);
	return &j->judgement;
}

static inline struct finished
judged_finished(const struct judged *j)
{
	return (struct finished){ .scenario = j->scenarios.v[0],
		.client = &j->client,
		.observation = &j->observation,
		.judgement = &j->judgement };
}

static inline void
judged_clear(struct judged *j)
{
	struct clients one = { .v = xmemdup(&j->client, sizeof j->client),
		.count = 1 };

	clients_clear(&one);
	judgement_clear(&j->judgement);
	observation_clear(&j->observation);
	known_clear(&j->known);
	scenarios_clear(&j->scenarios);
}

#endif
