/*
 * tests/report_made.h -- a report made of text: a scenario, and one or two
 * files of results, in which ' stands for ".
 */
#ifndef TESTS_REPORT_MADE_H
#define TESTS_REPORT_MADE_H

#include <check.h>

#include "fakedns/xalloc.h"
#include "report/data.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define RUN(date, clients)                                                     \
	"{'type':'run','format':1,'version':'0.1.0','date':'" date             \
	"','kernel':'6.1.2-mine','machine':'x','scenarios':2,"                 \
	"'command':['/home/me/rt','-r','/home/me/r','run','t/*'],"             \
	"'clients':[" clients "]}\n"
#define CLIENT(family, version)                                                \
	"{'name':'" family "-" version "','family':'" family                   \
	"','version':'" version                                                \
	"','arch':'x86_64','package':'p','sha256':'h'}"
/* MORE begins with a comma, or is "". */
#define TRIAL(scenario, client, verdict, summary, more)                        \
	"{'type':'trial','scenario':'" scenario "','client':'" client          \
	"','verdict':'" verdict "','summary':'" summary                        \
	"','outcome':'" summary "'" more "}\n"
#define LAST(trials) "{'type':'end','trials':" #trials "}\n"

#define SCENARIO                                                               \
	"VARY n 16 2\n"                                                        \
	"SCENARIO_BEGIN A title\nWHY Because.\nTAGS tcp\n"                     \
	"ZONE_BEGIN\nhost.example. 60 IN A 192.0.2.1\nZONE_END\n"              \
	"CALL getaddrinfo host.example\nRESULT_BEGIN\nok\n"                    \
	"address 192.0.2.1\nRESULT_END\nSCENARIO_END\n"

struct made {
	struct suite suite;
	struct report report;
	struct memory_file scenario, results[2];
	struct error err;
};

static inline const char *
made_results(struct memory_file *m, const char *text)
{
	char *json = xstrdup(text);
	const char *path;

	for (char *at = json; (at = strchr(at, '\'')) != NULL; at++)
		*at = '"';
	path = memory_file_open(m, json);
	free(json);
	return path;
}

/* NAME is that of the scenario; SECOND may be NULL. */
static inline int
made_load(struct made *m, const char *name, const char *first,
    const char *second)
{
	const char *paths[2];

	memset(m, 0, sizeof *m);
	m->suite.corpus = xstrdup("/nowhere");
	ck_assert_msg(scenarios_load(memory_file_open(&m->scenario, SCENARIO),
			  name, NULL, &m->suite.scenarios, &m->err) == 0,
	    "%s", m->err.text);
	paths[0] = made_results(&m->results[0], first);
	if (second != NULL)
		paths[1] = made_results(&m->results[1], second);
	return report_load(&m->report, &m->suite, paths, second == NULL ? 1 : 2,
	    &m->err);
}

static inline void
made_clear(struct made *m)
{
	report_clear(&m->report);
	suite_clear(&m->suite);
	close(m->scenario.fd);
	close(m->results[0].fd);
	if (m->results[1].path[0] != '\0')
		close(m->results[1].fd);
}

/* What WRITE writes of it, to *OUT, which is to be freed. */
static inline void
made_text(const struct report *r, void (*write)(const struct report *, FILE *),
    char **out)
{
	size_t len = 0;
	FILE *f = open_memstream(out, &len);

	write(r, f);
	ck_assert_int_eq(fclose(f), 0);
}

#endif
